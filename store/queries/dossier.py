"""Everything that is read of one unit for its dossier, by a few queries, as plain records;
assembled in monitor.dossier.build.

All is restricted to what was known at the end of a day: `until` is that instant, and a span that
has grown since is cut back to it, so that yesterday can be judged again as it was.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from store.days import days_of
from store.instants import from_text, maybe_day, to_text, unsqueeze
from store.ledger import Ledger
from store.merge.labelled import guides_of, inquiries_of, leads_of
from store.merge.page_identities import CloakingCheck, cloaking_checks_of, identities_of
from store.merge.page_links import PageLinks, links_of_unit
from store.outcomes import Outcome
from store.probes import samples_of
from store.queries.personal_numbers import numbers_of
from store.queries.shared_nights import SharedNights
from store.queries.spending import tables_of
from store.records import (
    Inquiry,
    Item,
    Mention,
    PageIdentity,
    PersonalNumber,
    ProbeSample,
    ServiceGuide,
    SpendTable,
)
from store.rows import columns, record, records
from store.sql import queries

_SQL = queries("dossier")

PROBE_DAYS = 31


@dataclass(frozen=True, slots=True)
class SpanRow:
    """A span as the rules weigh it: of the judged day, cut back where it has grown since."""

    page: int
    vantage: str
    outcome: Outcome
    reason: str
    first_at: datetime
    last_at: datetime
    checks: int
    days: str
    nights: int
    last_run: str
    sha256: str
    facts: int | None
    fingerprint: str
    ip: str
    final_url: str
    is_cut_back: bool = False  # it has grown since the judged day


@dataclass(frozen=True, slots=True)
class PageRecord:
    id: int
    url: str
    site: str
    purpose: str
    channel_url: str
    title: str
    ip: str


@dataclass(frozen=True, slots=True)
class FactsRow:
    id: int
    page: int
    kind: str
    title: str
    column_type: str
    published: date | None
    published_from: str
    items_claimed: int | None
    list_dialect: str
    attachments: int
    jumps_to: str
    placeholder: str
    move_notice: str
    fingerprint: str
    text_length: int
    document_unreadable: str
    anomalies: tuple[str, ...]
    # JSON, None where none is owed or an older reader read it
    missing_tags: str | None = None
    items: tuple[Item, ...] = ()
    links: frozenset[str] | None = None  # of a home page or channel
    inquiries: tuple[Inquiry, ...] | None = None  # None: not looked for
    guides: tuple[ServiceGuide, ...] | None = None
    # of a home page or channel, what leads to asking and to services: (address, words, asking |
    # handling)
    leads: tuple[tuple[str, str, str], ...] = ()
    link_words: tuple[tuple[str, str], ...] = ()  # (address, words) of the same
    # of those links, the level of the ones in the page's menu
    menu: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ItemRecord:
    channel: int
    title: str
    title_key: str
    url: str
    claimed: date | None
    date_role: str
    url_date: date | None
    first_seen: datetime
    list_page: int | None
    last_in_list: datetime


@dataclass(frozen=True, slots=True)
class ChannelRecord:
    id: int
    site: str
    url: str
    page: int
    name: str
    column_type: str
    first_at: datetime
    was_linked: bool
    redated_share: float
    redated_run: str


@dataclass(frozen=True, slots=True)
class UnitRunRow:
    kind: str
    state: str
    stop_reason: str
    planned: int
    fetched: int
    failed: int
    not_judged: int


@dataclass(frozen=True, slots=True)
class DossierRows:
    """One unit as of one day, as it stands in the tables."""

    pages: dict[int, PageRecord]
    spans: dict[int, list[SpanRow]]  # by page, oldest first
    facts: dict[int, FactsRow]
    channels: list[ChannelRecord]
    items: dict[int, list[ItemRecord]]  # by channel, newest first seen first
    tables: dict[int, list[SpendTable]]  # by facts
    mentions: dict[int, list[Mention]]  # by facts
    tonight: list[UnitRunRow]
    nights: SharedNights
    identities: dict[int, PageIdentity]  # by facts
    cloaking_checks: dict[str, tuple[CloakingCheck, ...]]  # by site, oldest first
    probes: dict[str, tuple[ProbeSample, ...]]  # by site, oldest first, of the last `PROBE_DAYS`
    page_links: dict[int, PageLinks]  # what each page leads to, by page
    numbers: dict[int, tuple[PersonalNumber, ...]]  # by facts; none where nobody looked


def dossier_rows(
    ledger: Ledger,
    unit_id: str,
    *,
    run_id: str,
    until: datetime,
    day: date,
    nights: SharedNights,
) -> DossierRows:
    """Read the unit. `until` is the end of the judged day (exclusive), `day` that day in the
    office's zone.
    """
    until = max(until, _end_of_run(ledger, unit_id, run_id, until))
    at = to_text(until)
    spans = _spans(ledger, unit_id, at, until, day)
    shown = {
        span.facts for page_spans in spans.values() for span in page_spans if span.facts is not None
    }
    return DossierRows(
        pages=_pages(ledger, unit_id, at),
        spans=spans,
        facts=_facts(ledger, unit_id, shown),
        channels=_channels(ledger, unit_id, at),
        items=_items(ledger, unit_id, at),
        tables=tables_of(ledger, unit_id),
        mentions=_mentions(ledger, unit_id),
        tonight=_tonight(ledger, unit_id, run_id),
        nights=nights,
        identities=identities_of(ledger, unit_id),
        cloaking_checks=cloaking_checks_of(ledger, unit_id, run_id=run_id, until=until),
        probes=samples_of(ledger, unit_id, since=until - timedelta(days=PROBE_DAYS), until=until),
        page_links=links_of_unit(ledger.db, unit_id, at),
        numbers=numbers_of(ledger, unit_id),
    )


def _end_of_run(ledger: Ledger, unit_id: str, run_id: str, until: datetime) -> datetime:
    """A night that runs past midnight still belongs to its day."""
    row = ledger.db.conn.execute(
        "SELECT max(ended_at) FROM unit_run WHERE unit = ? AND run_id = ?", (unit_id, run_id)
    ).fetchone()
    return from_text(row[0]) + timedelta(seconds=1) if row[0] else until


def _pages(ledger: Ledger, unit_id: str, at: str) -> dict[int, PageRecord]:
    rows = ledger.db.conn.execute(
        f"SELECT {columns(PageRecord)} FROM page WHERE unit = ? AND first_at < ? ORDER BY id",
        (unit_id, at),
    )
    return {page.id: page for page in records(PageRecord, rows)}


def _spans(
    ledger: Ledger, unit_id: str, at: str, until: datetime, day: date
) -> dict[int, list[SpanRow]]:
    spans: dict[int, list[SpanRow]] = defaultdict(list)
    rows = ledger.db.conn.execute(_SQL["spans"], {"unit": unit_id, "until": at})
    for span in records(SpanRow, rows):
        spans[span.page].append(_cut_back(span, until, day) if span.last_at >= until else span)
    return spans


def _cut_back(span: SpanRow, until: datetime, day: date) -> SpanRow:
    """A span as it stood at the end of the day: its nights are known exactly, its checks were at
    least as many.
    """
    nights = len(days_of(span.days, until=day))
    return replace(
        span, last_at=until, nights=nights, checks=min(span.checks, nights), is_cut_back=True
    )


def _facts(ledger: Ledger, unit_id: str, wanted: set[int]) -> dict[int, FactsRow]:
    rows = ledger.db.conn.execute(_SQL["facts"], {"unit": unit_id})
    found = {}
    for *row, items, packed, inquiries, guides in rows:
        if row[0] in wanted:
            facts = replace(
                record(FactsRow, row),
                items=_listed(items),
                inquiries=inquiries_of(inquiries),
                guides=guides_of(guides),
            )
            found[row[0]] = _with_links(facts, packed)
    return found


def _with_links(facts: FactsRow, links: bytes | None) -> FactsRow:
    if not links:
        return facts
    known = unsqueeze(links)
    return replace(
        facts,
        links=frozenset(url for url, *_ in known),
        link_words=tuple((url, text) for url, text, *_ in known),
        leads=tuple(leads_of(known)),
        menu={url: int(level) for url, _, *levels in known for level in levels},
    )


def _listed(items: bytes | None) -> tuple[Item, ...]:
    return tuple(
        Item(title, url, maybe_day(claimed), maybe_day(url_date), position)
        for position, (title, url, claimed, url_date) in enumerate(unsqueeze(items))
    )


def _channels(ledger: Ledger, unit_id: str, at: str) -> list[ChannelRecord]:
    rows = ledger.db.conn.execute(
        f"SELECT {columns(ChannelRecord)} FROM channel WHERE unit = ? AND first_at < ? ORDER BY id",
        (unit_id, at),
    )
    return list(records(ChannelRecord, rows))


def _items(ledger: Ledger, unit_id: str, at: str) -> dict[int, list[ItemRecord]]:
    later = _changes_since(ledger, unit_id, at)
    items: dict[int, list[ItemRecord]] = defaultdict(list)
    for item_id, *row in ledger.db.conn.execute(_SQL["items"], {"unit": unit_id, "until": at}):
        item = record(ItemRecord, row)
        items[item.channel].append(_undone(item, later[item_id]) if item_id in later else item)
    return items


def _changes_since(
    ledger: Ledger, unit_id: str, at: str
) -> dict[int, list[tuple[str, str | None]]]:
    """What was changed in entries after the judged day, latest first: to be undone in that order."""
    changes: dict[int, list[tuple[str, str | None]]] = defaultdict(list)
    rows = ledger.db.conn.execute(_SQL["changes_since"], {"unit": unit_id, "until": at})
    for item_id, what, old in rows:
        changes[item_id].append((what, old))
    return changes


def _undone(item: ItemRecord, changes: list[tuple[str, str | None]]) -> ItemRecord:
    for what, old in changes:
        if what in ("redated", "dated"):
            item = replace(item, claimed=maybe_day(old))
        elif old is not None:  # the words before a takedown are gone; the mark stays
            item = replace(
                item,
                title=old if what == "edited" else item.title,
                url=old if what == "moved" else item.url,
            )
    return item if item.claimed else replace(item, date_role="")


def _mentions(ledger: Ledger, unit_id: str) -> dict[int, list[Mention]]:
    mentions: dict[int, list[Mention]] = defaultdict(list)
    for facts, *row in ledger.db.conn.execute(_SQL["mentions"], {"unit": unit_id}):
        mentions[facts].append(record(Mention, row))
    return mentions


def _tonight(ledger: Ledger, unit_id: str, run_id: str) -> list[UnitRunRow]:
    rows = ledger.db.conn.execute(
        f"SELECT {columns(UnitRunRow)} FROM unit_run WHERE unit = ? AND run_id = ? ORDER BY rowid",
        (unit_id, run_id),
    )
    return list(records(UnitRunRow, rows))
