"""Where the headings of a grid end and its data begin."""

import pytest

from crawler.extract.grids.grid import Grid
from crawler.extract.money.columns import first_data_row, panels_of

TOTAL = ("", "合计", "100", "60")


def test_a_heading_beside_merged_ones_is_no_row_of_data() -> None:
    rows = (
        ("项目", "项目", "本年支出合计", "基本支出"),
        ("科目编码", "科目名称", "本年支出合计", "基本支出"),
        ("类", "科目名称", "本年支出合计", "基本支出"),
        ("类", "合计", "100", "60"),
    )
    merged = frozenset({(0, 1), (1, 2), (1, 3), (2, 1), (2, 2), (2, 3)})
    assert first_data_row(Grid(rows, repeats=merged)) == 3


def test_a_first_row_without_its_amount_is_data_all_the_same() -> None:
    head = ("编码", "科目名称", "合计", "基本支出")
    title, unit = ("2012年支出表", "", "", ""), ("", "", "", "单位：万元")
    rows = (title, unit, head, ("", "工资福利支出", "", ""), ("302", "办公费", "40", "1"), TOTAL)
    assert first_data_row(Grid(rows)) == 3
    below_head = (title, head, unit, ("302", "办公费", "40", "1"), TOTAL)
    assert first_data_row(Grid(below_head)) == 3


def test_a_column_of_amounts_that_cannot_be_read_is_one_of_amounts() -> None:
    head = ("编码", "科目名称", "合计", "基本支出")
    lost = [("301", "工资", "见附表", "见附表"), ("30199", "其他工资", "见附表", "见附表")]
    grid = Grid((head, ("", "合计", "####", "####"), *lost, ("302", "办公费", "40", "40")))
    [panel] = panels_of(grid, year=None, document="other")
    assert (panel.name_column, panel.amount_column, panel.first_row) == (1, 2, 1)


@pytest.mark.parametrize(
    ("heading", "words", "name"),
    [
        ("明细项目", ("基本工资", "其他", "水电费", "其他"), 1),
        ("细目", ("基本工资", "绩效工资", "水电费", "维修费"), 1),
        ("资金来源", ("财政拨款", "自筹", "财政拨款", "自筹"), 0),
        ("收款单位", ("甲公司", "乙公司", "丙公司", "丁公司"), 0),
        ("备注", ("一月付", "二月付", "三月付", "四月付"), 0),
    ],
)
def test_names_merged_over_several_rows_stand_above_the_names_beside_them(
    heading: str, words: tuple[str, ...], name: int
) -> None:
    groups = ("人员经费", "人员经费", "公用经费", "公用经费")
    rows = [(group, own, "10") for group, own in zip(groups, words, strict=True)]
    grid = Grid((("支出类别", heading, "金额"), *rows), repeats=frozenset({(2, 0), (4, 0)}))
    [panel] = panels_of(grid, year=None, document="other")
    assert panel.name_column == name
    [apart] = panels_of(Grid(grid.rows), year=None, document="other")
    assert apart.name_column == 0
