"""Absence of a look is never “clear” and never “not applicable”: over all rules, whatever keeps us
from seeing a unit.
"""

from datetime import date

import pytest

from monitor.judging.judge import judge
from monitor.judging.registry import rules
from monitor.judging.verdict import JUDGED, Answer, Verdict, Why
from monitor.judging.words import FOUND_NOTHING, NOT_APPLICABLE_TEXT, WHY_TEXT
from monitor.measures.access import shows_the_site
from store.judged import Extent, JudgedCounts, extent_of
from store.outcomes import Outcome
from tests.monitor.notation import Table, dossier

DAYS = (date(2012, 10, 15), date(2016, 6, 1), date(2018, 6, 1), date(2026, 11, 23))
KINDS = ("department", "township", "vertical", "judicial", "public_enterprise")
# By the law, the kind of unit, its parent, the office's word, or because another rule answers. A
# kind that is not here speaks of what was seen; a new one is added only where it needs no look.
NEEDS_NO_LOOK = {
    *("no_clause", "rule_off", "exempt", "parent_answers", "no_own_budget", "not_due"),
    *("not_yet_established", "portal_channel", "exempt_class", "no_site", "intranet"),
    *("never_opened", "nothing_owed", "not_an_organ", "item_not_due", "item_before_it_was_set_up"),
    *("no_account", "no_old_names"),
}
ANSWERS = ("missing_site", "intranet_only_site", "unreachable_site")
UNSEEN = [outcome for outcome in Outcome if not outcome.shows_the_page]
NOTHING = {"pages": 0, "open": 0.0}


def never_seen(day: date, outcome: Outcome, kind: str) -> Table:
    """Two places, asked for on every night of a month, and never once seen."""
    seen = [f"{outcome} {day.replace(day=1)}..{day} x{day.day}"]
    places: list[Table] = [{"seen": seen}, {"id": "portal", "kind": "portal_channel", "seen": seen}]
    places[1]["url"] = "http://www.example.gov.cn/hb/"
    return {"day": day, "unit": {"kind": kind}, "sites": places, "coverage": NOTHING}


def claims_without_a_look(verdicts: tuple[Verdict, ...]) -> list[tuple[str, str, str]]:
    return [
        (verdict.rule, verdict.answer, verdict.kind)
        for verdict in verdicts
        if verdict.answer is Answer.CLEAR
        or (
            verdict.answer is Answer.NOT_APPLICABLE
            and verdict.kind not in NEEDS_NO_LOOK
            and not verdict.warning  # of the page that stood in its place
        )
    ]


def _tells_that_it_answers(claim: tuple[str, str, str], outcome: Outcome) -> bool:
    """A page that a visitor finds there and we cannot read: that much was seen."""
    rule, answer, _ = claim
    return shows_the_site(outcome) and answer == Answer.CLEAR and rule in ANSWERS


def extent(verdicts: tuple[Verdict, ...]) -> Extent:
    answers = [verdict.answer for verdict in verdicts]
    return extent_of(
        JudgedCounts(sum(map(answers.count, JUDGED)), answers.count(Answer.CANNOT_TELL))
    )


@pytest.mark.parametrize("outcome", UNSEEN)
def test_of_a_unit_never_seen_nothing_is_clear_nor_not_applicable(outcome: Outcome) -> None:
    for day in DAYS:
        for kind in KINDS:
            verdicts = judge(dossier(never_seen(day, outcome, kind)))
            assert {verdict.rule for verdict in verdicts} == set(rules())
            claims = claims_without_a_look(verdicts)
            assert not [claim for claim in claims if not _tells_that_it_answers(claim, outcome)]
            assert extent(verdicts) is not Extent.WHOLLY, (day, kind)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("day", DAYS)
def test_nor_of_one_not_visited_tonight_nor_without_an_address(day: date, kind: str) -> None:
    unit = {"kind": kind}
    unvisited: list[Table] = [{"seen": [], "channels": [{"seen": []}]}]
    not_visited = {"sites": unvisited, "coverage": {**NOTHING, "state": "not_visited"}}
    for unseen in ({}, not_visited):
        verdicts = judge(dossier({"day": day, "unit": unit, "coverage": NOTHING, **unseen}))
        assert not claims_without_a_look(verdicts)
        assert not [verdict for verdict in verdicts if verdict.answer in JUDGED]


@pytest.mark.parametrize("day", DAYS)
def test_a_confirmed_blank_is_judged_on_its_entry_point_alone(day: date) -> None:
    unit = {"no_own_site": {"by": "检查组", "on": date(2012, 1, 1), "no_portal_channel": True}}
    verdicts = judge(dossier({"day": day, "unit": unit}))
    assert not claims_without_a_look(verdicts)
    assert {verdict.rule for verdict in verdicts if verdict.answer in JUDGED} == {"missing_site"}
    assert extent(verdicts) is Extent.PARTLY


def test_what_was_met_in_the_place_of_the_page_is_the_reason() -> None:
    parked = judge(dossier(never_seen(DAYS[0], Outcome.PARKED, "department")))
    reasons = {verdict.rule: verdict.reason for verdict in parked if verdict.why is Why.SITE_DOWN}
    assert reasons["vague_expense"] == "site_down:parked"
    assert any("域名被停放或出售" in verdict.sentence_zh for verdict in parked)


def test_a_unit_whose_home_page_was_asked_for_is_not_told_as_never_asked() -> None:
    behind: Table = {"seen": ["open 2026-10-01 x1"], "items": ["2026-09-01 旧"]}
    failing: Table = {"seen": [f"http_5xx {DAYS[-1]} x1"], "channels": [behind]}
    verdicts = judge(dossier({"day": DAYS[-1], "sites": [failing]}))
    told = {verdict.subject: verdict for verdict in verdicts if verdict.rule == "stale_channel"}
    assert told, "a channel behind the home page"
    assert {verdict.reason for verdict in told.values()} == {"site_down:http_5xx"}
    reasons = {verdict.reason for verdict in verdicts if verdict.answer is Answer.CANNOT_TELL}
    assert "not_visited" not in reasons
    assert not any("未曾访问" in verdict.sentence_zh for verdict in verdicts)


def test_of_a_unit_without_an_address_nothing_is_said_of_its_channels() -> None:
    verdicts = judge(dossier({"day": DAYS[-1], "unit": {}, "coverage": NOTHING}))
    assert not [v for v in verdicts if v.why is Why.NO_CHANNEL_FOUND]
    assert Why.NO_ADDRESS in {v.why for v in verdicts if v.rule == "missing_disclosure"}


def test_a_reason_and_what_it_gives_reason_for_say_nothing_twice() -> None:
    assert not [why for why, words in WHY_TEXT.items() if "本次" in words.zh]


def test_every_kind_is_of_one_sort() -> None:
    assert set(NOT_APPLICABLE_TEXT) >= NEEDS_NO_LOOK
    assert not NEEDS_NO_LOOK & FOUND_NOTHING
