"""Who is told next when nothing happens: a finding open for too long, once, and what is still open
on its days.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from config.folder import Config
from config.office import Alerts, Person, Schedule
from monitor.alerts.queueing import compose_night, falls_on
from monitor.judging.verdict import Answer, Verdict
from monitor.judging.withdrawal import Withdrawal, withdrawn
from store.findings import Change, FindingTurn, apply, open_findings
from store.ledger import Ledger, open_ledger
from store.records import Run
from tests.monitor.alerts.delivery import deliver
from tests.monitor.alerts.test_send import FIRST_NIGHT, NOW
from tests.monitor.report.sample import FINDINGS, config, inspection


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    opened = open_ledger(tmp_path / "ledger.db")
    yield opened
    opened.close()


def office(folder: Path, **settings: Alerts | Schedule) -> Config:
    people = (
        Person(id="leader", name="分管领导"),
        Person(id="mayor", name="市长"),
        Person(id="watch", name="值班员", role="operator"),
    )
    setup = config(folder, people=people)
    return replace(setup, office=setup.office.model_copy(update=settings))


def spend_nights(
    ledger: Ledger,
    setup: Config,
    count: int,
    deadlines: dict[int, date] | None = None,
    first: int = 0,
    secret: frozenset[int] = frozenset(),
    escalated: frozenset[int] = frozenset(),
) -> None:
    for number in range(first, first + count):
        day = FIRST_NIGHT + timedelta(days=number)
        run = Run(ledger.next_run_id(day), day, NOW + timedelta(days=number), state="complete")
        ledger.begin_run(run)
        if number == 0:
            apply(
                ledger,
                [
                    Change(
                        FindingTurn.OPENED,
                        replace(f, id=0, opened=day, last_confirmed=day),
                        run.id,
                        day,
                    )
                    for f in FINDINGS
                ],
            )
        compose_night(
            ledger,
            setup,
            inspection(tuple(open_findings(ledger))),
            run,
            deadlines=deadlines or {},
            secret=secret,
            escalated=escalated,
        )
        deliver(ledger)


def to(ledger: Ledger, person: str) -> list[tuple[str, str]]:
    """Every letter that was sent."""
    return ledger.db.conn.execute(
        "SELECT subject, body FROM message WHERE person = ? AND superseded_at IS NULL ORDER BY id",
        (person,),
    ).fetchall()


def test_a_finding_open_for_too_long_is_told_to_the_next_one_up_once(
    ledger: Ledger, tmp_path: Path
) -> None:
    setup = office(tmp_path, alerts=Alerts(escalate_after_days=5, escalate_to=["mayor"]))
    spend_nights(ledger, setup, 9)
    [(subject, body)] = to(ledger, "mayor")
    assert f"满5天未整改{len(FINDINGS)}项" in subject and "（报请督办）" in body and "已5天" in body
    assert "您负责的" not in body and "8个单位：6个全部判断" in body, (
        "who answers for no unit is told of all of them"
    )
    assert "超期" not in subject + body, (
        "five days are the office's patience, and the time given for the repair is longer"
    )
    assert len(to(ledger, "leader")) == 1, "whoever answers for it hears of it when it is found"


def test_a_deadline_that_people_set_is_waited_for(ledger: Ledger, tmp_path: Path) -> None:
    setup = office(tmp_path, alerts=Alerts(escalate_after_days=5, escalate_to=["mayor"]))
    first = 1
    spend_nights(ledger, setup, 7, deadlines={first: FIRST_NIGHT + timedelta(days=30)})
    [(subject, _)] = to(ledger, "mayor")
    assert f"满5天未整改{len(FINDINGS) - 1}项" in subject


def take_back(ledger: Ledger, number: int) -> None:
    found = next(each for each in open_findings(ledger) if each.id == number)
    day = FIRST_NIGHT + timedelta(days=1)
    after = withdrawn(found, Withdrawal("office", "王主任", "登记有误"), day)
    apply(ledger, [Change(FindingTurn.WITHDRAWN, after, "2012-11-24", day)])


def test_who_was_told_is_told_once_that_it_was_taken_back(ledger: Ledger, tmp_path: Path) -> None:
    setup = office(tmp_path, alerts=Alerts(escalate_after_days=1, escalate_to=["mayor"]))
    spend_nights(ledger, setup, 2)
    take_back(ledger, 1)
    gone = tuple(unit for unit in setup.units if unit.id != "gongan")
    nobody_s = replace(setup, units=gone)  # its unit left the list: whoever heard of it is told
    spend_nights(ledger, nobody_s, 2, first=2)
    for person in ("leader", "mayor"):
        said = [letter for letter in to(ledger, person) if "撤回" in letter[0]]
        [(subject, body)] = said
        assert "撤回1项" in subject and "已整改" not in subject
        assert "由王主任撤回：登记有误" in body and "此前的通知作废" in body


def test_who_was_not_told_hears_nothing_of_it(ledger: Ledger, tmp_path: Path) -> None:
    spend_nights(ledger, office(tmp_path), 2)
    take_back(ledger, 1)
    spend_nights(ledger, office(tmp_path), 1, first=2)
    assert to(ledger, "mayor") == []


def test_a_summary_tells_apart_what_was_not_looked_at_again(ledger: Ledger, tmp_path: Path) -> None:
    setup = office(tmp_path, schedule=Schedule(summary_on=["monday"]))
    spend_nights(ledger, setup, 4)  # found on Friday and never looked at again
    [_, (_, body)] = to(ledger, "leader")
    assert f"此前发现、本次未能复核的{len(FINDINGS)}项：" in body
    assert body.count("（未复核，最近确认于2012年11月23日）") == len(FINDINGS)
    assert "期限2012年12月7日" in body


def test_by_default_nothing_is_escalated_and_no_summary_is_sent(
    ledger: Ledger, tmp_path: Path
) -> None:
    spend_nights(ledger, office(tmp_path), 9)
    assert to(ledger, "mayor") == [] and len(to(ledger, "leader")) == 1


def test_on_its_day_everybody_is_sent_what_is_still_open(ledger: Ledger, tmp_path: Path) -> None:
    assert FIRST_NIGHT.isoformat() == "2012-11-23", "a Friday"
    setup = office(tmp_path, schedule=Schedule(summary_on=["monday", 28]))
    spend_nights(ledger, setup, 8)  # 23 to 30 November: Monday the 26th, Wednesday the 28th
    letters = to(ledger, "leader")
    assert len(letters) == 3
    assert all(f"现存问题{len(FINDINGS)}项" in subject for subject, _ in letters[1:])
    assert all("以下为现存问题汇总" in body and "尚未通知过" not in body for _, body in letters[1:])
    assert to(ledger, "mayor") == [], "who answers for no unit is sent no summary"


def test_a_summary_does_not_tell_twice_what_the_same_letter_tells(
    ledger: Ledger, tmp_path: Path
) -> None:
    spend_nights(ledger, office(tmp_path, schedule=Schedule(summary_on=["friday"])), 1)
    [(subject, body)] = to(ledger, "leader")
    assert f"现存问题{len(FINDINGS)}项" in subject and "均已列在上面" in body
    assert all(body.count(f"编号{number}）") == 1 for number in range(1, len(FINDINGS) + 1))


def test_days_are_weekdays_or_days_of_the_month() -> None:
    assert falls_on(date(2026, 11, 23), ["monday"]) and falls_on(date(2026, 11, 23), [23])
    assert not falls_on(date(2026, 11, 23), ["tuesday", 1]) and not falls_on(date(2026, 11, 23), [])


def test_an_operator_who_answers_for_units_gets_both_messages(
    ledger: Ledger, tmp_path: Path
) -> None:
    people = (Person(id="leader", name="分管领导兼值班", role="operator"),)
    spend_nights(ledger, config(tmp_path, people=people), 1)
    assert len(to(ledger, "leader")) == 2


def test_a_remark_opens_no_finding_and_is_told_to_the_office_every_night(
    ledger: Ledger, tmp_path: Path
) -> None:
    setup, said = office(tmp_path), "检察院网站疑似被篡改。（不计入问题，请核查。）"
    remark = Verdict(
        "hijacked_site", "site:main", Answer.NOT_APPLICABLE, warning=True, sentence_zh=said
    )
    night = inspection()
    units = tuple(
        replace(unit, verdicts=(remark,)) if unit.unit == "jiancha" else unit
        for unit in night.units
    )
    run = Run(ledger.next_run_id(FIRST_NIGHT), FIRST_NIGHT, NOW, state="complete")
    ledger.begin_run(run)
    compose_night(ledger, setup, replace(night, units=units, findings=(), opened=()), run)
    [(_, body)] = to(ledger, "watch")
    assert f"提请注意1项：\n{said}" in body
    assert "1个无适用事项" in body, "it is not counted as judged"
    assert to(ledger, "leader") == []


def test_who_answers_for_a_unit_is_told_of_those_below_it(ledger: Ledger, tmp_path: Path) -> None:
    setup = office(tmp_path)
    above = {"zhangji": "gongan", "gongan": "caizheng"}
    units = tuple(
        unit.model_copy(
            update={
                "parent": above.get(unit.id),
                "responsible": ["mayor"] if unit.id == "caizheng" else [],
            }
        )
        for unit in setup.units
    )
    spend_nights(ledger, replace(setup, units=units), 1)
    [(_, body)] = to(ledger, "mayor")
    below = [finding for finding in FINDINGS if finding.unit in ("zhangji", "gongan")]
    assert below and all(finding.sentence_zh.rstrip("。") in body for finding in below)
    others = [
        finding for finding in FINDINGS if finding.unit not in ("zhangji", "gongan", "caizheng")
    ]
    assert not any(finding.sentence_zh in body for finding in others)
    [(_, night)] = to(ledger, "watch")
    nobody = next((line for line in night.splitlines() if "未指定负责人" in line), "")
    assert "环保局" in nobody and "张集镇" not in nobody


def test_what_was_escalated_is_told_to_its_leaders_the_office_and_the_next_one_up_once(
    ledger: Ledger, tmp_path: Path
) -> None:
    setup = office(tmp_path, alerts=Alerts(escalate_to=["mayor"]))
    late = {1: FIRST_NIGHT}
    spend_nights(ledger, setup, 1)
    spend_nights(ledger, setup, 2, late, first=1, escalated=frozenset({1}))
    for person in ("leader", "mayor", "watch"):
        told = [body for _, body in to(ledger, person) if "逾期未整改，已上报1项：" in body]
        assert len(told) == 1 and "编号1）" in told[0] and "编号2）" not in told[0], person
        assert "逾期未整改1项：" not in told[0], "it is not told as overdue besides"


def test_what_is_held_to_be_secret_is_told_to_nobody_until_its_day_is_over(
    ledger: Ledger, tmp_path: Path
) -> None:
    setup = office(tmp_path, alerts=Alerts(escalate_after_days=1, escalate_to=["mayor"]))
    spend_nights(ledger, setup, 2, secret=frozenset({1}), escalated=frozenset({1}))
    said = FINDINGS[0].sentence_zh.rstrip("。")
    for person in ("leader", "mayor", "watch"):
        assert to(ledger, person) and not any(said in body for _, body in to(ledger, person))
    spend_nights(ledger, setup, 1, first=2)
    assert said in to(ledger, "leader")[-1][1]


def test_what_is_held_secret_is_not_told_when_it_was_repaired_either(
    ledger: Ledger, tmp_path: Path
) -> None:
    setup = office(tmp_path)
    spend_nights(ledger, setup, 1)
    first = next(one for one in open_findings(ledger) if one.id == 1)
    told, said = len(to(ledger, "leader")), first.sentence_zh.rstrip("。")
    assert told and said in to(ledger, "leader")[-1][1]
    [run] = ledger.db.conn.execute("SELECT max(id) FROM run").fetchone()
    closed = replace(first, state="closed", closed=FIRST_NIGHT)
    apply(ledger, [Change(FindingTurn.CLOSED, closed, run, FIRST_NIGHT)])
    spend_nights(ledger, setup, 1, first=1, secret=frozenset({1}))
    assert not any(said in body for _, body in to(ledger, "leader")[told:])
    spend_nights(ledger, setup, 1, first=2)
    assert said in to(ledger, "leader")[-1][1], "its repair is told once it may be"
