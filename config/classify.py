"""What kind of channel a channel is, by its name, its tags and its address (docs/rulebook.md §4).
Pure.

In order: the unit's own name, which is its place on a portal and says nothing of a class; a
superior's place before a kind of channel that has a deadline; meta ColumnType where its text agrees
with the name; the name, NFKC, with place and unit names taken off, the most specific class first; a
part of the path; else `other`, which is only ever warned of. (A class that the office pinned stands
above all of these and never comes here.)
"""

import re

from config.packaged import packaged_toml
from config.places import UnitPlace, forms_of, is_feed, is_own_feed, place_said, plain
from config.rulebook import ChannelClass, Rulebook

OTHER = "other"
UPSTREAM = "upstream"
_NEWS = "news"
_PAPERS = ("文件", "政策", "信息")  # what is left of 省政府文件
_MENU_WORDS = packaged_toml("classify.toml")["menu_words"]
_BESIDE = 4  # characters beside the word: 医疗机构名录
_A_YEAR = re.compile(r"(?:19|20)\d\d年?度?")


def classify(
    name: str, url: str, column_type: str, rulebook: Rulebook, place: UnitPlace
) -> tuple[str, str]:
    """(class id, what says so: unit | column_type | name | path | none) of a channel.

    “老河口市要闻” is 要闻 in 老河口市, and a superior's in one of its townships. `unit`: it bears the
    name of its unit and no more.
    """
    bare = _bare(name, place)
    if plain(name) and not bare:
        return OTHER, "unit"
    if _is_a_superiors(plain(name), rulebook, place):
        return UPSTREAM, "name"
    is_own_news = is_own_feed(plain(name), bare, place)
    by_name = _by_name(bare, rulebook) or (_NEWS if is_own_news else "")
    by_type = _by_column_type(column_type, bare, by_name, rulebook)
    if by_type:
        return by_type, "column_type"
    if by_name:
        return by_name, "name"
    by_path = _by_path(url, rulebook)
    return (by_path, "path") if by_path else (OTHER, "none")


def names_a_place(name: str, rulebook: Rulebook, place: UnitPlace) -> bool:
    """A menu's words for a place of disclosure: a class's own word, or one of `classify.toml`, and
    little beside it. 关于…的公告 is the title of a paper.
    """
    bare = _A_YEAR.sub("", _bare(name, place))
    words = [*_MENU_WORDS, *(w for one in rulebook.channel_classes for w in _patterns(one))]
    return any(word in bare and len(bare) <= len(word) + _BESIDE for word in words)


def _bare(name: str, place: UnitPlace) -> str:
    """The plain name without those of its unit and place."""
    bare = plain(name)
    for known in sorted(
        {form for own in place.names for form in forms_of(own)}, key=len, reverse=True
    ):
        bare = bare.replace(known, "")
    return bare


def _is_a_superiors(name: str, rulebook: Rulebook, place: UnitPlace) -> bool:
    """A kind of channel that has a deadline follows the name of a place above."""
    said = place_said(name, place)
    if said is None or not said.is_above:
        return False
    kinds = [
        pattern
        for channel_class in rulebook.channel_classes
        if not channel_class.exempt
        for pattern in _patterns(channel_class)
    ]
    return (
        is_feed(said.rest)
        or said.rest in _PAPERS
        or any(0 <= said.rest.find(kind) <= said.between for kind in kinds)
    )


def _by_name(bare: str, rulebook: Rulebook) -> str:
    for channel_class in rulebook.channel_classes:
        if any(pattern in bare for pattern in _patterns(channel_class)):
            return channel_class.id
    return ""


def _by_column_type(column_type: str, bare: str, by_name: str, rulebook: Rulebook) -> str:
    """The tag is often copied from another page of the template, so it counts only where the name
    does not say otherwise and shares a word with it.
    """
    said = plain(column_type)
    for channel_class in rulebook.channel_classes:
        if said and said in map(plain, channel_class.column_types):
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
    return [plain(pattern) for pattern in channel_class.patterns if plain(pattern)]


def _share_a_word(one: str, other: str) -> bool:
    return any(one[n : n + 2] in other for n in range(len(one) - 1))
