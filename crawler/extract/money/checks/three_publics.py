"""三公: the total is travel abroad, receptions and cars; cars are bought and run."""

from collections.abc import Iterator, Mapping

from crawler.extract.grids.amounts import parse_amount
from crawler.extract.grids.grid import Grid, plain
from crawler.extract.money.checks.rounding import is_rounding
from crawler.extract.patterns import patterns
from store.records import Difference

_PATTERNS = patterns(__name__)
# in this order: 公务用车购置及运行费 is neither bought nor run
_ITEMS = {
    "abroad": _PATTERNS["abroad"],
    "reception": _PATTERNS["reception"],
    "cars": _PATTERNS["cars"],
    "bought": _PATTERNS["bought"],
    "run": _PATTERNS["run"],
    "total": _PATTERNS["total"],
}
_OF_MORE = _PATTERNS["of_more"]
_NAMED_SO = _PATTERNS["named_so"]


def three_publics_that_differ(grid: Grid, unit: str, digit: float) -> list[Difference]:
    """The differences of an upright table of the three, column by column; `digit` is what the last
    one printed is worth.
    """
    rows = _rows(grid)
    if "reception" not in rows or not {"cars", "bought", "run"} & set(rows):
        return []
    return [
        Difference(f"sangong_{head}", plain(grid.rows[rows[head]][0])[:40] or "合计", stated, found)
        for column in range(1, grid.width)
        for head, stated, found, figures in _sums(grid, rows, column, unit)
        if not is_rounding(stated - found, figures, digit)
    ]


def _rows(grid: Grid) -> dict[str, int]:
    """The row of each item; of a table that prints more than the three beside them no 合计."""
    names = [_name(grid, row) for row in range(len(grid.rows))]
    found: dict[str, int] = {}
    for row, name in enumerate(names):
        item = next((item for item, pattern in _ITEMS.items() if pattern.search(name)), "")
        if item:
            found.setdefault(item, row)
    has_more = any(map(_OF_MORE.search, names))
    if has_more and not _NAMED_SO.search(names[found.get("total", 0)]):
        found.pop("total", None)
    return found


def _name(grid: Grid, row: int) -> str:
    cells = (plain(grid.own(row, column)) for column in range(min(3, grid.width)))
    return next((cell for cell in cells if cell and parse_amount(cell) is None), "")


def _sums(
    grid: Grid, rows: Mapping[str, int], column: int, unit: str
) -> Iterator[tuple[str, float, float, int]]:
    amounts = {
        item: amount.in_yuan(unit)
        for item, row in rows.items()
        if (amount := parse_amount(grid.own(row, column))) is not None
    }
    bought_and_run = amounts.get("bought", 0.0) + amounts.get("run", 0.0)
    cars = amounts.get("cars", bought_and_run)
    if {"cars", "bought", "run"} <= set(amounts):
        yield "cars", cars, bought_and_run, 2
    if "total" in amounts and "reception" in amounts:
        found = amounts.get("abroad", 0.0) + amounts["reception"] + cars
        yield "total", amounts["total"], found, 3
