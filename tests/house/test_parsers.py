"""Bytes of strangers are parsed behind one guarded entrance: `crawler.documents.answers`, which bounds
time and memory, and `crawler.extract.safe_parse` under it. Who parses beside it can be held up by one
page for an hour (docs/faults.md W19).
"""

import ast

from tests.house.product import name_of, sources, tree_of

PARSERS = {
    "selectolax", "lxml", "bs4", "html5lib", "resiliparse", "python_calamine", "openpyxl",
    "pypdfium2", "olefile", "docx", "xml", "defusedxml", "feedparser", "parsel",
}  # fmt: skip
MAY_PARSE = (
    "crawler/extract/",
    "crawler/documents/",
    "config/office_table/",  # the office's own table of units
    "monitor/report/",  # writes documents with python-docx, and reads none
    "monitor/scoring/papers.py",  # the same
)
# The one that builds a tree of a page; what a document's child reads is bounded by the child.
BUILDS_TREES = {"crawler/extract/safe_parse.py", "crawler/extract/grids/workbook.py"}
# What reads in the process that asks, without the bounds for large answers.
UNBOUNDED = {
    "crawler.extract.page": {"read_page"},
    "crawler.documents.page_lines": {"page_lines", "in_rows"},
    "crawler.extract.safe_parse": {"parse", "tree_of"},
    "crawler.documents.sanitizing": {"sanitized"},
}
# compares two bodies, with the reader that its caller gives it and `safe_parse` for the rest
MAY_READ = ("crawler/extract/", "crawler/documents/", "crawler/compare_captures.py")


def imports() -> list[tuple[str, str, str]]:
    """(file, module, name) of every import of the product, those inside functions too."""
    found = []
    for path in sources():
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Import):
                found += [(name_of(path), alias.name, "") for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and not node.level:
                found += [(name_of(path), node.module or "", alias.name) for alias in node.names]
    return found


def test_only_the_readers_import_a_parser() -> None:
    parsing = [one for one in imports() if one[1].partition(".")[0] in PARSERS]
    assert len(parsing) > 20
    assert [one for one in parsing if not one[0].startswith(MAY_PARSE)] == []


def test_a_tree_is_built_in_one_place() -> None:
    builders = {
        name_of(path)
        for path in sources()
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("LexborHTMLParser", "HTMLParser", "BeautifulSoup")
    }
    assert builders - {"config/office_table/web_table.py"} == BUILDS_TREES


def test_nobody_else_reads_a_page_without_the_bounds() -> None:
    asking = [one for one in imports() if one[2] in UNBOUNDED.get(one[1], ())]
    assert [one for one in asking if not one[0].startswith(MAY_READ)] == []
