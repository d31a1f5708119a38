"""Lists of single payments (日期, 收款单位, 金额, 事由): which of them do not say what for.

The 2012 circular asks for the reason of each payment, 每笔费用支出事由. Payments whose reason is
blank, or no more than 付款 or 工作需要, are counted and summed into one line of their own, which is
weighed as an 其他 is.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from crawler.extract.grids.amounts import parse_amount
from crawler.extract.grids.grid import Grid, plain
from crawler.extract.money.reasons.explained import classify
from crawler.extract.patterns import patterns
from store.records import SpendLine

_PATTERNS = patterns(__name__)
_WHEN = _PATTERNS["when"]
_WHO = _PATTERNS["who"]
_WHAT = _PATTERNS["what"]
_REASON = _PATTERNS["reason"]
_EMPTY = _PATTERNS["empty"]
_NO_WORDS = _PATTERNS["no_words"]
_PAID = _PATTERNS["paid"]
_RECEIVED = _PATTERNS["received"]
_TOTAL = _PATTERNS["total"]
_FEWEST = 3  # payments in a list
_HEADINGS = 12  # rows in which the heading is looked for
_UNNAMED = "（未列事由）"
_WITHOUT_REASON = "未列明事由的{count}笔支出"


@dataclass(frozen=True, slots=True)
class PaymentList:
    """A grid known as a list of payments, each of them with a name; `reasons` are the columns that
    may say what each is for.
    """

    grid: Grid
    reasons: tuple[int, ...]
    is_spending: bool  # its headings speak of money paid, and of none received


def as_payments(grid: Grid) -> PaymentList | None:
    """The grid as a list of payments, None where it is none. A blank reason is filled in as such:
    its amount would else be nobody's.
    """
    heading = next((at for at in range(min(len(grid.rows), _HEADINGS)) if _heads(grid, at)), None)
    if heading is None:
        return None
    heads = [plain(cell) for cell in grid.rows[heading]]
    reasons = tuple(
        at for at, head in enumerate(heads) if _WHAT.search(head) and not _WHO.search(head)
    )
    payments = [at for at in range(heading + 1, len(grid.rows)) if _is_payment(grid, at)]
    if len(payments) < _FEWEST:
        return None
    rows = [list(row) for row in grid.rows]
    for at in payments:
        if all(_NO_WORDS.match(plain(rows[at][column])) for column in reasons):
            rows[at][reasons[0]] = _UNNAMED
    words = " ".join(heads)
    is_spending = bool(_PAID.search(words)) and not _RECEIVED.search(words)
    return PaymentList(replace(grid, rows=tuple(map(tuple, rows))), reasons, is_spending)


def with_payments(
    lines: Sequence[SpendLine], payments: PaymentList, total: float | None
) -> list[SpendLine]:
    """The lines, and below them one for all payments without a reason, where these are more than an
    其他 that is weighed itself. One sum of money is blamed once.
    """
    without = [line for line in lines if line.amount_yuan and not _says_what_for(payments, line)]
    if not total or len(without) < (2 if any(line.is_other for line in without) else 1):
        return list(lines)
    amount = sum(line.amount_yuan or 0.0 for line in without)
    summed = SpendLine(
        code="",
        name=_WITHOUT_REASON.format(count=len(without)),
        amount_yuan=amount,
        share=amount / total,
        is_other=True,
        is_bare=True,
        is_broken_down=False,
        is_weighed_elsewhere=False,
        row=without[0].row,
    )
    marked = (
        replace(line, is_weighed_elsewhere=True) if line in without and line.is_other else line
        for line in lines
    )
    return [*marked, summed]


def _says_what_for(payments: PaymentList, line: SpendLine) -> bool:
    if line.explained == "specific":
        return True
    cells = (plain(payments.grid.rows[line.row][column]) for column in payments.reasons)
    said = [cell for cell in cells if not (_NO_WORDS.match(cell) or _EMPTY.match(cell))]
    return (
        classify("、".join(cell for cell in said if cell != plain(_UNNAMED)), "其他支出")
        == "specific"
    )


def _heads(grid: Grid, row: int) -> bool:
    """Whether the row heads a list of payments: what for, and to whom or when."""
    heads = {plain(cell) for cell in grid.rows[row]}
    return any(map(_REASON.search, heads)) and any(
        _WHO.search(head) or _WHEN.search(head) for head in heads if not _REASON.search(head)
    )


def _is_payment(grid: Grid, row: int) -> bool:
    cells = [grid.own(row, column) for column in range(grid.width)]
    return any(parse_amount(cell) is not None for cell in cells) and not any(
        _TOTAL.search(plain(cell)) for cell in cells
    )
