"""No share without a whole that is known to be the whole."""

import pytest

from store.records import SpendTable
from tests.extract.money.pages import html_table, line, read_page, vague

HEAD = ["项目", "金额"]
ABOVE = "<p>2012年支出明细表</p><p>单位：元</p>"


def shares(table: SpendTable, name: str = "其他支出") -> tuple[float | None, str | None]:
    return line(table, name).share, vague(line(table, name))


def why(table: SpendTable) -> str:
    [anomaly] = table.anomalies
    return anomaly


def test_one_complete_list_without_a_total_is_summed_and_says_so() -> None:
    rows = [HEAD, ["一、工资", "60"], ["二、办公费", "10"], ["三、其他支出", "30"]]
    [table] = read_page(html_table(rows, above=ABOVE))
    assert (table.total_yuan, table.is_total_printed, table.anomalies) == (100.0, False, ())
    assert shares(table, "三、其他支出") == (0.3, "problem")


@pytest.mark.parametrize(
    ("above", "rows", "said"),
    [
        ("2012年主要支出项目", [["办公费", "70"], ["其他支出", "30"]], "is a part"),
        ("2012年公用经费支出表", [["办公费", "70"], ["其他支出", "30"]], "is a part"),
        ("2012年支出表 第2页 共3页", [["办公费", "70"], ["其他支出", "30"]], "several pages"),
        ("2012年支出表", [["办公费", ""], ["差旅费", "9"], ["其他支出", "30"]], "no amount"),
        (
            "2012年支出表",
            [["三、办公费", "70"], ["五、其他支出", "30"]],
            "numbers are left out",
        ),
        ("2012年支出表", [["办公费", "70"], ["其他支出", "30"], ["……", "1"]], "without a name"),
        ("2012年支出表", [["2120501环卫", "70"], ["229其他支出", "30"]], "in the middle"),
    ],
)
def test_a_list_that_may_not_be_all_is_no_whole(
    above: str, rows: list[list[str]], said: str
) -> None:
    [table] = read_page(html_table([HEAD, *rows], above=f"<p>{above}</p><p>单位：元</p>"))
    assert (said in why(table), why(table).startswith("no_total: ")) == (True, True), why(table)
    assert (table.total_yuan, table.whole_yuan) == (None, None)
    assert not any(each.share or vague(each) for each in table.lines)
    assert "the rows read come to" in why(table)


def test_of_several_lists_none_is_the_whole() -> None:
    page = "".join(
        html_table(
            [HEAD, [name, "70"], ["其他支出", "30"]], above=f"<p>{name}等支出</p><p>单位：元</p>"
        )
        for name in ("办公费", "差旅费")
    )
    assert all("several tables" in why(table) for table in read_page(page))


@pytest.mark.parametrize(
    ("above", "below"), [("全年支出合计1,000元，其中：", ""), ("", "以上共支出1000元。")]
)
def test_a_total_in_the_words_beside_is_printed_too(above: str, below: str) -> None:
    rows = [HEAD, ["办公费", "70"], ["其他支出", "30"]]
    page = html_table(rows, above=f"{ABOVE}<p>{above}</p>", below=f"<p>{below}</p>")
    [table] = read_page(page)
    assert (table.whole_yuan, shares(table)) == (1000.0, (0.03, None))


@pytest.mark.parametrize("lost", ["####", "#REF!", "***", "见附表", "=", "<img src=a.png>"])
def test_an_amount_that_cannot_be_read_is_no_empty_one(lost: str) -> None:
    rows = [["工资", lost], ["办公费", "60"], ["其他支出", "40"]]
    [table] = read_page(html_table([HEAD, *rows], above=ABOVE))
    assert (why(table).startswith("no_total: 工资"), shares(table)) == (True, (None, None))
    [table] = read_page(html_table([HEAD, *rows, ["合计", lost]], above=ABOVE))
    assert shares(table) == (None, None)
    [table] = read_page(html_table([HEAD, *rows, ["合计", "1000"]], above=ABOVE))
    assert (table.anomalies, shares(table)) == ((), (0.04, None)), "the printed total stands"
    [table] = read_page(html_table([HEAD, *rows, ["合计", "90"]], above=ABOVE))
    assert why(table).startswith("sums_differ"), "but not below what was read"


def test_an_other_whose_amount_cannot_be_read_is_not_in_order() -> None:
    rows = [HEAD, ["办公费", "70"], ["其他支出", "####"], ["合计", "100"]]
    [table] = read_page(html_table(rows, above=ABOVE))
    assert (why(table), shares(table)) == ("unreadable: 其他支出 “####”", (None, None))


def test_the_parts_of_one_line_are_no_spending_of_their_own() -> None:
    parts = [HEAD, ["防汛", "70"], ["其他", "30"], ["合计", "100"]]
    of_line = html_table(parts, above="<p>其他支出明细表</p><p>单位：元</p>")
    [alone] = read_page(of_line)
    assert (why(alone)[:8], shares(alone, "其他")) == ("no_total", (None, None))
    whole = [HEAD, ["办公费", "900"], ["其他支出", "100"], ["合计", "1000"]]
    _, table = read_page(html_table(whole, above=ABOVE) + of_line)
    assert shares(table, "其他") == (0.03, None)


def test_a_section_head_with_an_amount_is_a_printed_total() -> None:
    rows = [
        ["一、上年结余", "12"],
        ["二、本期收入", "31"],
        ["1．其他收入", "31"],
        ["三、本期支出", "23"],
        ["1．干部误工支出", "21"],
        ["2．其他支出", "2"],
        ["四、期末结余", "20"],
    ]
    [table] = read_page(html_table([HEAD, *rows], above="<p>某村2012年收支公开表 单位：元</p>"))
    assert (table.total_yuan, table.is_total_printed, table.anomalies) == (23.0, True, ())
    assert [each.name for each in table.lines] == ["1．干部误工支出", "2．其他支出"]


def test_heads_may_stand_in_a_column_of_their_own_and_sides_in_another() -> None:
    heads = [["本期支出", "", "100"], ["", "工资", "97"], ["", "其他支出", "3"]]
    [table] = read_page(html_table(heads, above="<p>某村2012年支出公开榜 单位：元</p>"))
    assert (table.total_yuan, shares(table)) == (100.0, (0.03, None))
    sides = [
        ["类别", "项目", "金额"],
        ["收入", "上级拨款", "900"],
        ["支出", "工资", "70"],
        ["支出", "其他支出", "30"],
        ["", "支出合计", "100"],
    ]
    [table] = read_page(html_table(sides, above="<p>某村2012年收支公开榜 单位：元</p>"))
    assert (table.total_yuan, shares(table)) == (100.0, (0.3, "problem"))


def test_what_no_table_says_is_said_by_the_others_of_the_document() -> None:
    whole = [["科目编码", "科目名称", "预算数"], ["2010301", "行政运行", "990"]]
    fund_line = ["2120899", "其他国有土地使用权出让收入安排的支出", "10"]
    trail = "<p>首页 &gt; 政务公开 &gt; 财政预决算</p>"
    page = html_table(
        [*whole, fund_line, ["", "合计", "1000"]],
        above=f"{trail}<p>部门支出总表</p><p>单位：万元</p>",
    ) + html_table(
        [whole[0], fund_line, ["", "合计", "10"]],
        above="<p>政府性基金支出表</p><p>单位：万元</p>",
    )
    tables = read_page(page, title="某局2012年财政收支公开")
    assert {(table.year, table.document) for table in tables} == {(2012, "budget")}
    assert [vague(each) for table in tables for each in table.lines] == [None] * 3


def test_the_same_table_twice_is_one_and_two_stages_are_two() -> None:
    def table(caption: str, other: str, total: str) -> str:
        rows = [HEAD, ["办公费", "70"], ["其他支出", other], ["合计", total]]
        return html_table(rows, above=f"<p>{caption}</p><p>单位：元</p>")

    twice = table("2012年支出表", "30", "100") * 2
    assert len(read_page(twice)) == 1
    stages = table("2012年年初预算支出表", "30", "100") + table(
        "2012年预算调整后支出表", "3", "73"
    ).replace("70", "70")
    assert [shares(each)[1] for each in read_page(stages)] == ["problem", None]


def test_another_offices_table_on_this_offices_page_is_said_so() -> None:
    rows = [HEAD, ["办公费", "70"], ["其他支出", "30"], ["合计", "100"]]
    for caption, said in (
        ("某县第一中学2012年支出表", ("of_another_unit: 某县第一中学",)),
        ("某县水利局本级2012年支出表", ()),
        ("城乡社区支出", ()),
    ):
        page = html_table(rows, above=f"<p>{caption}</p><p>单位：元</p>")
        [table] = read_page(page, title="某县水利局2012年部门决算")
        assert table.anomalies == said
        assert vague(line(table, "其他支出")) == (None if said else "problem")


@pytest.mark.parametrize(
    ("above", "head", "unit"),
    [
        ("2012年支出表（万元）", "金额", "万元"),
        ("2012年支出表", "金额（万元）", "万元"),
        ("2012年支出表", "金额万元", "万元"),
        ("2012年支出表</p><p>万元", "金额", "万元"),
        ("2012年支出表，各表金额单位均为人民币万元", "金额", "万元"),
        ("2012年支出表 单位：元（列至角分）", "金额", "元"),
    ],
)
def test_the_unit_is_found_where_it_stands(above: str, head: str, unit: str) -> None:
    rows = [["项目", head], ["办公费", "70"], ["其他支出", "30"], ["合计", "100"]]
    [table] = read_page(html_table(rows, above=f"<p>{above}</p>"))
    assert (table.unit, table.anomalies) == (unit, ())


def test_units_inside_cells_are_added_in_yuan() -> None:
    rows = [HEAD, ["修路", "12.6万元"], ["其他支出", "1,800元"], ["合计", "12.78万元"]]
    [table] = read_page(html_table(rows, above="<p>2012年支出表</p>"))
    assert (table.unit, table.total_yuan, line(table, "其他支出").amount_yuan) == (
        "元",
        127_800.0,
        1800.0,
    )


def test_without_a_unit_there_are_shares_and_no_amounts() -> None:
    rows = [HEAD, ["办公费", "70"], ["其他支出", "30"], ["合计", "100"]]
    [table] = read_page(html_table(rows, above="<p>2012年支出表</p>"))
    assert (table.anomalies, table.total_yuan, shares(table)) == (("no_unit",), None, (0.3, None))
    assert all(each.amount_yuan is None for each in table.lines)
    [table] = read_page(
        html_table(rows, above="<p>2012年支出表</p>"), text="2012年支出合计100.00万元。"
    )
    assert (table.unit, table.total_yuan, shares(table)) == ("万元", 1_000_000.0, (0.3, "problem"))
