"""Old names in their sentence: what a person is asked about, and what is left alone."""

from datetime import date

import pytest

from config.rulebook import OldName
from crawler.extract.sentences.old_names import old_names

NAMES = [
    OldName(id="a", old="国家旅游局", new="文化和旅游部", since=date(2018, 3, 17), decision="决定"),
    OldName(id="b", old="农业部", new="农业农村部", since=date(2018, 3, 17), decision="决定"),
    OldName(
        id="c", old="石门乡", new="石门镇", since=date(2020, 6, 1), decision="批复", kind="place"
    ),
    OldName(
        id="d", old="县环境保护局", new="县生态环境分局", since=date(2019, 3, 1), decision="方案"
    ),
]
TODAY = date(2025, 3, 1)


def terms(text: str, title: str = "通知", day: date | None = TODAY) -> list[str]:
    return [mention.term for mention in old_names(title, text, NAMES, [day])]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("请向国家旅游局报送材料。", ["国家旅游局"]),
        ("按照农业部的要求，抓好春耕。", ["农业部"]),
        ("各村到石门乡、东河镇办理。", ["石门乡"]),
        ("请与青禾县环境保护局值班室联系。", ["县环境保护局"]),
        ("请与县环境保护局值班室联系。", ["县环境保护局"]),
    ],
)
def test_a_name_that_is_gone_is_told_with_its_sentence(text: str, found: list[str]) -> None:
    assert terms(text) == found
    (mention,) = old_names("通知", f"另行通知。{text}", NAMES, [TODAY])
    assert mention.sentence == text.rstrip("。")


@pytest.mark.parametrize(
    "text",
    [
        "原国家旅游局发的证书有效。",
        "国家旅游局（现文化和旅游部）发的证书有效。",
        "依据《国家旅游局关于旅行社的意见》办理。",
        "国家旅游局令第30号规定如下。",
        "国家旅游局印发的办法继续执行。",
        "2016年，国家旅游局将我县列入示范区。",
        "国家旅游局与文化部的职责整合。",
        "有人冒充国家旅游局工作人员行骗。",
        "网友问：国家旅游局在哪里办公？",
        "会议由国家旅游局信息中心承办。",
        "集团下设农业部、销售部。",
        "公司农业部经理到场。",
        "县农业部门组织培训。",
        "请与青禾县环境保护局监测中心联系。",
        "原青禾县环境保护局的批复有效。",
        "“国家旅游局”一词见于旧文。",
    ],
)
def test_what_is_said_rightly_is_left_alone(text: str) -> None:
    assert terms(text) == []


@pytest.mark.parametrize("day", [date(2017, 5, 1), date(2018, 3, 17), date(2019, 3, 1)])
def test_a_text_of_the_time_before_or_of_the_year_after_is_left_alone(day: date) -> None:
    assert terms("请向国家旅游局报送材料。", day=day) == []


def test_a_page_without_a_day_is_asked_about() -> None:
    assert terms("请向国家旅游局报送材料。", day=None) == ["国家旅游局"]


@pytest.mark.parametrize("title", ["机构沿革", "领导简历", "2017年大事记"])
def test_a_page_that_looks_back_is_left_alone(title: str) -> None:
    assert terms("请向国家旅游局报送材料。", title=title) == []


def test_the_oldest_of_its_days_speaks() -> None:
    days = [date(2025, 3, 1), date(2016, 1, 5)]
    assert old_names("通知", "请向国家旅游局报送材料。", NAMES, days) == ()
