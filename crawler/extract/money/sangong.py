"""三公 tables lie on their side: the items are the column headings and one row holds the money.

    因公出国（境）费 | 公务接待费 | 公务用车购置费 | 公务用车运行维护费 | 合计
    0               | 8.10      | 0             | 48.69            | 56.79

Turned upright they read like any other table.
"""

import re

from crawler.extract.grids.amounts import parse_amount
from crawler.extract.grids.grid import Grid, plain

_ITEM = re.compile(
    r"因公出国|因公出國|公务接待|公務接待|公务用车|公務用車|购置费|运行(?:维护)?费|会议费|培训费"
)
_NOT_OF_THE_THREE = re.compile(r"机关运行")  # printed beside the three, and no part of their sum
_ITEMS_NEEDED = 3


def upright(grid: Grid) -> Grid:
    """A 三公 table of headings over one row of amounts, turned; any other grid as it is."""
    heading = next(
        (
            at
            for at, row in enumerate(grid.rows[:20])
            if len({words for cell in row if _ITEM.search(words := plain(cell))}) >= _ITEMS_NEEDED
        ),
        None,
    )
    if heading is None:
        return grid
    last = _last_heading_row(grid, heading)
    money = [at for at in range(last + 1, len(grid.rows)) if _is_all_amounts(grid, at)]
    if len(money) != 1:
        return grid
    items = [
        (name, grid.rows[money[0]][column])
        for column in range(grid.width)
        if parse_amount(grid.rows[money[0]][column]) is not None
        and (name := _name(grid, column, heading, last))
    ]
    if len(items) < _ITEMS_NEEDED:
        return grid
    titles = [row for row in grid.rows[:heading] if len({cell for cell in row if plain(cell)}) == 1]
    notes = [
        " ".join(dict.fromkeys(words for cell in row if (words := plain(cell))))
        for row in grid.rows[:heading]
        if row not in titles
    ]
    # The title is looked for from the last line upwards.
    before = "\n".join(
        [*notes, grid.before, *(next(cell for cell in row if plain(cell)) for row in titles)]
    )
    return Grid((("项目", "金额"), *items), before, grid.after, is_cut=grid.is_cut)


def _last_heading_row(grid: Grid, heading: int) -> int:
    last = heading
    while last + 1 < min(len(grid.rows), heading + 4) and not any(
        parse_amount(cell) is not None for cell in grid.rows[last + 1]
    ):
        last += 1
    return last


def _is_all_amounts(grid: Grid, row: int) -> bool:
    filled = [words for cell in grid.rows[row] if (words := plain(cell))]
    amounts = [words for words in filled if parse_amount(words) is not None]
    is_column_count = amounts == [str(number) for number in range(1, len(amounts) + 1)]
    return len(amounts) >= _ITEMS_NEEDED and len(filled) - len(amounts) <= 1 and not is_column_count


def _name(grid: Grid, column: int, heading: int, last: int) -> str:
    """The heading over an amount; a subtotal under 公务用车 is named so, to count once."""
    heads = [words for row in range(heading, last + 1) if (words := plain(grid.rows[row][column]))]
    if not heads or any(_NOT_OF_THE_THREE.search(words) for words in heads):
        return ""
    return (
        heads[-1]
        if len(heads) == 1 or heads[-1] not in {"小计", "小計", "合计", "合計"}
        else ("合计" if "公务用车" not in heads[-2] else f"{heads[-2]}小计")
    )
