"""N7: random histories of a site, of our own line, of killed nights and of a clock that jumps,
against a small oracle.

Never a false "missing", never a false outage; every outage of three days that we could see is
found. Ten thousand of each in `make soak`, a few hundred otherwise.
"""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.dossier.facts import Coverage, PageView, Sighting
from monitor.judging.judge import judge_by
from monitor.judging.registry import rules
from monitor.judging.verdict import Answer, Verdict
from store.outcomes import Outcome, OutcomeGroup
from tests.monitor.notation import dossier
from tests.monitor.spans import spans_of

FIRST = date(2026, 6, 1)
EMPTY = dossier({"day": FIRST, "sites": [{}]})
DOWN = (
    Outcome.DNS_NXDOMAIN,
    Outcome.TCP_REFUSED,
    Outcome.TCP_TIMEOUT,
    Outcome.HTTP_5XX,
    Outcome.EMPTY_200,
    Outcome.TCP_RESET,
)
OTHER = (
    Outcome.WAF_CHALLENGE,
    Outcome.MAINTENANCE,
    Outcome.HTTP_401_403,
    Outcome.NEEDS_BROWSER,
    Outcome.TLS_EXPIRED,
)


@dataclass(frozen=True)
class Night:
    """One night as it truly was."""

    truth: Outcome  # what a visitor would have met
    line_is_bad: bool = False  # we saw silence whatever the truth; the run says that it was blind
    is_killed: bool = False  # no look came of it
    clock_off_days: int = 0  # our clock showed another day; the servers' Date headers gave it away


up = st.just(Outcome.OPEN)
truths = st.one_of(up, up, st.sampled_from(DOWN), st.sampled_from(OTHER))
rarely = st.sampled_from((False, False, False, True))
jumps = st.sampled_from((0, 0, 0, 0, 0, -2, 2, 400, -15_000))
nights = st.lists(st.builds(Night, truths, rarely, rarely, jumps), min_size=1, max_size=25)
tails = st.lists(
    st.builds(Night, st.sampled_from((*DOWN, Outcome.OPEN)), rarely, rarely, jumps), max_size=18
)


def day_of(number: int) -> date:
    return FIRST + timedelta(days=number)


def at(number: int) -> datetime:
    return datetime.combine(day_of(number), time(4), tzinfo=UTC)


def seen(history: list[Night]) -> tuple[Sighting, ...]:
    """As the ledger keeps it: the same outcome again is the same span; a killed night leaves
    nothing, a blind one says so.
    """
    seen = (Outcome.TCP_TIMEOUT if night.line_is_bad else night.truth for night in history)
    left = (
        None if night.is_killed else outcome for night, outcome in zip(history, seen, strict=True)
    )
    return tuple(_sighting(outcome, numbers, history) for outcome, numbers in spans_of(left))


def _sighting(outcome: Outcome, numbers: list[int], history: list[Night]) -> Sighting:
    sure = tuple(day_of(number) for number in numbers if not history[number].line_is_bad)
    kept = sure if outcome.group is OutcomeGroup.UNREACHABLE and len(sure) < len(numbers) else None
    return Sighting(
        outcome, at(numbers[0]), at(numbers[-1]), len(numbers), nights=len(numbers), sure_days=kept
    )


def judged(rule: str, history: list[Night]) -> Verdict:
    last = history[-1]
    empty = replace(EMPTY, as_of=day_of(len(history) - 1))
    home = PageView(
        "http://hb.example.gov.cn/", "", "home", seen(history), visited_tonight=not last.is_killed
    )
    proving = (OutcomeGroup.BLOCKED, OutcomeGroup.POLICY, OutcomeGroup.OURS)
    effective = [
        n for n in history if not n.is_killed and not n.line_is_bad and n.truth.group not in proving
    ]
    site = replace(empty.sites[0], home=home, effective_nights=len(effective))
    state = Coverage(1, 1, 0, 0, 1, 1.0, "not_visited" if last.is_killed else "complete")
    told = replace(
        empty,
        sites=(site,),
        network_good=not last.line_is_bad,
        clock_suspect=last.clock_off_days != 0,
        coverage=state,
    )
    (verdict,) = judge_by(rules()[rule], told)
    return verdict


def could_see(history: list[Night]) -> list[Night]:
    """The oracle's nights: those on which somebody with good eyes looked."""
    return [night for night in history if not night.is_killed and not night.line_is_bad]


def missing_is_only_said_of_what_nobody_could_open(before: list[Night], tail: list[Night]) -> None:
    history = [*before, *tail]
    verdict = judged("missing_site", history)
    if verdict.answer is Answer.PROBLEM:
        looks = could_see(history)
        assert len(looks) >= 14
        assert all(night.truth in DOWN for night in looks)
        assert could_see(history[-1:]), "tonight was looked at"


def an_outage_is_only_said_of_what_nobody_could_open(
    before: list[Night], tail: list[Night]
) -> None:
    history = [*before, *tail]
    verdict = judged("unreachable_site", history)
    if verdict.answer is Answer.PROBLEM and verdict.kind == "outage":
        looks = could_see(history)
        assert not history[-1].line_is_bad
        assert not history[-1].clock_off_days, "our own clock was in doubt"
        assert [night.truth in DOWN for night in looks[-3:]] == [True] * 3
        assert any(
            night.truth.group in (OutcomeGroup.OPEN, OutcomeGroup.DEFECTIVE) for night in looks
        ), "else it is another rule's business"


def three_days_of_silence_are_found(before: list[Night], outage: list[Outcome]) -> None:
    calm = [
        replace(night, truth=Outcome.OPEN) if night.truth.group is OutcomeGroup.BLOCKED else night
        for night in before
    ]
    history = [Night(Outcome.OPEN), *calm, *(Night(outcome) for outcome in outage)]
    verdict = judged("unreachable_site", history)
    assert (verdict.answer, verdict.kind) == (Answer.PROBLEM, "outage"), verdict


def histories(number: int) -> settings:
    return settings(max_examples=number, deadline=None, suppress_health_check=list(HealthCheck))


FEW, MANY = 150, 10_000
outages = st.lists(st.sampled_from(DOWN), min_size=4, max_size=9)  # four looks are three days


@histories(FEW)
@given(nights, tails)
def test_missing(before: list[Night], tail: list[Night]) -> None:
    missing_is_only_said_of_what_nobody_could_open(before, tail)


@histories(FEW)
@given(nights, tails)
def test_outages(before: list[Night], tail: list[Night]) -> None:
    an_outage_is_only_said_of_what_nobody_could_open(before, tail)


@histories(FEW)
@given(nights, outages)
def test_found(before: list[Night], outage: list[Outcome]) -> None:
    three_days_of_silence_are_found(before, outage)


@pytest.mark.soak
@pytest.mark.timeout(3600)
@histories(MANY)
@given(nights, tails)
def test_ten_thousand_histories_without_a_false_missing(
    before: list[Night], tail: list[Night]
) -> None:
    missing_is_only_said_of_what_nobody_could_open(before, tail)
    an_outage_is_only_said_of_what_nobody_could_open(before, tail)


@pytest.mark.soak
@pytest.mark.timeout(3600)
@histories(MANY)
@given(nights, outages)
def test_ten_thousand_outages_found(before: list[Night], outage: list[Outcome]) -> None:
    three_days_of_silence_are_found(before, outage)
