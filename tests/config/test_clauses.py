"""The clauses that findings may cite are those of the rulebook's table, one by one and with its days."""

import re
from datetime import date
from pathlib import Path

import config
from config.rulebook_files import shipped_rulebook

RULEBOOK = Path(config.__file__).parent.parent / "docs/rulebook.md"
_DAY = re.compile(r"\d{4}-\d\d-\d\d|\d{4}")


def rows() -> dict[str, tuple[str, str]]:
    """Of the table of clauses: the id of every clause, or of a family (`census2015.*`), with its days."""
    section = RULEBOOK.read_text("utf-8").split("## 2. Clauses")[1].split("\n## ")[0]
    found: dict[str, tuple[str, str]] = {}
    for line in section.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if not line.startswith("| ") or cells[0] == "id":
            continue
        days = (*cells[-2].split("–"), "")[:2]
        first, *more = re.split(r" [/·] ", cells[0])
        family = first.split(".")[0]
        articles = re.findall(r"\d+", cells[2]) if family == "penalty2021" else []
        for name in (
            first,
            *(family + one for one in more),
            *(f"{family}.{at}" for at in articles),
        ):
            found[name] = (_day(days[0]), _day(days[1]))
    return found


def _day(said: str) -> str:
    day = _DAY.search(said)
    return "" if day is None else f"{day[0]}-01-01"[:10]


def test_every_clause_of_the_rulebook_is_on_record_with_its_days() -> None:
    known = {clause.id: clause for clause in shipped_rulebook().clauses}
    missing, other_days = [], []
    for name, (first, last) in rows().items():
        family = name.removesuffix("*")
        ids = [
            one for one in known if one == name or (name != family and f"{one}.".startswith(family))
        ]
        missing += [] if ids else [name]
        other_days += [
            one
            for one in ids
            if (known[one].valid_from, known[one].valid_to) != (_date(first), _date(last))
        ]
    assert missing == []
    assert other_days == []


def _date(said: str) -> date | None:
    return date.fromisoformat(said) if said else None


def test_no_clause_is_on_record_that_the_rulebook_has_not() -> None:
    listed = rows()
    families = tuple(name.removesuffix("*") for name in listed if name.endswith("*"))
    known = [clause.id for clause in shipped_rulebook().clauses]
    assert [one for one in known if one not in listed and not f"{one}.".startswith(families)] == []
    assert len(known) >= 52
