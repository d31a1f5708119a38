"""SQL longer than ten lines lies in a named file, and every named query says what it gives."""

import ast
import re
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pytest
from store.sql import queries

from tests.house.product import ROOT, sources

MOST_LINES = 10
WIDTH = 100
_SQL = re.compile(
    r"\s*(?:--|SELECT\b|INSERT\b|UPDATE\b|DELETE\b|REPLACE\b|WITH\b|CREATE\b|ALTER\b|DROP\b|FROM\b|PRAGMA\b)"
)
FILES = sorted(
    file.name.removesuffix(".sql")
    for file in (resources.files("store") / "sql").iterdir()
    if file.name.endswith(".sql")
)


def written(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """(line, text) of every string, what an f-string fills in left out."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value
        elif isinstance(node, ast.JoinedStr):
            parts = (part.value for part in node.values if isinstance(part, ast.Constant))
            yield node.lineno, "".join(str(part) for part in parts)


def lines_of(text: str) -> int:
    """How many lines it takes at the width of the page."""
    return sum(-(-len(line) // WIDTH) for line in text.strip().splitlines() if line.strip())


def too_long(source: str) -> list[int]:
    return [
        line
        for line, text in written(ast.parse(source))
        if _SQL.match(text) and lines_of(text) > MOST_LINES
    ]


def test_no_sql_in_python_is_longer_than_ten_lines() -> None:
    found = {
        f"{path.relative_to(ROOT)}:{line}"
        for path in sources()
        for line in too_long(path.read_text(encoding="utf-8"))
    }
    assert not found, "move it to store/sql/<module>.sql"


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('x = """SELECT a\n' + "FROM b\n" * 10 + '"""', [1]),
        ('x = f"""\n   update {y} set\n' + "c = 1,\n" * 10 + '"""', []),
        ('x = f"""\n   UPDATE {y} SET\n' + "c = 1,\n" * 10 + '"""', [1]),
        ('x = "SELECT ' + "a, " * 400 + '"', [1]),
        ('x = """SELECT a\n' + "FROM b\n" * 9 + '"""', []),
        ('"""Words of a docstring.\n' + "FROM b\n" * 20 + '"""', []),
    ],
)
def test_the_measure_sees_long_sql_however_it_is_written(source: str, found: list[int]) -> None:
    assert too_long(source) == found


@pytest.mark.parametrize("module", FILES)
def test_every_named_query_is_headed_used_and_known_by_one_name(module: str) -> None:
    text = (ROOT / "store" / "sql" / f"{module}.sql").read_text(encoding="utf-8")
    names = re.findall(r"^-- name: (\w+)$", text, re.MULTILINE)
    assert names and len(set(names)) == len(names)
    assert list(queries(module)) == names, "a heading is `-- name: x` and a sentence below it"
    assert all(sql for sql in queries(module).values())
    (user,) = users_of(module)
    asked = re.findall(r"""_SQL\[['"](\w+)['"]\]""", user) + re.findall(
        r"""_of_pages\(ledger, "(\w+)\"""", user
    )
    if module != "views":  # each of them is made
        assert set(asked) == set(names)


def users_of(module: str) -> list[str]:
    """The text of the modules that ask for that file."""
    texts = (path.read_text(encoding="utf-8") for path in sources("store"))
    return [text for text in texts if f'queries("{module}")' in text]


def test_sql_files_are_shipped_with_the_package() -> None:
    assert {path.stem for path in Path(ROOT / "store" / "sql").glob("*.sql")} == set(FILES)
    assert '"*.sql"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
