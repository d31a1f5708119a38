"""Pieces of a table are laid together, and whole tables are left alone."""

import pytest

from crawler.extract.grids.grid import Grid
from crawler.extract.money.joined import joined

HEAD = ("科目编码", "科目名称", "金额")
TOTAL = ("", "合计", "100")
FIRST = (("201", "一般公共服务支出", "40"), ("20103", "政府办公厅", "40"))
LAST = (("212", "城乡社区支出", "60"), ("21299", "其他城乡社区支出", "60"))


def laid(*grids: Grid) -> list[tuple[int, int]]:
    """The rows and the pieces of each table."""
    return [(len(grid.rows), pieces) for grid, pieces in joined(grids, 0.005)]


@pytest.mark.parametrize("again", [(HEAD,), ()])
@pytest.mark.parametrize("between", ["", "—3—", "第3页 共5页", "续表", "支出总表（续）", "Table 2"])
def test_a_piece_goes_on_with_the_head_that_it_completes(
    again: tuple[tuple[str, ...], ...], between: str
) -> None:
    head = Grid((HEAD, TOTAL, *FIRST), before="支出总表\n单位：万元")
    assert laid(head, Grid((*again, *LAST), before=between)) == [(6, 2)]


def test_the_total_may_stand_in_the_last_piece() -> None:
    assert laid(Grid((HEAD, *FIRST)), Grid((HEAD, *LAST)), Grid((HEAD, TOTAL))) == [(6, 3)]


@pytest.mark.parametrize(
    "other",
    [
        Grid((HEAD, *LAST), before="政府性基金支出表"),
        Grid((("科目编码", "科目名称", "人数"), *LAST)),
        Grid(tuple((*row, "") for row in (HEAD, *LAST))),
    ],
)
def test_another_title_or_other_columns_begin_another_table(other: Grid) -> None:
    assert laid(Grid((HEAD, TOTAL, *FIRST)), other) == [(4, 1), (len(other.rows), 1)]


def test_a_table_that_is_whole_is_never_added_to_nor_laid_to_another() -> None:
    whole = Grid((HEAD, TOTAL, *FIRST, *LAST))
    assert laid(whole, Grid((HEAD, *LAST))) == [(6, 1), (3, 1)]
    assert laid(Grid((HEAD, TOTAL, *FIRST)), whole) == [(4, 1), (6, 1)]


def test_pieces_that_never_come_to_the_total_are_one_table_all_the_same() -> None:
    assert laid(Grid((HEAD, ("", "合计", "500"), *FIRST)), Grid((HEAD, *LAST))) == [(6, 2)]
