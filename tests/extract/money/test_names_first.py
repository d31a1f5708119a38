"""Tables whose amounts stand left of their names."""

import pytest

from crawler.extract.grids.grid import Grid
from crawler.extract.money.names_first import names_first
from tests.extract.money.pages import html_table, read_page, vague

LEFT = [
    [["金额", "科目名称"], ["60", "办公费"], ["40", "其他支出"], ["100", "合计"]],
    [["序号", "金额", "项目", "备注"], ["1", "60", "办公费", ""], ["2", "40", "其他支出", ""], ["", "100", "合计", ""]],
    [["编码", "金额", "科目名称"], ["201", "60", "一般公共服务支出"], ["229", "40", "其他支出"], ["", "100", "合计"]],
]  # fmt: skip


def grid(rows: list[list[str]]) -> Grid:
    return Grid(tuple(map(tuple, rows)))


@pytest.mark.parametrize("rows", LEFT)
def test_the_names_are_moved_to_the_front(rows: list[list[str]]) -> None:
    assert [row[0] for row in names_first(grid(rows)).rows][2] == "其他支出"


@pytest.mark.parametrize("rows", LEFT)
def test_such_a_table_is_weighed(rows: list[list[str]]) -> None:
    page = f"<h1>某局2025年支出预算表</h1><p>单位：万元</p>{html_table(rows)}"
    [table] = read_page(page)
    assert table.total_yuan == 1_000_000.0
    assert [each.name for each in table.lines if vague(each)] == ["其他支出"]


def test_a_table_with_amounts_right_of_its_names_stays_as_it_is() -> None:
    usual = grid([["科目", "金额"], ["办公费", "60"], ["其他支出", "40"], ["合计", "100"]])
    both = grid([["去年", "科目", "今年"], ["1", "甲", "2"], ["3", "乙", "4"], ["4", "合计", "6"]])
    assert names_first(usual) is usual
    assert names_first(both) is both
    assert names_first(grid([[]])).rows == ((),)


def test_repeats_move_with_their_cells() -> None:
    merged = Grid(grid(LEFT[1]).rows, repeats=frozenset({(0, 0), (1, 3)}))
    assert names_first(merged).repeats == {(0, 1), (1, 3)}
