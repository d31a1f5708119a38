"""Where the headings of a grid end and its data begin."""

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
