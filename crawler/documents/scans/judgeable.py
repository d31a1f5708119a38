"""What of a recognised document may be judged: a table whose printed total is the sum of its rows,
to the last figure, at every level. A misread figure breaks a sum; where none is broken, none is
likely. Pure.
"""

from collections.abc import Sequence
from dataclasses import replace

from store.records import PageFacts, SpendLine, SpendTable

IMAGE_ONLY = "image_only"
ADDS_UP = "image_only: recognised (OCR), and its printed totals are the sums of its rows"
FOR_REFERENCE = "image_only: recognised (OCR), for reference only: its sums do not prove it"
NOTHING = "image_only: recognised (OCR), and no table of spending in it"
_MARK = "recognised"
_ROUNDING = 0.006  # of the unit a printed figure, for each row of a sum
_OF_UNIT = {"万元": 1e4, "千元": 1e3, "百万元": 1e6, "亿元": 1e8}


def as_recognised(facts: PageFacts) -> PageFacts:
    """The facts, marked: which tables add up, which are for reference only. `document_unreadable`
    goes on saying that the document is a picture, for that is a finding of its own.
    """
    tables = tuple(_marked(table) for table in facts.tables)
    spending = [table for table in tables if table.is_spending and table.lines]
    if facts.document_unreadable and not spending:
        why = f"image_only: {facts.document_unreadable}"
    elif not spending:
        why = NOTHING
    else:
        why = ADDS_UP if all(not table.anomalies for table in spending) else FOR_REFERENCE
    return replace(facts, tables=tables, document_unreadable=why)


def _marked(table: SpendTable) -> SpendTable:
    if not table.is_spending or (not table.anomalies and adds_up(table)):
        return table
    lines = tuple(
        replace(line, is_broken_down=None, is_weighed_elsewhere=None) for line in table.lines
    )
    return replace(table, lines=lines, anomalies=(*table.anomalies, _MARK))


def adds_up(table: SpendTable) -> bool:
    """The printed total is the sum of the top rows, and each row that has parts the sum of them."""
    if not table.is_total_printed or not table.total_yuan:
        return False
    unit = _OF_UNIT.get(table.unit, 1.0)
    tops = [line for line in table.lines if line.level == 0]
    return _is_sum(table.total_yuan, tops, unit) and all(
        _is_sum(line.amount_yuan, parts, unit)
        for at, line in enumerate(table.lines)
        if (parts := _parts(table.lines, at))
    )


def _parts(lines: Sequence[SpendLine], at: int) -> list[SpendLine]:
    parts: list[SpendLine] = []
    for line in lines[at + 1 :]:
        if line.level <= lines[at].level:
            break
        if line.level == lines[at].level + 1:
            parts.append(line)
    return parts


def _is_sum(whole: float | None, parts: Sequence[SpendLine], unit: float) -> bool:
    amounts = [part.amount_yuan for part in parts]
    if whole is None or any(amount is None for amount in amounts):
        return False
    total = sum(amount for amount in amounts if amount is not None)
    return abs(total - whole) <= _ROUNDING * unit * (len(amounts) + 1)
