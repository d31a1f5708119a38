"""What people have said since a letter was composed reaches it before it leaves: real ledger, real
desk, real SMTP.
"""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.data_folder import ledger_path
from app.service.alerting import send_alerts, waiting_alerts
from config.folder import Config
from config.office import Person, Schedule
from config.unit import Exemption
from monitor.report.write import write_reports
from store.desk.desk import open_desk
from store.desk.entries import DeskAction, DeskEntry, add_entry
from store.findings import FindingTurn, all_findings
from store.ledger import open_ledger
from store.outbox import MessageKind, Telling, told, waiting
from store.records import Finding
from tests.monitor.alerts.mailbox import Mailbox, mailbox
from tests.monitor.alerts.test_send import FIRST_NIGHT, NOW, night, text_of
from tests.monitor.report.sample import DUE, FINDINGS, STALE, UNITS, config, finding

LATER = date(2012, 12, 31)
MORNING = NOW + timedelta(hours=4)


@dataclass
class Waiting:
    """An office whose first night has queued its letters and written its reports."""

    config: Config
    box: Mailbox

    def __post_init__(self) -> None:
        self.config.data.mkdir(exist_ok=True)
        self.spend(0, *((FindingTurn.OPENED, replace(each, id=0)) for each in FINDINGS))

    def spend(self, number: int, *changes: tuple[FindingTurn, Finding]) -> None:
        with closing(open_ledger(ledger_path(self.config.data))) as ledger:
            seen = night(ledger, self.config, number, *changes)
            write_reports(self.config, seen, FIRST_NIGHT + timedelta(days=number))

    @property
    def findings(self) -> dict[str, Finding]:
        with closing(open_ledger(ledger_path(self.config.data))) as ledger:
            return {each.sentence_zh: each for each in all_findings(ledger)}

    @property
    def stale(self) -> Finding:
        return self.findings[STALE.sentence_zh]

    def say(self, what: DeskAction, value: str = "", day: date | None = None) -> None:
        said = DeskEntry(self.stale.id, 0, what, value, "li", "李主任", MORNING, day)
        add_entry(open_desk(self.config.data), said)

    def send(self) -> list[str]:
        """Subject and text of what arrives by sending now."""
        before, shown = len(self.box.letters), waiting_alerts(self.config, MORNING)
        send_alerts(self.config, MORNING)
        news = [f"{one['Subject']}\n{text_of(one)}" for one in self.box.letters[before:]]
        for each in news:
            assert any(message.body in each for message in shown), "as --dry-run shows it"
        return news


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Waiting]:
    with mailbox() as box:
        people = (Person(id="leader", name="分管领导", channels=[box.url("leader")]),)
        yield Waiting(config(tmp_path, people=people), box)


def test_a_letter_of_which_nothing_was_said_leaves_as_it_was_composed(office: Waiting) -> None:
    with closing(open_ledger(ledger_path(office.config.data))) as ledger:
        [composed] = waiting(ledger)
    [sent] = office.send()
    assert composed.body in sent
    assert office.box.letters[0]["Message-ID"] == f"<{composed.message_id}>"


def withdrawn(office: Waiting) -> None:
    office.say(DeskAction.WITHDRAWN, "核对后认为系误判")


def held_secret(office: Waiting) -> None:
    office.say(DeskAction.SECRECY_ACCEPTED, "涉密事项", LATER)


def exempted(office: Waiting) -> None:
    office.config = changed(
        office.config,
        STALE.unit,
        exemptions=[
            Exemption(rule=STALE.rule, reason="职能已划转", by="王主任", until=date(2012, 12, 31))
        ],
    )


def retired(office: Waiting) -> None:
    office.config = changed(office.config, STALE.unit, retired=FIRST_NIGHT - timedelta(days=1))


def changed(setup: Config, unit: str, **values: object) -> Config:
    units = tuple(
        each.model_copy(update=values) if each.id == unit else each for each in setup.units
    )
    return replace(setup, units=units)


TAKEN_BACK = [withdrawn, held_secret, exempted, retired]


@pytest.mark.parametrize("done", TAKEN_BACK)
def test_what_may_no_longer_be_told_is_gone_and_the_rest_is_told(
    office: Waiting, done: Callable[[Waiting], None]
) -> None:
    gone = office.stale
    done(office)
    [sent] = office.send()
    assert "张集镇“通知公告”" not in sent and f"编号{gone.id}）" not in sent
    assert f"新问题{len(FINDINGS) - 1}项" in sent and "严重" not in sent
    assert "公安局尚未开通政府网站" in sent
    with closing(open_ledger(ledger_path(office.config.data))) as ledger:
        heard = told(ledger, "leader")
        assert Telling(gone.id, 0, MessageKind.OPENED) not in heard, "of which nobody was told"
        assert len(heard) == len(FINDINGS) - 1
    assert office.send() == [], "once"


@pytest.mark.parametrize("done", TAKEN_BACK)
def test_a_letter_with_nothing_left_to_tell_is_never_sent(
    tmp_path: Path, done: Callable[[Waiting], None]
) -> None:
    with mailbox() as box:
        own = tuple(
            each if each.id == STALE.unit else each.model_copy(update={"responsible": []})
            for each in UNITS
        )
        people = (Person(id="leader", name="分管领导", channels=[box.url("leader")]),)
        office = Waiting(config(tmp_path, people=people, units=own), box)
        done(office)
        assert office.send() == [] and box.letters == []


def test_a_day_and_a_person_named_since_are_said(office: Waiting) -> None:
    office.say(DeskAction.DEADLINE, LATER.isoformat())
    office.say(DeskAction.PERSON, "王主任")
    [sent] = office.send()
    [line] = [each for each in sent.splitlines() if f"编号{office.stale.id}）" in each]
    assert line.endswith(f"（整改期限2012年12月31日，负责人王主任，编号{office.stale.id}）")
    assert sent.count("整改期限2012年12月7日") == len(FINDINGS) - 1
    assert sent.count("负责人王主任") == 1


def test_who_was_given_more_time_is_not_called_late(office: Waiting) -> None:
    office.send()
    number = (DUE - FIRST_NIGHT).days + 1
    office.spend(number)
    office.say(DeskAction.EXTENSION_GRANTED, "", LATER)
    [sent] = office.send()
    assert "张集镇“通知公告”" not in sent
    assert f"逾期未整改{len(FINDINGS) - 1}项" in sent


def test_what_a_second_channel_has_not_taken_is_said_to_it_as_it_stands(tmp_path: Path) -> None:
    with mailbox() as box, mailbox() as second:
        channels = [box.url("leader"), second.url("leader")]
        people = (Person(id="leader", name="分管领导", channels=channels),)
        office = Waiting(config(tmp_path, people=people), box)
        second.is_full = True
        office.send()
        office.say(DeskAction.WITHDRAWN, "系误判")
        second.is_full = False
        assert office.send() == [], "who took it is not asked again"
        assert len(box.letters) == len(second.letters) == 1
        assert "张集镇“通知公告”" in text_of(box.letters[0])
        assert "张集镇“通知公告”" not in text_of(second.letters[0])
        assert box.letters[0]["Message-ID"] != second.letters[0]["Message-ID"]
        with closing(open_ledger(ledger_path(office.config.data))) as ledger:
            opened = Telling(office.stale.id, 0, MessageKind.OPENED)
            assert opened in told(ledger, "leader"), "who was told is told of its end, too"


@pytest.mark.parametrize("action", [DeskAction.DEADLINE, DeskAction.WITHDRAWN])
def test_a_letter_that_cannot_be_written_anew_is_held_back(
    office: Waiting, action: DeskAction
) -> None:
    for path in (office.config.data / "reports").rglob("inspection.json"):
        path.unlink()
    office.say(action, LATER.isoformat())
    assert office.send() == [] and office.box.letters == []
    office.spend(1)
    [sent] = office.send()
    assert "公安局尚未开通政府网站" in sent, "the next night tells it all"


def test_a_summary_leaves_without_what_was_taken_back(tmp_path: Path) -> None:
    with mailbox() as box:
        people = (Person(id="leader", name="分管领导", channels=[box.url("leader")]),)
        setup = config(tmp_path, people=people)
        days = Schedule(summary_on=[FIRST_NIGHT.day + 1])
        setup = replace(setup, office=setup.office.model_copy(update={"schedule": days}))
        office = Waiting(setup, box)
        office.send()
        office.spend(1)
        office.say(DeskAction.WITHDRAWN, "系误判")
        [sent] = office.send()
        assert f"现存问题{len(FINDINGS) - 1}项" in sent and "张集镇“通知公告”" not in sent


def test_the_operators_waiting_letter_says_nothing_of_a_confidential_finding_taken_back(
    tmp_path: Path,
) -> None:
    leak = finding(0, STALE.unit, "privacy_leak", "某页面公开了身份证号码。", "Numbers are shown.")
    with mailbox() as box:
        people = (Person(id="yunwei", name="值班员", role="operator", channels=[box.url("op")]),)
        office = Waiting(config(tmp_path, people=people), box)
        office.spend(1, (FindingTurn.OPENED, leak))
        kept = office.findings[leak.sentence_zh]
        for _ in range(2):
            shown = [each.body for each in waiting_alerts(office.config, MORNING)]
            assert any(leak.sentence_zh in body for body in shown)
        said = DeskEntry(
            kept.id, 0, DeskAction.WITHDRAWN, "系虚构的样例号码", "li", "李主任", MORNING, None
        )
        add_entry(open_desk(office.config.data), said)
        sent = office.send()
        assert sent and not any(leak.sentence_zh in each for each in sent)
