"""Numbers as printed, and the units they are printed in."""

import pytest

from crawler.extract.grids.amounts import (
    column_unit,
    is_unreadable,
    parse_amount,
    stated_unit,
    unit_of_all,
    unit_of_sum,
)


@pytest.mark.parametrize(
    ("printed", "value", "unit"),
    [
        ("1,234.50", 1234.5, ""),
        ("12,345,678", 12345678.0, ""),
        ("１２３４．５", 1234.5, ""),
        ("1，234", 1234.0, ""),
        (" 12 345 ", 12345.0, ""),
        ("\u30001.5\u00a0", 1.5, ""),
        ("(12.3)", -12.3, ""),
        ("（1,000）", -1000.0, ""),
        ("-8.5", -8.5, ""),
        ("－8.5", -8.5, ""),
        ("△8", -8.0, ""),
        ("0.00", 0.0, ""),
        (".5", 0.5, ""),
        ("133.30万元", 133.3, "万元"),
        ("1.2亿元", 1.2, "亿元"),
        ("500元", 500.0, "元"),
        ("￥1,200.00", 1200.0, ""),
        ("£45.00", 45.0, ""),
        ("12\u200b34", 1234.0, ""),
        ("1,234.50①", 1234.5, ""),
        ("12³", 12.0, ""),
        ("1,234.50*", 1234.5, ""),
        ("约5万元", 5.0, "万元"),
        ("120万", 120.0, "万元"),
    ],
)
def test_an_amount_is_read_as_printed(printed: str, value: float, unit: str) -> None:
    amount = parse_amount(printed)
    assert amount is not None
    assert (amount.value, amount.unit) == (value, unit)


@pytest.mark.parametrize(
    "printed",
    [
        "",
        "—",
        "-",
        "－",
        "12.5%",
        "2012年",
        "一百",
        "1.2.3",
        "12,34,5,",
        "见附件",
        "1e5",
        "()",
        "2012-03-05",
        "3人",
        "9" * 30,
    ],
)
def test_what_is_no_amount_is_none(printed: str) -> None:
    assert parse_amount(printed) is None


def test_the_cells_own_unit_outweighs_the_tables() -> None:
    amount = parse_amount("1.5亿元")
    assert amount is not None
    assert amount.in_yuan("万元") == 150_000_000.0


@pytest.mark.parametrize(
    ("caption", "unit"),
    [
        ("单位：万元", "万元"),
        ("单位:元", "元"),
        ("（单位：人民币万元）", "万元"),
        ("金额单位：元", "元"),
        ("单 位 ： 万 元", "万元"),
        ("編制單位：某局 單位：萬元", "万元"),
        ("编制单位：某局 单位：亿元", "亿元"),
        ("单位：千元", "千元"),
        ("单位：万元\n单位：元", "元"),
        ("编制单位：元村镇人民政府", ""),
        ("部门支出表", ""),
    ],
)
def test_the_unit_is_read_from_the_caption(caption: str, unit: str) -> None:
    assert stated_unit(caption) == unit


@pytest.mark.parametrize(
    ("heading", "unit"),
    [
        ("预算数（万元）", "万元"),
        ("金额(元)", "元"),
        ("支出/万元", "万元"),
        ("合计", ""),
        ("单元", ""),
    ],
)
def test_a_column_may_name_its_own_unit(heading: str, unit: str) -> None:
    assert column_unit(heading) == unit


@pytest.mark.parametrize("cell", ["####", "#REF!", "***", "见附表", "=", "略", "1.2.3", "\ufffc"])
def test_what_is_no_amount_and_says_something_is_unreadable(cell: str) -> None:
    assert is_unreadable(cell)


@pytest.mark.parametrize("cell", ["", "\u3000", "—", "－", "-", "/", "无", "0.00", "12"])
def test_an_empty_cell_a_dash_and_an_amount_are_not(cell: str) -> None:
    assert not is_unreadable(cell)


def test_prose_gives_one_unit_to_all_tables_or_to_a_sum() -> None:
    assert unit_of_all("各表金额单位均为万元。表一：单位：元") == "万元"
    assert unit_of_all("单位：万元") == ""
    assert unit_of_all("以万元为单位；以下单位均为元") == ""
    assert unit_of_sum(1000.0, "支出总计1,000.00万元，比上年增加20万元") == "万元"
    assert unit_of_sum(1000.0, "支出1,000元、合计1,000万元") == ""
    assert unit_of_sum(999.0, "支出总计1,000.00万元") == ""
