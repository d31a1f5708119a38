"""Several matters on one page."""

from crawler.extract.flat import flatten
from crawler.extract.labelled import guides
from crawler.extract.labelled.fields import fields_of
from crawler.extract.labelled.matters import matters_of
from crawler.extract.safe_parse import parse

TWO = "<p>办理条件：成年</p><p>办理材料：照片</p>"


def told(html: str) -> list[tuple[str, list[str]]]:
    page = flatten(parse(f"<body>{html}</body>"))
    fields = fields_of(page, guides.VOCABULARY)
    return [
        (matter.heading, [fields[number].meaning for number in matter.own])
        for matter in matters_of(page, fields, guides.CLASSES)
    ]


def test_the_same_labels_below_headings_are_several_matters() -> None:
    both = ["conditions", "materials"]
    assert told(f"<h2>补办</h2>{TWO}<h2>换领</h2>{TWO}") == [("补办", both), ("换领", both)]


def test_what_stands_below_the_last_under_a_label_of_their_level_is_of_each() -> None:
    html = f"<h2>补办</h2>{TWO}<h2>换领</h2>{TWO}<h2>联系电话</h2><p>6210000</p>"
    assert [own[-1] for _, own in told(html)] == ["phone", "phone"]


def test_names_of_matters_begin_them_too() -> None:
    table = "<table><tr><td>事项名称</td><td>甲</td></tr><tr><td>办理条件</td><td>a</td></tr><tr><td>办理材料</td><td>b</td></tr></table>"
    assert len(told(table * 3)) == 3


def test_sections_of_one_matter_are_none() -> None:
    html = f"<h2>一看就懂</h2>{TWO}<h2>在这里</h2><p>办理地点：厅</p><p>联系电话：6210000</p>"
    assert told(html) == []
    assert told(TWO) == told("") == []


def test_ways_of_one_matter_are_none() -> None:
    assert told(f"<h2>网上办理</h2>{TWO}<h2>窗口办理</h2>{TWO}") == []
