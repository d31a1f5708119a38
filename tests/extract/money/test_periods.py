"""Months, quarters and halves side by side are summed where nobody printed their sum."""

import pytest

from crawler.extract.grids.grid import Grid
from crawler.extract.money.periods import with_the_whole

QUARTERS = ("一季度", "二季度", "三季度", "四季度")


def table(*heads: str, cells: tuple[str, ...] = ("300", "900", "—", "2,100")) -> Grid:
    width = len(heads) + 1
    title = ("支出公开",) + ("",) * (width - 1)
    row = ("其他", *cells, *("",) * width)[:width]
    return Grid((title, ("项目", *heads), row))


@pytest.mark.parametrize(
    "heads",
    [QUARTERS, ("1月", "2月", "3月", "4月"), ("第1季度支出", "第2季度支出", "第3季度支出", "第4季度支出"), ("2025年上半年", "2025年下半年")],
)  # fmt: skip
def test_parts_of_a_year_get_their_sum(heads: tuple[str, ...]) -> None:
    cells = ("1,500", "1,800") if len(heads) == 2 else ("300", "900", "—", "2,100")
    summed = with_the_whole(table(*heads, cells=cells))
    assert [row[-1] for row in summed.rows] == ["", "合计", "3300.00"]


@pytest.mark.parametrize(
    "heads",
    [(*QUARTERS, "合计"), (*QUARTERS, "全年"), (*QUARTERS, "预算数"), ("一季度", "备注"), ("金额", "用途")],
)  # fmt: skip
def test_what_may_be_their_sum_is_left_to_be_found(heads: tuple[str, ...]) -> None:
    grid = table(*heads)
    assert with_the_whole(grid) is grid


def test_a_remark_beside_them_is_no_sum_and_words_have_none() -> None:
    summed = with_the_whole(table(*QUARTERS, "备注", cells=("300", "未发生", "900", "1")))
    assert [row[-1] for row in summed.rows] == ["", "合计", ""]
