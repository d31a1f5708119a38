"""Which rows of an office's table are units, and what their cells say. Pure.

A table is made for people: a kind is written once for many rows, totals, signatures and notes stand
below, an address lies behind 点击访问, a name is spread out with blanks. What is no unit is left
out; what a person has to decide is said.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from config.kind_words import kind_of
from config.office_table.table_file import TableRow
from config.packaged import packaged_toml
from config.sentences import Said, said

_WORDS = packaged_toml("office_table/units_table.toml")
_SIGNS = {name: re.compile(written) for name, written in _WORDS["rows"].items()}
_BRACKETS = re.compile(r"[(\[【].*?[)\]】]|[*\s:]")
_BLANK_BY_CHINESE = re.compile(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])")
_HEADER_WITHIN = 10  # rows of title and notes above the headings
_NAMES = ("name", "short", "parent", "kind")  # keys whose blanks say nothing
Headings = dict[int, tuple[str, str]]  # column to its key ("" for none) and the heading as written


@dataclass(slots=True)
class UnitRows:
    """The rows that are units, by their numbers, and what there is to say of them and the rest."""

    cells: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    headings: list[Headings] = field(default_factory=list)  # of each sheet that has units
    refused: list[tuple[int, str, Said]] = field(default_factory=list)  # row, key, complaint
    hidden: list[tuple[int, str]] = field(default_factory=list)  # row, name
    left_out: list[int] = field(
        default_factory=list
    )  # headings of sections, totals, signatures, notes
    taken_once: list[tuple[int, int]] = field(default_factory=list)  # the row, the one it repeats


def unit_rows(sheets: list[list[TableRow]]) -> UnitRows:
    """The units of all sheets that have a column of names; no headings where none has."""
    found = UnitRows()
    for headed in filter(None, map(_headed, sheets)):
        _read(found, *headed)
    _without_repeats(found)
    return found


def joined(name: str) -> str:
    """A name without the blanks and breaks that only spread it out: 某县财 政 局."""
    return _BLANK_BY_CHINESE.sub("", " ".join(name.split()))


def plain(text: str) -> str:
    """A heading or a word of a list as it is compared: without brackets, stars and blanks."""
    return _BRACKETS.sub("", unicodedata.normalize("NFKC", text)).lower()


def _headed(sheet: list[TableRow]) -> tuple[Headings, list[TableRow]] | None:
    """The headings and the rows below; None for a sheet without a column of names."""
    for position, row in enumerate(sheet[:_HEADER_WITHIN]):
        if headings := _headings(row):
            # Of a heading in two lines the lower one is finer: 网站 over 网站名称 and 网址.
            below = sheet[position + 1 : position + 2]
            finer = _headings(below[0]) if below else None
            return (finer, sheet[position + 2 :]) if finer else (headings, sheet[position + 1 :])
    return None


def _headings(row: TableRow) -> Headings | None:
    keys = {heading: key for key, headings in _WORDS["headings"].items() for heading in headings}
    found: Headings = {}
    for column, cell in enumerate(row.cells):
        key = keys.get(plain(cell), "")
        is_second = key in {taken for taken, _ in found.values()}
        found[column] = ("" if is_second else key, joined(cell))
    known = {key for key, _ in found.values() if key}
    return found if "name" in known and len(known) > 1 else None


def _read(found: UnitRows, headings: Headings, rows: list[TableRow]) -> None:
    found.headings.append(headings)
    columns = {key: column for column, (key, _) in headings.items() if key}
    section = ""
    for row in rows:
        own = [cell for at, cell in enumerate(row.cells) if cell and at not in row.goes_on]
        cells = _without_dittos(_cells(found, columns, row), found)
        if row.is_hidden:
            if "name" in cells:
                found.hidden.append((row.number, cells["name"]))
        elif _is_no_unit(own, cells):
            found.left_out.append(row.number)
        elif (kind := _section(own, columns, row)) is not None:
            section = kind
            found.left_out.append(row.number)
        elif columns["name"] in row.goes_on and found.cells:
            _add_address(found.cells[-1][1], cells.get("url", ""))
        elif cells.keys() - {"kind"} or _is_own(columns, "kind", row):
            found.cells.append((row.number, {"kind": section, **cells} if section else cells))


def _without_dittos(cells: dict[str, str], found: UnitRows) -> dict[str, str]:
    """同上 and 〃 are what the unit above says."""
    above = found.cells[-1][1] if found.cells else {}
    said = {
        key: above.get(key, "") if _SIGNS["ditto"].fullmatch(text) else text
        for key, text in cells.items()
    }
    return {key: text for key, text in said.items() if text}


def _cells(found: UnitRows, columns: dict[str, int], row: TableRow) -> dict[str, str]:
    cells = {
        key: joined(text) if key in _NAMES else text
        for key, column in columns.items()
        if column < len(row.cells) and (text := row.cells[column])
    }
    for key in ("url", "name"):
        link = row.links.get(columns.get(key, -1), "")
        if not link.lower().startswith(("http://", "https://")):
            continue
        text = cells.get("url", "")
        if key == "url" and "." in text and _host(text) != _host(link):
            said_twice = said("link_says_another", shown=text, link=link)
            found.refused.append((row.number, "url", said_twice))
        elif "." not in text and (key == "url" or text not in _WORDS["none"]):
            cells["url"] = link
    return cells


def _is_no_unit(own: list[str], cells: dict[str, str]) -> bool:
    """A total, a signature, a note; blanks are spread through these, too."""
    words = [joined(cell) for cell in own]
    named = (*words[:1], cells.get("name", ""))
    if any(_SIGNS[sign].match(word) for word in named for sign in ("total", "signature")):
        return True
    if len(words) == 1:
        return bool(_SIGNS["sentence"].search(words[0]))
    is_told = "." in cells.get("url", "") or kind_of(cells.get("kind", "")) is not None
    return not is_told and any(_SIGNS["signature"].match(word) for word in words)


def _section(own: list[str], columns: dict[str, int], row: TableRow) -> str | None:
    """The kind that a row of its own announces for those below; "" where it names none, None for a
    row that is no heading.
    """
    if len(own) != 1:
        return None
    word = joined(own[0])
    numbered = _SIGNS["numbering"].match(word)
    named = word[numbered.end() if numbered else 0 :]
    kind = kind_of(named) or kind_of(_BRACKETS.sub("", unicodedata.normalize("NFKC", named)))
    if numbered or (kind and not _is_own(columns, "kind", row)):
        return kind or ""
    return None


def _is_own(columns: dict[str, int], key: str, row: TableRow) -> bool:
    return key in columns and columns[key] not in row.goes_on and _has(row, columns[key])


def _has(row: TableRow, column: int) -> bool:
    return column < len(row.cells) and bool(row.cells[column])


def _add_address(cells: dict[str, str], url: str) -> None:
    """One unit over several rows, an address in each."""
    if url and url not in cells.get("url", "").split():
        cells["url"] = f"{cells.get('url', '')} {url}".strip()


def _without_repeats(found: UnitRows) -> None:
    """A row that says what another said is taken once; where they differ, both stay and are asked
    about.
    """
    first: dict[tuple[tuple[str, str], ...], int] = {}
    for number, cells in found.cells:
        kind = kind_of(cells.get("kind", "")) or ""
        same = tuple(sorted({**cells, "kind": kind}.items()))
        if "url" in cells and first.setdefault(same, number) != number:
            found.taken_once.append((number, first[same]))
    repeated = {number for number, _ in found.taken_once}
    found.cells = [pair for pair in found.cells if pair[0] not in repeated]


def _host(url: str) -> str:
    try:
        return (urlsplit(url if "://" in url else f"http://{url}").hostname or "").lower()
    except ValueError:
        return ""
