"""Tables that agree with themselves, and what is remarked of them when a figure is changed."""

from store.records import Difference, difference
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
