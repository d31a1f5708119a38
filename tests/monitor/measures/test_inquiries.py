"""Messages over all pages that show them, and their titles without people."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from config.rulebook import OverdueReply
from monitor.dossier.facts import Board, PageView, Sighting
from monitor.measures.inquiries import (
    gone_unanswered,
    is_consulting,
    masked,
    messages_of,
    of_the_last_months,
    overdue,
)
from store.outcomes import Outcome
from store.records import Inquiry

URL = "http://www.example.gov.cn/jzxx/"
DETAIL = URL + "show.php?id=1"
AT = datetime(2026, 11, 20, tzinfo=UTC)
AS_OF = date(2026, 11, 20)
WAITING = Inquiry("何时供水", date(2026, 5, 1), None, "open", DETAIL)


def shown(url: str, *inquiries: Inquiry, outcome: Outcome = Outcome.OPEN) -> PageView:
    look = Sighting(outcome, AT, AT, 1)
    return PageView(url, "", "list", (look,), visited_tonight=True, inquiries=inquiries)


def board(*pages: PageView, name: str = "局长信箱", earlier: tuple[Inquiry, ...] = ()) -> Board:
    return Board(URL, name, "reply", pages[0], pages, earlier)


def test_a_message_s_own_page_tells_of_the_answer_that_the_list_does_not() -> None:
    answered = replace(WAITING, state="answered", answered=date(2026, 5, 3), url="")
    (message,) = messages_of(board(shown(URL, WAITING), shown(DETAIL, answered)))
    assert (message.state, message.days(AS_OF)) == ("answered", 2)


def test_a_page_that_was_closed_at_its_last_look_says_nothing() -> None:
    closed = shown(URL, WAITING, outcome=Outcome.HTTP_5XX)
    assert messages_of(board(closed)) == []


@pytest.mark.parametrize(
    ("asked", "counts"),
    [
        (date(2025, 11, 20), True),
        (date(2025, 11, 19), False),
        (date(2026, 11, 20), True),
        (date(2026, 11, 21), False),
    ],
)
def test_messages_of_the_last_year_count(asked: date, counts: bool) -> None:
    messages = messages_of(board(shown(URL, replace(WAITING, asked=asked))))
    assert bool([*of_the_last_months(messages, 12, AS_OF)]) is counts


@pytest.mark.parametrize(("asked", "late"), [(date(2026, 8, 20), False), (date(2026, 8, 19), True)])
def test_three_calendar_months_are_on_time(asked: date, late: bool) -> None:
    messages = messages_of(board(shown(URL, replace(WAITING, asked=asked))))
    assert bool(overdue(messages, OverdueReply(), AS_OF)) is late


def test_what_stood_there_unanswered_and_is_gone_is_known() -> None:
    other = Inquiry("何时供电", date(2026, 5, 2), None, "answered")
    found = board(shown(URL, other), earlier=(WAITING,))
    assert gone_unanswered(found, messages_of(found), OverdueReply(), AS_OF) == [WAITING]


@pytest.mark.parametrize(
    ("name", "now", "before"),
    [
        ("局长信箱", True, True),
        ("咨询投诉", True, True),
        ("在线访谈", False, False),
        ("网上信访", False, False),
        ("征集调查", False, False),
        ("纪检举报", False, False),
    ],
)
def test_which_boards_are_for_questions(name: str, now: bool, before: bool) -> None:
    one = board(shown(URL), name=name)
    assert is_consulting(one, counts_complaints=True) is now
    assert is_consulting(one, counts_complaints=False) is before


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("张建国反映物业收费", "张**反映物业收费"),
        ("欧阳锋先生：路灯不亮", "欧阳**先生：路灯不亮"),
        ("业主王丽投诉停车", "业主王**投诉停车"),
        ("来电13812345678请回复", "来电****请回复"),
        ("证号42062319800101123X查询", "证号****查询"),
        ("高龄津贴何时发放", "高龄津贴何时发放"),
        ("金桥路路灯不亮", "金桥路路灯不亮"),
    ],
)
def test_nobody_is_named(title: str, told: str) -> None:
    assert masked(title) == told


def test_a_long_title_is_cut_short() -> None:
    assert len(masked("路" * 100)) == 30
