"""Any history of looks gives spans that tell it truly."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from store.days import days_of, with_day
from store.merge.spans import Span, SpanObservation, extended, is_same_state, opened

START = datetime(2012, 3, 1, tzinfo=UTC)

days = st.dates(date(2011, 1, 1), date(2013, 12, 31))
looks = st.lists(
    st.tuples(
        st.integers(1, 5), st.sampled_from(["open:a", "open:b", "tcp_timeout", "waf_challenge"])
    ),
    min_size=1,
    max_size=40,
)


def history(steps: list[tuple[int, str]]) -> list[tuple[SpanObservation, str]]:
    """Looks, one a night, some nights apart; `changed` as the crawler says it: against the last
    reading shown.
    """
    at, shown, seen = START, "", []
    for gap, what in steps:
        at += timedelta(days=gap)
        outcome, _, words = what.partition(":")
        seen.append(
            (
                SpanObservation(
                    outcome,
                    at,
                    at.date(),
                    f"r{at.date()}",
                    "office",
                    bool(words),
                    words != shown,
                    fingerprint=words,
                ),
                what,
            )
        )
        shown = words or shown
    return seen


def spans_of(seen: list[tuple[SpanObservation, str]]) -> list[Span]:
    spans: list[Span] = []
    for look, _ in seen:
        if spans and is_same_state(spans[-1], look):
            spans[-1] = extended(spans[-1], look)
        else:
            spans.append(opened(look))
    return spans


@given(looks)
def test_every_look_is_counted_once_and_neighbours_always_differ(
    steps: list[tuple[int, str]],
) -> None:
    seen = history(steps)
    spans = spans_of(seen)
    assert sum(span.checks for span in spans) == len(seen)
    assert sum(span.nights for span in spans) == len({look.day for look, _ in seen})
    for before, after in pairwise(spans):
        assert (before.outcome, before.fingerprint) != (after.outcome, after.fingerprint)
        assert before.last_at < after.first_at


@given(looks)
def test_the_longest_time_without_a_look_is_known(steps: list[tuple[int, str]]) -> None:
    seen = history(steps)
    for span in spans_of(seen):
        inside = sorted(look.at for look, _ in seen if span.first_at <= look.at <= span.last_at)
        gaps = [int((b - a).total_seconds()) for a, b in pairwise(inside)]
        assert span.max_gap == max(gaps, default=0)
        assert (span.first_at, span.last_at) == (inside[0], inside[-1])


@given(st.lists(days, max_size=60))
def test_a_set_of_days_survives_its_spelling(some: list[date]) -> None:
    text = ""
    for day in some:
        text = with_day(text, day)
    assert days_of(text) == set(some)


@given(st.lists(days, min_size=1, max_size=60), days)
def test_days_can_be_cut_back(some: list[date], until: date) -> None:
    text = ""
    for day in some:
        text = with_day(text, day)
    assert days_of(text, until) == {day for day in some if day <= until}


def test_two_years_of_nights_are_one_short_range() -> None:
    text = ""
    for n in range(730):
        text = with_day(text, date(2012, 1, 1) + timedelta(days=n))
    assert text == "2012-01-01/2013-12-30"


def test_two_error_pages_with_different_words_are_one_outage() -> None:
    first = SpanObservation(
        "http_5xx", START, START.date(), "r1", "office", False, True, fingerprint="a"
    )
    second = SpanObservation(
        "http_5xx",
        START + timedelta(days=1),
        (START + timedelta(days=1)).date(),
        "r2",
        "office",
        False,
        True,
        fingerprint="b",
    )
    assert is_same_state(opened(first), second)
