"""Labels and what stands under them."""

import pytest

from crawler.extract.flat import flatten
from crawler.extract.labelled import guides
from crawler.extract.labelled.fields import Values, fields_of, plain
from crawler.extract.safe_parse import parse


def told(html: str) -> dict[str, str]:
    page = flatten(parse(f"<body>{html}</body>"))
    fields = fields_of(page, guides.VOCABULARY)
    values = Values(page, fields)
    return {field.meaning: values.of(number).text for number, field in enumerate(fields)}


@pytest.mark.parametrize(
    "label",
    [
        "一、申请条件",
        "（二）申请条件：",
        "3. 申请条件",
        "【申请条件】",
        "申 请 条 件",
        "申请条件（必备）",
        "③申请条件",
        "1申请条件",
    ],
)
def test_a_label_without_its_trappings(label: str) -> None:
    assert plain(label) == "申请条件"


def test_a_cell_s_value_is_the_cell_beside_it() -> None:
    rows = "<tr><td>申请条件</td><td></td><td>办件类型</td><td>承诺件</td></tr>"
    assert told(f"<table>{rows}</table>") == {"conditions": "", "other": "承诺件"}


def test_what_follows_a_heading_ends_at_the_next() -> None:
    html = "<h3>申请条件</h3><p>成年。</p><p>本地户籍。</p><h3>温馨的话</h3><p>欢迎。</p>"
    assert told(html) == {"conditions": "成年。 本地户籍。"}


def test_a_label_that_nobody_knows_ends_a_value_too() -> None:
    html = "<div>申请条件：<br>爱心寄语：<br>欢迎</div>"
    assert told(html)["conditions"] == ""


def test_a_sentence_that_speaks_of_a_label_has_none() -> None:
    assert told("<p>压缩申请材料、优化办理流程，公布办理地点和联系电话。</p>") == {}


def test_a_page_without_words() -> None:
    assert told("") == {}
