"""A table's rows stay rows: a line each, its empty cells too, a cell's own lines within it."""

from crawler.extract.flat import flatten
from crawler.extract.privacy.rows import words_in_rows
from crawler.extract.safe_parse import parse


def test_tables_are_told_apart() -> None:
    page = flatten(
        parse(
            "<p>公示</p><table><tr><th>姓名</th><th>备注</th><th>号码</th></tr>"
            "<tr><td>张某</td><td></td><td>12<br>34</td></tr><tr><td>李某</td><td>无</td></tr></table>"
            "<p>特此</p>"
        )
    )
    assert words_in_rows(page) == "公示\n姓名|备注|号码\n张某||12\f34\n李某|无\n特此"
