"""Which sites count, which were checked, and what may be said of them."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from monitor.judging.verdict import Why
from monitor.quarterly.sites import SiteResult, government_sites, site_of
from store.outcomes import Outcome
from tests.monitor.quarterly.city import (
    HUANBAO,
    NIGHT,
    Q4,
    UNITS,
    VETO_RULES,
    answer,
    clear,
    figures,
    life,
    looked,
    office,
    problem,
    with_site,
)


def result(folder: Path, **given: object) -> SiteResult:
    found = figures(office(folder), **given)  # type: ignore[arg-type]
    return next(site.result for site in found.all.sites if site.unit.id == "huanbao")


def test_courts_and_channels_of_a_portal_are_no_government_sites() -> None:
    assert [unit.id for unit, _ in government_sites(UNITS, Q4)] == ["huanbao", "jiaoyu", "xuexiao"]


def test_a_site_counts_while_it_is_on_record() -> None:
    gone = with_site(HUANBAO, until=date(2026, 9, 30))
    last_day = with_site(HUANBAO, until=date(2026, 10, 1))
    to_come = with_site(HUANBAO, since=date(2027, 1, 1))
    counted = [len([*government_sites([one], Q4)]) for one in (gone, last_day, to_come)]
    assert counted == [0, 1, 0]


def test_in_order_is_said_where_every_indicator_was_answered(tmp_path: Path) -> None:
    assert result(tmp_path) is SiteResult.IN_ORDER


@pytest.mark.parametrize("rule", sorted(VETO_RULES))
def test_one_indicator_without_an_answer_leaves_no_conclusion(tmp_path: Path, rule: str) -> None:
    assert result(tmp_path, answers=clear("huanbao", rule)) is SiteResult.UNDECIDED
    unknown = [*clear("huanbao", rule), answer("huanbao", rule, "cannot_tell", Why.BLOCKED.value)]
    assert result(tmp_path, answers=unknown) is SiteResult.UNDECIDED
    no_question = [*clear("huanbao", rule), answer("huanbao", rule, "not_applicable")]
    assert result(tmp_path, answers=no_question) is SiteResult.IN_ORDER


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        (Outcome.OPEN, SiteResult.IN_ORDER),
        (Outcome.TCP_TIMEOUT, SiteResult.IN_ORDER),
        (Outcome.WAF_CHALLENGE, SiteResult.NOT_CHECKED),
        (Outcome.NOT_JUDGED, SiteResult.NOT_CHECKED),
    ],
)
def test_behind_a_wall_or_with_our_own_network_blind_nothing_was_checked(
    tmp_path: Path, outcome: Outcome, said: SiteResult
) -> None:
    assert result(tmp_path, seen=[looked("huanbao", outcome)]) is said


def test_nights_before_the_quarter_do_not_count(tmp_path: Path) -> None:
    found = figures(office(tmp_path))
    assert {site.nights for site in found.all.sites} == {2}


@pytest.mark.parametrize(
    ("rule", "more", "is_one"),
    [
        ("stale_homepage", {}, True),
        ("stale_homepage", {"clause": "guide2017.a1"}, False),
        ("stale_homepage", {"threshold_mark": "local"}, False),
        ("channels_not_updated", {"clause": "insp2019.channels", "kind": "veto"}, True),
        ("channels_not_updated", {"clause": "insp2019.channels", "kind": "many"}, False),
        ("unreachable_site", {"clause": "insp2019.access", "kind": "outage"}, False),
        ("hijacked_site", {"clause": "insp2019.safety"}, False),
        ("hijacked_site", {"clause": "insp2019.safety", "severity": "critical"}, True),
        ("backdated_item", {"clause": "insp2019.safety", "severity": "critical"}, False),
    ],
)
def test_a_veto_is_one_only_by_the_standards_own_sampling(
    tmp_path: Path, rule: str, more: dict[str, str], is_one: bool
) -> None:
    found = problem(7, "huanbao", rule, **more)
    told = figures(office(tmp_path), [(found, [life(found, NIGHT)])])
    [site] = [site for site in told.all.sites if site.unit.id == "huanbao"]
    assert (site.result is SiteResult.VETOED) is is_one
    assert site.vetoes == ((7,) if is_one else ())


def test_a_problem_stands_on_the_site_that_its_address_names() -> None:
    second = HUANBAO.sites[0].model_copy(update={"id": "two", "url": "http://two.example.test/"})
    two = HUANBAO.model_copy(update={"sites": [*HUANBAO.sites, second]})
    found = problem(7, "huanbao", "overdue_reply", subject="channel:http://two.example.test/ly/")
    assert site_of(replace(found, address=""), two) == "two"
    assert site_of(replace(found, subject="site:two"), two) == "two"
    assert site_of(replace(found, subject="unit", address=""), two) == "main"
