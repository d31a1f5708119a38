"""A cell as analysts see it: a code with what it means beside it, and what the console has a page
of as a way there. The value itself stays what it is in every file that is taken away.
"""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from markupsafe import Markup, escape

from config.words import Words

_TABLE = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
_OF_THE_CONSOLE = re.compile(r"/(findings|units|pages|runs|captures|rules)/[^/\\]+")
_NOT = frozenset(_TABLE["not"]["columns"])

LabelWords = Mapping[tuple[str, str], Words]  # by set and code


def cell(
    value: object, of: str, column: str, labels: LabelWords, language: str, opens: str
) -> Markup | None:
    """None where it is to be shown as it stands. `of`: the table or view, "" of an
    answer to SQL; `opens`: what a
    cell that is nothing but an address of the console says.
    """
    if value is None or value == "" or f"{of}.{column}" in _NOT:
        return None
    leads, what = _of("leads", of, column), _of("labels", of, column)
    if leads == "{}" and not _OF_THE_CONSOLE.fullmatch(str(value)):
        return None
    words = labels.get((what, str(value)))
    if not leads and words is None:
        return None
    shown = opens if leads == "{}" else str(value)
    if leads:
        address = leads.format(value if leads == "{}" else quote(str(value), safe=""))
        shown = Markup('<a href="{}">{}</a>').format(address, shown)
    said = words.text(language) if words else ""
    if said.casefold() in ("", str(value).casefold()):
        return escape(shown)
    return Markup('{} <span class="means">{}</span>').format(shown, said)


def _of(table: str, of: str, column: str) -> str:
    known: Mapping[str, str] = _TABLE[table]
    return known.get(f"{of}.{column}", known.get(column, ""))
