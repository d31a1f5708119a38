"""The glossary speaks of what is there: every class of our own, every table and column live."""

import re
from pathlib import Path

from store.ledger import open_ledger

ROOT = Path(__file__).parents[2]
PACKAGES = ("app", "config", "crawler", "demo", "monitor", "store")
NAME = re.compile(r"`([^`]+)`")


def rows() -> list[list[str]]:
    """中文, English, what it is, class, kept in."""
    page = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    found = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in page.splitlines()
        if line.startswith("|") and not line.startswith(("|---", "| 中文 |"))
    ]
    assert len(found) >= 40
    return found


def test_every_row_is_whole() -> None:
    wrong = [row for row in rows() if len(row) != 5 or not all(row[:3])]
    assert wrong == []


def test_no_idea_has_two_rows() -> None:
    for column in (0, 1):
        said = [row[column] for row in rows()]
        assert len(said) == len(set(said))


def test_the_classes_are_there() -> None:
    code = "\n".join(
        path.read_text(encoding="utf-8")
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
    )
    classes = set(re.findall(r"^class (\w+)", code, re.MULTILINE))
    named = {name for row in rows() for name in NAME.findall(row[3])}
    assert named - classes == set()


def test_the_tables_and_columns_are_there(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path / "ledger.db")
    try:
        live = {
            name
            for table in ledger.db.table_names()
            for name in (table, *(f"{table}.{c.name}" for c in ledger.db[table].columns))
        }
    finally:
        ledger.close()
    named = {name for row in rows() for name in NAME.findall(row[4])}
    assert named - live == set()
