"""One sum has one value throughout a document: in its tables, and in its words."""

import pytest

from tests.extract.money.checks.planted import HEAD, ROWS, SIDES, changed, remarks
from tests.extract.money.pages import html_table


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
