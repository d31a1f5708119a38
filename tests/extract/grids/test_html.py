"""Tables as pages print them: merged, nested, indented, side by side, inside a page that lays out
with tables.
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from crawler.extract.grids.html import grids_of
from crawler.extract.money import read_tables_html
from tests.extract.money.pages import LIMITS, html_table, line, read_page, vague

FUNCTION_ROWS = [
    ["类", "款", "项", "科目名称", "合计", "基本支出", "项目支出"],
    ["201", "", "", "一般公共服务支出", "600.00", "500.00", "100.00"],
    ["201", "03", "", "政府办公厅（室）及相关机构事务", "600.00", "500.00", "100.00"],
    ["201", "03", "01", "行政运行", "400.00", "400.00", ""],
    ["201", "03", "99", "其他政府办公厅（室）及相关机构事务支出", "200.00", "100.00", "100.00"],
    ["213", "", "", "农林水支出", "400.00", "", "400.00"],
    ["213", "03", "", "水利", "400.00", "", "400.00"],
    ["213", "03", "06", "水利工程运行与维护", "360.00", "", "360.00"],
    ["213", "03", "99", "其他水利支出", "40.00", "", "40.00"],
    ["", "", "", "合　计", "1,000.00", "500.00", "500.00"],
]


def test_codes_in_three_cells_make_a_tree_whose_other_lines_are_weighed() -> None:
    [table] = read_page(html_table(FUNCTION_ROWS))
    assert (table.kind, table.is_spending, table.unit, table.total_yuan, table.anomalies) == (
        "function",
        True,
        "万元",
        10_000_000.0,
        (),
    )
    assert (table.year, table.document, table.title) == (2012, "budget", "2012年支出预算表")
    assert [(each.code, each.level) for each in table.lines[:4]] == [
        ("201", 0),
        ("20103", 1),
        ("2010301", 2),
        ("2010399", 2),
    ]
    heavy = line(table, "其他政府办公厅（室）及相关机构事务支出")
    assert (heavy.amount_yuan, heavy.share, vague(heavy), heavy.explained) == (
        2_000_000.0,
        0.2,
        "problem",
        None,
    )
    light = line(table, "其他水利支出")
    assert (light.share, vague(light)) == (0.04, None)


def test_a_specific_reason_in_the_prose_turns_the_problem_into_a_remark() -> None:
    prose = "其他政府办公厅（室）及相关机构事务支出（项）200万元，主要用于：信访接待室改造、应急值守设备购置。"
    [table] = read_page(html_table(FUNCTION_ROWS), text=prose)
    heavy = line(table, "其他政府办公厅（室）及相关机构事务支出")
    assert (vague(heavy), heavy.explained, heavy.reason) == (
        "warning",
        "specific",
        "信访接待室改造、应急值守设备购置",
    )


def test_a_circular_reason_stays_a_problem_and_is_quoted() -> None:
    prose = "其他政府办公厅（室）及相关机构事务支出（项）200万元，主要用于其他政府办公厅及相关机构事务。"
    [table] = read_page(html_table(FUNCTION_ROWS), text=prose)
    heavy = line(table, "其他政府办公厅（室）及相关机构事务支出")
    assert (vague(heavy), heavy.explained, heavy.reason) == (
        "problem",
        "circular",
        "其他政府办公厅及相关机构事务",
    )


def test_merged_headings_and_merged_categories_are_resolved() -> None:
    page = """<p>某乡2012年支出明细表（单位：元）</p><table>
    <tr><td rowspan=2>类别</td><td rowspan=2>项目名称</td><td colspan=2>金额</td><td rowspan=2>备注</td></tr>
    <tr><td>上年数</td><td>本年合计</td></tr>
    <tr><td rowspan=2>公用</td><td>办公费</td><td>900</td><td>600</td><td></td></tr>
    <tr><td>其 他</td><td>50</td><td>100</td><td></td></tr>
    <tr><td>人员</td><td>临时工工资</td><td>100</td><td>300</td><td></td></tr>
    <tr><td colspan=2>合 计</td><td>1050</td><td>1,000</td><td></td></tr></table>"""
    [table] = read_page(page)
    assert (table.total_yuan, table.unit, table.anomalies) == (1000.0, "元", ())
    other = line(table, "其他")
    assert (other.amount_yuan, other.share, other.is_bare, vague(other)) == (
        100.0,
        0.1,
        True,
        "problem",
    )


def test_a_note_in_the_row_explains() -> None:
    rows = [
        ["项目", "金额", "事由"],
        ["办公费", "70", ""],
        ["其他支出", "30", "租用防汛抽水泵、购沙袋"],
        ["合计", "100", ""],
    ]
    [table] = read_page(html_table(rows))
    assert (line(table, "其他支出").explained, vague(line(table, "其他支出"))) == (
        "specific",
        "warning",
    )


def test_indent_by_full_width_spaces_is_hierarchy() -> None:
    rows = [
        ["项目", "金额"],
        ["基本支出", "80"],
        ["\u3000\u3000人员经费", "50"],
        ["\u3000\u3000公用经费", "30"],
        ["\u3000\u3000\u3000\u3000办公费", "28"],
        ["\u3000\u3000\u3000\u3000其他", "2"],
        ["项目支出", "20"],
        ["合计", "100"],
    ]
    [table] = read_page(html_table(rows))
    assert [each.level for each in table.lines] == [0, 1, 1, 2, 2, 0]
    assert (table.anomalies, line(table, "其他").share, vague(line(table, "其他"))) == (
        (),
        0.02,
        None,
    )


def test_indent_by_style_is_hierarchy_too() -> None:
    page = (
        "<p>支出表 单位：元</p><table><tr><td>项目<td>金额<tr><td>基本支出<td>80<tr><td style='padding-left:2em'>办公费<td>60"
        "<tr><td style='padding-left:2em'>其他<td>20<tr><td>项目支出<td>20<tr><td>合计<td>100</table>"
    )
    [table] = read_page(page)
    assert [each.level for each in table.lines] == [0, 1, 1, 0]
    assert table.anomalies == ()


def test_numbering_is_hierarchy() -> None:
    rows = [
        ["项目", "支出数"],
        ["一、基本支出", "80"],
        ["（一）人员经费", "50"],
        ["（二）公用经费", "30"],
        ["1.办公费", "29"],
        ["2.其它", "1"],
        ["二、项目支出", "20"],
        ["支出合计", "100"],
    ]
    [table] = read_page(html_table(rows))
    assert [each.level for each in table.lines] == [0, 1, 1, 2, 2, 0]
    assert table.anomalies == ()


def test_rows_that_are_the_sum_of_those_below_are_their_parents() -> None:
    rows = [
        ["项目", "金额"],
        ["人员经费", "60"],
        ["基本工资", "40"],
        ["津贴补贴", "20"],
        ["公用支出", "40"],
        ["办公费", "25"],
        ["其他", "15"],
        ["合计", "100"],
    ]
    [table] = read_page(html_table(rows))
    assert (table.anomalies, [each.level for each in table.lines]) == ((), [0, 1, 1, 0, 1, 1])
    assert line(table, "其他").share == 0.15


def test_a_layout_of_tables_is_no_data_and_hides_none() -> None:
    data = "<table><tr><td>项目<td>金额<tr><td>办公费<td>70<tr><td>其他<td>30<tr><td>合计<td>100</table>"
    page = (
        "<table width=980><tr><td colspan=2>今日访问 1234 总访问 56789<tr><td><table><tr><td>通知公告<td>12<tr><td>其他<td>9</table>"
        f"<td><table><tr><td>某乡2012年经费支出明细表 单位：元<tr><td>{data}</table><tr><td colspan=2>其他网站 2012</table>"
    )
    tables = read_page(page)
    [table] = [each for each in tables if each.unit]
    assert (table.title, table.total_yuan, len(table.lines)) == (
        "某乡2012年经费支出明细表",
        100.0,
        2,
    )
    assert not any(vague(each) for other in tables if other is not table for each in other.lines)


def test_income_and_spending_side_by_side_are_two_tables() -> None:
    page = """<p>2012年收支预算总表</p><p>单位：万元</p><table>
    <tr><td colspan=2>收 入</td><td colspan=2>支 出</td></tr>
    <tr><td>项目</td><td>预算数</td><td>项目</td><td>预算数</td></tr>
    <tr><td>一、财政拨款</td><td>400</td><td>一、一般公共服务</td><td>950</td></tr>
    <tr><td>二、其他收入</td><td>600</td><td>二、其他支出</td><td>30</td></tr>
    <tr><td>本年收入合计</td><td>1000</td><td>本年支出合计</td><td>980</td></tr>
    <tr><td>上年结转</td><td>50</td><td>年末结转和结余</td><td>70</td></tr>
    <tr><td>收入总计</td><td>1050</td><td>支出总计</td><td>1050</td></tr></table>"""
    income, spending = read_page(page)
    assert (income.is_spending, income.kind, income.total_yuan) == (
        False,
        "income_expense",
        10_000_000.0,
    )
    assert not any(vague(each) or each.is_other for each in income.lines)
    assert (spending.is_spending, spending.total_yuan, spending.anomalies) == (
        True,
        9_800_000.0,
        (),
    )
    assert vague(line(spending, "二、其他支出")) is None
    assert len(spending.lines) == 2


def test_a_grand_total_with_a_balance_in_it_is_not_the_spending() -> None:
    rows = [
        ["支出项目", "金额"],
        ["办公费", "60"],
        ["其他支出", "20"],
        ["年末结余", "20"],
        ["支出总计", "100"],
    ]
    [table] = read_page(html_table(rows))
    assert (table.total_yuan, table.anomalies) == (800_000.0, ())
    assert line(table, "其他支出").share == 0.25


def test_rows_that_do_not_add_up_accuse_nobody() -> None:
    rows = [["项目", "金额"], ["办公费", "10"], ["其他支出", "50"], ["合计", "100"]]
    [table] = read_page(html_table(rows))
    assert table.anomalies
    assert table.anomalies[0].startswith("sums_differ")
    assert (vague(line(table, "其他支出")), line(table, "其他支出").is_bare) == (None, True)


def test_rounding_within_half_a_per_cent_is_forgiven() -> None:
    rows = [["项目", "金额"], ["办公费", "70.01"], ["其他支出", "30.01"], ["合计", "100.00"]]
    [table] = read_page(html_table(rows))
    assert table.anomalies == ()


def test_each_table_has_its_own_unit_and_a_column_may_have_another() -> None:
    rows = [["项目", "金额"], ["办公费", "70"], ["其他支出", "30"], ["合计", "100"]]
    in_column = [["项目", "金额（元）"], ["差旅费", "70"], ["维修费", "30"], ["合计", "100"]]
    page = (
        html_table(rows)
        + html_table(rows, above="<p>下属单位支出表（单位：元）</p>")
        + html_table(in_column, above="<p>其三：支出表 单位：万元</p>")
    )
    first, second, third = read_page(page)
    assert [(each.unit, each.total_yuan) for each in (first, second, third)] == [
        ("万元", 1_000_000.0),
        ("元", 100.0),
        ("元", 100.0),
    ]


def test_economic_codes_side_by_side_and_the_whitelist() -> None:
    head = ["经济分类科目编码", "科目名称", "决算数"]
    rows = [
        [*head, *head],
        ["301", "工资福利支出", "500", "302", "商品和服务支出", "500"],
        ["30101", "基本工资", "450", "30201", "办公费", "100"],
        ["30112", "其他社会保障缴费", "50", "30239", "其他交通费用", "300"],
        ["", "", "", "30299", "其他商品和服务支出", "100"],
        ["", "人员经费合计", "500", "", "公用经费合计", "500"],
    ]
    [table] = read_page(
        html_table(rows, above="<p>2012年一般公共预算基本支出决算表（经济分类） 单位：万元</p>"),
        title="某局2012年部门决算",
    )
    assert (table.kind, table.document, table.total_yuan) == (
        "economic",
        "final_accounts",
        10_000_000.0,
    )
    # 20 % of the right half and 10 % of the whole: the right half is no table of its own.
    assert [(each.code, each.share, vague(each)) for each in table.lines if each.is_other] == [
        ("30112", 0.05, None),
        ("30239", 0.3, None),
        ("30299", 0.1, "warning"),
    ]


def test_an_other_within_an_other_is_told_once_at_the_bottom() -> None:
    rows = [
        ["科目编码", "科目名称", "合计"],
        ["212", "城乡社区支出", "100"],
        ["21205", "城乡社区环境卫生", "85"],
        ["2120501", "城乡社区环境卫生", "85"],
        ["21299", "其他城乡社区支出", "15"],
        ["2129999", "其他城乡社区支出", "15"],
        ["", "合计", "100"],
    ]
    [table] = read_page(html_table(rows))
    weighed = [
        (each.code, each.is_nested_other, vague(each)) for each in table.lines if each.is_other
    ]
    assert weighed == [("21299", False, None), ("2129999", True, "problem")]


def test_an_other_broken_down_into_named_rows_is_explained() -> None:
    rows = [
        ["项目", "金额"],
        ["办公费", "60"],
        ["其他支出", "40"],
        ["\u3000物业保洁", "22"],
        ["\u3000消防改造", "18"],
        ["合计", "100"],
    ]
    [table] = read_page(html_table(rows))
    assert (line(table, "其他支出").explained, vague(line(table, "其他支出"))) == (
        "specific",
        "warning",
    )


def test_one_sum_of_money_is_weighed_where_the_whole_is() -> None:
    fund = [["科目编码", "科目名称", "合计"], ["2299901", "其他支出", "10"], ["", "合计", "10"]]
    whole = [
        ["科目编码", "科目名称", "合计"],
        ["2010301", "行政运行", "990"],
        ["2299901", "其他支出", "10"],
        ["", "合计", "1000"],
    ]
    page = html_table(whole) + html_table(
        fund, above="<p>政府性基金预算支出表</p><p>单位：万元</p>"
    )
    assert [vague(line(table, "其他支出")) for table in read_page(page)] == [None, None]
    [alone] = read_page(html_table(fund, above="<p>政府性基金预算支出表</p><p>单位：万元</p>"))
    assert vague(line(alone, "其他支出")) == "problem"


def test_assets_and_receivables_are_not_spending() -> None:
    rows = [["项目", "期末数"], ["货币资金", "100"], ["其他应收款", "900"], ["资产合计", "1000"]]
    [table] = read_page(html_table(rows, above="<p>2012年资产负债表 单位：元</p>"))
    assert not table.is_spending
    assert not any(vague(each) or each.is_other for each in table.lines)


def test_sangong_lying_on_its_side_is_read() -> None:
    page = """<p>2012年“三公”经费支出决算表</p><p>单位：万元</p><table>
    <tr><td rowspan=2>合计</td><td rowspan=2>因公出国（境）费</td><td colspan=3>公务用车购置及运行费</td><td rowspan=2>公务接待费</td></tr>
    <tr><td>小计</td><td>公务用车购置费</td><td>公务用车运行费</td></tr>
    <tr><td>60</td><td>4</td><td>48</td><td>0</td><td>48</td><td>8</td></tr></table>"""
    [table] = read_page(page, title="某局2012年部门决算")
    assert (table.kind, table.document, table.total_yuan, table.anomalies) == (
        "sangong",
        "final_accounts",
        600_000.0,
        (),
    )
    assert {each.name: each.amount_yuan for each in table.lines}["公务接待费"] == 80_000.0


@pytest.mark.parametrize(
    ("caption", "title", "year", "document"),
    [
        ("2012年部门支出预算表", "某局信息", 2012, "budget"),
        ("支出决算表", "某局2013年度部门决算", 2013, "final_accounts"),
        ("二〇一二年支出表", "部门预算公开", 2012, "budget"),
        ("支出表", "某局2012年预算及2011年决算", 2012, "other"),
        ("支出明细表", "经费公开", None, "other"),
        ("2014年一般公共预算支出决算表", "公开", 2014, "final_accounts"),
    ],
)
def test_year_and_document_come_from_the_caption_then_the_title(
    caption: str, title: str, year: int | None, document: str
) -> None:
    rows = [["项目", "金额"], ["办公费", "70"], ["差旅费", "30"], ["合计", "100"]]
    [table] = read_page(html_table(rows, above=f"<p>{caption}</p><p>单位：元</p>"), title=title)
    assert (table.year, table.document) == (year, document)


def test_the_years_own_column_is_taken() -> None:
    rows = [
        ["项目", "2011年支出数", "2012年支出数", "增减%"],
        ["办公费", "1", "70", "12"],
        ["其他", "9", "30", "5"],
        ["合计", "10", "100", "3"],
    ]
    [table] = read_page(html_table(rows))
    assert (table.total_yuan, line(table, "其他").share) == (1_000_000.0, 0.3)


def test_column_counts_and_serial_numbers_are_no_amounts() -> None:
    rows = [
        ["序号", "项目", "行次", "金额"],
        ["栏次", "栏次", "", "1"],
        ["1", "办公费", "1", "70"],
        ["2", "其他费用", "2", "30"],
        ["", "合计", "3", "100"],
    ]
    [table] = read_page(html_table(rows))
    assert (table.total_yuan, [each.name for each in table.lines]) == (
        1_000_000.0,
        ["办公费", "其他费用"],
    )


def test_traditional_characters() -> None:
    rows = [["項目", "金額"], ["辦公費", "70"], ["雜費", "30"], ["合計", "100"]]
    [table] = read_page(html_table(rows, above="<p>2012年支出明細表</p><p>單位：萬元</p>"))
    assert (table.unit, table.total_yuan, vague(line(table, "雜費"))) == (
        "万元",
        1_000_000.0,
        "problem",
    )


def test_a_page_without_spending_has_no_judged_line() -> None:
    schedule = [["姓名", "电话", "房间"], ["值班室", "8223456", "201"], ["其他", "8223457", "202"]]
    for table in read_page(html_table(schedule, above="<p>值班安排</p>"), title="值班安排"):
        assert not any(vague(each) for each in table.lines)


@pytest.mark.parametrize(
    "page",
    [
        "",
        "<table>",
        "<table><tr><td colspan=999999999 rowspan=99999999>1</td><td>2",
        "<table><tr><td>其他<td>1<table><tr><td>2<td>3",
    ],
)
def test_broken_tables_are_no_exception(page: str) -> None:
    assert isinstance(read_page(page), tuple)


def test_a_million_merged_cells_are_bounded() -> None:
    page = "<table>" + "<tr><td colspan=1000 rowspan=1000>1" * 3000 + "</table>"
    [grid] = grids_of(LexborHTMLParser(page))
    assert grid.is_cut
    assert grid.width <= 256
    assert sum(len(row) for row in grid.rows) <= 201_000
    assert all(
        not vague(each)
        for table in read_tables_html(
            LexborHTMLParser(page), "", title="", tolerance=LIMITS.sum_tolerance
        )
        for each in table.lines
    )


def test_deep_nesting_is_walked_without_recursion() -> None:
    page = "<table><tr><td>" * 3000 + "其他</td><td>1</td><td>2"
    assert isinstance(read_page(page), tuple)


def test_the_source_of_funds_is_no_second_table() -> None:
    rows = [
        ["项目名称", "金额", "资金来源", "上年金额"],
        ["维修", "70", "财政拨款", "1"],
        ["培训", "30", "其他", "99"],
        ["合计", "100", "", "100"],
    ]
    [table] = read_page(html_table(rows))
    assert [each.name for each in table.lines] == ["维修", "培训"]


def test_headings_without_amounts_lend_their_place_to_the_rows_below() -> None:
    rows = [
        ["项目", "金额"],
        ["一、人员支出", ""],
        ["1.工资", "60"],
        ["二、公用支出", ""],
        ["1.办公费", "30"],
        ["2.其他", "10"],
        ["合计", "100"],
    ]
    [table] = read_page(html_table(rows))
    assert (table.anomalies, [each.level for each in table.lines]) == ((), [0, 1, 0, 1, 1])


def test_a_date_of_posting_is_not_the_year_of_the_money() -> None:
    rows = [["项目", "金额"], ["办公费", "70"], ["差旅费", "30"], ["合计", "100"]]
    above = "<p>发布时间：2013年02月01日</p><p>支出明细表</p><p>单位：元</p>"
    [table] = read_page(html_table(rows, above=above), title="经费公开")
    assert table.year is None
    [table] = read_page(
        html_table(rows, above=above), title="经费公开", text="现将2012年度部门支出公开如下"
    )
    assert table.year == 2012


def test_parts_that_exceed_their_whole_accuse_nobody() -> None:
    rows = [
        ["科目编码", "科目名称", "合计"],
        ["201", "一般公共服务", "100"],
        ["20199", "其他一般公共服务支出", "300"],
        ["", "合计", "100"],
    ]
    [table] = read_page(html_table(rows))
    assert table.anomalies == ("parts_exceed: 201",)
    assert not any(vague(each) for each in table.lines)


def test_the_note_of_the_next_row_explains_nothing() -> None:
    rows = [
        ["项目", "金额", "备注"],
        ["其他支出", "30", ""],
        ["差旅费", "70", "主要用于外出培训"],
        ["合计", "100", ""],
    ]
    flattened = "项目 金额 备注\n其他支出 30\n差旅费 70 主要用于外出培训\n合计 100"
    [table] = read_page(html_table(rows), text=flattened)
    assert (vague(line(table, "其他支出")), line(table, "其他支出").explained) == ("problem", None)


@pytest.mark.parametrize(
    ("caption", "rows"),
    [
        (
            "物资采购清单",
            [
                ["品名", "数量", "用途"],
                ["桌椅", "70", "办公"],
                ["其他", "30", ""],
                ["合计", "100", ""],
            ],
        ),
        (
            "2012年信访件分类统计",
            [["类别", "件数"], ["土地", "70"], ["其他", "30"], ["合计", "100"]],
        ),
        (
            "2012年行政事业性收费收入表 单位：元",
            [["收费项目", "金额"], ["证照工本费", "70"], ["其他", "30"], ["合计", "100"]],
        ),
        (
            "2012年人员编制表",
            [["类别", "人数"], ["行政", "70"], ["其他人员支出岗位", "30"], ["合计", "100"]],
        ),
        (
            "2012年政府债务情况表 单位：万元",
            [["项目", "余额"], ["银行贷款", "70"], ["其他", "30"], ["合计", "100"]],
        ),
    ],
)
def test_tables_that_are_not_spending_accuse_nobody(caption: str, rows: list[list[str]]) -> None:
    tables = read_page(html_table(rows, above=f"<p>{caption}</p>"), title="信息公开")
    assert not any(vague(each) for table in tables for each in table.lines)


_TAGS = st.sampled_from(
    [
        "<table>",
        "</table>",
        "<tr>",
        "<td>",
        "<td colspan=3>",
        "<td rowspan=2>",
        "<th>",
        "<td rowspan=0>",
        "<br>",
        "<p>",
        "</p>",
    ]
)
_WORDS = st.sampled_from(
    [
        "其他",
        "其 他支出",
        "合计",
        "项目",
        "金额",
        "单位：万元",
        "100",
        "1,000.5",
        "—",
        "30299",
        "一、",
        "\u3000办公费",
        "主要用于",
        "支出",
        "2012年",
        "",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(_TAGS, _WORDS), max_size=60).map("".join))
def test_any_page_of_table_pieces_is_no_exception(page: str) -> None:
    for table in read_page(page, text=page):
        assert all(vague(each) in {None, "warning", "problem"} for each in table.lines)
        assert not (table.anomalies and any(vague(each) for each in table.lines))


ABOVE = "<p>某村2012年财务收支公开表</p><p>单位：元</p>"


@pytest.mark.parametrize(
    "rows",
    [
        [
            ["项目", "金额"],
            ["一、收入合计", "200"],
            ["1.上级拨款", "150"],
            ["2.其他收入", "50"],
            ["二、支出合计", "100"],
            ["1.办公费", "70"],
            ["2.其他", "30"],
        ],
        [
            ["项目", "金额"],
            ["上级拨款", "150"],
            ["其他收入", "50"],
            ["收入合计", "200"],
            ["办公费", "70"],
            ["其他", "30"],
            ["支出合计", "100"],
            ["结余", "100"],
        ],
        [
            ["项目", "金额"],
            ["一、收入", "200"],
            ["1.上级拨款", "150"],
            ["2.其他收入", "50"],
            ["二、支出", "100"],
            ["1.办公费", "70"],
            ["2.其他", "30"],
        ],
    ],
)
def test_income_above_and_spending_below_in_one_column(rows: list[list[str]]) -> None:
    [table] = read_page(html_table(rows, above=ABOVE))
    assert (table.is_spending, table.total_yuan, table.anomalies) == (True, 100.0, ())
    assert [(each.share, vague(each)) for each in table.lines if each.is_other] == [
        (0.3, "problem")
    ]


def test_a_part_of_the_spending_is_weighed_in_the_whole() -> None:
    whole = [
        ["科目编码", "科目名称", "合计"],
        ["201", "一般公共服务支出", "1000"],
        ["", "合计", "1000"],
    ]
    part = [
        ["科目编码", "科目名称", "合计"],
        ["302", "商品和服务支出", "100"],
        ["30201", "办公费", "60"],
        ["30299", "其他商品和服务支出", "40"],
        ["", "合计", "100"],
    ]
    page = html_table(whole, above="<p>2012年支出预算总表</p><p>单位：万元</p>") + html_table(
        part, above="<p>2012年一般公共预算基本支出经济分类预算表</p><p>单位：万元</p>"
    )
    _, economic = read_page(page)
    heavy = line(economic, "其他商品和服务支出")
    assert (economic.total_yuan, heavy.share, vague(heavy)) == (1_000_000.0, 0.04, None)
    [alone] = read_page(
        html_table(part, above="<p>2012年一般公共预算基本支出经济分类预算表</p><p>单位：万元</p>")
    )
    assert (line(alone, "其他商品和服务支出").share, vague(line(alone, "其他商品和服务支出"))) == (
        0.4,
        "problem",
    )
