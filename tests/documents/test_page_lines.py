"""A page as lines: its title first, the cells of a row together."""

from datetime import date

from crawler.documents.page_lines import in_rows, page_lines
from crawler.extract.reader import ReadingContext
from crawler.extract.received_answer import ReceivedAnswer


def test_a_page_begins_with_its_title_and_shows_rows() -> None:
    rows = "".join(f"<tr><td>3029{n}</td><td>其他支出{n}</td></tr>" for n in range(4))
    introduction = "现将本单位支出预算公开如下，欢迎监督。" * 20
    body = (
        f"<html><body><h1>支出预算表</h1><p>{introduction}</p><table>{rows}</table></body></html>"
    )
    answer = ReceivedAnswer(body.encode(), "http://a.example/b.html")
    lines = page_lines(answer, ReadingContext(date(2026, 1, 1)))
    assert lines[0] == "支出预算表" and "30292　其他支出2" in lines


def test_a_table_nested_out_of_reason_is_quick() -> None:
    assert in_rows(["一", "二"], "<table><tr><td>" * 30_000 + "一<td>二") == ["一　二"]
