"""What is asked of the list of findings, and which that is."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from monitor.console.attention import LastNight, Need, needs
from monitor.console.worklist import NOBODY, FindingsAsked, asked_for, chosen, counts, persons
from store.desk.entries import Standing
from store.findings import FindingTurn
from tests.monitor.report.sample import DAY, DUE, NO_SITE, STALE

TODAY = DUE + timedelta(days=2)
NIGHT = LastNight(DAY, {STALE.id: FindingTurn.OPENED})
FOUND = needs(
    [STALE, *NO_SITE],
    {STALE.id: Standing(person="王主任", deadline=TODAY)},
    NIGHT,
    TODAY,
)


def ids(found: list[Need]) -> set[int]:
    return {need.finding.id for need in found}


def listed(**asked: str) -> set[int]:
    return ids(chosen(FOUND, asked_for(asked), None, lambda unit: f"名{unit}"))


def test_an_address_asks_what_it_says_and_says_what_it_asks() -> None:
    asked = FindingsAsked(show="overdue", q="更新 栏目", rule="stale_channel", sort="due")
    query = dict(pair.split("=", 1) for pair in asked.address().split("?")[1].split("&"))
    assert set(query) == {"show", "q", "rule", "sort"}
    assert asked.address(show="open", q="", rule="", sort="") == "/findings"
    assert asked.address(start=50).endswith("&start=50")


def test_what_is_not_understood_is_not_asked_for() -> None:
    assert (
        asked_for({"show": "nonsense", "sort": "x", "due": "soon", "other": "1"}) == FindingsAsked()
    )


@pytest.mark.parametrize(
    ("asked", "is_stale_listed"),
    [
        ({}, True),
        ({"person": "王主任"}, True),
        ({"person": NOBODY}, False),
        ({"due": TODAY.isoformat()}, True),
        ({"due": (DUE - timedelta(days=1)).isoformat()}, False),
        ({"q": f"#{STALE.id}"}, True),
        ({"q": f"{STALE.id}"}, True),
        ({"q": "王主任"}, True),
        ({"q": f"名{STALE.unit}"}, True),
        ({"q": "没有这样的词"}, False),
        ({"rule": STALE.rule}, True),
        ({"rule": "thin_guide"}, False),
        ({"show": "new"}, True),
        ({"severity": STALE.severity}, True),
    ],
)
def test_each_condition_by_itself(asked: dict[str, str], is_stale_listed: bool) -> None:
    assert (STALE.id in listed(**asked)) is is_stale_listed


def test_units_are_those_that_may_be_seen_and_are_asked_for() -> None:
    assert ids(chosen(FOUND, FindingsAsked(), {STALE.unit}, str)) == {STALE.id}
    assert chosen(FOUND, FindingsAsked(), frozenset(), str) == []


def test_orders() -> None:
    by_unit = chosen(FOUND, FindingsAsked(sort="unit"), None, str)
    assert [need.finding.unit for need in by_unit] == sorted(need.finding.unit for need in FOUND)
    assert chosen(FOUND, FindingsAsked(), None, str) == FOUND
    by_due = chosen(FOUND, FindingsAsked(sort="due"), None, str)
    days = [need.due or date.max for need in by_due]
    assert days == sorted(days)
    old = [replace(need, finding=replace(need.finding, opened=DAY - timedelta(days=n))) for n, need in enumerate(FOUND)]  # fmt: skip
    assert chosen(old, FindingsAsked(sort="newest"), None, str) == old
    assert chosen(old, FindingsAsked(sort="oldest"), None, str) == old[::-1]


def test_counts_are_those_of_the_lists() -> None:
    asked = FindingsAsked(rule=STALE.rule)
    told = counts(FOUND, asked, None, str)
    for show, n in told.items():
        assert len(chosen(FOUND, replace(asked, show=show), None, str)) == n
    assert persons(FOUND) == ["王主任"]
