"""Nobody is written to in their quiet hours; a channel that failed is left alone for a while and
never given up.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from config.office import Alerts, Office, Person
from monitor.alerts.send import send_waiting
from monitor.alerts.when import LONGEST_PAUSE, is_quiet, may_try_again
from store.ledger import Ledger, open_ledger
from store.outbox import Failed, waiting
from tests.monitor.alerts.mailbox import mailbox
from tests.monitor.alerts.test_send import NOW, open_all
from tests.monitor.report.sample import config

LEADER, OPERATOR = (
    Person(id="leader", name="分管领导"),
    Person(id="watch", name="值班员", role="operator"),
)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    opened = open_ledger(tmp_path / "ledger.db")
    yield opened
    opened.close()


def at(hour: int, minute: int = 0) -> datetime:
    """An hour in Shanghai."""
    return datetime(2026, 11, 23, tzinfo=UTC) + timedelta(hours=hour - 8, minutes=minute)


@pytest.mark.parametrize(
    ("moment", "is_held"),
    [
        (at(21, 29), False),
        (at(21, 30), True),
        (at(3), True),
        (at(7, 29), True),
        (at(7, 30), False),
        (at(12), False),
    ],
)
def test_quiet_hours_span_midnight_in_the_offices_zone(moment: datetime, is_held: bool) -> None:
    office = Office(name="清河市", city="清河市", alerts=Alerts(quiet="21:30-07:30"))
    assert is_quiet(LEADER, office, moment) is is_held
    assert not is_quiet(OPERATOR, office, moment), "a night that failed is worth a disturbed sleep"
    assert is_quiet(LEADER.model_copy(update={"quiet": "12:00-14:00"}), office, at(13))
    assert not is_quiet(LEADER.model_copy(update={"quiet": ""}), office, at(3))


def test_the_pause_doubles_up_to_six_hours() -> None:
    pauses = [
        next(m for m in range(1, 1000) if may_try_again(Failed(n, NOW), NOW + timedelta(minutes=m)))
        for n in (1, 2, 3, 9, 50)
    ]
    assert pauses == [5, 10, 20, 360, 360] and timedelta(minutes=360) == LONGEST_PAUSE
    assert may_try_again(None, NOW)


def test_the_service_holds_a_message_until_morning_and_a_person_need_not(
    ledger: Ledger, tmp_path: Path
) -> None:
    with mailbox() as box:
        people = (
            Person(id="leader", name="分管领导", channels=[box.url("leader")], quiet="10:00-12:00"),
        )
        setup = config(tmp_path, people=people)
        open_all(ledger, setup)
        assert send_waiting(ledger, setup.office, NOW, patiently=True) == [], "11:00 in Shanghai"
        assert len(waiting(ledger)) == 1
        assert [
            sent.error
            for sent in send_waiting(ledger, setup.office, NOW + timedelta(hours=1), patiently=True)
        ] == [""]
        assert len(box.letters) == 1


def test_the_service_leaves_a_failed_channel_alone_for_five_minutes(
    ledger: Ledger, tmp_path: Path
) -> None:
    with mailbox() as box:
        setup = config(
            tmp_path, people=(Person(id="leader", name="分管领导", channels=[box.url("leader")]),)
        )
        open_all(ledger, setup)
        box.is_full = True
        send_waiting(ledger, setup.office, NOW, patiently=True)
        box.is_full = False
        assert send_waiting(ledger, setup.office, NOW + timedelta(minutes=4), patiently=True) == []
        assert len(waiting(ledger)) == 1, "a message not asked about is not finished"
        send_waiting(ledger, setup.office, NOW + timedelta(minutes=5), patiently=True)
        assert len(box.letters) == 1 and waiting(ledger) == []
