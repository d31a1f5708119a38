"""Does one sum stand with one value throughout a document: in the tables that print it, and in the
words that speak of it?
"""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from itertools import islice, pairwise

from crawler.extract.grids.amounts import YUAN, parse_amount
from crawler.extract.grids.grid import Grid, plain
from crawler.extract.money.checks.rounding import is_rounding, last_digit
from crawler.extract.money.naming import period_in
from crawler.extract.money.says_other import bare_words
from crawler.extract.money.whole import FoundTable
from crawler.extract.patterns import patterns
from store.records import Difference, SpendTable

_PATTERNS = patterns(__name__)
_ONE_SUM = (_PATTERNS["all_spending"], _PATTERNS["both_sides"])
_GENERAL_FUND = _PATTERNS["general_fund"]
_BASIC_OF_IT = _PATTERNS["basic_of_it"]
_YEAR_COLUMN = _PATTERNS["year_column"]
_YEAR_IN_TITLE = _PATTERNS["year_in_title"]
_TOTAL_IN_PROSE = _PATTERNS["total_in_prose"]
_SANGONG_IN_PROSE = _PATTERNS["sangong_in_prose"]
_LINE_IN_PROSE = _PATTERNS["line_in_prose"]
_OF_ANOTHER_YEAR = _PATTERNS["of_another_year"]
_SHORTEST_NAME = 4
_STANDS_ALONE = "(?:(?<=[年度])|(?<![一-鿿]))"  # a name, and no end of another one
_BEFORE = 30  # characters in which the year of a sum in prose stands
_MAX_MENTIONS = 20
_MOST = 0.3  # by which a slip of the pen may differ; more is another sum
_MAX_TOLD = 5
_ENOUGH_PROSE = 60_000
_MAX_LINES = 300
_MAX_ROWS = 5_000


def statements_that_differ(
    tables: Sequence[SpendTable], numbers: Collection[float], text: str
) -> list[Difference]:
    """Between the tables of one document, and between them and its prose, at most five; `numbers`
    are all that its tables print, whatever they are of.
    """
    spending = [table for table in tables if table.is_spending and table.unit and table.total_yuan]
    units = {YUAN[table.unit] for table in spending}
    printed = sorted(number * worth for number in numbers for worth in units)
    prose = plain(text[:_ENOUGH_PROSE])
    found = [*_between_tables(spending), *_in_prose(spending, printed, prose)]
    return list(dict.fromkeys(found))[:_MAX_TOLD]


def columns_of_others(found: Sequence[FoundTable]) -> list[Difference]:
    """A column of one table whose total another table is: 基本支出 of 一般公共预算支出表,
    2011年决算数 beside the accounts of 2011.
    """
    return [
        Difference(
            "tables", f"《{one.table.title}》“{head}”、《{other.table.title}》", stated, total
        )
        for one in found
        for head, stated in one.columns
        for other in found
        if other is not one and _is_column_of(other, one, head)
        if (total := other.table.total_yuan) is not None
        and _differ(stated, total, one.table.unit, other.table.unit)
    ]


def _is_column_of(other: FoundTable, one: FoundTable, head: str) -> bool:
    table, whole = other.table, one.table
    if not (table.is_spending and whole.is_spending and table.is_total_printed and table.unit):
        return False
    title, of_whole = plain(table.title), plain(whole.title)
    if head == "基本支出" and (table.year, table.document) == (whole.year, whole.document):
        return bool(_BASIC_OF_IT.search(title) and _GENERAL_FUND.search(of_whole))
    year = _YEAR_COLUMN.match(head)
    stages = {"预算": "budget", "决算": "final_accounts"}
    return (
        year is not None
        and (table.year, table.document) == (int(year[1]), stages[year[2]])
        and _YEAR_IN_TITLE.sub("", title) == _YEAR_IN_TITLE.sub("", of_whole)
    )


def numbers_in(grid: Grid) -> set[float]:
    """The amounts printed in a grid, as they stand."""
    cells = {cell for row in islice(grid.rows, _MAX_ROWS) for cell in row}
    return {amount.value for cell in cells if (amount := parse_amount(cell)) is not None}


def _between_tables(tables: Sequence[SpendTable]) -> Iterator[Difference]:
    """支出总表 and 收支总表 of one year and stage print one total."""
    alike: dict[tuple[object, ...], list[SpendTable]] = {}
    for table in tables:
        if any(words.search(plain(table.title)) for words in _ONE_SUM):
            key = (table.year, table.document, period_in(table.title))
            alike.setdefault(key, []).append(table)
    for group in alike.values():
        for one, other in pairwise(group):
            stated, found = one.total_yuan or 0.0, other.total_yuan or 0.0
            if one.title != other.title and _differ(stated, found, one.unit, other.unit):
                yield Difference("tables", f"《{one.title}》《{other.title}》", stated, found)


def _in_prose(
    spending: Sequence[SpendTable], printed: Sequence[float], prose: str
) -> Iterator[Difference]:
    """A sum in words that no table prints, beside one of the same name that a table does."""
    years = {str(table.year) for table in spending}
    for name, stated, pattern in _named_in_tables(spending):
        for match in islice(pattern.finditer(prose), _MAX_MENTIONS):
            found, digit = _as_written(match[1])
            is_slip = abs(found - stated) <= _MOST * stated
            if (
                is_slip
                and not _is_among(printed, found, digit)
                and _is_of_these(prose, match.start(), years)
            ):
                yield Difference("prose", name, stated, found)


def _named_in_tables(
    tables: Sequence[SpendTable],
) -> Iterator[tuple[str, float, re.Pattern[str]]]:
    """Names that the tables give one amount, with what finds them and their money in prose."""
    totals = [table.total_yuan for table in tables if table.kind != "sangong" and table.total_yuan]
    if totals:
        yield "支出合计", max(totals), _TOTAL_IN_PROSE
    publics = {table.total_yuan for table in tables if table.kind == "sangong"}
    if len(publics) == 1 and (public := publics.pop()):
        yield "“三公”经费", public, _SANGONG_IN_PROSE
    amounts: dict[str, set[float]] = {}
    for table in tables:
        for line in table.lines[:_MAX_LINES]:
            name = bare_words(line.name)
            if len(name) >= _SHORTEST_NAME and line.amount_yuan:
                amounts.setdefault(name, set()).add(line.amount_yuan)
    for name, values in amounts.items():
        if len(values) == 1:
            yield (
                name,
                values.pop(),
                re.compile(_STANDS_ALONE + re.escape(name) + _LINE_IN_PROSE.pattern),
            )


def _is_of_these(prose: str, at: int, years: Collection[str]) -> bool:
    """Whether the sum is said of the year of the tables, and is no part or change of another one."""
    before = re.split("[。;]", prose[max(0, at - _BEFORE) : at])[-1]
    named = re.findall(r"(20\d\d)年", before)
    return not _OF_ANOTHER_YEAR.search(before) and (not named or named[-1] in years)


def _is_among(printed: Sequence[float], found: float, digit: float) -> bool:
    """Whether a number that was printed becomes this one when rounded; `printed` in order."""
    at = bisect_left(printed, found)
    return any(is_rounding(other - found, 1, digit) for other in printed[max(0, at - 1) : at + 1])


def _as_written(words: str) -> tuple[float, float]:
    """The amount in yuan, and what its last digit is worth."""
    amount = parse_amount(words)
    if amount is None:
        return 0.0, 0.0
    return amount.in_yuan("元"), last_digit([words], amount.unit or "元")


def _differ(one: float, other: float, *units: str) -> bool:
    """By more than the rounding to two decimals, and by less than two sums do."""
    digit = max(last_digit(["0.01"], unit) for unit in units)
    return abs(one - other) <= _MOST * one and not is_rounding(one - other, 2, digit)
