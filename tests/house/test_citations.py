"""Every pointer to a document opens: the page is there, and the section or case on it.

Code and configuration cite `docs/NAME.md §3.2`, a case of docs/faults.md by its number
(`docs/faults.md W14`), a decision by its own (`docs/decisions/0008`). Pages link to each other.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CODE = ("app", "config", "crawler", "demo", "deploy", "monitor", "store", "tests")
CITING = (".py", ".toml", ".html", ".sql")

# A line break inside a comment or a docstring is a space.
_BREAK = re.compile(r"[ \t]*\n[ \t]*(?:#[ \t]*|--[ \t]*)?")
_SECTION = r"§[A-Z\d]+(?:\.\d+)*"
_CASE = r"[A-Z]\d+(?:-[A-Z]?\d+)?"
_CITED = re.compile(rf"docs/([\w/-]+\.md)((?:,? (?:{_SECTION}|{_CASE})(?![\w-]))*)")
_OF_A_NEIGHBOUR = re.compile(rf"(?<![\w/.-])([\w-]+\.md)((?: (?:{_SECTION}|{_CASE}))+)")
_DECISION = re.compile(r"\bdecisions?[ /](\d{4})")
# A document by its bare name: no pointer, for nobody knows in which folder it lies.
_BARE = re.compile(
    rf"(?<![\w/.\[-])(?<!\]\()(?:faults|rulebook|field-notes|stack|architecture|house)"
    rf"(?:\.md(?!\w)|,? (?:{_SECTION}|[A-Z]\d+\b))"
)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.*)$", re.MULTILINE)
_OWN_ANCHOR = re.compile(r"<a (?:id|name)=\"([\w-]+)\"")
_OF_A_LIST = re.compile(r"^- \*\*([A-Z]\.\d+)\*\*|^(\d+)\. ", re.MULTILINE)
_OF_A_TABLE = re.compile(r"^\| ([A-Z]\d+) \|", re.MULTILINE)
# In a page, a file or folder of ours in backquotes; stars, dots and names to be put in are none.
_PATH = re.compile(r"`((?:\.ci|app|config|crawler|demo|deploy|docs|monitor|store|tests)/[\w./-]+)`")
_NOT_IN_GIT = ("deploy/office", "tests/monitor/cases/dead_link.toml", "monitor/rules/dead_link.py")
_FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


def citing_files() -> Iterator[Path]:
    for folder in CODE:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in CITING and path != Path(__file__):
                yield path
    yield from (ROOT / name for name in ("pyproject.toml", "ruff.toml", "Makefile", ".ci/run"))


def pages() -> list[Path]:
    return [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]


@cache
def sections(page: Path) -> frozenset[str]:
    """What may be cited of a page: §3.2 by its heading, §1.6 by the number of a list's entry."""
    found: set[str] = set()
    for number, body in _numbered(page.read_text(encoding="utf-8")):
        found.add(f"§{number}")
        for named, counted in _OF_A_LIST.findall(body):
            found.add(f"§{named}" if named else f"§{number}.{counted}")
        found.update(_OF_A_TABLE.findall(body))
    return frozenset(found)


def _numbered(text: str) -> Iterator[tuple[str, str]]:
    parts = re.split(r"^#+ ((?:\d+|[A-Z])(?:\.\d+)*)\.? .*$", text, flags=re.MULTILINE)
    yield from zip(parts[1::2], parts[2::2], strict=True)


@cache
def anchors(page: Path) -> frozenset[str]:
    text = _FENCED.sub("", page.read_text(encoding="utf-8"))
    return frozenset((*map(_slug, _HEADING.findall(text)), *_OWN_ANCHOR.findall(text)))


def _slug(heading: str) -> str:
    plain = re.sub(r"[^\w\s-]", "", heading.replace("`", "")).strip().lower()
    return re.sub(r"\s", "-", plain)


def faults_of(text: str) -> Iterator[str]:
    """The citations in `text` that lead nowhere, each with what is wrong."""
    flowing = _BREAK.sub(" ", text)
    for name, cited in _CITED.findall(flowing):
        page = ROOT / "docs" / name
        if not page.is_file():
            yield f"docs/{name}: no such page"
            continue
        for place in re.findall(rf"{_SECTION}|{_CASE}", cited):
            first, _, last = place.partition("-")
            for one in (first, last if last[:1].isalpha() else last and first[0] + last):
                if one and one not in sections(page):
                    yield f"docs/{name} {one}: no such section or case"
    for number in _DECISION.findall(flowing):
        if not list((ROOT / "docs" / "decisions").glob(f"{number}-*.md")):
            yield f"decision {number}: no such record"
    for bare in _BARE.findall(flowing):
        yield f"{bare!r}: write docs/NAME.md before the section"


def test_what_code_cites_can_be_opened() -> None:
    found = {
        str(path.relative_to(ROOT)): wrong
        for path in citing_files()
        if (wrong := list(faults_of(path.read_text(encoding="utf-8", errors="replace"))))
    }
    assert found == {}


def test_what_pages_cite_of_each_other_can_be_opened() -> None:
    found = [
        f"{page.relative_to(ROOT)}: {name} {place}"
        for page in pages()
        for name, cited in _OF_A_NEIGHBOUR.findall(_BREAK.sub(" ", page.read_text("utf-8")))
        for place in re.findall(rf"{_SECTION}|{_CASE}", cited)
        if place not in sections(ROOT / "docs" / name)
    ]
    assert found == []


def test_links_between_pages_lead_somewhere() -> None:
    found = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in pages()
        for target in _LINK.findall(_FENCED.sub("", page.read_text(encoding="utf-8")))
        if not _leads_somewhere(page, target)
    ]
    assert found == []


def _leads_somewhere(page: Path, target: str) -> bool:
    if re.match(r"[a-z]+:", target):
        return True
    path, _, anchor = target.partition("#")
    to = (page.parent / path) if path else page
    return to.exists() and (not anchor or anchor in anchors(to))


def test_the_files_that_pages_name_are_there() -> None:
    found = [
        f"{page.relative_to(ROOT)}: {path}"
        for page in pages()
        for path in _PATH.findall(page.read_text(encoding="utf-8"))
        if path not in _NOT_IN_GIT and not (ROOT / path).exists()
    ]
    assert found == []


def test_every_decision_stands_in_the_index() -> None:
    folder = ROOT / "docs" / "decisions"
    index = set(re.findall(r"\]\((\d{4}-[\w-]+\.md)\)", (folder / "README.md").read_text("utf-8")))
    assert index == {path.name for path in folder.glob("0*.md")}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("# docs/faults.md W14, C3", ""),
        ("# docs/faults.md W1, W2 and more", ""),
        ("# docs/faults.md §N.7", ""),
        ("# as docs/rulebook.md\n    # §3.2 says", ""),
        ("docs/field-notes.md §1.6", ""),
        ("docs/faults.md C4-C6", ""),
        ("docs/decisions/0008", ""),
        ("# docs/faults.md W14, C99", "docs/faults.md C99"),
        ("# as docs/rulebook.md\n    # §3.99 says", "docs/rulebook.md §3.99"),
        ("docs/no-such-page.md", "docs/no-such-page.md"),
        ("docs/decisions/0006", "decision 0006"),
        ("(faults N7)", "'faults N7'"),
        ("(stack.md §2.4)", "'stack.md"),
        ("(house.md idea 2)", "'house.md'"),
    ],
)
def test_a_pointer_that_leads_nowhere_is_seen(text: str, said: str) -> None:
    found = " ".join(faults_of(text))
    assert bool(found) == bool(said)
    assert found.startswith(said)
