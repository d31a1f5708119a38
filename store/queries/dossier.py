"""Everything that is read of one unit for its dossier, by a few queries, as plain records;
assembled in monitor.dossier.build.

All is restricted to what was known at the end of a day: `until` is that instant, and a span that
has grown since is cut back to it, so that yesterday can be judged again as it was.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import NamedTuple

from store.days import days_of
from store.instants import from_text, json_of, maybe_day, squeezed_text, to_text, unsqueeze
from store.ledger import Ledger
from store.merge.labelled import guides_of, inquiries_of, leads_of
from store.merge.page_identities import CloakingCheck, cloaking_checks_of, identities_of
from store.merge.page_links import PageLinks, links_of_unit
from store.outcomes import Outcome
from store.probes import samples_of
from store.queries.personal_numbers import numbers_of
from store.queries.shared_nights import SharedNights
from store.queries.spending import tables_of_readings
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
from store.rows import columns, keyed, records
from store.sql import queries
from store.urls import canonical

_SQL = queries("dossier")

PROBE_DAYS = 31


class SpanRow(NamedTuple):
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


class PageRecord(NamedTuple):
    id: int
    url: str
    site: str
    purpose: str
    channel_url: str
    title: str
    ip: str


@dataclass(frozen=True)  # without slots: what is unpacked is kept
class FactsRow:
    """One reading of a page. Lists are packed as the table holds them, and unpacked when asked for:
    most readings of a year are told by a few of their columns.
    """

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
    missing_tags: str | None
    packed_items: bytes | None
    packed_links: bytes | None  # of a home page or channel
    said_inquiries: str | None
    said_guides: str | None

    @cached_property
    def items(self) -> tuple[Item, ...]:
        return tuple(
            Item(title, url, maybe_day(claimed), maybe_day(url_date), position)
            for position, (title, url, claimed, url_date) in enumerate(unsqueeze(self.packed_items))
        )

    def lists(self, url: str) -> bool:
        """Whether an entry leads to that canonical address; nothing is unpacked where the list
        spells it so, in the second place of a row.
        """
        if self.packed_items and f",{json_of(url)}," in squeezed_text(self.packed_items):
            return True
        return url in {canonical(item.url) for item in self.items}

    @property
    def inquiries(self) -> tuple[Inquiry, ...] | None:
        """None: not looked for."""
        return inquiries_of(self.said_inquiries)

    @property
    def guides(self) -> tuple[ServiceGuide, ...] | None:
        return guides_of(self.said_guides)

    @cached_property
    def _led_to(self) -> list[list[str]]:
        return unsqueeze(self.packed_links)

    @cached_property
    def links(self) -> frozenset[str] | None:
        return frozenset(url for url, *_ in self._led_to) if self.packed_links else None

    @cached_property
    def leads(self) -> tuple[tuple[str, str, str], ...]:
        """What leads to asking and to services: (address, words, asking | handling)."""
        return tuple(leads_of(self._led_to))

    @cached_property
    def link_words(self) -> tuple[tuple[str, str], ...]:
        """(address, words)."""
        return tuple((url, text) for url, text, *_ in self._led_to)

    @cached_property
    def menu(self) -> Mapping[str, int]:
        """Of the links in the page's menu, the level."""
        return {url: int(level) for url, _, *levels in self._led_to for level in levels}


class Readings(Mapping[int | None, FactsRow]):
    """Of one unit, those that its spans name, by id; each is read when it is first asked for."""

    def __init__(self, ledger: Ledger, ids: Collection[int]) -> None:
        self._ledger, self._ids = ledger, ids
        self._read: dict[int, FactsRow] = {}

    def read(self, ids: Set[int]) -> None:
        """Those at once that were not read."""
        lacking = ids - self._read.keys()
        if not lacking:
            return
        asked = {"facts": json.dumps(sorted(lacking))}
        rows = self._ledger.db.conn.execute(_SQL["facts"], asked)
        self._read.update((reading.id, reading) for reading in records(FactsRow, rows))

    def __getitem__(self, number: int | None) -> FactsRow:
        if number is None or number not in self._ids:
            raise KeyError(number)
        if number not in self._read:
            self.read({number})
        return self._read[number]

    def __contains__(self, number: object) -> bool:
        return number in self._ids

    def __iter__(self) -> Iterator[int]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)


class ItemRecord(NamedTuple):
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
    facts: Readings
    channels: list[ChannelRecord]
    items: dict[int, list[ItemRecord]]  # by channel, newest first seen first
    # by facts, of the last good reading of each page
    tables: dict[int, list[SpendTable]]
    mentions: dict[int, list[Mention]]
    tonight: list[UnitRunRow]
    nights: SharedNights
    identities: dict[int, PageIdentity]  # by facts
    cloaking_checks: dict[str, tuple[CloakingCheck, ...]]  # by site, oldest first
    probes: dict[str, tuple[ProbeSample, ...]]  # by site, oldest first, of the last `PROBE_DAYS`
    page_links: dict[int, PageLinks]  # what each page leads to, by page
    # by facts; of the present readings no entry where nobody looked, of others where none was found
    numbers: dict[int, tuple[PersonalNumber, ...]]


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
    named = {
        span.facts for page_spans in spans.values() for span in page_spans if span.facts is not None
    }
    pages, present = _pages(ledger, unit_id, at), _present(spans)
    facts = Readings(ledger, named)
    facts.read(present)
    return DossierRows(
        pages=pages,
        spans=spans,
        facts=facts,
        channels=_channels(ledger, unit_id, at),
        items=_items(ledger, unit_id, at),
        tables=tables_of_readings(ledger, present),
        mentions=_mentions(ledger, present),
        tonight=_tonight(ledger, unit_id, run_id),
        nights=nights,
        identities=identities_of(ledger, present | _of_homes(pages, spans)),
        cloaking_checks=cloaking_checks_of(ledger, unit_id, run_id=run_id, until=until),
        probes=samples_of(ledger, unit_id, since=until - timedelta(days=PROBE_DAYS), until=until),
        page_links=links_of_unit(ledger.db, unit_id, at),
        numbers=numbers_of(ledger, present, ever=named),
    )


def _present(spans: Mapping[int, Sequence[SpanRow]]) -> set[int]:
    """Of each page the last reading of all and the last that showed it, from every vantage point:
    which of them count is told apart later.
    """
    found = set()
    for of_page in spans.values():
        if len(of_page) == 1:
            found.add(of_page[0].facts)
            continue
        for vantage in {span.vantage for span in of_page}:
            told = [span for span in of_page if span.vantage == vantage and span.facts is not None]
            shown = [span for span in told if span.outcome.shows_the_page]
            found |= {span.facts for span in (*told[-1:], *shown[-1:])}
    return {number for number in found if number is not None}


def _of_homes(pages: Mapping[int, PageRecord], spans: Mapping[int, Sequence[SpanRow]]) -> set[int]:
    return {
        span.facts
        for number, page in pages.items()
        if page.purpose == "home"
        for span in spans.get(number, ())
        if span.facts is not None
    }


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
    return span._replace(
        last_at=until, nights=nights, checks=min(span.checks, nights), is_cut_back=True
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
    rows = ledger.db.conn.execute(_SQL["items"], {"unit": unit_id, "until": at})
    for item_id, item in keyed(ItemRecord, rows):
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
            item = item._replace(claimed=maybe_day(old))
        elif old is not None:  # the words before a takedown are gone; the mark stays
            item = item._replace(
                title=old if what == "edited" else item.title,
                url=old if what == "moved" else item.url,
            )
    return item if item.claimed else item._replace(date_role="")


def _mentions(ledger: Ledger, facts: Collection[int]) -> dict[int, list[Mention]]:
    mentions: dict[int, list[Mention]] = defaultdict(list)
    asked = {"facts": json.dumps(sorted(facts))}
    for number, mention in keyed(Mention, ledger.db.conn.execute(_SQL["mentions"], asked)):
        mentions[number].append(mention)
    return mentions


def _tonight(ledger: Ledger, unit_id: str, run_id: str) -> list[UnitRunRow]:
    rows = ledger.db.conn.execute(
        f"SELECT {columns(UnitRunRow)} FROM unit_run WHERE unit = ? AND run_id = ? ORDER BY rowid",
        (unit_id, run_id),
    )
    return list(records(UnitRunRow, rows))
