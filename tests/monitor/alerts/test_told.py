"""Told is what a channel took: what none took stands in the next letter again, and nothing that one
took ever does.
"""

import tempfile
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.data_folder import ledger_path
from app.service.alerting import send_alerts, waiting_alerts
from config.folder import Config
from config.office import Person
from monitor.alerts.queueing import compose_night
from store.findings import Change, FindingTurn, all_findings, apply, open_findings
from store.ledger import Ledger, open_ledger
from store.outbox import MessageKind, Telling, told, waiting
from store.records import Finding, Run
from tests.monitor.alerts.delivery import deliver, refuse
from tests.monitor.alerts.test_send import FIRST_NIGHT, NOW, closed
from tests.monitor.report.sample import FINDINGS, STALE, config, inspection

CHANNELS = ("taken", "refused", "not asked")
FINDING = "编号{}）"


def setup(folder: Path) -> Config:
    return config(folder, people=(Person(id="leader", name="分管领导"),))


def night(ledger: Ledger, office: Config, number: int, turns: list[Change]) -> None:
    day = FIRST_NIGHT + timedelta(days=number)
    run = Run(ledger.next_run_id(day), day, NOW + timedelta(days=number), state="complete")
    ledger.begin_run(run)
    apply(ledger, [replace(turn, run_id=run.id, day=day) for turn in turns])
    compose_night(ledger, office, inspection(tuple(open_findings(ledger))), run)


def turned(finding: Finding) -> Change:
    """Open ones close, closed ones come back."""
    if finding.state == "open":
        return Change(FindingTurn.CLOSED, closed(finding), "", FIRST_NIGHT)
    back = replace(finding, state="open", closed=None, reopened=finding.reopened + 1)
    return Change(FindingTurn.REOPENED, back, "", FIRST_NIGHT)


@pytest.mark.parametrize("answer", CHANNELS)
def test_what_no_channel_took_stands_in_the_next_letter_again(answer: str, tmp_path: Path) -> None:
    office = setup(tmp_path)
    with closing(open_ledger(tmp_path / "ledger.db")) as ledger:
        new = [Change(FindingTurn.OPENED, replace(f, id=0), "", FIRST_NIGHT) for f in FINDINGS]
        night(ledger, office, 0, new)
        act(ledger, answer)
        night(ledger, office, 1, [])
        letters = waiting(ledger)
        assert len(letters) == (answer != "taken"), "one waits, the older has lost its place"
        said = f"尚未通知的问题{len(FINDINGS)}项，其中本次新发现"
        assert all(said in letter.subject for letter in letters)


def test_what_ended_before_it_was_told_is_never_sent(tmp_path: Path) -> None:
    office = setup(tmp_path)
    with closing(open_ledger(tmp_path / "ledger.db")) as ledger:
        night(
            ledger, office, 0, [Change(FindingTurn.OPENED, replace(STALE, id=0), "", FIRST_NIGHT)]
        )
        night(ledger, office, 1, [turned(all_findings(ledger)[0])])
        assert waiting(ledger) == []


@pytest.mark.parametrize(
    ("due", "is_estimated"), [(date(2026, 12, 31), False), (date(2027, 1, 8), True)]
)
def test_a_day_of_repair_in_a_year_without_a_notice_is_said_to_be_estimated(
    due: date, is_estimated: bool, tmp_path: Path
) -> None:
    with closing(open_ledger(tmp_path / "ledger.db")) as ledger:
        new = Change(FindingTurn.OPENED, replace(STALE, id=0, due=due), "", FIRST_NIGHT)
        night(ledger, setup(tmp_path), 0, [new])
        [letter] = waiting(ledger)
        assert f"整改期限{due.year}年" in letter.body
        assert ("按推算计" in letter.body) is is_estimated


def test_a_letter_that_waits_is_not_sent_once_its_accusation_was_taken_back(tmp_path: Path) -> None:
    office = setup(tmp_path)
    office.data.mkdir(exist_ok=True)
    with closing(open_ledger(ledger_path(office.data))) as ledger:
        new = [Change(FindingTurn.OPENED, replace(f, id=0), "", FIRST_NIGHT) for f in FINDINGS]
        night(ledger, office, 0, new)
        one = open_findings(ledger)[0]
        assert waiting_alerts(office, NOW)
        gone = replace(one, state="withdrawn", closed=FIRST_NIGHT)
        apply(ledger, [Change(FindingTurn.WITHDRAWN, gone, "2026-11-20.1", FIRST_NIGHT)])
        assert waiting_alerts(office, NOW) == []
    assert send_alerts(office, NOW) == []
    with closing(open_ledger(ledger_path(office.data))) as ledger:
        assert waiting(ledger) == [], "held back for good"
        night(ledger, office, 1, [])
        (letter,) = waiting(ledger)
    assert f"尚未通知的问题{len(FINDINGS) - 1}项" in letter.subject
    assert FINDING.format(one.id) not in letter.body


Night = tuple[set[int], str]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.sets(st.integers(0, len(FINDINGS) - 1)), st.sampled_from(CHANNELS)),
        max_size=8,
    )
)
def test_each_turn_reaches_its_reader_once_whatever_the_channels_do(nights: list[Night]) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(open_ledger(Path(folder) / "ledger.db")) as ledger,
    ):
        office = setup(Path(folder))
        new = [Change(FindingTurn.OPENED, replace(f, id=0), "", FIRST_NIGHT) for f in FINDINGS]
        night(ledger, office, 0, new)
        for number, (turning, answer) in enumerate([*nights, (set(), "taken")], start=1):
            night(ledger, office, number, [turned(all_findings(ledger)[n]) for n in turning])
            assert len(waiting(ledger)) <= 1, "a reader is never sent two letters of one matter"
            act(ledger, answer)
        heard = told(ledger, "leader")
        assert waiting(ledger) == []
        for finding in all_findings(ledger):
            opened = Telling(finding.id, finding.reopened, MessageKind.OPENED)
            ended = Telling(finding.id, finding.reopened, MessageKind.CLOSED)
            if finding.state == "open":
                assert opened in heard, "what is open was told"
            else:
                assert (ended in heard) == (opened in heard), "an end is told to whom it began for"
        for told_once in heard:
            sent = ledger.db.conn.execute(
                """SELECT count(*) FROM message JOIN delivery ON delivery.message = message.id
                   WHERE state = 'taken' AND channel NOT LIKE '%/%' AND body LIKE ?
                     AND message.id IN (SELECT message FROM telling WHERE finding = ?
                       AND life = ? AND kind = ?)""",
                (
                    f"%{FINDING.format(told_once.finding)}%",
                    told_once.finding,
                    told_once.life,
                    told_once.kind,
                ),
            ).fetchone()[0]
            assert sent == 1


def act(ledger: Ledger, answer: str) -> None:
    if answer == "taken":
        deliver(ledger)
    elif answer == "refused":
        refuse(ledger)
