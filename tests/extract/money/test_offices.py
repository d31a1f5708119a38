"""Two offices in one document: each table has its own total, and its own words."""

import pytest

from crawler.extract.money.offices import office_over, offices_over, words_about
from tests.extract.money.pages import html_table, line, read_page, vague

HEAD = ["科目名称", "决算数"]
OWN = "（一）某县农业局本级"
OTHER = "（二）某县种子站"
REASON = "其他支出30万元，主要是病虫害防治。"


def table(office: str, rows: list[list[str]]) -> str:
    above = f"<p>{office}</p><p>支出决算表　单位：万元</p>"
    return html_table([HEAD, *rows], above=above)


def text(first: str, between: str, second: str, end: str = "") -> str:
    row = "其他支出 | 30.00"
    return "\n".join((first, "支出决算表", row, between, second, "支出决算表", row, end))


def test_the_total_of_one_office_is_no_part_of_a_line_of_another() -> None:
    first = table(
        OWN, [["人员支出", "100"], ["其他支出", "30"], ["办公费", "170"], ["合计", "300"]]
    )
    second = table(OTHER, [["人员支出", "60"], ["其他支出", "40"], ["合计", "100"]])
    _, other = read_page(first + second)
    assert line(other, "其他支出").share == 0.4
    assert vague(line(other, "其他支出")) == "problem"


def test_the_reason_of_one_office_explains_no_line_of_another() -> None:
    first = table(OWN, [["人员支出", "70"], ["其他支出", "30"], ["合计", "100"]])
    second = table(OTHER, [["人员支出", "60"], ["其他支出", "30"], ["合计", "90"]])
    own, other = read_page(first + second, text=text(OWN, REASON, OTHER))
    assert line(own, "其他支出").explained == "specific"
    assert line(other, "其他支出").explained is None


@pytest.mark.parametrize(
    "words",
    [
        text(OWN, "", OTHER, REASON),  # at the end: it may be of both
        f"{REASON}\n" + text(OWN, "", OTHER),  # before both
        f"1.某县农业局本级\n2.某县种子站\n情况说明\n{REASON}\n说明\n说明\n" + text(OWN, "", OTHER),
        text("（一）某县农业局", REASON, "（二）某县农业局机关"),  # one office by two names
    ],
)
def test_what_may_be_said_of_all_stays(words: str) -> None:
    assert REASON in words_about("某县农业局", words)


def test_one_office_alone_is_not_told_apart() -> None:
    assert offices_over([OWN, "支出决算表", "（二）某县农业局机关"]) == frozenset()
    assert offices_over([OWN, OTHER]) == {"某县农业局", "某县种子站"}
    assert office_over("来源：某县人民政府\n某县财政局") == ""
