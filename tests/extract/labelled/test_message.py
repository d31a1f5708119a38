"""One message by what is shown of it."""

from datetime import date

import pytest

from crawler.extract.labelled.message import Shown, inquiry_of, is_state, state_of

AS_OF = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("shown", "state"),
    [
        (Shown(state="已回复"), "answered"),
        (Shown(state="已受理"), "open"),
        (Shown(state="已转办", answered=""), "open"),
        (Shown(state="处理中", reply="您好，已修复。"), "answered"),
        (Shown(state="已办结", reply=""), "answered"),
        (Shown(reply=""), "open"),
        (Shown(reply="暂无回复"), "open"),
        (Shown(reply="已转办"), "open"),
        (Shown(answered=""), "open"),
        (Shown(answered="2026-05-03"), "answered"),
        (Shown(state="重复信件", reply=""), "void"),
        (Shown(state="撤回"), "void"),
        (Shown(state="二类"), "untold"),
        (Shown(state="--"), "untold"),
        (Shown(state="办理"), "untold"),
        (Shown(reply="--"), "open"),
        (Shown(), "untold"),
    ],
)
def test_whether_it_is_answered(shown: Shown, state: str) -> None:
    assert inquiry_of("供水", shown, AS_OF).state == state


def test_an_answer_before_the_question_has_no_day() -> None:
    found = inquiry_of("供水", Shown(asked="2026-05-03", answered="2026-05-01"), AS_OF)
    assert (found.asked, found.answered) == (date(2026, 5, 3), None)


def test_a_day_to_come_is_none() -> None:
    assert inquiry_of("供水", Shown(asked="2027-05-03"), AS_OF).asked is None


def test_the_kind_before_a_title_is_left_out() -> None:
    assert inquiry_of("【咨询】何时供水", Shown(), AS_OF).title == "何时供水"


@pytest.mark.parametrize("words", ["回复", "办理", "满意", "公开", "浏览", "2026-05-01"])
def test_words_that_are_no_state_by_themselves(words: str) -> None:
    assert not is_state(words)


def test_a_long_text_is_no_state() -> None:
    assert state_of("您反映的问题已受理，我局将尽快核实办理并答复。") is None
