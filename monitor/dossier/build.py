"""The dossier: all that the ledger knows of one unit as of one day, put together for the rules. No
opinion is formed here.

The ledger is asked by `store.queries.dossier`; this file and `monitor.dossier.sites` only arrange
what it answered.
"""

from collections.abc import Iterator
from datetime import date

from config.folder import Config
from config.unit import Unit
from monitor.dossier.across import AcrossUnits, across_units
from monitor.dossier.facts import (
    Coverage,
    Dossier,
    MentionDocument,
    PageView,
    SearchedPage,
    SpendDocument,
)
from monitor.dossier.links import host_of_site, links_of, with_states
from monitor.dossier.menus import menu_links
from monitor.dossier.others_entries import others_entries
from monitor.dossier.pages import last_shown, page_views
from monitor.dossier.services import boards, guides, leads_away
from monitor.dossier.sites import site_views
from monitor.dossier.vantages import parted, with_inside
from store.findings import opened_days
from store.instants import to_text
from store.ledger import Ledger
from store.merge.link_looks import host_states, link_states
from store.outcomes import OutcomeGroup
from store.queries.disclosed_titles import disclosed_titles
from store.queries.dossier import DossierRows, FactsRow, PageRecord, UnitRunRow, dossier_rows
from store.queries.titles_about import titles_about

# rules of which a problem says that news are wanted
_LACKING = ("stale_channel", "stale_homepage", "empty_channel")


def build(
    ledger: Ledger,
    unit: Unit,
    *,
    config: Config,
    run_id: str,
    as_of: date,
    network_good: bool,
    clock_suspect: bool,
    across: AcrossUnits | None = None,
) -> Dossier:
    """The dossier of `unit` as of the day `as_of` (in the office's zone) and its run `run_id`.

    Only what was known at the end of that day is in it, so a day of the past is judged as it was.
    `across`: what is asked of all units, by `across_units` of the same run and day; who builds many
    dossiers asks it once.
    """
    across = across or across_units(ledger, config, as_of, run_id)
    end = config.office.end_of(as_of)
    rows = dossier_rows(ledger, unit.id, run_id=run_id, until=end, day=as_of, nights=across.nights)
    rows, inside = parted(
        rows, {vantage.name for vantage in config.office.vantages if vantage.inside}
    )
    views = page_views(rows, run_id, as_of)
    led_to = links_of(rows, views, unit, as_of)
    states = link_states(
        ledger,
        {link.url for link in led_to if link.now is None},
        run_id=run_id,
        until=end,
    )
    of_others = across.titles.get(unit.id, ())
    sites = with_inside(site_views(rows, views, unit, config, run_id=run_id, as_of=as_of), inside)
    return Dossier(
        unit=unit,
        as_of=as_of,
        run_id=run_id,
        rulebook=config.rulebook,
        profile=config.office.profile,
        network_good=network_good,
        clock_suspect=clock_suspect,
        sites=sites.views,
        spending=_spending(rows, views),
        mentions=_mentions(rows, views),
        coverage=_coverage(rows, views),
        shared_failures=sites.shared_failures,
        city=config.office.city,
        approvals=tuple(config.office.approvals),
        disclosed=disclosed_titles(
            ledger, unit.id, of_others, to_text(end), place=_governed_by(unit)
        ),
        found_lacking=opened_days(ledger, unit.id, _LACKING, as_of),
        shown_by_others=others_entries(ledger, unit, sites.views, end),
        links=with_states(led_to, states),
        host_notes=host_states(
            ledger,
            {host_of_site(site.url) for site in unit.sites},
            run_id=run_id,
            until=end,
        ),
        boards=boards(rows, views, sites.views),
        guides=guides(rows, views),
        leads_away=leads_away(rows, unit),
        menus=menu_links(rows, views, unit),
        titles=titles_about(ledger, unit.id, to_text(end)) + of_others,
        read_elsewhere=across.read.elsewhere(unit.id),
        platforms=tuple(config.office.common_platforms),
        shown_by=across.peers.shown_by(unit),
        wording=across.wording.get(unit.id, ()),
        account_looks=across.account_looks.get(unit.id, ()),
        searched_pages=_searched_pages(rows, views),
        has_canaries=bool(config.office.canaries),
    )


def _governed_by(unit: Unit) -> str:
    """The place that a government governs, by its name; "" of any other unit."""
    return unit.name.removesuffix("人民政府") if unit.kind == "government" else ""


def _latest_good(rows: DossierRows) -> Iterator[tuple[PageRecord, FactsRow]]:
    """Each page with its last good reading, in the order of first meeting."""
    return ((rows.pages[number], facts) for number, facts in last_shown(rows).items())


def _spending(rows: DossierRows, views: dict[int, PageView]) -> tuple[SpendDocument, ...]:
    """Every document whose last good reading holds spending tables, or could not be read."""
    return tuple(
        SpendDocument(
            url=page.url,
            title=_document_title(page, facts, views[page.id]),
            sha256=_last_shown_sha256(views[page.id]),
            first_seen=views[page.id].sightings[0].first_at,
            tables=tuple(rows.tables.get(facts.id, ())),
            unreadable=facts.document_unreadable,
        )
        for page, facts in _latest_good(rows)
        if facts.id in rows.tables or facts.document_unreadable
    )


def _mentions(rows: DossierRows, views: dict[int, PageView]) -> tuple[MentionDocument, ...]:
    """One document once, at however many addresses it stands (docs/rulebook.md §3.9: distinct by
    fingerprint).
    """
    distinct: dict[str, tuple[PageRecord, FactsRow]] = {}
    still_there_first = sorted(_latest_good(rows), key=lambda one: _is_gone(views[one[0].id]))
    for page, facts in still_there_first:
        if facts.id in rows.mentions:
            distinct.setdefault(facts.fingerprint or page.url, (page, facts))
    return tuple(
        MentionDocument(
            url=page.url,
            title=_document_title(page, facts, views[page.id]),
            published=facts.published,
            sha256=_last_shown_sha256(views[page.id]),
            mentions=tuple(rows.mentions[facts.id]),
            is_there=not _is_gone(views[page.id]),
        )
        for page, facts in distinct.values()
    )


def _is_gone(view: PageView) -> bool:
    return view.now is not None and view.now.outcome.group is OutcomeGroup.GONE


def _searched_pages(rows: DossierRows, views: dict[int, PageView]) -> tuple[SearchedPage, ...]:
    """Every page that was ever shown, by its last good reading."""
    showed = {
        page
        for page, spans in rows.spans.items()
        if any(span.facts is not None and rows.numbers.get(span.facts) for span in spans)
    }
    return tuple(
        SearchedPage(
            views[page.id],
            rows.numbers.get(facts.id),
            page.id in showed,
            is_unread_document=facts.id not in rows.numbers and bool(facts.document_unreadable),
        )
        for page, facts in _latest_good(rows)
    )


def _document_title(page: PageRecord, facts: FactsRow, view: PageView) -> str:
    return facts.title or page.title or view.title


def _last_shown_sha256(view: PageView) -> str:
    return next(
        (s.sha256 for s in reversed(view.sightings) if s.outcome.shows_the_page and s.sha256), ""
    )


def _coverage(rows: DossierRows, views: dict[int, PageView]) -> Coverage:
    """Tonight's counts over all of the unit's crawls, and how much of what is known could be read
    at its last look.

    A page that is gone is no gap in our sight; one that a budget left unvisited, or a wall hides,
    is.
    """
    nightly = [
        run for run in rows.tonight if run.kind not in ("second_look", "vantage")
    ] or rows.tonight
    states = [view.now.outcome if view.now else None for view in views.values()]
    due = [
        outcome for outcome in states if outcome is None or outcome.group is not OutcomeGroup.GONE
    ]
    seen = [view for view in views.values() if view.was_ever_open]
    return Coverage(
        planned=sum(run.planned for run in nightly),
        fetched=sum(run.fetched for run in nightly),
        failed=sum(run.failed for run in nightly),
        not_judged=sum(run.not_judged for run in nightly),
        pages_captured=sum(
            any(s.sha256 for s in view.sightings if s.outcome.shows_the_page) for view in seen
        ),
        pages_open_share=sum(o is not None and o.shows_the_page for o in due) / len(due)
        if due
        else 0.0,
        state=_state(nightly),
        reason="; ".join(dict.fromkeys(run.stop_reason for run in nightly if run.stop_reason)),
    )


def _state(runs: list[UnitRunRow]) -> str:
    """The best that can be said of the night: the worst of its crawls."""
    states = {run.state for run in runs}
    return next(
        (state for state in ("not_judged", "partial", "complete") if state in states), "not_visited"
    )
