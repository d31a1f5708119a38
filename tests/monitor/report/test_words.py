"""Tables of words: each name that code or a template asks for stands there, and nothing else does."""

import ast
import re
from pathlib import Path
from string import Formatter

import pytest

from config.words import word_table

MONITOR = Path(__file__).parents[3] / "monitor"
CONSOLE = MONITOR / "console"

PAPER = MONITOR / "report/words/paper.toml"
PAPER_PY = list(MONITOR.glob("report/papers/paper*.py"))

# Each table: its files, and everything that asks it.
TABLES = {
    "console": (
        sorted((CONSOLE / "words").glob("*.toml")),
        [
            *(p for p in CONSOLE.rglob("*.py") if p.parent.name != "data"),
            *(CONSOLE / "templates").rglob("*.html"),
        ],
    ),
    "data": (
        [CONSOLE / "data/words.toml"],
        [*(CONSOLE / "data").glob("*.py"), *(CONSOLE / "data/templates").rglob("*.html")],
    ),
    "circular": (
        [PAPER, MONITOR / "report/words/circular.toml"],
        [*MONITOR.glob("report/circular*.py"), *PAPER_PY],
    ),
    "chart": ([MONITOR / "report/words/chart.toml"], [MONITOR / "report/chart.py"]),
    "ledger": ([MONITOR / "report/words/ledger.toml"], [MONITOR / "report/ledger_xlsx.py"]),
    "terminal": ([MONITOR / "report/words/terminal.toml"], [MONITOR / "report/terminal.py"]),
    "explain": ([MONITOR / "report/words/explain.toml"], [MONITOR / "report/explain.py"]),
    "letters": ([MONITOR / "alerts/letters.toml"], [MONITOR / "alerts/letters.py"]),
    "case": (
        [MONITOR / "evidence/case.toml"],
        [MONITOR / "evidence/page.py", MONITOR / "evidence/templates/case.html"],
    ),
    "notice": (
        [PAPER, MONITOR / "rectification/words/notice.toml"],
        [MONITOR / "rectification/notice.py", *PAPER_PY],
    ),
    "record": (
        [MONITOR / "rectification/words/record.toml"],
        [MONITOR / "rectification/record.py"],
    ),
    "summary": (
        [PAPER, MONITOR / "rectification/words/summary.toml"],
        [*MONITOR.glob("rectification/summary_*.py"), *PAPER_PY],
    ),
    "repairs": (
        [MONITOR / "rectification/words/repairs.toml"],
        [MONITOR / "rectification/circular_part.py"],
    ),
    "quarter": (
        [PAPER, MONITOR / "quarterly/words/quarter.toml"],
        [MONITOR / "quarterly/paper.py", MONITOR / "quarterly/sheets.py", *PAPER_PY],
    ),
    "volume": (
        [MONITOR / "evidence/volume.toml"],
        [MONITOR / "evidence/volume.py", MONITOR / "evidence/templates/volume.html"],
    ),
}
table = pytest.mark.parametrize(("files", "askers"), TABLES.values(), ids=TABLES)

# In templates: say("name", …), say["name"], say.name; what is put together by ~ is no whole name.
_ASKED_IN_TEMPLATE = re.compile(r"\bsay(?:[(\[][\"']([\w.]+)[\"'](?! ~)|\.(\w+))")
_QUOTED = re.compile(r"[\"']([\w.]+)[\"']")


def names_asked(path: Path) -> set[str]:
    """Names that are written out where the table is asked."""
    if path.suffix == ".html":
        return {
            quoted or attribute
            for quoted, attribute in _ASKED_IN_TEMPLATE.findall(path.read_text("utf-8"))
        }
    asked: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        given: ast.expr | None = None
        if isinstance(node, ast.Subscript) and getattr(node.value, "id", "") == "WORDS":
            given = node.slice
        elif isinstance(node, ast.Call) and node.args and _name(node.func) == "say":
            given = node.args[0]
        if isinstance(given, ast.Constant):
            asked.add(str(given.value))
    return asked


def _name(called: ast.expr) -> str:
    return str(getattr(called, "attr", getattr(called, "id", "")))


def texts_in(path: Path) -> set[str]:
    """Every text between quotation marks, whatever it is for."""
    if path.suffix == ".html":
        return set(_QUOTED.findall(path.read_text("utf-8"))) | names_asked(path)
    return {
        node.value
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


@table
def test_every_name_that_is_asked_for_is_there(files: list[Path], askers: list[Path]) -> None:
    words = word_table(*files)
    asked = {(path.name, name) for path in askers for name in names_asked(path)}
    assert asked, "nobody asks this table"
    assert {(where, name) for where, name in asked if name not in words} == set()


@table
def test_no_name_is_there_for_nobody(files: list[Path], askers: list[Path]) -> None:
    texts = {text for path in askers for text in texts_in(path)}
    beginnings = tuple(text for text in texts if re.fullmatch(r"\w+([._]\w+)*[._]", text))
    unused = [
        name for name in word_table(*files) if name not in texts and not name.startswith(beginnings)
    ]
    assert unused == []


@table
def test_both_languages_say_the_same_things(files: list[Path], askers: list[Path]) -> None:
    del askers
    differing = [
        name
        for name, words in word_table(*files).items()
        if placeholders(words.zh) != placeholders(words.en)
    ]
    assert differing == []


def placeholders(text: str) -> set[str]:
    return {field for _, field, _, _ in Formatter().parse(text) if field}


@pytest.mark.parametrize("entry", ['a = "一"', 'a = ["一"]', 'a = ["一", ""]', "a = [1, 2]"])
def test_an_entry_that_is_no_pair_is_refused(tmp_path: Path, entry: str) -> None:
    (tmp_path / "words.toml").write_text(entry, "utf-8")
    with pytest.raises(ValueError, match=r"words\.toml: a"):
        word_table(tmp_path / "words.toml")


def test_a_name_that_stands_in_two_files_is_refused(tmp_path: Path) -> None:
    for file in ("one.toml", "two.toml"):
        (tmp_path / file).write_text('a = ["一", "one"]', "utf-8")
    with pytest.raises(ValueError, match=r"two\.toml: a"):
        word_table(tmp_path / "one.toml", tmp_path / "two.toml")
