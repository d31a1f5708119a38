"""The checks that an inspector does by hand: each planted fault is remarked with its difference, and a
document without one has no remark.
"""

import pytest

from store.differences import Difference, difference
from tests.extract.money.pages import html_table, read_page

HEAD = ["科目编码", "科目名称", "合计", "基本支出", "项目支出"]
ROWS = [
    ["", "合计", "1,000.00", "600.00", "400.00"],
    ["201", "一般公共服务支出", "700.00", "500.00", "200.00"],
    ["20103", "政府办公厅（室）及相关机构事务", "700.00", "500.00", "200.00"],
    ["2010301", "行政运行", "500.00", "500.00", ""],
    ["2010302", "一般行政管理事务", "200.00", "", "200.00"],
    ["212", "城乡社区支出", "300.00", "100.00", "200.00"],
    ["21205", "城乡社区环境卫生", "300.00", "100.00", "200.00"],
    ["2120501", "城乡社区环境卫生", "300.00", "100.00", "200.00"],
]
SIDES = [
    ["收入", "收入", "支出", "支出"],
    ["项目", "预算数", "项目", "预算数"],
    ["一、财政拨款收入", "1,000.00", "一、一般公共服务支出", "700.00"],
    ["", "", "二、城乡社区支出", "300.00"],
    ["本年收入合计", "1,000.00", "本年支出合计", "1,000.00"],
    ["收入总计", "1,000.00", "支出总计", "1,000.00"],
]
BOOKS = [
    ["项目", "金额"],
    ["一、上年结余", "12,300.00"],
    ["二、本期收入", "31,000.00"],
    ["　1．上级拨款", "31,000.00"],
    ["三、本期支出", "23,000.00"],
    ["　1．误工补贴", "9,500.00"],
    ["　2．水渠清淤", "13,500.00"],
    ["四、期末结余", "20,300.00"],
]
ABOVE = "<p>2012年部门支出总表</p><p>单位：万元</p>"


def changed(rows: list[list[str]], row: int, column: int, words: str) -> list[list[str]]:
    return [
        [words if (at, place) == (row, column) else cell for place, cell in enumerate(cells)]
        for at, cells in enumerate(rows)
    ]


def remarks(
    rows: list[list[str]], *, above: str = ABOVE, text: str = "", more: str = ""
) -> list[Difference]:
    page = html_table(rows, above=above, below=more)
    found = (difference(each) for table in read_page(page, text=text) for each in table.remarks)
    return [each for each in found if each is not None]


@pytest.mark.parametrize(
    ("rows", "above"),
    [
        ([HEAD, *ROWS], ABOVE),
        (SIDES, "<p>2012年收支预算总表</p><p>单位：万元</p>"),
        (BOOKS, "<p>某村2012年财务收支公开表</p><p>单位：元</p>"),
        # what is rounded to 0.01 万元 differs by so much
        (
            [
                ["项目", "金额"],
                *(["人员支出", "33.33"], ["公用支出", "33.33"], ["项目支出", "33.33"]),
                ["合计", "100.00"],
            ],
            ABOVE,
        ),
        # of which: some of the parts
        (
            [
                ["项目", "金额"],
                ["一、公用支出", "100.00"],
                ["　其中：办公费", "60.00"],
                ["　　　　差旅费", "30.00"],
                ["二、人员支出", "200.00"],
                ["合计", "300.00"],
            ],
            ABOVE,
        ),
    ],
)
def test_figures_that_agree_are_not_remarked(rows: list[list[str]], above: str) -> None:
    assert remarks(rows, above=above) == []


@pytest.mark.parametrize(
    ("rows", "above", "check", "yuan"),
    [
        (changed([HEAD, *ROWS], 1, 2, "1,002.00"), ABOVE, "total", 20_000),
        (changed([HEAD, *ROWS], 4, 2, "490.00"), ABOVE, "parts", 100_000),
        (changed([HEAD, *ROWS], 1, 4, "390.00"), ABOVE, "columns", 100_000),
        (
            changed(SIDES, 5, 1, "1,001.00"),
            "<p>2012年收支预算总表</p><p>单位：万元</p>",
            "balance",
            10_000,
        ),
        (
            changed(BOOKS, 7, 1, "20,000.00"),
            "<p>某村2012年财务收支公开表</p><p>单位：元</p>",
            "books",
            300,
        ),
        (
            [
                ["项目", "预算数"],
                ["合计", "57.00"],
                ["因公出国（境）费", "0.00"],
                ["公务接待费", "8.00"],
                ["公务用车购置及运行费", "48.00"],
            ],
            "<p>2012年“三公”经费预算表</p><p>单位：万元</p>",
            "total",
            10_000,
        ),
    ],
)
def test_a_planted_fault_is_remarked_with_its_difference(
    rows: list[list[str]], above: str, check: str, yuan: float
) -> None:
    found = remarks(rows, above=above)
    assert check in [each.check for each in found]
    assert yuan in [round(each.yuan, 2) for each in found if each.check == check]


SANGONG = [
    ["项目", "2011年预算数", "2012年预算数"],
    ["“三公”经费合计", "57.00", "56.00"],
    ["一、因公出国（境）费", "1.00", "0.00"],
    ["二、公务接待费", "8.00", "8.00"],
    ["三、公务用车购置及运行费", "48.00", "48.00"],
    ["　其中：公务用车购置费", "18.00", "18.00"],
    ["　　　　公务用车运行维护费", "30.00", "30.00"],
]


@pytest.mark.parametrize(
    ("row", "column", "words", "expected"),
    [
        (0, 0, "项目", []),
        (1, 2, "57.60", [("sangong_total", 16_000)]),
        (6, 1, "29.00", [("sangong_cars", 10_000)]),
    ],
)
def test_the_three_public_expenses_in_every_column(
    row: int, column: int, words: str, expected: list[tuple[str, float]]
) -> None:
    above = "<p>2012年“三公”经费预算表</p><p>单位：万元</p>"
    found = remarks(changed(SANGONG, row, column, words), above=above)
    told = [(each.check, round(each.yuan)) for each in found if each.check.startswith("sangong")]
    assert told == expected


def test_the_three_lying_on_their_side() -> None:
    heads = ["“三公”经费合计", "因公出国（境）费", "公务接待费", "公务用车购置及运行费"]
    above = "<p>2012年“三公”经费支出预算表</p><p>单位：万元</p>"
    found = remarks([heads, ["9.80", "0.00", "3.20", "5.00"]], above=above)
    assert [(each.check, round(each.yuan)) for each in found] == [("sangong_total", 16_000)]


def test_two_tables_that_state_one_total_differently() -> None:
    other = html_table(
        changed(SIDES, 4, 3, "1,010.00"), above="<p>2012年收支预算总表</p><p>单位：万元</p>"
    )
    found = remarks([HEAD, *ROWS], more=other)
    assert ("tables", 100_000) in [(each.check, each.yuan) for each in found]


@pytest.mark.parametrize(("basic", "expected"), [("600.00", []), ("610.00", [100_000])])
def test_basic_spending_is_the_column_of_the_fund_it_is_of(
    basic: str, expected: list[float]
) -> None:
    rows = [["科目名称", "合计"], ["工资福利支出", basic], ["合计", basic]]
    above = "<p>2012年一般公共预算{}支出表</p><p>单位：万元</p>"
    found = remarks(
        [HEAD, *ROWS],
        above=above.format(""),
        more=html_table(rows, above=above.format("基本")),
    )
    assert [round(each.yuan) for each in found if each.check == "tables"] == expected


def test_last_years_column_is_last_years_table() -> None:
    this_year = [
        ["项目", "2011年预算数", "2012年预算数"],
        ["人员支出", "500.00", "700.00"],
        ["公用支出", "300.00", "300.00"],
        ["合计", "800.00", "1,000.00"],
    ]
    last_year = [["项目", "2011年预算数"], ["人员支出", "510.00"], ["公用支出", "300.00"]]
    head = "<p>{}年部门支出预算表</p><p>单位：万元</p>"
    found = remarks(
        this_year,
        above=head.format(2012),
        more=html_table([*last_year, ["合计", "810.00"]], above=head.format(2011)),
    )
    assert [round(each.yuan) for each in found if each.check == "tables"] == [100_000]


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("2012年支出合计1,020万元，比上年增加20万元。", 200_000),
        ("2012年支出预算总额为1000万元。", None),
        ("2011年支出合计980万元。", None),
        ("行政运行（项）2012年预算数为520.00万元，主要用于人员工资。", 200_000),
        ("行政运行（项）2012年预算数为500万元。", None),
        ("行政运行（项）比上年增加520万元。", None),
    ],
)
def test_figures_in_words_are_those_of_the_table(text: str, yuan: float | None) -> None:
    found = remarks([HEAD, *ROWS], text=text)
    assert [round(each.yuan) for each in found] == ([yuan] if yuan else [])


def test_a_difference_is_kept_as_text_and_read_again() -> None:
    each = Difference("parts", "商品和服务支出: 其中", 100.0, 90.0)
    assert difference(str(each)) == each
    assert difference("sums_differ: 1.00 against 2.00") is None
