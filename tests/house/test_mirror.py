"""A module's test is where you look for it.

The mapping, for the two packages whose modules are pure enough to be tested one by one:

    crawler/extract/links.py             tests/extract/test_links.py
    crawler/extract/money/amounts.py     tests/extract/money/test_amounts.py
    crawler/extract/dialects/*.py        tests/extract/test_dialects.py: one table over all of them
    monitor/report/circular.py           tests/monitor/report/test_circular.py
    monitor/rules/stale_channel.py       tests/monitor/cases/stale_channel.toml: its case file

Elsewhere tests follow promises, not modules. What has no test of its own yet stands in UNMIRRORED;
the list only shrinks: who writes the test takes the name out, and nothing is ever added.
"""

from pathlib import PurePosixPath

from tests.house.product import ROOT, name_of, sources

MIRRORED = {"crawler/extract": "tests/extract", "monitor": "tests/monitor"}
CASES = {"monitor/rules": "tests/monitor/cases", "monitor/defences": "tests/monitor/defences"}
IN_ONE_TABLE = {"crawler/extract/dialects": "tests/extract/test_dialects.py"}

CEILING = 108
UNMIRRORED: dict[str, str] = {
    "crawler/extract": (
        "answer areas blocks data_answer document_kind error_pages fingerprint flat "
        "jumps kind page paging publication published reader received_answer "
        "safe_parse tags title_and_text walls"
    ),
    "crawler/extract/rows": "groups reading",
    "crawler/extract/grids": (
        "biff_guard compound grid old_word pdf_aligned pdf_lines pdf_page pdf_ruled word zip_guard"
    ),
    "crawler/extract/money": ("document naming sangong table_kind tables tree"),
    "monitor/alerts": ("channel_guard email letters"),
    "monitor/console": (
        "addresses app capture_diff charts city_map context excerpt line_diff "
        "passwords reader rendered request request_guard"
    ),
    "monitor/console/data": ("hooks pages safe_csv"),
    "monitor/console/views": ("finding health login overview pages rule unit"),
    "monitor/dossier": ("build facts items pages sites vantages"),
    "monitor/evidence": ("page verify warc"),
    "monitor/judging": ("answers good_examples held_back life registry rule verdict words"),
    "monitor/measures": (
        "access deadlines disclosure freshness identity papers sight strangers vanishing"
    ),
    "monitor/report": (
        "chart_png chart_svg circular_html docx_file docx_page grouping "
        "ledger_xlsx measures spreadsheet templating themes"
    ),
    "monitor/report/papers": "paper_docx",
}


def where_its_test_lies(module: str) -> str:
    """Where the test of `monitor/report/circular.py` lies, or shall lie."""
    path = PurePosixPath(module)
    folder = str(path.parent)
    if folder in IN_ONE_TABLE:
        return IN_ONE_TABLE[folder]
    if folder in CASES:
        return f"{CASES[folder]}/{path.stem}.toml"
    base = next(base for base in MIRRORED if path.is_relative_to(base))
    inside = path.relative_to(base)
    return str(PurePosixPath(MIRRORED[base]) / inside.with_name(f"test_{inside.name}"))


def modules() -> list[str]:
    return [name_of(path) for path in sources(*MIRRORED) if path.stem != "__init__"]


def unmirrored() -> set[str]:
    return {f"{folder}/{name}.py" for folder, names in UNMIRRORED.items() for name in names.split()}


def test_every_module_has_its_test_or_is_named() -> None:
    without = {name for name in modules() if not (ROOT / where_its_test_lies(name)).exists()}
    unnamed = {name: where_its_test_lies(name) for name in without - unmirrored()}
    assert not unnamed, "write the test that lies there"


def test_what_has_its_test_by_now_leaves_the_list() -> None:
    done = {name for name in unmirrored() if (ROOT / where_its_test_lies(name)).exists()}
    gone = unmirrored() - set(modules())
    assert not done | gone, "take these out of UNMIRRORED"


def test_the_list_only_shrinks() -> None:
    print(f"{len(unmirrored())} of {len(modules())} modules have no test at the mirrored path")
    assert len(unmirrored()) <= CEILING, "write the test instead"
