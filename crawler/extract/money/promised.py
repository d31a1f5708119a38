"""A title that promises a table of spending (某局2025年部门预算), and nothing read that is one: what
stands in its place. Silence must not look like health. Pure.
"""

import re
from collections.abc import Sequence

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler.extract.grids.grid import plain
from crawler.extract.money.document import MAX_TABLES
from crawler.extract.patterns import patterns
from store.records import SpendTable

_PATTERNS = patterns(__name__)
_TITLE = _PATTERNS["title"]
_NO_PAPER = _PATTERNS["no_paper"]
_EXPLANATION = _PATTERNS["explanation"]
_FURNITURE = _PATTERNS["furniture"]
_UPLOADED = _PATTERNS["uploaded"]
_ROWS_OF_SCRIPT = _PATTERNS["rows_of_script"]
_AMOUNT = re.compile(r"\d[\d,]*\.\d\d|\d{3,}")
_AMOUNTS_NEEDED = 6
_WIDE = 300  # points from which a picture may be a page of tables
_MAX_SCRIPT = 200_000

PICTURE = "picture_of_table: a picture stands where the table should"
SCRIPT = "rows_in_script: the table's rows stand in a script"
NO_TABLE = "no_table: a table of spending was promised, and none was read"
CUT = f"cut: the first {MAX_TABLES} tables alone were read"


def promises_spending(title: str) -> bool:
    """A year and the name of a paper of spending, and not a notice or a meeting about it."""
    words = plain(title)
    return bool(_TITLE.search(words)) and not _NO_PAPER.search(words)


def why_no_table(title: str, tables: Sequence[SpendTable], *, has_pictures: bool) -> str:
    """Why a document that promised a table shows none; "" where it shows one or promised nothing,
    or explains in words what another document's tables say.
    """
    if len(tables) >= MAX_TABLES:
        return CUT
    if not promises_spending(title) or any(table.lines for table in tables):
        return ""
    if has_pictures:
        return PICTURE
    return "" if _EXPLANATION.search(plain(title)) else NO_TABLE


def why_page_has_no_table(
    title: str, tables: Sequence[SpendTable], tree: LexborHTMLParser, *, has_attachments: bool
) -> str:
    """The same of a page: a picture, a script; "" as well where its documents hold the table."""
    if len(tables) >= MAX_TABLES:
        return CUT
    if has_attachments or not promises_spending(title) or any(table.lines for table in tables):
        return ""
    if any(map(_may_be_a_table, tree.css("img"))):
        return PICTURE
    scripts = (script.text() or "" for script in tree.css("script:not([src])"))
    if any(map(_holds_rows, scripts)):
        return SCRIPT
    return why_no_table(title, tables, has_pictures=False)


def _may_be_a_table(image: LexborNode) -> bool:
    source = image.attributes.get("src") or ""
    if _FURNITURE.search(source):
        return False
    width = re.match(r"\s*(\d{1,5})", image.attributes.get("width") or "")
    return int(width[1]) >= _WIDE if width else bool(_UPLOADED.search(source))


def _holds_rows(script: str) -> bool:
    written = script[:_MAX_SCRIPT]
    return (
        bool(_ROWS_OF_SCRIPT.search(written)) and len(_AMOUNT.findall(written)) >= _AMOUNTS_NEEDED
    )
