"""The life of findings over nights, in a real ledger: opened once, kept without a new row, closed
by `clear` alone.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from monitor.dossier.facts import Dossier
from monitor.judging.inspection import Inspection, inspect
from store.findings import FindingTurn, events_of, finding, findings_of, open_findings
from store.judged import Extent, JudgedUnits, extent_of
from store.ledger import Ledger, open_ledger
from store.records import Run
from tests.monitor.notation import HOST, Table, dossier

CHANNEL = "channel:http://hb.example.gov.cn/tzgg/"
DAY = date(2026, 11, 23)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    opened = open_ledger(tmp_path / "ledger.db")
    yield opened
    opened.db.close()


def night(ledger: Ledger, *given: Dossier, draft: bool = False) -> Inspection:
    run = Run(
        id=f"{given[0].as_of}", day=given[0].as_of, started_at=datetime(2026, 1, 1, tzinfo=UTC)
    )
    if ledger.run(run.id) is None:
        ledger.sync_units([each.unit for each in given], run.started_at)
        ledger.begin_run(run)
    return inspect(iter(given), ledger, run_id=run.id, as_of=run.day, draft=draft)


def stale(day: date = DAY, **more: object) -> Dossier:
    return dossier(
        {
            "day": day,
            "sites": [{"items": ["2026-11-01 x6"], "channels": [{"items": ["2026-01-05 旧"]}]}],
            **more,
        }
    )


def fresh(day: date = DAY) -> Dossier:
    return dossier(
        {"day": day, "sites": [{"items": [f"{day} x6"], "channels": [{"items": [f"{day} 新"]}]}]}
    )


def after(days: int) -> date:
    return DAY + timedelta(days=days)


def test_a_finding_that_lasts_is_one_row_with_one_event(ledger: Ledger) -> None:
    first = night(ledger, stale())
    second = night(ledger, stale(after(1)))
    assert {found.rule for found in first.opened} == {"stale_homepage", "stale_channel"}
    assert second.opened == () and len(second.findings) == 2
    kept = next(
        found for found in open_findings(ledger, "huanbao") if found.rule == "stale_channel"
    )
    assert (kept.opened, kept.last_confirmed, kept.measured) == (DAY, after(1), "323 d")
    assert [event.what for event in events_of(ledger, kept.id)] == [FindingTurn.OPENED]
    assert ledger.db.conn.execute("SELECT count(*) FROM finding").fetchone() == (2,)


def test_the_same_night_judged_twice_changes_nothing(ledger: Ledger) -> None:
    night(ledger, stale())
    before = findings_of(ledger, "huanbao")
    assert night(ledger, stale()).opened == ()
    assert findings_of(ledger, "huanbao") == before


def test_clear_closes_and_a_return_reopens_the_same_finding(ledger: Ledger) -> None:
    opened = {found.id for found in night(ledger, stale()).opened}
    closed = night(ledger, fresh(after(1)))
    assert {found.id for found in closed.closed} == opened and closed.findings == ()
    again = night(ledger, stale(after(2)))
    assert {found.id for found in again.reopened} == opened
    known = finding(ledger, min(opened))
    assert known and (known.reopened, known.opened, known.closed) == (1, after(2), None)
    assert [event.what for event in events_of(ledger, known.id)] == [
        FindingTurn.OPENED,
        FindingTurn.CLOSED,
        FindingTurn.REOPENED,
    ]


@pytest.mark.parametrize(
    "later",
    [
        {"network_good": False},
        {"clock_suspect": True},
        {"coverage": {"state": "not_judged"}},
        {"sites": [{"seen": ["tcp_timeout 2026-11-24 x1"]}]},
        {"sites": [{"channels": [{"is_present": False, "items": ["2026-01-05 旧"]}]}]},
        {"sites": [{}]},
    ],
    ids=[
        "blind",
        "clock",
        "not judged",
        "site down",
        "no longer linked",
        "subject gone",
    ],
)
def test_nothing_but_clear_closes(ledger: Ledger, later: Table) -> None:
    night(ledger, stale())
    kept = night(ledger, stale(after(1), **later))
    assert CHANNEL in {found.subject for found in kept.findings}
    assert CHANNEL not in {found.subject for found in kept.closed}


def test_a_draft_writes_nothing_and_names_what_deserves_a_second_look(ledger: Ledger) -> None:
    draft = night(ledger, stale(), draft=True)
    assert draft.second_look_urls() == {
        "huanbao": ["http://hb.example.gov.cn/tzgg/", "http://hb.example.gov.cn/"]
    }
    assert open_findings(ledger) == []
    night(ledger, stale())
    assert night(ledger, stale(after(1)), draft=True).second_look_urls() == {}, (
        "what is already open needs none"
    )


def test_judging_the_past_again_does_not_rewrite_the_present(ledger: Ledger) -> None:
    night(ledger, stale(after(5)))
    before = findings_of(ledger, "huanbao")
    night(ledger, fresh(DAY))
    assert findings_of(ledger, "huanbao") == before


def test_a_budget_cleared_as_a_whole_closes_its_rows(ledger: Ledger) -> None:
    budget = {"spending": [{"lines": ["30299 其他商品和服务支出 0.4 problem"]}], "sites": [{}]}
    itemised = {"spending": [{"lines": ["30201 办公费 0.4 -"]}], "sites": [{}]}
    night(ledger, dossier({"day": DAY, **budget}))
    assert [found.subject for found in open_findings(ledger)] == ["spending:budget:2012:30299"]
    assert len(night(ledger, dossier({"day": after(1), **itemised})).closed) == 1


def test_judged_of_all_counts_only_who_could_be_judged(ledger: Ledger) -> None:
    blind = stale(network_good=False, unit={"id": "shuiju", "name": "水利局"})
    blank = dossier(
        {
            "day": DAY,
            "unit": {
                "id": "renfang",
                "name": "人防办",
                "no_own_site": {"by": "检查组", "on": date(2026, 1, 1), "no_portal_channel": True},
            },
        }
    )
    seen = night(ledger, stale(), blind, blank)
    assert seen.judged_units == JudgedUnits(3, 0, 2, 1, 0, undecided=39)
    assert [extent_of(result.counts) for result in seen.units] == [
        Extent.PARTLY,
        Extent.NOT_AT_ALL,
        Extent.PARTLY,
    ]


def test_the_machine_object(ledger: Ledger) -> None:
    told = night(ledger, stale()).as_json()
    counts = ["judged", "of", "wholly", "partly", "not_at_all", "not_applicable", "undecided"]
    lists = ["verdicts", "findings", "under_secrecy", "not_judged", "partly_judged"]
    assert list(told) == [*counts, *lists]
    assert set(told["verdicts"]) == {"problem", "clear", "cannot_tell", "not_applicable"}  # type: ignore[call-overload]
    found = told["findings"][0]  # type: ignore[index]
    assert (
        " ".join(found)
        == "unit unit_name rule subject severity opened measured threshold clause sentence_zh sentence_en evidence examined"
    )
    assert found["unit_name"] == "环保局" and found["opened"] == "2026-11-23"
    assert found["evidence"][0]["url"] == "http://hb.example.gov.cn/tzgg/"


def test_verdicts_are_kept_as_spans(ledger: Ledger) -> None:
    for n in range(3):
        night(ledger, stale(after(n)))
    rows = ledger.db.conn.execute(
        "SELECT answer, nights FROM verdict WHERE rule = 'stale_channel'"
    ).fetchall()
    assert rows == [("problem", 3)]


def test_a_good_example_is_named_once_and_not_beside_a_fault(ledger: Ledger) -> None:
    praised = night(ledger, fresh())
    words = [
        str(verdict.good) for result in praised.units for verdict in result.verdicts if verdict.good
    ]
    opens = "环保局的自建网站首页2026年10月{}日以来30次夜间检查均能打开"
    assert words == [
        opens.format(25),
        "环保局有更新时限的栏目均未超过检查时限，近30天发布信息1条（不含办事指南等仅作提醒的栏目）",
    ]
    half = dossier(
        {
            "day": after(1),
            "sites": [{"items": [f"{after(1)} x6"], "channels": [{"items": ["2026-01-05 旧"]}]}],
        }
    )
    blamed = night(ledger, half)
    assert [str(v.good) for result in blamed.units for v in result.verdicts if v.good] == [
        opens.format(26)
    ]


def test_praise_counts_over_all_that_was_seen_of_a_unit(ledger: Ledger) -> None:
    """Of a channel that is only ever warned of, and of items that were first seen late, nothing."""
    many = dossier(
        {
            "day": DAY,
            "sites": [
                {
                    "channels": [
                        {"url": f"{HOST}/tzgg/", "items": [f"{DAY} x5"]},
                        {"url": f"{HOST}/zcwj/", "class": "policy", "items": [f"{DAY} x40"]},
                        {"url": f"{HOST}/qt/", "class": "other", "items": [f"{DAY} x9"]},
                    ]
                }
            ],
        }
    )
    (praise,) = (
        v.good for v in night(ledger, many).units[0].verdicts if v.good and v.rule != "missing_site"
    )
    assert (
        str(praise)
        == "环保局有更新时限的栏目均未超过检查时限，近30天发布信息35条（不含办事指南等仅作提醒的栏目）"
    )
