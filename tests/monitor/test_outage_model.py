"""Random histories of a site, a wall and our own line against a small oracle: never a false outage,
never a missed one.
"""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.dossier.facts import PageView, Sighting
from monitor.judging.judge import judge_by
from monitor.judging.registry import rules
from monitor.judging.verdict import Answer, Verdict
from monitor.measures.days import CHINA
from store.outcomes import Outcome
from store.records import ProbeSample
from tests.monitor.notation import dossier
from tests.monitor.spans import spans_of

FIRST = date(2026, 6, 1)
DOWN = (Outcome.DNS_NXDOMAIN, Outcome.TCP_REFUSED, Outcome.TCP_TIMEOUT, Outcome.HTTP_5XX)


@dataclass(frozen=True)
class Night:
    truth: Outcome  # what a visitor would have met
    is_blind: bool = (
        False  # our own line was bad: everything looked like a timeout, and the run says so
    )
    probe: bool = False  # somebody also probed it at noon, when our line was good


up = st.just(Outcome.OPEN)
nights = st.lists(
    st.builds(
        Night,
        st.one_of(
            up,
            up,
            st.sampled_from(DOWN),
            st.sampled_from((Outcome.WAF_CHALLENGE, Outcome.MAINTENANCE)),
        ),
        st.booleans(),
    ),
    min_size=1,
    max_size=25,
)
tails = st.lists(
    st.builds(
        Night,
        st.sampled_from((*DOWN, Outcome.OPEN)),
        st.sampled_from((False, False, True)),
        st.booleans(),
    ),
    max_size=8,
)


def day_of(number: int) -> date:
    return FIRST + timedelta(days=number)


def at(number: int, hour: int = 4) -> datetime:
    return datetime.combine(day_of(number), time(hour), tzinfo=UTC)


def seen(history: list[Night]) -> tuple[Sighting, ...]:
    """As the ledger keeps it: the same outcome again is the same span, with the nights that count."""
    seen = (Outcome.TCP_TIMEOUT if night.is_blind else night.truth for night in history)
    return tuple(_sighting(outcome, numbers, history) for outcome, numbers in spans_of(seen))


def _sighting(outcome: Outcome, numbers: list[int], history: list[Night]) -> Sighting:
    sure = tuple(day_of(number) for number in numbers if not history[number].is_blind)
    kept = sure if outcome in DOWN and len(sure) < len(numbers) else None
    return Sighting(
        outcome, at(numbers[0]), at(numbers[-1]), len(numbers), nights=len(numbers), sure_days=kept
    )


def judged(history: list[Night]) -> Verdict:
    last = len(history) - 1
    empty = dossier({"day": day_of(last), "sites": [{}]})
    home = PageView("http://hb.example.gov.cn/", "", "home", seen(history), visited_tonight=True)
    probes = tuple(
        ProbeSample(at(number, 8), night.truth)
        for number, night in enumerate(history)
        if night.probe
    )
    site = replace(empty.sites[0], home=home, probes=probes)
    (verdict,) = judge_by(
        rules()["unreachable_site"],
        replace(empty, sites=(site,), network_good=not history[-1].is_blind),
    )
    return verdict


@settings(max_examples=250, deadline=None)
@given(nights, tails)
def test_an_outage_is_named_only_where_nobody_could_have_opened_the_site(
    before: list[Night], tail: list[Night]
) -> None:
    history = [*before, *tail]
    verdict = judged(history)
    if verdict.answer is Answer.PROBLEM:
        since = datetime.strptime(verdict.details["since"], "%Y-%m-%d %H:%M").replace(tzinfo=CHINA)
        looks = [
            (at(number), night.truth) for number, night in enumerate(history) if not night.is_blind
        ]
        looks += [
            (at(number, 8), night.truth) for number, night in enumerate(history) if night.probe
        ]
        claimed = sorted((instant, truth) for instant, truth in looks if instant >= since)
        # The hour of a look among blind nights is not known: the claim begins after its day, and
        # counts it all the same.
        assert sum(instant >= since - timedelta(days=1) for instant, _ in looks) >= 3
        assert claimed[-1][0] - since >= timedelta(hours=24)
        assert all(truth in DOWN for _, truth in claimed)
        assert any(truth is Outcome.OPEN for instant, truth in looks if instant < since)


@settings(max_examples=100, deadline=None)
@given(nights, st.lists(st.sampled_from(DOWN), min_size=4, max_size=9))
def test_every_outage_of_four_nights_that_we_could_see_is_named(
    before: list[Night], outage: list[Outcome]
) -> None:
    calm = [
        replace(night, truth=Outcome.OPEN) if night.truth is Outcome.WAF_CHALLENGE else night
        for night in before
    ]
    verdict = judged([Night(Outcome.OPEN), *calm, *(Night(outcome) for outcome in outage)])
    assert (verdict.answer, verdict.kind) == (Answer.PROBLEM, "outage")
