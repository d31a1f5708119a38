"""A second table that says what an 其他 is made of: 其他支出明细表, whose rows come to the line."""

import re
from collections.abc import Sequence
from dataclasses import replace

from crawler.extract.grids.amounts import YUAN
from crawler.extract.grids.grid import plain
from crawler.extract.money.reasons.explained import BROKEN_DOWN, Reason, best, classify
from crawler.extract.money.reasons.in_prose import LONGEST
from crawler.extract.money.says_other import bare_words, is_bare
from crawler.extract.money.whole import FoundTable
from store.records import SpendLine, SpendTable

AGREES = 0.005  # by which the rows may differ from the line
_FEWEST_ROWS = 2
_SUFFIX = re.compile("(?:支出|费用|经费|开支)$")


def with_detail_tables(found: Sequence[FoundTable]) -> list[FoundTable]:
    """The tables; an 其他 that another one breaks down is explained by its rows, or, where these say
    no more, weighed there.
    """
    return [_explained(each, found) for each in found]


def breaks_down(line: SpendLine, detail: SpendTable, *, unit: str = "") -> bool:
    """Whether the top rows come to the line. A table without a unit may have that of the line's."""
    amount = line.amount_yuan or 0.0
    top = [row for row in detail.lines if not row.level and row.amount_yuan is not None]
    if amount <= 0 or len(top) < _FEWEST_ROWS:
        return False
    total = sum(row.amount_yuan or 0.0 for row in top)
    worth = 1.0 if detail.unit else YUAN.get(unit, 1.0)
    return abs(total * worth - amount) <= AGREES * amount


def reason_in(detail: SpendTable, name: str) -> Reason:
    """What the rows name: specific where those that name something carry the sum."""
    top = [row for row in detail.lines if not row.level]
    named = [
        row for row in top if _says_what(row, name) and not (row.is_other and not row.explained)
    ]
    total = sum(row.amount_yuan or 0.0 for row in top)
    carried = sum(row.amount_yuan or 0.0 for row in named)
    words = "、".join(bare_words(row.name) for row in named)[:LONGEST]
    return Reason("specific", words) if total and carried >= BROKEN_DOWN * total else Reason()


def _says_what(row: SpendLine, name: str) -> bool:
    return not is_bare(row.name) and classify(row.name, name) == "specific"


def _explained(each: FoundTable, details: Sequence[FoundTable]) -> FoundTable:
    lines = tuple(_line(line, each, details) for line in each.table.lines)
    return replace(each, table=replace(each.table, lines=lines))


def _line(line: SpendLine, each: FoundTable, details: Sequence[FoundTable]) -> SpendLine:
    if not line.is_other or line.is_broken_down is None:
        return line
    for detail in details:
        if detail is each or not _is_headed_by(detail, line):
            continue
        if breaks_down(line, detail.table, unit=each.table.unit):
            reason = best([Reason(line.explained, line.reason), reason_in(detail.table, line.name)])
            return replace(
                line, is_broken_down=True, explained=reason.kind, reason=reason.words, rank=None
            )
    return line


def _is_headed_by(detail: FoundTable, line: SpendLine) -> bool:
    """Whether the head names the line, or is the annex that the line refers to."""
    name = bare_words(line.name).replace("其它", "其他")
    head = plain(detail.caption).replace("其它", "其他")
    return _SUFFIX.sub("", name) in head or line.explained == "referred"
