"""Spans: the same thing seen again is the same row (docs/architecture.md §2.2).

An unchanged page adds nothing to the ledger: its latest span grows. A change opens a new span. A
look that could not judge does neither, so a night of our own blindness is not in the record of
anybody. Pure: rows in, rows out.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from store.days import days_of, with_day


@dataclass(frozen=True, slots=True)
class Span:
    """A row of `span`: one page, from one vantage point, in one state."""

    outcome: str
    first_at: datetime
    last_at: datetime
    checks: int
    max_gap: int  # seconds, the longest we went without looking
    days: str  # store.days
    last_run: str
    reason: str = ""
    vantage: str = ""
    fingerprint: str = ""  # of the reading shown; "" where the page was not shown
    capture: int | None = None
    facts: int | None = None
    status: int | None = None
    ip: str = ""
    final_url: str = ""
    id: int | None = None

    @property
    def nights(self) -> int:
        return len(days_of(self.days))


@dataclass(frozen=True, slots=True)
class SpanObservation:
    """What one look saw, as far as a span is concerned."""

    outcome: str
    at: datetime
    day: date  # of the run, in the office's zone: a night is one night however long it takes
    run_id: str
    vantage: str
    shows_the_page: bool
    changed: bool  # of a page shown: other than the known reading
    reason: str = ""
    fingerprint: str = ""
    status: int | None = None
    ip: str = ""
    final_url: str = ""


def is_same_state(span: Span | None, seen: SpanObservation) -> bool:
    """Whether what was seen is what the span says already.

    For a page shown, the same outcome and the same meaningful content; for everything else the same
    outcome: two error pages with different words are one outage.
    """
    if span is None or span.outcome != seen.outcome:
        return False
    return (
        not seen.shows_the_page
        or not seen.changed
        or (bool(seen.fingerprint) and span.fingerprint == seen.fingerprint)
    )


def extended(span: Span, seen: SpanObservation) -> Span:
    """The span with one more check. Order of time is kept even where a late file brings an earlier
    look.
    """
    gap = int((seen.at - span.last_at).total_seconds())
    return replace(
        span,
        first_at=min(span.first_at, seen.at),
        last_at=max(span.last_at, seen.at),
        checks=span.checks + 1,
        max_gap=max(span.max_gap, gap),
        days=with_day(span.days, seen.day),
        last_run=seen.run_id if seen.at >= span.last_at else span.last_run,
        reason=seen.reason or span.reason,
        status=seen.status if seen.status is not None and seen.status != 304 else span.status,
        ip=seen.ip or span.ip,
        final_url=seen.final_url or span.final_url,
    )


def opened(seen: SpanObservation) -> Span:
    return Span(
        outcome=seen.outcome,
        first_at=seen.at,
        last_at=seen.at,
        checks=1,
        max_gap=0,
        days=with_day("", seen.day),
        last_run=seen.run_id,
        reason=seen.reason,
        vantage=seen.vantage,
        fingerprint=seen.fingerprint if seen.shows_the_page else "",
        status=seen.status,
        ip=seen.ip,
        final_url=seen.final_url,
    )
