"""An accusation is taken back by the office's files, by its word or by a doubt of ours, and only new
evidence brings it again; its history stays.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from monitor.dossier.facts import Dossier
from monitor.judging.inspection import Inspection, inspect
from monitor.judging.withdrawal import (
    OFFICE,
    Withdrawal,
    back_words,
    has_new_evidence,
    taken_back_words,
    withdrawal_words,
    withdrawn,
)
from store.findings import Change, FindingTurn, apply, events_of, findings_of
from store.ledger import Ledger, open_ledger
from store.records import Finding, Run
from tests.monitor.judging.test_inspection import CHANNEL, DAY, after, fresh, night, stale
from tests.monitor.notation import Table, dossier
from tests.monitor.report.sample import finding

EXEMPTION = {
    "rule": "stale_channel",
    "reason": "栏目改由县里统一发布",
    "by": "李主任",
    "until": after(20),
}


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    opened = open_ledger(tmp_path / "ledger.db")
    yield opened
    opened.close()


def of_channel(ledger: Ledger) -> Finding:
    return next(found for found in findings_of(ledger, "huanbao") if found.subject == CHANNEL)


def turns(ledger: Ledger) -> list[str]:
    return [event.what.value for event in events_of(ledger, of_channel(ledger).id)]


def is_told(inspection: Inspection) -> bool:
    return CHANNEL in {found.subject for found in inspection.findings}


def office_withdraws(ledger: Ledger, day: date) -> None:
    taken_back = Withdrawal("office", "王主任", "该栏目已停用，登记有误")
    after_it = withdrawn(of_channel(ledger), taken_back, day)
    apply(ledger, [Change(FindingTurn.WITHDRAWN, after_it, "console", day)])


@pytest.mark.parametrize(
    ("later", "kind", "by", "why"),
    [
        (
            {"unit": {"exemptions": [EXEMPTION]}},
            "exempt",
            "检查单位的配置文件",
            "经李主任批准，不作此项检查（栏目改由县里统一发布）",
        ),
        ({"limits": {"off": ["stale_channel"]}}, "rule_off", "检查单位的配置文件", "停用"),
        (
            {"sites": [{"url": "http://hbj.example.gov.cn/"}]},
            "site_replaced",
            "检查单位的配置文件",
            "原为http://hb.example.gov.cn/",
        ),
        ({"sites": []}, "site_replaced", "检查单位的配置文件", "原为http://hb.example.gov.cn/"),
    ],
    ids=["exempted", "rule off", "site replaced", "site removed"],
)
def test_what_the_files_no_longer_bear_is_withdrawn_with_who_and_why(
    ledger: Ledger, later: Table, kind: str, by: str, why: str
) -> None:
    night(ledger, stale())
    assert not is_told(night(ledger, stale(after(1), **later)))
    found = of_channel(ledger)
    assert (found.state, found.withdrawn, found.withdrawn_kind) == ("withdrawn", after(1), kind)
    said = withdrawal_words(found)
    assert said.zh.startswith(f"{after(1)}由{by}撤回：") and why in said.zh
    assert turns(ledger) == ["opened", "withdrawn"], "the history stays"
    assert not is_told(night(ledger, stale(after(2), **later)))
    assert turns(ledger) == ["opened", "withdrawn"], "once"


def test_an_offices_reason_stands_within_a_sentence() -> None:
    said = taken_back_words(Withdrawal(OFFICE, "检查办", "此处是空栏目，已请该局删除。"))
    assert said.zh == "由检查办撤回：此处是空栏目，已请该局删除"


def test_the_first_look_after_an_exemption_is_over_tells_it_again_and_says_so(
    ledger: Ledger,
) -> None:
    night(ledger, stale())
    night(ledger, stale(after(1), unit={"exemptions": [EXEMPTION]}))
    again = night(ledger, stale(after(21), unit={"exemptions": [EXEMPTION]}))
    [back] = [found for found in again.reopened if found.subject == CHANNEL]
    assert back_words(back).zh == f"（此前于{after(1)}撤回，现有新的证据）"
    assert (back.reopened, back.opened, back.is_back) == (1, after(21), True)
    [kept] = [f for f in night(ledger, stale(after(22))).findings if f.subject == CHANNEL]
    assert kept.is_back, "as long as it lasts"


def seen(day: date, *looks: str) -> Dossier:
    """The stale channel, as these looks saw it; the last of them goes on until `day`."""
    channel = {"items": ["2026-01-05 旧"], "seen": [f"{looks[-1]}..{day} x5"]}
    channel["seen"] = [*looks[:-1], *channel["seen"]]
    return dossier({"day": day, "sites": [{"items": ["2026-11-01 x6"], "channels": [channel]}]})


def test_what_the_office_took_back_stays_so_while_the_page_shows_the_same(ledger: Ledger) -> None:
    night(ledger, seen(DAY, "open 2026-10-01"))
    office_withdraws(ledger, DAY)
    for days in (1, 30, 200):
        assert not is_told(night(ledger, seen(after(days), "open 2026-10-01"))), days
    assert turns(ledger) == ["opened", "withdrawn"]
    assert of_channel(ledger).withdrawn_why == "该栏目已停用，登记有误"


def test_a_look_that_began_after_the_office_spoke_is_new_evidence(ledger: Ledger) -> None:
    night(ledger, seen(DAY, "open 2026-10-01"))
    office_withdraws(ledger, DAY)
    again = night(ledger, seen(after(9), "open 2026-10-01..2026-11-25 x50", "open 2026-11-28"))
    [back] = [found for found in again.reopened if found.subject == CHANNEL]
    assert "此前于2026-11-23撤回" in back_words(back).zh and back.withdrawn_by == "王主任"
    assert turns(ledger) == ["opened", "withdrawn", "reopened"]
    said = events_of(ledger, back.id)[1]
    assert (said.withdrawn_by, said.withdrawn_why) == ("王主任", "该栏目已停用，登记有误")


def test_a_repair_after_it_is_no_repair_of_what_was_taken_back(ledger: Ledger) -> None:
    night(ledger, seen(DAY, "open 2026-10-01"))
    office_withdraws(ledger, DAY)
    assert CHANNEL not in {found.subject for found in night(ledger, fresh(after(1))).closed}
    assert of_channel(ledger).state == "withdrawn"


@pytest.mark.parametrize(
    ("before", "now", "is_new"),
    [
        ("205 d", "206 d", False),
        ("3 failures", "9 failures", False),
        ("41.0%", "62.5%", True),
        ("5/9", "8/9", True),
    ],
)
def test_another_measure_is_new_unless_waiting_alone_brings_it(
    before: str, now: str, is_new: bool
) -> None:
    was = withdrawn(plain(measured=before), Withdrawal("office", "王主任", "有误"), DAY)
    assert has_new_evidence(was, plain(measured=now), after(1)) is is_new


@pytest.mark.parametrize(
    ("began", "is_new"),
    [("2026-10-02T18:00:00Z", False), ("2026-11-24T18:00:00Z", True)],
    ids=["before the office spoke", "after it"],
)
def test_another_page_is_new_only_where_its_look_began_after_the_office_spoke(
    began: str, is_new: bool
) -> None:
    def resting_on(url: str, first_at: str) -> Finding:
        piece: dict[str, object] = {
            "url": url,
            "sha256": url,
            "outcome": "open",
            "first_at": first_at,
        }
        return replace(plain(measured="9 d"), evidence=(piece,))

    before = resting_on("http://hb.example.gov.cn/1", "2026-10-01T18:00:00Z")
    was = withdrawn(before, Withdrawal("office", "王主任", "有误"), DAY)
    now = resting_on("http://hb.example.gov.cn/2", began)
    assert has_new_evidence(was, now, after(2)) is is_new


def plain(**more: str) -> Finding:
    found = finding(1, "huanbao", "vague_expense", "……", "…")
    return replace(found, **more)  # type: ignore[arg-type]


def never_opened(day: date, url: str) -> Dossier:
    span = f"dns_nxdomain 2026-11-01..{day} x23"
    return dossier({"day": day, "sites": [{"url": url, "seen": [span]}]})


def states(ledger: Ledger) -> dict[str, tuple[str, str]]:
    found = findings_of(ledger, "huanbao")
    return {each.rule: (each.state, each.withdrawn_kind) for each in found}


def test_a_doubt_about_our_own_list_takes_it_back(ledger: Ledger) -> None:
    night(ledger, never_opened(DAY, "http://hb.example.gov.cn/"))
    assert states(ledger)["missing_site"] == ("open", "")
    named = {"name": "某县质量技术监督局"}  # of a unit that a reform did away with in 2018
    later = never_opened(after(1), "http://hb.example.gov.cn/")
    night(ledger, replace(later, unit=later.unit.model_copy(update=named)))
    assert states(ledger)["missing_site"] == ("withdrawn", "our_own_list")


def test_an_address_put_right_takes_back_that_there_is_no_site(ledger: Ledger) -> None:
    night(ledger, never_opened(DAY, "http://hb.example.gov.cn/"))
    right = {"url": "http://www.hbj.gov.cn/", "seen": [f"waf_challenge {after(1)} x1"]}
    night(ledger, dossier({"day": after(1), "sites": [right]}))
    assert states(ledger)["missing_site"] == ("withdrawn", "site_replaced")


def test_a_blank_that_is_no_longer_confirmed_takes_it_back_too(ledger: Ledger) -> None:
    site = {"by": "检查组", "on": date(2026, 3, 1)}
    nowhere = {"no_own_site": site | {"no_portal_channel": True}}
    night(ledger, dossier({"day": DAY, "unit": nowhere}))
    assert states(ledger)["missing_site"] == ("open", "")
    night(ledger, dossier({"day": after(1), "unit": {"no_own_site": site}}))
    assert states(ledger)["missing_site"] == ("withdrawn", "list_corrected"), "of the portal"
    night(ledger, dossier({"day": after(2), "unit": nowhere}))
    assert states(ledger)["missing_site"][0] == "open"
    night(ledger, dossier({"day": after(3)}))
    assert states(ledger)["missing_site"] == ("withdrawn", "list_corrected")


def test_two_pinned_addresses_are_told_apart(ledger: Ledger) -> None:
    pin = {"url": "http://hb.example.gov.cn/tzgg/", "name": "通知公告"}
    channel = {"items": ["2026-01-05 旧"], "class_from": "pinned"}
    sites = {"sites": [{"items": ["2026-11-01 x6"], "channels": [channel]}]}
    night(ledger, dossier({"day": DAY, **sites, "unit": {"channels": [pin]}}))
    assert of_channel(ledger).address == pin["url"]
    without = {"sites": [{"items": ["2026-11-01 x6"]}]}
    night(ledger, dossier({"day": after(1), **without, "unit": {"channels": [pin]}}))
    assert of_channel(ledger).state == "open", "not seen tonight is no ground"
    night(ledger, dossier({"day": after(2), **without}))
    assert of_channel(ledger).withdrawn_kind == "site_replaced"


def test_of_a_ledger_that_did_not_write_addresses_down_a_host_that_is_gone_is_enough(
    ledger: Ledger,
) -> None:
    night(ledger, stale())
    ledger.db.conn.execute("UPDATE finding SET address = ''")
    other = {"sites": [{"url": "http://hbj.example.gov.cn/", "items": ["2026-11-20 x6"]}]}
    night(ledger, dossier({"day": after(1), **other}))
    assert of_channel(ledger).withdrawn_kind == "site_replaced"


def test_the_deadline_is_given_once_and_anew_only_with_a_new_life(ledger: Ledger) -> None:
    def told(given: Dossier) -> Finding:
        first = given.as_of

        def in_ten(day: date) -> date:
            return day + timedelta(days=10)

        ledger_night(ledger, given)
        inspect([given], ledger, run_id=first.isoformat(), as_of=first, due_after=in_ten)
        return of_channel(ledger)

    assert told(stale()).due == after(10)
    assert told(stale(after(4))).due == after(10)
    told(fresh(after(5)))
    assert told(stale(after(6))).due == after(16)
    ledger.db.conn.execute("UPDATE finding SET due = NULL")
    assert told(dossier({"day": after(7), "sites": [{}]})).due == after(16), "an older ledger's"


def ledger_night(ledger: Ledger, given: Dossier) -> None:
    run = Run(f"{given.as_of}", given.as_of, datetime(2026, 1, 1, tzinfo=UTC))
    if ledger.run(run.id) is None:
        ledger.sync_units([given.unit], run.started_at)
        ledger.begin_run(run)
