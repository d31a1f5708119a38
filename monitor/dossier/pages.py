"""Pages as the rules see them: their history, and what their latest reading says."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import takewhile

from monitor.dossier.facts import PageView, Sighting
from monitor.dossier.once import once
from monitor.dossier.own_links import own_links
from store.days import days_of
from store.outcomes import OutcomeGroup
from store.queries.dossier import DossierRows, FactsRow, PageRecord, SpanRow
from store.urls import canonical

_SAME_MENU = 0.5  # more of one menu than this in another, and they are one
# A body that says “正在建设中”, or a page we could only half read, is the page's present state; an
# error's body is not.
_SPEAKS_FOR_THE_PAGE = (OutcomeGroup.OPEN, OutcomeGroup.DEFECTIVE, OutcomeGroup.REPLACED)


def page_views(rows: DossierRows, run_id: str, as_of: date) -> dict[int, PageView]:
    """Every page of the unit by id."""
    views = {
        page_id: _view(page, rows.spans.get(page_id, []), rows, run_id, as_of)
        for page_id, page in rows.pages.items()
    }
    own = own_links(links_now(rows))
    return {
        page_id: replace(view, own_links=own[view.url]) if view.url in own else view
        for page_id, view in views.items()
    }


def links_now(rows: DossierRows) -> dict[str, frozenset[str]]:
    """What each home page and channel leads to by its last good reading."""
    return {page.url: links for page, _, links in _leading(rows)}


def still_led_to(rows: DossierRows) -> set[str]:
    """Canonical addresses that a page beside themselves leads to, by readings that can be believed
    of what does not open: a page that is gone leads nowhere, and an older reading's menu counts
    only where the home page, read since, has another menu or bears the address too. Of a page
    whose own words stay the same no menu is read again.
    """
    leading = [
        (page, facts, links) for page, facts, links in _leading(rows) if not _is_gone(page, rows)
    ]
    homes = {page.site: facts for page, facts, _ in leading if page.purpose == "home"}
    return {
        canonical(url)
        for page, facts, links in leading
        for url in links
        if canonical(url) != canonical(page.url)
        and not _has_left_the_menu(url, facts, homes.get(page.site))
    }


def _has_left_the_menu(url: str, facts: FactsRow, home: FactsRow | None) -> bool:
    if home is None or home.id <= facts.id or url not in facts.menu or url in (home.links or ()):
        return False
    in_both = facts.menu.keys() & home.menu.keys()
    return len(in_both) > len(facts.menu) * _SAME_MENU


def _leading(rows: DossierRows) -> Iterator[tuple[PageRecord, FactsRow, frozenset[str]]]:
    for page_id, facts in last_shown(rows).items():
        if facts.links:
            yield rows.pages[page_id], facts, facts.links


@once
def last_shown(rows: DossierRows) -> dict[int, FactsRow]:
    """Of each page that was ever read its last good reading, in the order of first meeting."""
    shown = ((number, _last_facts_shown(rows.spans.get(number, ()))) for number in rows.pages)
    return {number: rows.facts[facts] for number, facts in shown if facts is not None}


def _last_facts_shown(spans: Sequence[SpanRow]) -> int | None:
    for span in reversed(spans):
        if span.facts is not None and span.outcome.shows_the_page:
            return span.facts
    return None


def _is_gone(page: PageRecord, rows: DossierRows) -> bool:
    return any(span.outcome.group is OutcomeGroup.GONE for span in rows.spans.get(page.id, [])[-1:])


def unvisited(url: str, title: str = "") -> PageView:
    """A page that is on record and was never answered for."""
    return PageView(url=url, title=title, kind="", sightings=(), visited_tonight=False)


def days_shown(spans: Iterable[SpanRow]) -> set[date]:
    return {day for span in spans for day in days_of(span.days)}


def _view(
    page: PageRecord, spans: list[SpanRow], rows: DossierRows, run_id: str, as_of: date
) -> PageView:
    good = last_shown(rows).get(page.id)
    reading = (
        _last_facts(spans[-1:], rows)
        if spans and spans[-1].outcome.group in _SPEAKS_FOR_THE_PAGE
        else None
    )
    present = reading or good
    history = tuple([_sighting(span, page.url, rows.nights.blind_days, as_of) for span in spans])
    shown = [span for span in spans if span.facts is not None and span.outcome.shows_the_page]
    visited_tonight = any(
        span.last_run == run_id or _was_seen_on(span, as_of) for span in spans[-1:]
    )
    if present is None:
        return PageView(page.url, page.title, "", history, visited_tonight)
    return PageView(
        url=page.url,
        title=(good or present).title or page.title,
        kind=good.kind if good else "",
        sightings=history,
        visited_tonight=visited_tonight,
        items=present.items if present.packed_items else (),
        items_claimed=present.items_claimed,
        anomalies=present.anomalies,
        placeholder=present.placeholder,
        move_notice=present.move_notice,
        text_length=present.text_length,
        attachments=present.attachments,
        jumps_to=present.jumps_to,
        list_dialect=present.list_dialect,
        published=good.published if good else None,
        published_from=good.published_from if good else "",
        looks_on_days=_looks_on_days(shown, present),
        unchanged_since=_unchanged_since(shown, present),
        identity=rows.identities.get(present.id),
        missing_tags=None
        if present.missing_tags is None
        else tuple(json.loads(present.missing_tags)),
        inquiries=(good or present).inquiries,
        guides=(good or present).guides,
    )


def _last_facts(spans: list[SpanRow], rows: DossierRows) -> FactsRow | None:
    return next(
        (rows.facts[span.facts] for span in reversed(spans) if span.facts is not None), None
    )


def _sighting(span: SpanRow, url: str, blind_days: Iterable[date], as_of: date) -> Sighting:
    return Sighting(
        outcome=span.outcome,
        first_at=span.first_at,
        last_at=span.last_at,
        checks=span.checks,
        reason=span.reason,
        sha256=span.sha256,
        url=span.final_url or url,
        vantage=span.vantage,
        nights=span.nights,
        sure_days=_sure_days(span, blind_days, as_of),
    )


def _sure_days(span: SpanRow, blind_days: Iterable[date], as_of: date) -> tuple[date, ...] | None:
    """The days of a failure that count: on the others we were blind ourselves. None where that is
    all of them.
    """
    if not blind_days or span.outcome.group is not OutcomeGroup.UNREACHABLE:
        return None
    days = days_of(span.days, until=as_of)
    sure = days.difference(blind_days)
    return tuple(sorted(sure)) if sure != days else None


def _was_seen_on(span: SpanRow, as_of: date) -> bool:
    """For a day of the past, whose span has since grown under other runs."""
    return span.is_cut_back and as_of in days_of(span.days)


def _looks_on_days(shown: list[SpanRow], present: FactsRow) -> int:
    """Days on which the page showed what it shows now; an outage in between does not begin a new
    count.
    """
    same = [span for span in shown if _is_read_alike(span, present)]
    return same[0].nights if len(same) == 1 else len(days_shown(same))


def _unchanged_since(shown: list[SpanRow], present: FactsRow) -> datetime | None:
    """An outage in between changes nothing; another reading in between does."""
    same = takewhile(lambda span: _is_read_alike(span, present), reversed(shown))
    return min((span.first_at for span in same), default=None)


def _is_read_alike(span: SpanRow, present: FactsRow) -> bool:
    is_same = bool(present.fingerprint) and span.fingerprint == present.fingerprint
    return span.facts == present.id or is_same


def is_recent(day: date, as_of: date, days: int) -> bool:
    return as_of - timedelta(days=days) < day <= as_of
