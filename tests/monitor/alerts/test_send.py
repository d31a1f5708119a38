"""Alerts from finding to letter: real ledger, real outbox, real SMTP. Each finding is told once,
its end once.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest

from config.folder import Config
from config.office import Person
from monitor.alerts.queueing import compose_night
from monitor.alerts.send import send_waiting
from monitor.judging.inspection import Inspection
from store.findings import Change, FindingTurn, all_findings, apply, open_findings
from store.ledger import Ledger, open_ledger
from store.outbox import waiting
from store.records import Finding, Run
from tests.monitor.alerts.mailbox import Mailbox, mailbox
from tests.monitor.report.sample import FINDINGS, UNITS, config, inspection

FIRST_NIGHT = date(2012, 11, 23)
NOW = datetime(2012, 11, 23, 3, 0, tzinfo=UTC)


@pytest.fixture
def box() -> Iterator[Mailbox]:
    with mailbox() as opened:
        yield opened


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    opened = open_ledger(tmp_path / "ledger.db")
    yield opened
    opened.close()


def office(folder: Path, box: Mailbox, *, units: object = UNITS, **leader: object) -> Config:
    people = (
        Person(id="leader", name="分管领导", channels=[box.url("leader")], **leader),
        Person(id="watch", name="值班员", role="operator", channels=[box.url("watch")]),
    )
    return config(folder, people=people, units=units)  # type: ignore[arg-type]


def night(
    ledger: Ledger,
    setup: Config,
    number: int,
    *changes: tuple[FindingTurn, Finding],
    state: str = "complete",
) -> Inspection:
    """The `number`-th night: findings change, messages are queued."""
    day = FIRST_NIGHT + timedelta(days=number)
    run = Run(ledger.next_run_id(day), day, NOW + timedelta(days=number), state=state)
    ledger.begin_run(run)
    written = apply(ledger, [Change(what, finding, run.id, day) for what, finding in changes])
    turned = {
        what: tuple(f for (w, _), f in zip(changes, written, strict=True) if w is what)
        for what in FindingTurn
    }
    seen = inspection(
        tuple(open_findings(ledger)),
        opened=turned[FindingTurn.OPENED],
        closed=turned[FindingTurn.CLOSED],
        reopened=turned[FindingTurn.REOPENED],
    )
    compose_night(ledger, setup, seen, run)
    return seen


def closed(finding: Finding, day: date = FIRST_NIGHT) -> Finding:
    return replace(finding, state="closed", closed=day)


def to(box: Mailbox, person: str) -> list[str]:
    return [
        text_of(letter)
        for letter, recipients in zip(box.letters, box.recipients, strict=True)
        if recipients == [f"{person}@office.example.org"]
    ]


def text_of(letter: EmailMessage) -> str:
    """Its plain part, which says the same as its page."""
    plain = letter.get_body(("plain",))
    assert plain is not None
    return str(plain.get_content()).replace("\r\n", "\n")


def open_all(ledger: Ledger, setup: Config) -> list[Finding]:
    night(ledger, setup, 0, *((FindingTurn.OPENED, replace(finding, id=0)) for finding in FINDINGS))
    return all_findings(ledger)


def test_each_finding_is_told_once_and_its_end_once(
    ledger: Ledger, box: Mailbox, tmp_path: Path
) -> None:
    setup = office(tmp_path, box)
    found = open_all(ledger, setup)
    send_waiting(ledger, setup.office, NOW)
    [told] = to(box, "leader")
    for finding in found:
        assert told.count(finding.sentence_zh.split("（")[0]) == 1

    for number in (1, 2):
        night(ledger, setup, number)
        send_waiting(ledger, setup.office, NOW)
    assert len(to(box, "leader")) == 1, "nothing new, nothing told"

    night(ledger, setup, 3, (FindingTurn.CLOSED, closed(found[4])))
    send_waiting(ledger, setup.office, NOW)
    night(ledger, setup, 4)
    send_waiting(ledger, setup.office, NOW)
    letters = to(box, "leader")
    assert len(letters) == 2
    assert (
        "已整改1项" in letters[1]
        and "新问题" not in letters[1]
        and f"原问题：{found[4].sentence_zh}" in letters[1]
    )
    assert "【严重】" not in letters[1], "what is repaired is not grave any more"


def test_a_fault_that_comes_back_is_told_again_once(
    ledger: Ledger, box: Mailbox, tmp_path: Path
) -> None:
    setup = office(tmp_path, box)
    found = open_all(ledger, setup)
    back = replace(found[0], reopened=1)
    turns = (
        (FindingTurn.CLOSED, closed(found[0])),
        (FindingTurn.REOPENED, back),
        None,
        (FindingTurn.CLOSED, closed(back)),
    )
    send_waiting(ledger, setup.office, NOW)
    for number, turn in enumerate(turns, start=1):
        night(ledger, setup, number, *([turn] if turn else []))
        send_waiting(ledger, setup.office, NOW)
    letters = to(box, "leader")
    assert len(letters) == 4
    assert "【再次出现】" in letters[2] and "【再次出现】" not in letters[0]
    assert "已整改1项" in letters[3]


def test_a_night_killed_before_composing_is_made_good_by_the_next(
    ledger: Ledger, box: Mailbox, tmp_path: Path
) -> None:
    setup = office(tmp_path, box)
    apply(ledger, [Change(FindingTurn.OPENED, replace(FINDINGS[0], id=0), "killed", FIRST_NIGHT)])
    night(ledger, setup, 1)
    send_waiting(ledger, setup.office, NOW)
    [told] = to(box, "leader")
    assert FINDINGS[0].sentence_zh in told


def test_composing_the_same_night_again_queues_nothing(
    ledger: Ledger, box: Mailbox, tmp_path: Path
) -> None:
    setup = office(tmp_path, box)
    open_all(ledger, setup)
    before = waiting(ledger)
    run = ledger.latest_run()
    assert (
        run is not None
        and compose_night(ledger, setup, inspection(tuple(open_findings(ledger))), run) == 0
    )
    assert waiting(ledger) == before and len(before) == 2


def test_a_server_that_fails_is_asked_again_and_the_letter_is_known_again(
    ledger: Ledger, box: Mailbox, tmp_path: Path
) -> None:
    setup = office(tmp_path, box)
    open_all(ledger, setup)
    box.is_full = True
    failed = send_waiting(ledger, setup.office, NOW)
    assert len(failed) == 2 and all("452" in sent.error for sent in failed)
    queued = [message for message in waiting(ledger) if message.person == "leader"]
    assert queued[0].attempts == 1

    box.is_full = False
    assert [sent.error for sent in send_waiting(ledger, setup.office, NOW)] == ["", ""]
    assert send_waiting(ledger, setup.office, NOW) == [] and waiting(ledger) == []
    assert len(to(box, "leader")) == 1
    assert {letter["Message-ID"] for letter in box.letters} >= {f"<{queued[0].message_id}>"}


def test_only_the_channel_that_failed_is_asked_again(
    ledger: Ledger, box: Mailbox, tmp_path: Path
) -> None:
    with mailbox() as second:
        people = (
            Person(
                id="leader", name="分管领导", channels=[box.url("leader"), second.url("leader")]
            ),
        )
        setup = config(tmp_path, people=people)
        open_all(ledger, setup)
        second.is_full = True
        send_waiting(ledger, setup.office, NOW)
        second.is_full = False
        send_waiting(ledger, setup.office, NOW)
        assert (len(box.letters), len(second.letters)) == (1, 1)


def test_no_server_at_all_keeps_the_message(ledger: Ledger, tmp_path: Path) -> None:
    address = "mailto://127.0.0.1:9?from=a@example.org&to=b@example.org&mode=insecure&user=someone&pass=verysecret"
    setup = config(tmp_path, people=(Person(id="leader", name="分管领导", channels=[address]),))
    open_all(ledger, setup)
    [sent] = send_waiting(ledger, setup.office, NOW)
    assert "refused" in sent.error.lower() and len(waiting(ledger)) == 1
    assert "verysecret" not in sent.error + sent.channel


def test_an_address_nobody_understands_and_a_person_without_one_wait_and_say_so(
    ledger: Ledger, tmp_path: Path
) -> None:
    people = (
        Person(id="leader", name="甲", channels=["nonsense://x"]),
        Person(id="watch", name="乙", role="operator"),
    )
    setup = config(tmp_path, people=people)
    open_all(ledger, setup)
    assert all(sent.error for sent in send_waiting(ledger, setup.office, NOW))
    assert len(waiting(ledger)) == 2


def test_the_gravest_stands_first_and_everybody_hears_of_his_own_units_only(
    ledger: Ledger, box: Mailbox, tmp_path: Path
) -> None:
    units = tuple(
        u if u.id in ("zhangji", "gongan") else u.model_copy(update={"responsible": []})
        for u in UNITS
    )
    setup = office(tmp_path, box, units=units)
    open_all(ledger, setup)
    send_waiting(ledger, setup.office, NOW)
    [told] = to(box, "leader")
    assert told.index("【严重】张集镇") < told.index("公安局尚未开通政府网站")
    assert told.count("整改期限2012年12月7日") == 2, "ten working days, as the console counts them"
    assert "gongkai" not in told and "向检查办公室提供编号" in told, "a leader has no terminal"
    assert "国土局" not in told and "您负责的2个单位" in told
    [operators] = to(box, "watch")
    assert "未指定负责人" in operators and "国土局" in operators


def test_the_operator_hears_how_the_night_went_even_when_nothing_was_found(
    ledger: Ledger, box: Mailbox, tmp_path: Path
) -> None:
    setup = office(tmp_path, box)
    night(ledger, setup, 0, state="blind")
    send_waiting(ledger, setup.office, NOW)
    assert to(box, "leader") == []
    [told] = to(box, "watch")
    assert "状态：检查方网络异常" in told and "blind" not in told
    assert (
        "8个单位：1个全部判断，1个部分判断，6个未判断" in told
        and "人防办（1项）：检查时页面未能打开" in told
    )
    assert "检查方网络异常" in box.letters[0]["Subject"]


def test_a_letter_speaks_its_readers_language_and_links_to_no_monitored_site(
    ledger: Ledger, box: Mailbox, tmp_path: Path
) -> None:
    setup = office(tmp_path, box, language="en")
    hostile = replace(
        FINDINGS[4],
        id=0,
        sentence_en="Zhangji (http://bad.example.test/a?x=1) and www.bad.example.test\u202e, also HTTPS://BAD.example.test and bare.example.cn/x answer.",
    )
    night(ledger, setup, 0, (FindingTurn.OPENED, hostile))
    send_waiting(ledger, setup.office, NOW)
    [told] = to(box, "leader")
    assert told.startswith("分管领导,\nOn 2012-11-23, of your 8 units: 2 wholly judged")
    assert (
        "http" not in told
        and "hxxp://bad[.]example[.]test/a?x=1" in told
        and "www[.]bad" in told
        and "bare[.]example[.]cn/x" in told
        and "HTTP" not in told
        and "\u202e" not in told
    )


@pytest.mark.parametrize("city", ["市" * 300, "a\r\nBcc: everybody@example.org", "x\ny" * 100])
def test_a_subject_is_one_line_of_at_most_100_characters(
    ledger: Ledger, box: Mailbox, tmp_path: Path, city: str
) -> None:
    setup = office(tmp_path, box)
    setup = replace(setup, office=setup.office.model_copy(update={"city": city}))
    open_all(ledger, setup)
    assert [sent.error for sent in send_waiting(ledger, setup.office, NOW)] == ["", ""]
    for letter in box.letters:
        assert len(letter["Subject"]) <= 100 and letter["Bcc"] is None
