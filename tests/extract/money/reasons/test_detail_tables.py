"""A second table that says what the line is made of, and an annex that is there or is not."""

import pytest

from tests.extract.money.pages import html_table
from tests.extract.money.reasons.beside import other


def detail(rows: list[list[str]], head: str = "其他支出明细表") -> str:
    return html_table(rows, above=f"<p>{head}</p><p>单位：万元</p>")


def test_a_second_table_breaks_the_line_down() -> None:
    line = other(
        below=detail([["项目", "金额"], ["路灯改造", "150"], ["管网修复", "100"], ["合计", "250"]])
    )
    assert (line.explained, line.reason) == ("specific", "路灯改造、管网修复")


@pytest.mark.parametrize(
    ("rows", "head"),
    [
        ([["路灯改造", "150"], ["管网修复", "40"], ["合计", "190"]], "其他支出明细表"),
        ([["路灯改造", "150"], ["管网修复", "100"], ["合计", "250"]], "项目支出明细表"),
        ([["其他1", "150"], ["其他2", "100"], ["合计", "250"]], "其他支出明细表"),
    ],
)
def test_a_table_that_comes_to_less_or_is_of_another_line_or_says_nothing_does_not(
    rows: list[list[str]], head: str
) -> None:
    assert other(below=detail([["项目", "金额"], *rows], head)).explained is None


def test_an_annex_on_the_page_is_read_whatever_it_is_called() -> None:
    rows = [
        ["项目", "金额", "备注"],
        ["人员支出", "750.00", ""],
        ["其他支出", "250.00", "详见附件2"],
        ["合计", "1,000.00", ""],
    ]
    annex = [["项目", "金额"], ["路灯改造", "150"], ["管网修复", "100"], ["合计", "250"]]
    assert other(rows=rows).explained == "referred"
    assert other(rows=rows, below=detail(annex, "附件2 专项支出清单")).explained == "specific"
