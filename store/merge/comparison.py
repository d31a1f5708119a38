"""What was seen, beside what is known: whether each look goes on as before or is new. Pure.

Decided for a whole file before anything is written, because the archive must hold the bodies before
the ledger names them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from store.capture.file import CrawlPlan
from store.capture.settled_looks import SettledLook
from store.merge.page_rows import PageRow
from store.merge.spans import Span, SpanObservation, is_same_state


@dataclass(frozen=True, slots=True)
class MergedNight:
    """Where and when this file's looks belong."""

    plan: CrawlPlan
    day: date


@dataclass(frozen=True, slots=True)
class Step:
    """The stage between looks and rows: one look, and what it means beside what is known."""

    look: SettledLook
    seen: SpanObservation
    span: Span | None  # the latest of this page from this vantage point
    is_same: bool
    keeps_body: bool


def compared(
    looks: Iterable[SettledLook],
    pages: dict[str, PageRow],
    spans: dict[tuple[int, str], Span],
    night: MergedNight,
) -> list[Step]:
    """A step for each look; `spans` are the latest by (page id, vantage)."""
    steps = []
    for look in looks:
        page = pages.get(look.url)
        seen = _seen(look, page, night)
        span = spans.get((page.id, seen.vantage)) if page else None
        is_same = is_same_state(span, seen)
        keeps_body = (
            bool(look.sha256)
            and look.is_judged
            and not is_same
            and (seen.changed or not seen.shows_the_page)
        )
        steps.append(Step(look, seen, span, is_same, keeps_body))
    return steps


def goes_on(step: Step) -> bool:
    """Its page's span grows: nothing else of what was seen is new."""
    return step.look.is_judged and step.is_same and step.span is not None


def _seen(look: SettledLook, page: PageRow | None, night: MergedNight) -> SpanObservation:
    fingerprint = look.facts.fingerprint if look.facts else ""
    is_news = (
        page is None
        or page.facts is None
        or (look.changed and (not fingerprint or fingerprint != page.fingerprint))
    )
    return SpanObservation(
        outcome=look.visit.outcome.value,
        at=look.visit.at,
        day=night.day,
        run_id=night.plan.run_id,
        vantage=look.visit.vantage or night.plan.vantage,
        shows_the_page=look.shows_the_page,
        changed=is_news and look.facts is not None,
        reason=look.visit.reason,
        fingerprint=fingerprint if (is_news or page is None) else page.fingerprint,
        status=look.visit.status,
        ip=look.visit.ip,
        final_url=look.visit.final_url,
    )
