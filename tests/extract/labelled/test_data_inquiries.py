"""Messages in what a server answers to a board's script."""

from datetime import date
from typing import Any

import pytest

from crawler.extract.labelled.data_inquiries import inquiries_of_data

URL = "http://www.example.gov.cn/api/letter/list"
AS_OF = date(2026, 11, 20)


def told(*entries: dict[str, Any]) -> list[tuple[str, str]]:
    data = {"code": 0, "data": {"total": len(entries), "list": list(entries)}}
    return [(one.title, one.state) for one in inquiries_of_data(data, url=URL, as_of=AS_OF)]


def test_an_answer_that_is_there_and_one_that_is_not() -> None:
    entries: list[dict[str, Any]] = [
        {"letterTitle": "供水", "submitTime": "2026-05-01", "replyTime": "2026-05-03"},
        {"letterTitle": "供电", "submitTime": "2026-05-02", "replyTime": None},
    ]
    assert told(*entries) == [("供水", "answered"), ("供电", "open")]


def test_a_code_that_nobody_explains_tells_nothing() -> None:
    assert told({"title": "供电", "createTime": "2026-05-02", "status": 3, "replyTime": None}) == [
        ("供电", "untold")
    ]


def test_entries_without_a_place_for_an_answer_are_no_messages() -> None:
    assert told({"title": "关于供水的通知", "publishTime": "2026-05-02", "status": "1"}) == []


def test_what_is_no_list_has_none() -> None:
    assert inquiries_of_data({"a": {"b": 1}}, url=URL, as_of=AS_OF) == ()
    assert inquiries_of_data(None, url=URL, as_of=AS_OF) == ()


@pytest.mark.parametrize("told_as", [1777564800, 1777564800000, "1777564800000", "2026-05-01"])
def test_seconds_since_1970_are_the_day_they_are_in_china(told_as: int | str) -> None:
    data = [{"title": "供水", "lysj": told_as, "hfnr": "好", "hfsj": 0}]
    (message,) = inquiries_of_data(data, url=URL, as_of=AS_OF)
    assert (message.asked, message.answered) == (date(2026, 5, 1), None)
