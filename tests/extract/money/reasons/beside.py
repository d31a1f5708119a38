"""A table with one 其他, and what may stand below it."""

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
