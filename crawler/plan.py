"""What a unit's crawl asks for tonight. Pure: the configuration, what is known, and the time.

What is visited when (docs/architecture.md §4.1): front pages and channels every run; what is new,
at once; every old page again within `reverify_days`, spread evenly over the nights; a page that
failed, every run; what a budget left over, first. A page is asked conditionally where it gave us
validators, but at least once in 30 days without.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256

from config.office import Office
from config.unit import Unit
from crawler.page_traits import home_row, priority_of
from crawler.visit_parameters import addresses_of_known_pages, taught_by
from store.outcomes import Outcome, OutcomeGroup
from store.privacy.masking import is_masked_address
from store.records import FrontierRow, KnownPage, Purpose
from store.urls import canonical

FULL_LOOK_DAYS = 30  # docs/architecture.md §3: a 304 is the server's word
_FIRST = 20  # left over last time: before others of its kind
_EVERY_RUN = (Purpose.HOME, Purpose.CHANNEL)
_NEVER_ALONE = (Purpose.LIST_PAGE, Purpose.DATA)  # the spider pages on until known items are met


def plan_crawl(
    unit: Unit,
    office: Office,
    known: Sequence[KnownPage],
    now: datetime,
    anew: Collection[str] = frozenset(),
    every_run: Collection[str] = frozenset(),
) -> list[FrontierRow]:
    """The frontier's first rows, best first. `known` is all the ledger knows of the unit's pages;
    `now` is aware.

    `anew`: canonical addresses that are due whenever they were seen last, and are asked without
    validators. `every_run`: those that are due as a channel is. The first row also carries the
    known pages that are not due, so that the spider does not meet them as new.
    """
    today = now.astimezone(office.zone).date()
    in_service = {site.id for site in unit.sites if site.was_on_record(today)}
    by_url = {page.url: page for page in known}
    rows = {row.url: row for row in _entry_points(unit, in_service)}
    gap = _usual_gap(known, now)
    parameters = taught_by(known)
    kept = addresses_of_known_pages(known, parameters)
    for page in known:
        is_due = (
            not page.is_taken_down
            and (page.url in kept or page.url in anew)
            and (
                page.url in anew
                or page.url in every_run
                or _is_due(page, now, gap, office.crawl.reverify_days, today.toordinal())
            )
        )
        if page.url in rows or (page.site in in_service and is_due):
            rows[page.url] = _row(page, rows.get(page.url))
    asked = (
        row if row.url in anew else _asked(row, by_url.get(row.url), now, gap)
        for row in rows.values()
    )
    planned = sorted(asked, key=lambda row: -row.priority)
    not_tonight = tuple(
        page.url
        for page in known
        if page.url not in rows and page.url in kept and page.purpose not in _NEVER_ALONE
    )
    if not planned:
        return []
    learned = tuple(sorted(parameters.learned))
    first = replace(planned[0], not_tonight=not_tonight, visit_parameters=learned)
    return [first, *planned[1:]]


def plan_second_look(
    urls: Iterable[str], known: Sequence[KnownPage], site: str = "main"
) -> list[FrontierRow]:
    """The same addresses once more, without validators: the subjects of problems, before anybody is
    named.

    An address that is not known is asked as an ordinary page of `site`.
    """
    by_url = {page.url: page for page in known}
    wanted = dict.fromkeys(canonical(url) for url in urls if not is_masked_address(url))
    return [
        _row(by_url[url]) if url in by_url else FrontierRow(url, Purpose.PAGE, site)
        for url in wanted
    ]


def _entry_points(unit: Unit, in_service: set[str]) -> Iterable[FrontierRow]:
    """Registered addresses and pinned channels, as a unit that nobody has visited yet has them."""
    for site in unit.sites:
        if site.id in in_service:
            yield home_row(site)
    for channel in unit.channels:
        if channel.site in in_service:
            url = canonical(channel.url)
            yield FrontierRow(
                url,
                Purpose.CHANNEL,
                channel.site,
                url,
                1,
                priority_of(Purpose.CHANNEL),
                channel.name,
            )


def _is_due(page: KnownPage, now: datetime, gap: timedelta, reverify_days: int, today: int) -> bool:
    if page.left_over or page.last_visit_at is None:
        return True
    if page.purpose in _NEVER_ALONE:
        return False
    if page.purpose in _EVERY_RUN or not _is_settled(page):
        return True
    is_late_by_next_night = now - page.last_visit_at + gap > timedelta(days=reverify_days)
    return is_late_by_next_night or _its_night_has_come(page, now, reverify_days, today)


def _is_settled(page: KnownPage) -> bool:
    """Nothing to ask before its turn: it was seen, or it never was there in the first place."""
    if page.last_outcome is None:
        return False
    return page.last_outcome.shows_the_page or (
        page.last_outcome.group in (OutcomeGroup.GONE, OutcomeGroup.POLICY) and not page.ever_good
    )


def _its_night_has_come(page: KnownPage, now: datetime, reverify_days: int, today: int) -> bool:
    """Each page has its night in every `reverify_days`; a skipped night is made up for."""
    assert page.last_visit_at is not None
    slot = int.from_bytes(sha256(page.url.encode()).digest()[:4], "big") % reverify_days
    last = today - (now - page.last_visit_at).days
    return (today - slot) // reverify_days > (last - slot) // reverify_days


def _usual_gap(known: Sequence[KnownPage], now: datetime) -> timedelta:
    """How far nights lie apart, by the last: a page not asked tonight will be so much older."""
    last = max(
        (page.last_visit_at for page in known if page.last_visit_at is not None), default=None
    )
    return max(now - last, timedelta(days=1)) if last else timedelta(days=1)


def _row(page: KnownPage, registered: FrontierRow | None = None) -> FrontierRow:
    """A known page as a row; what the configuration says of it (purpose, site, name) goes first."""
    purpose = registered.purpose if registered else page.purpose
    depth = registered.depth if registered else page.depth
    return FrontierRow(
        url=page.url,
        purpose=purpose,
        site=registered.site if registered else page.site,
        channel_url=(registered.channel_url if registered else "") or page.channel_url,
        depth=depth,
        priority=priority_of(purpose) - depth + (_FIRST if page.left_over else 0),
        title_hint=(registered.title_hint if registered else "") or page.title,
        etag=page.etag,
        last_modified=page.last_modified,
        known_sha256=page.sha256,
        known_fingerprint=page.fingerprint,
        known_blocks=page.blocks,
        known_items=page.item_keys,
        masks=page.masks,
        known_outcome=page.last_outcome,
    )


def _asked(row: FrontierRow, page: KnownPage | None, now: datetime, gap: timedelta) -> FrontierRow:
    """Conditionally, with a good capture's validators, unless the next night were too late."""
    if (
        page is None
        or page.last_full_at is None
        or not (page.etag or page.last_modified)
        or not page.fingerprint
    ):
        return row
    was_open = page.last_outcome is Outcome.OPEN
    is_fresh = now - page.last_full_at + gap <= timedelta(days=FULL_LOOK_DAYS)
    return replace(row, ask_conditionally=was_open and is_fresh)
