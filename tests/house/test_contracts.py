"""The laws of the house that a program can check."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.product import PACKAGES, ROOT, name_of, sources


def test_the_directions_of_the_house_hold() -> None:
    done = subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_every_module_says_what_it_decides() -> None:
    silent = [
        name_of(path)
        for path in sources()
        if path.stat().st_size and not path.read_text().startswith(('"""', "#!"))
    ]
    assert not silent


# What each would let in, by docs/faults.md S3, §4. Where one is needed all the same, the file says
# why beside it.
DANGEROUS = {
    r"\b(?:import|from) (?:pickle|marshal|shelve|dill|cloudpickle)\b": "code from data",
    r"(?<![\w.])(?:eval|exec)\(": "code from data",
    r"\byaml\.(?:load|unsafe_load)\(": "code from data",
    r"\bshell=True|\bos\.(?:system|popen)\(": "a shell",
    r"\bverify=False|_create_unverified_context": "certificates not looked at",
    r"JOBDIR\s*[=:]": "crawls lost at kill -9",
    r"HTTPCACHE_ENABLED\s*[=:]\s*True": "downtime hidden",
    r"autoescape=False|\bMarkup\(|\|\s*safe\b": "markup of strangers in our pages",
    r"resolve_entities=True|load_dtd=True|no_network=False": "files read by a page",
    r"\.extractall\(": "paths chosen by an archive",
    r"\btempfile\.mktemp\(": "a name that somebody else may take first",
    r"\btelnetlib\b|TELNETCONSOLE_ENABLED\s*[=:]\s*True|REMOTE_CONTROL_ENABLED\s*[=:]\s*True": "a port that runs code",
}
ALLOWED = {
    (
        "crawler/probing/http.py",
        "verify=False",
    ),  # the probe looks at certificates by itself, so it must get past them
    (
        "monitor/console/data/hooks.py",
        "Markup(",
    ),  # Datasette's own page, the SQL in it escaped by it
    (
        "monitor/console/data/cells.py",
        "Markup(",
    ),  # whatever is in a cell goes in by `format`, which escapes it
    ("monitor/report/chart_svg.py", "Markup("),  # every word in it is escaped by the file itself
}


@pytest.mark.parametrize("construct", DANGEROUS)
def test_S3_no_dangerous_construct_is_used(construct: str) -> None:
    places = [
        *sources(),
        *(path for one in PACKAGES for path in sorted((ROOT / one).rglob("*.html"))),
    ]
    found = [
        (name_of(path), match[0])
        for path in places
        for match in re.finditer(construct, path.read_text(encoding="utf-8"))
    ]
    assert [one for one in found if one not in ALLOWED] == [], DANGEROUS[construct]


def test_facts_are_never_taken_from_scrapys_own_decoding() -> None:
    """`response.text` is mojibake on mislabelled pages without an error (docs/stack.md §2.3)."""
    found = [
        name_of(path)
        for path in sources("crawler")
        if re.search(r"response\.(text|css|xpath)\b", path.read_text())
    ]
    assert not found


def test_rules_and_extractors_never_ask_the_clock() -> None:
    clock = re.compile(r"\b(?:datetime|date)\.(?:now|today|utcnow)\(|\btime\.time\(")
    pure = sources("crawler/extract", "monitor/rules")
    assert pure
    assert not [name_of(path) for path in pure if clock.search(path.read_text())]


def test_nothing_in_the_repository_names_one_machine() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\0")
    private = re.compile(r"/(?:root|work|home/\w+)/(?!\*)\w")
    found = []
    for name in filter(None, listed):
        path = ROOT / name
        if path.suffix in {".lock", ".xlsx", ".docx", ".png"} or not path.is_file():
            continue
        text = path.read_text(encoding="utf-8", errors="ignore")
        found += [
            f"{name}: {match[0]}"
            for match in private.finditer(text)
            if name != "tests/house/test_contracts.py"
        ]
    assert not found
