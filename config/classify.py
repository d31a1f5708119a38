"""What kind of channel a channel is, by its name, its tags and its address (docs/rulebook.md §4).
Pure.

In order: meta ColumnType where its text agrees with the name; the name, NFKC, with place and unit
names taken off, the most specific class first; a part of the path; else `other`, which is only ever
warned of. (A class that the office pinned stands above all of these and never comes here.)
"""

import re
import unicodedata
from collections.abc import Iterable

from config.rulebook import ChannelClass, Rulebook

OTHER = "other"

_NOT_WORDS = re.compile(r"[\s\u200b“”\"'《》<>〈〉【】\[\]()|·•:：>»›.…]+")
_PLACE_ENDINGS = "省市县区州盟旗镇乡"


def classify(
    name: str, url: str, column_type: str, rulebook: Rulebook, unit_names: Iterable[str]
) -> tuple[str, str]:
    """(class id, what says so: column_type | name | path | none) of a channel.

    `unit_names` are all names of the unit and of its place; “老河口市要闻” is 要闻 in 老河口市.
    """
    bare = _bare(name, unit_names)
    by_name = _by_name(bare, rulebook)
    by_type = _by_column_type(column_type, bare, by_name, rulebook)
    if by_type:
        return by_type, "column_type"
    if by_name:
        return by_name, "name"
    by_path = _by_path(url, rulebook)
    return (by_path, "path") if by_path else (OTHER, "none")


def _by_name(bare: str, rulebook: Rulebook) -> str:
    for channel_class in rulebook.channel_classes:
        if any(pattern in bare for pattern in _patterns(channel_class)):
            return channel_class.id
    return ""


def _by_column_type(column_type: str, bare: str, by_name: str, rulebook: Rulebook) -> str:
    """The tag is often copied from another page of the template, so it counts only where the name
    does not say otherwise and shares a word with it.
    """
    said = _plain(column_type)
    for channel_class in rulebook.channel_classes:
        if said and said in map(_plain, channel_class.column_types):
            agrees = (
                channel_class.id == by_name
                or said in bare
                or (not by_name and _share_a_word(said, bare))
            )
            return channel_class.id if agrees else ""
    return ""


def _by_path(url: str, rulebook: Rulebook) -> str:
    path = url.partition("://")[2].partition("/")[2].partition("?")[0].casefold()
    for channel_class in rulebook.channel_classes:
        if any(hint.casefold() in f"/{path}" for hint in channel_class.path_hints):
            return channel_class.id
    return ""


def _patterns(channel_class: ChannelClass) -> list[str]:
    return [_plain(pattern) for pattern in channel_class.patterns if _plain(pattern)]


def _bare(name: str, unit_names: Iterable[str]) -> str:
    """The name without its place and unit; the whole name where nothing would be left of it."""
    plain = bare = _plain(name)
    for known in sorted(
        {form for unit_name in unit_names for form in _forms(unit_name)}, key=len, reverse=True
    ):
        bare = bare.replace(known, "")
    return bare or plain


def _forms(unit_name: str) -> list[str]:
    """A name as written and, for a place, without its rank: 老河口市, 老河口."""
    plain = _plain(unit_name)
    forms = [plain, plain[:-1]] if plain and plain[-1] in _PLACE_ENDINGS else [plain]
    return [form for form in forms if len(form) >= 2]


def _plain(text: str) -> str:
    return _NOT_WORDS.sub("", unicodedata.normalize("NFKC", text)).casefold()


def _share_a_word(one: str, other: str) -> bool:
    return any(one[n : n + 2] in other for n in range(len(one) - 1))
