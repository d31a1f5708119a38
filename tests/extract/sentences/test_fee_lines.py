"""Fees listed line by line in a page's words."""

import pytest

from crawler.extract.sentences.fee_lines import fee_lines
from store.records import Link

TITLE, FIRST, SECOND = "收费公示", "1．培训费：165元/份。", "2、登记费（工本），70元。"


def sides(*lines: str, title: str = TITLE, files: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    links = tuple(Link("http://a.example/1.pdf", name) for name in files)
    found = fee_lines(title, "\n".join(lines), links)
    return [(one.term, one.side.removeprefix("fee_")) for one in found]


def test_each_line_is_told_whole_or_without_its_basis() -> None:
    assert sides("现公示如下", FIRST + "依据：财税〔2008〕85号。", SECOND) == [
        ("培训费", "complete"),
        ("登记费（工本）", "without_basis"),
    ]


def test_a_basis_on_the_next_line_is_the_fees_own() -> None:
    said = sides(FIRST, "收费依据：县物价局核定", SECOND)
    assert [side for _, side in said] == ["complete", "without_basis"]


@pytest.mark.parametrize(
    "lines",
    [
        ("根据《收费管理条例》，公示如下：", FIRST, SECOND),
        (FIRST, SECOND, "以上收费依据省价费〔2018〕148号执行。"),
    ],
)
def test_what_stands_around_the_lines_is_the_basis_of_all(lines: tuple[str, ...]) -> None:
    assert {side for _, side in sides(*lines)} == {"complete"}


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("关于召开会议的通知", (FIRST, SECOND)),
        ("县人民医院收费公示", (FIRST, SECOND)),
        ("学位申请办理指南", ("收费标准如下", FIRST, SECOND)),
        (TITLE, (FIRST,)),
        (TITLE, ("1．提高办事效率，减轻企业负担。", "2．加强收费管理：每季度检查。")),
        (TITLE, ("1．培训费：停征（原165元）。", "2．登记费：免征（原70元）。")),
    ],
)
def test_no_list_of_fees(title: str, lines: tuple[str, ...]) -> None:
    assert sides(*lines, title=title) == []


def test_a_file_beside_the_lines_may_hold_the_basis() -> None:
    assert sides(FIRST, SECOND, files=("收费依据.pdf",)) == []
