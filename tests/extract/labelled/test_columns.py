"""Rows under a row of headings."""

import pytest

from crawler.extract.flat import flatten
from crawler.extract.labelled import inquiries
from crawler.extract.labelled.columns import rows_under_headings, words_of
from crawler.extract.labelled.fields import fields_of
from crawler.extract.safe_parse import parse

ROWS = {
    "a table": "<table><tr><th>来信标题</th><th>来信时间</th></tr>{}</table>",
    "a table with its parts": "<table><thead><tr><th>来信标题</th><th>来信时间</th></tr></thead><tbody>{}</tbody></table>",
}
CELLS = "<tr><td>供水</td><td>2026-05-01</td></tr><tr><td colspan=2>暂停</td></tr>"


def rows(html: str) -> list[dict[str, str]]:
    page = flatten(parse(f"<body>{html}</body>"))
    fields = fields_of(page, inquiries.VOCABULARY)
    return [
        {name: words_of(page, cell) for name, cell in row.cells.items()}
        for _, found in rows_under_headings(page, fields)
        for row in found
    ]


@pytest.mark.parametrize("shape", ROWS)
def test_rows_of_as_many_cells_are_read(shape: str) -> None:
    assert rows(ROWS[shape].format(CELLS)) == [{"title": "供水", "asked": "2026-05-01"}]


def test_elements_of_any_name_may_be_rows() -> None:
    html = "<ul><li><span>来信标题</span><span>来信时间</span></li><li><span>供水</span><span>2026-05-01</span></li></ul>"
    assert rows(html) == [{"title": "供水", "asked": "2026-05-01"}]


def test_labels_with_values_between_them_are_no_headings() -> None:
    html = "<table><tr><td>来信标题</td><td>供水</td><td>来信时间</td><td>2026-05-01</td></tr><tr><td>a</td><td>b</td><td>c</td><td>d</td></tr></table>"
    assert rows(html) == []


def test_a_cell_over_several_rows_is_a_cell_of_each() -> None:
    html = (
        "<table><tr><th>来信标题</th><th>来信时间</th></tr><tr><td>供水</td><td rowspan=2>2026-05-01</td>"
        "</tr><tr><td>供电</td></tr><tr><td>供气</td><td>2026-05-02</td></tr><tr><td>暂停</td></tr></table>"
    )
    days = ["2026-05-01", "2026-05-01", "2026-05-02"]
    assert [row["asked"] for row in rows(html)] == days


def test_rows_stand_in_the_list_behind_their_headings() -> None:
    html = (
        "<div><span>来信标题</span><span>来信时间</span></div>"
        "<ul><li><span>供水</span><span>2026-05-01</span></li></ul><div>下一页</div>"
    )
    assert rows(html) == [{"title": "供水", "asked": "2026-05-01"}]
