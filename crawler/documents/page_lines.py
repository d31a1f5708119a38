"""A page as lines that people read. The reader takes a table cell by cell; people read it row by
row: here the cells that stood in one row stand in one line again. Pure.
"""

import re
from collections.abc import Sequence

from crawler.extract.encoding import decode
from crawler.extract.page import read_page
from crawler.extract.reader import ReadingContext
from crawler.extract.received_answer import ReceivedAnswer
from crawler.extract.safe_parse import parse
from store.records import PageFacts, PageKind

# characters, lines: a row beyond is layout, and no row of a table
LONGEST_ROW, MOST_CELLS = 400, 30
BETWEEN = "　"
_BETWEEN_CELLS = " | "  # as the reader joins the cells of a row of content
_SPACE = re.compile(r"[\s|]+")


def page_lines(answer: ReceivedAnswer, context: ReadingContext) -> list[str]:
    """The meaningful lines of a page, its title first. Never raises, whatever the bytes."""
    facts = read_page(answer, context)
    lines = lines_of(facts)
    if facts.kind is PageKind.ATTACHMENT:
        return lines
    lines = in_rows(lines, decode(answer.body, answer.declared_type).text)
    return [facts.title, *lines] if facts.title and facts.title not in lines[:2] else lines


def lines_of(facts: PageFacts) -> list[str]:
    return [line.strip() for line in facts.text.split("\n") if line.strip()]


def in_rows(lines: Sequence[str], source: str) -> list[str]:
    """`lines` with those joined that together are a row of a table in `source`; all others as they
    were.
    """
    rows = _rows(source)
    if not rows:
        return list(lines)
    joined: list[str] = []
    at = 0
    while at < len(lines):
        end = _end_of_row(lines, at, rows)
        row = BETWEEN.join(lines[at:end])
        joined.append(row.replace(_BETWEEN_CELLS, BETWEEN) if _plain(row) in rows else row)
        at = end
    return joined


def _rows(source: str) -> frozenset[str]:
    """The words of every row, without blanks; a row that holds a table is layout."""
    tree = parse(source).lexbor
    rows = (row.text() for row in tree.css("tr") if row.css_first("table") is None)
    return frozenset(plain for row in rows if 0 < len(plain := _plain(row)) <= LONGEST_ROW)


def _end_of_row(lines: Sequence[str], at: int, rows: frozenset[str]) -> int:
    """Behind the last of the lines that make a row from `at` on; just behind `at` where they make
    none.
    """
    said, end = "", at + 1
    for place in range(at, min(len(lines), at + MOST_CELLS)):
        said += _plain(lines[place])
        if len(said) > LONGEST_ROW:
            break
        if said in rows:
            end = place + 1
    return end


def _plain(text: str) -> str:
    return _SPACE.sub("", text)
