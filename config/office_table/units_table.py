"""The table of units that an office keeps, read row by row. Pure: bytes in, drafts and problems
out.

A row is refused with its number, its column and the repair; whoever calls applies all rows or none.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from config.kind_words import KIND_WORDS, kind_of
from config.office import Person
from config.office_table.remarks import Remark, in_words, many_as_one, remarks_as_words
from config.office_table.table_file import TableRow, table_sheets
from config.office_table.unit_rows import Headings, UnitRows, joined, plain, unit_rows
from config.packaged import packaged_toml
from config.problems import ConfigProblem
from config.sentences import Said, note, said
from config.toml_file import TomlFile
from config.unit import Unit
from config.validate import validated
from config.words import Words

_WORDS = packaged_toml("office_table/units_table.toml")
_BETWEEN = re.compile(r"[\s、，,；;|]+")
MOST_UNITS = 20_000  # twice the largest office of docs/faults.md O1


@dataclass(frozen=True, slots=True)
class UnitsTable:
    """What a table says. `drafts` are the tables of unit files; any problem means that nothing may
    be applied.
    """

    drafts: tuple[dict[str, Any], ...] = ()
    problems: tuple[ConfigProblem, ...] = ()
    notes: tuple[Words, ...] = ()  # what was guessed or left out


@dataclass(slots=True)
class _Reading:
    """The table being read: whom its cells may name, and what there is to say so far."""

    name: str
    people: Sequence[Person]
    known: Mapping[
        str, str
    ]  # official and short name, or id, to id: units on file and in this table
    shared_hosts: frozenset[str] = frozenset()
    borne_by_several: frozenset[str] = frozenset()  # names of more units than one
    columns: dict[str, str] = field(default_factory=dict)  # key to the heading as written
    problems: list[ConfigProblem] = field(default_factory=list)
    notes: list[Words] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def remark(self, name: str, row: int, /, **values: object) -> None:
        self.remarks.append(Remark(name, row, values))

    def refuse(self, row: int, key: str, complaint: Said) -> None:
        heading = self.columns.get(key, key)
        self.problems.append(ConfigProblem(self.name, *complaint, line=row, key=heading))


def read_units_table(
    body: bytes, name: str, *, on_file: Iterable[Unit] = (), people: Sequence[Person] = ()
) -> UnitsTable:
    """The units of the table `body`. `on_file`: units that exist, so that a row keeps the id its
    unit already has.
    """
    sheets, problems = table_sheets(body, name)
    if problems:
        return UnitsTable(problems=tuple(problems))
    return units_of(sheets, name, on_file=on_file, people=people)


def units_of(
    sheets: list[list[TableRow]],
    name: str,
    *,
    on_file: Iterable[Unit] = (),
    people: Sequence[Person] = (),
) -> UnitsTable:
    """As `read_units_table`, of sheets that were read already."""
    found = unit_rows(sheets)
    if not found.headings:
        return UnitsTable(problems=(ConfigProblem(name, *said("no_headings")),))
    if len(found.cells) > MOST_UNITS:
        many = said("too_many_rows", n=len(found.cells), most=MOST_UNITS)
        return UnitsTable(problems=(ConfigProblem(name, *many),))
    on_file, cells = tuple(on_file), found.cells
    ids, id_notes = _ids(cells, on_file)
    bearers = [
        *((joined(word), unit.id) for unit in on_file for word in (unit.id, *unit.all_names)),
        *(
            (word, unit_id)
            for (_, row), unit_id in zip(cells, ids, strict=True)
            for word in (unit_id, row.get("name"), row.get("short"))
            if word
        ),
    ]
    known = dict(bearers)
    reading = _Reading(
        name,
        people,
        known,
        _shared_hosts(cells),
        frozenset(word for word, unit_id in bearers if known[word] != unit_id),
        columns={key: text for one in found.headings for key, text in one.values() if key},
    )
    reading.notes += [*id_notes, *_left_out(found.headings)]
    _tell_of_rows(reading, found)
    if not cells:
        reading.problems.append(ConfigProblem(name, *said("no_rows")))
    drafts = [
        _draft(reading, number, row, unit_id)
        for (number, row), unit_id in zip(cells, ids, strict=True)
    ]
    _refuse_repeats(reading, cells, ids)
    _refuse_circles(reading, cells, drafts, on_file)
    return UnitsTable(
        tuple(drafts),
        tuple(many_as_one(sorted(reading.problems, key=lambda p: p.line or 0))),
        tuple(dict.fromkeys([*reading.notes, *remarks_as_words(reading.remarks)])),
    )


def _tell_of_rows(reading: _Reading, found: UnitRows) -> None:
    """What was made of rows that are no unit, or not plainly one."""
    for row, key, complaint in found.refused:
        reading.refuse(row, key, complaint)
    for row, name in found.hidden:
        reading.remark("hidden_row", row, name=name)
    for row, first in found.taken_once:
        reading.remark("taken_once", row, first=first)
    if found.left_out:
        reading.notes.append(note("no_units", rows=in_words(found.left_out)))


def _ids(
    cells: Sequence[tuple[int, dict[str, str]]], on_file: Sequence[Unit]
) -> tuple[list[str], list[Words]]:
    """An id for every row: its own cell, else the id its unit has on file, else the next free u001,
    u002, …
    """
    by_name = {joined(name): unit.id for unit in on_file for name in unit.all_names}
    taken = {unit.id for unit in on_file} | {_id_cell(row["id"]) for _, row in cells if "id" in row}
    ids, made, number = [], [], 0
    for _, row in cells:
        if "id" in row:
            ids.append(_id_cell(row["id"]))
        elif row.get("name", "") in by_name:
            ids.append(by_name[row["name"]])
        else:
            while (unit_id := f"u{(number := number + 1):03d}") in taken:
                pass
            taken.add(unit_id)
            ids.append(unit_id)
            made.append(unit_id)
    if not made:
        return ids, []
    if len(made) == 1:
        return ids, [note("ids_made_one", id=made[0])]
    return ids, [note("ids_made", n=len(made), first=made[0], last=made[-1])]


def _id_cell(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).strip().lower()
    return f"u{int(plain):03d}" if plain.isascii() and plain.isdigit() else plain


def _draft(reading: _Reading, row: int, cells: Mapping[str, str], unit_id: str) -> dict[str, Any]:
    """One row as the table of a unit file, with only the keys that the row fills."""
    draft: dict[str, Any] = {
        "id": unit_id,
        "name": cells.get("name", ""),
        "kind": _kind(reading, row, cells),
    }
    if "name" not in cells:
        reading.refuse(row, "name", said("no_name"))
    if "short" in cells:
        draft["short"] = cells["short"]
    if "parent" in cells and cells["parent"] not in _WORDS["none"]:
        draft["parent"] = _one_known(
            reading, row, "parent", cells["parent"], reading.known, "unknown_parent"
        )
    if "responsible" in cells:
        persons = {
            word: person.id for person in reading.people for word in (person.id, person.name)
        }
        draft["responsible"] = [
            _one_known(reading, row, "responsible", word, persons, "unknown_person")
            for word in _split(cells["responsible"])
        ]
    if "law_enforcing" in cells:
        draft["law_enforcing"] = _yes(reading, row, cells, "law_enforcing")
    if "former" in cells and cells["former"] not in _WORDS["none"]:
        draft["names"] = [{"name": name, "former": True} for name in _split(cells["former"])]
    draft |= _entry_points(reading, row, cells)
    _refuse_what_the_model_refuses(reading, row, draft)
    return draft


def _kind(reading: _Reading, row: int, cells: Mapping[str, str]) -> str:
    kind = kind_of(cells.get("kind", ""))
    if kind is None:
        kinds = Words("；".join(words.zh for words in KIND_WORDS.values()), ", ".join(KIND_WORDS))
        complaint = "unknown_kind" if "kind" in cells else "no_kind"
        reading.refuse(row, "kind", said(complaint, value=cells.get("kind"), kinds=kinds))
    return kind or "department"


def _entry_points(reading: _Reading, row: int, cells: Mapping[str, str]) -> dict[str, Any]:
    text = cells.get("url", "")
    if not text or text in _WORDS["none"]:
        return _blank(reading, row, cells)
    sites = []
    for position, word in enumerate(_split(text)):
        if "." not in word and "://" not in word and "：" not in word:
            reading.refuse(row, "url", said("only_a_word", value=word))
            continue
        url = word if "://" in word or "：" in word else f"http://{word}"
        if url != word:
            reading.remark("scheme_added", row, url=url)
        sites.append(
            {
                "id": "main" if position == 0 else f"site{position + 1}",
                "kind": _site_kind(reading, row, cells, url),
                "url": url,
            }
        )
    return {"sites": sites}


def _site_kind(reading: _Reading, row: int, cells: Mapping[str, str], url: str) -> str:
    if written := cells.get("site_kind"):
        for kind, words in _WORDS["site_kinds"].items():
            if plain(written) in words:
                return str(kind)
        reading.refuse(row, "site_kind", said("unknown_site_kind", value=written))
    if _host(url) in reading.shared_hosts and _path(url):
        # Of the two things that this may be, the one of which less is demanded today.
        reading.remark("taken_for_channel", row, url=url)
        return "portal_channel"
    return "own"


def _blank(reading: _Reading, row: int, cells: Mapping[str, str]) -> dict[str, Any]:
    if cells.get("url", "") not in _WORDS["none"]:
        return {}
    if "blank_by" not in cells or "blank_on" not in cells:
        reading.remark("not_confirmed", row, name=cells.get("name", ""))
        return {}
    day = _day(cells["blank_on"])
    if day is None:
        reading.refuse(row, "blank_on", said("no_day", value=cells["blank_on"]))
        return {}
    is_nowhere = _yes(reading, row, cells, "no_portal_channel")
    confirmed = {"by": cells["blank_by"], "on": day}
    return {"no_own_site": confirmed | ({"no_portal_channel": True} if is_nowhere else {})}


def _refuse_what_the_model_refuses(reading: _Reading, row: int, draft: dict[str, Any]) -> None:
    spoken_of = {problem.key for problem in reading.problems if problem.line == row}
    _, problems = validated(Unit, TomlFile(reading.name), draft)
    for problem in problems:
        key = problem.key.rsplit(".", 1)[-1] if "." in problem.key else problem.key
        heading = reading.columns.get({"by": "blank_by"}.get(key, key), key)
        if heading not in spoken_of:
            reading.problems.append(replace(problem, line=row, key=heading))


def _refuse_repeats(
    reading: _Reading, cells: Sequence[tuple[int, dict[str, str]]], ids: Sequence[str]
) -> None:
    for key, values in (("name", [row.get("name", "") for _, row in cells]), ("id", list(ids))):
        first: dict[str, int] = {}
        for (number, _), value in zip(cells, values, strict=True):
            if (
                value
                and first.setdefault(value, number) != number
                and not (key == "id" and "id" not in reading.columns)
            ):
                reading.refuse(number, key, said("repeated", value=value, row=first[value]))


def _refuse_circles(
    reading: _Reading,
    cells: Sequence[tuple[int, dict[str, str]]],
    drafts: Sequence[dict[str, Any]],
    on_file: Iterable[Unit],
) -> None:
    """Each circle once, at its first row. A row that names no superior leaves the one on file."""
    parents = {unit.id: unit.parent for unit in on_file}
    parents |= {draft["id"]: draft["parent"] for draft in drafts if draft.get("parent")}
    told: set[str] = set()
    for (row, _), draft in zip(cells, drafts, strict=True):
        way = [str(draft["id"])]
        while (above := parents.get(way[-1])) and above not in way:
            way.append(above)
        if above == way[0] and not told & set(way):
            told |= set(way)
            reading.refuse(row, "parent", said("circle_of_rows", way=" → ".join([*way, way[0]])))


def _one_known(
    reading: _Reading,
    row: int,
    key: str,
    word: str,
    known: Mapping[str, str],
    unknown: str,
) -> str:
    if word not in known:
        reading.refuse(row, key, said(unknown, value=word))
    elif key == "parent" and word in reading.borne_by_several:
        reading.refuse(row, key, said("ambiguous_parent", value=word))
    return known.get(word, "unknown")


def _yes(reading: _Reading, row: int, cells: Mapping[str, str], key: str) -> bool:
    text = cells.get(key, "")
    plain = text.strip().lower()
    if plain not in _WORDS["yes"] + _WORDS["no"]:
        reading.refuse(row, key, said("not_yes_no", value=text))
    return plain in _WORDS["yes"]


def _shared_hosts(cells: Sequence[tuple[int, dict[str, str]]]) -> frozenset[str]:
    hosts = Counter(
        host
        for _, row in cells
        for host in {_host(word) for word in _split(row.get("url", ""))}
        if host
    )
    return frozenset(host for host, count in hosts.items() if count > 1)


def _host(url: str) -> str:
    try:
        return (urlsplit(url if "://" in url else f"http://{url}").hostname or "").removeprefix(
            "www."
        )
    except ValueError:
        return ""


def _path(url: str) -> str:
    try:
        return urlsplit(url).path.strip("/")
    except ValueError:
        return ""


def _left_out(headings: Iterable[Headings]) -> list[Words]:
    unread = dict.fromkeys(
        heading
        for one in headings
        for key, heading in one.values()
        if not key and heading and plain(heading) not in _WORDS["not_read"]
    )
    return [note("not_imported", columns="、".join(unread))] if unread else []


def _split(text: str) -> list[str]:
    return [word for word in _BETWEEN.split(text) if word]


def _day(text: str) -> date | None:
    numbers = re.findall(r"\d+", text)
    try:
        return date(*map(int, numbers[:3])) if len(numbers) >= 3 else None
    except (ValueError, OverflowError):
        return None
