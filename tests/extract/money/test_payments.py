"""每笔费用支出事由: payments whose reason is blank, or no more than a word, are counted and summed."""

import pytest

from monitor.measures.spending.vague_spending import level
from store.records import SpendLine
from tests.extract.money.pages import LIMITS, html_table, read_page

HEAD = ["日期", "收款人", "金额", "事由"]
ABOVE = "<p>某村2012年第三季度资金支付明细</p><p>单位：元</p>"


def lines(rows: list[list[str]], above: str = ABOVE) -> list[SpendLine]:
    return [line for table in read_page(html_table(rows, above=above)) for line in table.lines]


def without_reason(rows: list[list[str]]) -> SpendLine | None:
    return next((line for line in lines(rows) if line.name.startswith("未列明事由")), None)


def test_blank_and_empty_worded_reasons_are_one_line() -> None:
    found = without_reason(
        [
            HEAD,
            ["7月3日", "张某", "3,000", "水渠清淤人工"],
            ["7月5日", "某建材店", "2,000", ""],
            ["7月9日", "李某", "4,000", "工作需要"],
            ["8月1日", "某公司", "1,000", "路灯电费"],
            ["", "合计", "10,000", ""],
        ]
    )
    assert found is not None
    assert (found.name, found.amount_yuan, found.share) == ("未列明事由的2笔支出", 6000.0, 0.6)
    assert level(found, LIMITS) == "problem"


@pytest.mark.parametrize("word", ["付款", "报销", "费用", "其他", "相关支出", "—", "无"])
def test_a_word_that_is_said_of_any_payment_is_no_reason(word: str) -> None:
    rows = [
        ["", "张某", "3,000", word],
        ["", "李某", "1,000", "垃圾清运"],
        ["", "王某", "6,000", "电费"],
    ]
    found = without_reason([HEAD, *rows])
    assert found is not None and found.share == 0.3


def test_a_list_that_begins_with_a_blank_reason_keeps_its_money() -> None:
    rows = [
        ["日期", "摘要", "支出金额"],
        ["2012-07-03", "", "3,000"],
        ["2012-07-09", "水渠清淤", "4,000"],
        ["2012-07-10", "路灯电费", "3,000"],
    ]
    found = without_reason(rows)
    assert found is not None and found.share == 0.3


def test_a_list_with_all_reasons_has_no_such_line() -> None:
    rows = [
        ["", "张某", "3,000", "水泥"],
        ["", "李某", "1,000", "垃圾清运"],
        ["", "王某", "6,000", "电费"],
    ]
    assert without_reason([HEAD, *rows]) is None
    assert [line.name for line in lines([HEAD, *rows])] == ["张某", "李某", "王某"]


def test_an_other_without_a_reason_is_weighed_itself_where_it_is_the_only_one() -> None:
    rows = [
        ["日期", "支出科目", "金额", "事由"],
        ["7.03", "误工补贴", "9,500", "干部补贴"],
        ["7.15", "其他支出", "5,300", ""],
        ["8.02", "水利", "5,200", "清理河道"],
    ]
    assert without_reason(rows) is None
    two = without_reason([*rows, ["8.03", "其他支出", "1,000", ""]])
    assert two is not None and two.amount_yuan == 6300.0
    blamed = [
        line for line in lines([*rows, ["8.03", "其他支出", "1,000", ""]]) if level(line, LIMITS)
    ]
    assert [line.name for line in blamed] == ["未列明事由的2笔支出"]


def test_a_list_of_projects_is_none_of_payments() -> None:
    rows = [
        ["序号", "项目名称", "用途说明", "金额"],
        ["1", "信息化运维", "", "120"],
        ["2", "业务费", "", "80"],
        ["3", "办案费", "", "50"],
    ]
    assert without_reason(rows) is None


def test_money_received_is_not_paid() -> None:
    rows = [["日期", "交款人", "收入金额", "事由"], *(["7月", "张某", "100", ""] for _ in range(3))]
    assert [line.name for line in lines(rows, "<p>某村2012年收入明细</p>") if line.is_other] == []
