"""Rows of lists of fees: whole, or without basis or standard; and tables that are no such list."""

from datetime import date

import pytest

from crawler.extract.grids.grid import Grid, squared
from crawler.extract.sentences.fee_rows import fee_rows, may_list_fees
from store.records import Link, PageFacts, PageKind
from tests.reading import read_page

HEAD = ["序号", "收费项目", "收费标准", "收费依据"]
TITLE = "行政事业性收费公示表"


def sides(
    *rows: list[str],
    title: str = TITLE,
    text: str = "",
    before: str = "",
    files: tuple[str, ...] = (),
) -> list[tuple[str, str]]:
    grid = Grid(squared(rows), before=before)
    found = fee_rows(title, text, [grid], [Link("http://a.example/1.pdf", name) for name in files])
    return [(mention.term, mention.side.removeprefix("fee_")) for mention in found]


def test_each_row_is_told_whole_or_with_what_it_lacks() -> None:
    assert sides(
        HEAD,
        ["1", "道路占用费", "", "/"],
        ["2", "垃圾处理费", "5元/户", "发改价格〔2018〕943号"],
        ["3", "广告设置费", "200元", "无"],
    ) == [
        ("道路占用费", "without_basis"),
        ("道路占用费", "without_standard"),
        ("垃圾处理费", "complete"),
        ("广告设置费", "without_basis"),
    ]


def test_an_empty_cell_below_a_filled_one_may_be_one_with_it() -> None:
    rows = (HEAD, ["1", "报名费", "20元", "川发改价格〔2017〕472号"], ["2", "考务费", "60元", ""])
    assert sides(*rows) == [("报名费", "complete"), ("考务费", "complete")]


@pytest.mark.parametrize(
    "said",
    [
        {"text": "根据《城市道路管理条例》，现公示如下"},
        {"before": "（川价费〔2003〕17号）"},
        {"title": "按照省物价局文件规定收取的行政事业性收费"},
    ],
)
def test_what_the_page_names_is_the_basis_of_all_rows(said: dict[str, str]) -> None:
    assert sides(HEAD[:3], ["1", "道路占用费", "5元"], **said) == [("道路占用费", "complete")]  # type: ignore[arg-type]


def test_a_law_that_one_row_names_is_not_the_basis_of_the_others() -> None:
    rows = (HEAD, ["1", "甲费", "1元", ""], ["2", "乙费", "2元", "《乙条例》"])
    text = "\n".join(" | ".join(row) for row in rows)
    assert sides(*rows, text=text) == [("甲费", "without_basis"), ("乙费", "complete")]


def test_where_a_file_may_hold_what_is_missing_only_whole_rows_are_told() -> None:
    rows = (HEAD, ["1", "甲费", "1元", ""], ["2", "乙费", "2元", "《乙条例》"])
    assert sides(*rows, files=("收费依据.pdf",)) == [("乙费", "complete")]


@pytest.mark.parametrize("excuse", ["已停征", "免征", "详见附件", "不收费"])
def test_a_row_that_says_why_is_not_told(excuse: str) -> None:
    assert sides(HEAD, ["1", "甲费", excuse, ""]) == []


@pytest.mark.parametrize(
    ("title", "rows"),
    [
        ("县医院医疗收费公示", (["项目名称", "收费标准"], ["诊查费", "10元"])),
        ("2026年部门预算", (["收费项目", "标准"], ["办公费", "10"])),
        ("取水许可办事指南", (["收费项目", "收费标准"], ["无", "无"])),
        (TITLE, (["事项名称", "取水许可"], ["收费标准", "不收费"])),
        (TITLE, (HEAD, ["", "合计", "", ""], ["1", "一、资源类", "", ""], ["2", "无", "无", "无"])),
    ],
)
def test_what_is_no_list_of_fees_says_nothing(title: str, rows: tuple[list[str], ...]) -> None:
    assert sides(*rows, title=title) == []


def test_a_catalogue_without_a_column_of_standards_lacks_none() -> None:
    rows = (
        ["序号", "项目名称", "资金管理方式", "政策依据"],
        ["1", "耕地开垦费", "缴入国库", "《条例》"],
    )
    assert sides(*rows, title="行政事业性收费目录清单") == [("耕地开垦费", "complete")]


def test_pages_that_do_not_speak_of_fees_cost_nothing() -> None:
    assert may_list_fees("公示", "本局收费项目如下")
    assert not may_list_fees("关于召开会议的通知", "请准时参加")


PICTURE = "<p align=center><img src=/images/sfml.jpg width=880></p>"


def page(title: str, content: str) -> PageFacts:
    html = f"<html><head><title>{title}-水利局</title></head><body><div class=nav><a href=/>首页</a><a href=/a/>动态</a></div><div class=dqwz>当前位置：<a href=/>首页</a> > <a href=/col/col21/index.html>{title}</a></div><div class=main>{content}</div><div class=footer>版权所有 水利局</div></body></html>"
    url = "http://slj.laoxian.example/col/col21/index.html"
    return read_page(html.encode(), url=url, as_of=date(2026, 3, 20))


def test_a_channel_that_is_a_picture_is_no_empty_list_and_may_be_a_list_of_fees() -> None:
    fees, leaders = page("收费公示", PICTURE), page("领导信息", PICTURE)
    assert [mention.side for mention in fees.mentions] == ["fee_list_unread"]
    assert (fees.kind, leaders.kind) == (PageKind.OTHER, PageKind.OTHER)
    assert not leaders.mentions


def test_a_small_picture_or_one_of_the_frame_fills_no_channel() -> None:
    assert page("收费公示", "<img src=/i/dot.gif width=12>").kind is PageKind.LIST
    banner = "<a href=/zt/><img src=/i/banner.jpg width=900></a>"
    assert page("收费公示", banner).kind is PageKind.LIST
