"""Reasons that stand beside the line: in a row of their own, under a mark, in a second table."""

import pytest

from store.records import SpendLine
from tests.extract.money.pages import html_table, read_page

ROWS = [
    ["项目", "金额"],
    ["人员支出", "500.00"],
    ["公用支出", "250.00"],
    ["其他支出", "250.00"],
    ["合计", "1,000.00"],
]


def other(*, rows: list[list[str]] = ROWS, below: str = "") -> SpendLine:
    tables = read_page(html_table(rows, below=below))
    return next(line for line in tables[0].lines if line.is_other)


def detail(rows: list[list[str]], head: str = "其他支出明细表") -> str:
    return html_table(rows, above=f"<p>{head}</p><p>单位：万元</p>")


def test_a_sentence_in_the_last_row() -> None:
    rows = [*ROWS, ["说明：“其他支出”为偿还公路工程欠款。", "说明：“其他支出”为偿还公路工程欠款。"]]
    assert (other(rows=rows).explained, other(rows=rows).reason) == ("specific", "偿还公路工程欠款")


@pytest.mark.parametrize(
    ("marked", "note"),
    [
        ("其他支出*", "*防汛物资、抗旱打井。"),
        ("其他支出①", "① 防汛物资、抗旱打井。"),
        ("其他支出（注1）", "注1：防汛物资、抗旱打井。"),
        ("其他支出[2]", "[2] 防汛物资、抗旱打井。"),
    ],
)
def test_a_footnote_is_found_by_its_mark(marked: str, note: str) -> None:
    rows = [*ROWS[:3], [marked, "250.00"], ROWS[4]]
    line = other(rows=rows, below=f"<p>{note}</p>")
    assert line.explained == "specific"
    assert "防汛物资" in line.reason
    assert other(
        rows=rows, below=f"<p>{note.replace('防汛物资、抗旱打井', '其他')}</p>"
    ).explained != ("specific")


def test_a_footnote_of_another_mark_is_of_another_line() -> None:
    rows = [*ROWS[:2], ["公用支出②", "250.00"], ["其他支出①", "250.00"], ROWS[4]]
    assert other(rows=rows, below="<p>② 水电费。</p>").explained is None


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


def test_a_remark_over_several_rows_is_theirs_only_whom_it_names() -> None:
    def remarked(words: str) -> str | None:
        head = "<tr><td>项目</td><td>金额</td><td>备注</td></tr>"
        first = f"<tr><td>人员支出</td><td>750.00</td><td rowspan=2>{words}</td></tr>"
        rest = "<tr><td>其他支出</td><td>250.00</td></tr><tr><td>合计</td><td>1,000.00</td><td></td></tr>"
        page = (
            f"<p>2012年支出预算表</p><p>单位：万元</p><table border=1>{head}{first}{rest}</table>"
        )
        return next(line for line in read_page(page)[0].lines if line.is_other).explained

    assert remarked("其他支出为路灯改造。") == "specific"
    assert remarked("人员支出为在职人员工资。") == "unclear"
