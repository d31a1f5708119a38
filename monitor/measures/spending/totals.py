"""What a document states as all its spending, where it states that in two ways. Pure.

A share is then one of the larger sum, which is in the unit's favour, and both are said.
"""

from collections.abc import Sequence

from monitor.measures.spending.consistency import differences_in
from store.records import SpendTable

_ALL_SPENDING = ("function", "income_expense")
_OF_SOME_MONEY = ("财政拨款", "一般公共预算", "基金")  # tables of one source of money
_OF_A_PART = ("基本支出", "项目支出")
_TOTALS = ("prose", "tables")  # checks that compare totals: `Difference.check`
_IN_PROSE = "支出合计"  # what crawler.extract.money.checks.across names so
_ROUNDING = 1.001  # one sum and the same, printed in 元 here and in 万元 there


def another_total(table: SpendTable, tables: Sequence[SpendTable]) -> float | None:
    """A second sum, in yuan, that the document of the `tables` states for what the table's shares
    are shares of: all spending that is less than the basic spending, a total in prose or in another
    table. None where it states one.
    """
    whole = table.whole_yuan or table.total_yuan
    if not whole or not table.unit:
        return None
    stated = [*_less_than_its_part(table, tables), *_beside(whole, tables)]
    return next((other for other in stated if not _is_one(other, whole)), None)


def _less_than_its_part(table: SpendTable, tables: Sequence[SpendTable]) -> list[float]:
    is_a_part = any(part in table.title for part in _OF_A_PART)
    whole = table.whole_yuan or table.total_yuan or 0.0
    return [
        other.total_yuan
        for other in tables
        if is_a_part
        and other.kind in _ALL_SPENDING
        and (other.document, other.year) == (table.document, table.year)
        and other.is_spending
        and other.is_total_printed
        and not any(words in other.title for words in (*_OF_A_PART, *_OF_SOME_MONEY))
        and other.total_yuan
        and other.total_yuan < whole
    ]


def _beside(whole: float, tables: Sequence[SpendTable]) -> list[float]:
    found: list[float] = []
    for each in differences_in(tables):
        pair = (each.stated_yuan, each.found_yuan)
        is_of_totals = each.check == "tables" or each.what == _IN_PROSE
        if each.check in _TOTALS and is_of_totals and any(_is_one(sum_, whole) for sum_ in pair):
            found += pair
    return found


def _is_one(one: float, other: float) -> bool:
    low, high = sorted((one, other))
    return 0.0 < high <= low * _ROUNDING
