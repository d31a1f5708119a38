"""What people said of a finding is added and never edited; the latest word on each counts."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from config.errors import StoreFailed
from store.desk.answer_files import NewFile, bytes_of, file_named, files_of
from store.desk.desk import Desk, open_desk
from store.desk.entries import (
    DeskAction,
    DeskEntry,
    Standing,
    add_entry,
    entries_of,
    entries_of_all,
    standing_of,
    standings,
)

BEGAN = datetime(2012, 3, 5, 1, tzinfo=UTC)
DAY = date(2012, 3, 20)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return open_desk(tmp_path)


def say(desk: Desk, what: DeskAction, value: str = "", day: date | None = None) -> None:
    at = BEGAN + timedelta(hours=len(entries_of(desk, 7)))
    add_entry(desk, DeskEntry(7, 0, what, value, "zhen", "甲镇", at, day))


def standing(desk: Desk, life: int = 0) -> Standing:
    """By both ways there are: of one finding, and of many at once."""
    of_one = standing_of(entries_of(desk, 7), life)
    assert standings(desk, [(7, life)]).get(7, Standing()) == of_one
    return of_one


def test_what_was_asked_waits_until_the_office_has_spoken_and_again_when_it_is_asked_again(
    desk: Desk,
) -> None:
    say(desk, DeskAction.EXTENSION_ASKED, "招标未完成", DAY)
    say(desk, DeskAction.ANSWERED, "已更新")
    assert [word.what for word in standing(desk).waiting] == ["extension_asked", "answered"]
    say(desk, DeskAction.EXTENSION_REFUSED, "理由不足")
    assert [word.what for word in standing(desk).waiting] == ["answered"]
    say(desk, DeskAction.SENT_BACK, "未附网址")
    assert standing(desk).waiting == ()
    say(desk, DeskAction.ANSWERED, "网址已附")
    after = standing(desk)
    assert [word.value for word in after.waiting] == ["网址已附"] and after.decided is None


def test_the_deadline_is_what_was_set_or_granted_last(desk: Desk) -> None:
    say(desk, DeskAction.DEADLINE, DAY.isoformat())
    assert standing(desk).deadline == DAY
    say(desk, DeskAction.EXTENSION_GRANTED, "同意", DAY + timedelta(days=9))
    assert standing(desk).deadline == DAY + timedelta(days=9)
    say(desk, DeskAction.DEADLINE, DAY.isoformat())
    assert standing(desk).deadline == DAY
    say(desk, DeskAction.DEADLINE, "")
    assert standing(desk).deadline is None


def test_secrecy_ends_after_its_day_and_a_new_claim_does_not_end_it(desk: Desk) -> None:
    say(desk, DeskAction.SECRECY_CLAIMED, "涉密工程")
    assert not standing(desk).is_secret(DAY)
    say(desk, DeskAction.SECRECY_ACCEPTED, "同意", DAY)
    say(desk, DeskAction.SECRECY_CLAIMED, "仍未解密")
    after = standing(desk)
    assert after.is_secret(DAY) and not after.is_secret(DAY + timedelta(days=1))
    assert [word.value for word in after.waiting] == ["仍未解密"]
    say(desk, DeskAction.SECRECY_REFUSED, "已解密")
    assert not standing(desk).is_secret(DAY)


def test_nothing_said_of_one_life_counts_in_another(desk: Desk) -> None:
    say(desk, DeskAction.ANSWERED, "已更新")
    assert standing(desk, life=1) == Standing()


def test_what_is_held_to_be_secret_stays_so_in_the_next_life(desk: Desk) -> None:
    say(desk, DeskAction.SECRECY_CLAIMED, "涉密工程")
    assert standing(desk, life=1).waiting == ()
    say(desk, DeskAction.SECRECY_ACCEPTED, "同意", DAY)
    assert standing(desk, life=1).is_secret(DAY)
    say(desk, DeskAction.SECRECY_REFUSED, "已解密")
    assert not standing(desk, life=1).is_secret(DAY)


def test_a_life_is_escalated_once(desk: Desk) -> None:
    say(desk, DeskAction.ESCALATED, day=DAY)
    say(desk, DeskAction.ESCALATED, day=DAY + timedelta(days=1))
    assert [entry.day for entry in entries_of(desk, 7)] == [DAY]


def test_files_come_with_the_word_and_are_kept_once(desk: Desk) -> None:
    one = NewFile("整改报告110101199003070011.pdf", "pdf", b"%PDF-1.4 one")
    for finding in (7, 8):
        word = DeskEntry(finding, 0, DeskAction.ANSWERED, "见附件", "zhen", "甲镇", BEGAN)
        add_entry(desk, word, [one])
    first, second = files_of(desk, [7, 8])
    assert (first.finding, second.finding, first.sha256) == (7, 8, second.sha256)
    assert "110101199003070011" not in first.name and first.size == len(one.body)
    assert bytes_of(desk, first) == one.body and file_named(desk, second.id) == second
    with desk.reading() as connection:
        assert connection.execute("SELECT count(*) FROM answer_bytes").fetchone() == (1,)
    assert set(entries_of_all(desk, [7, 8, 9])) == {7, 8}


def test_bytes_that_are_not_what_was_put_away_are_not_given(desk: Desk) -> None:
    word = DeskEntry(7, 0, DeskAction.ANSWERED, "见附件", "zhen", "甲镇", BEGAN)
    add_entry(desk, word, [NewFile("a.pdf", "pdf", b"%PDF-1.4")])
    with desk.writing() as connection:
        connection.execute("UPDATE answer_bytes SET bytes = x'00'")
    with pytest.raises(StoreFailed):
        bytes_of(desk, files_of(desk, [7])[0])
