"""Everything that is read of one unit for its dossier, by a few queries, as plain records;
assembled in monitor.dossier.build.

All is restricted to what was known at the end of a day: `until` is that instant, and a span that
has grown since is cut back to it, so that yesterday can be judged again as it was.
"""

import json
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from store.days import days_of
from store.instants import from_text, maybe_day, to_text, unsqueeze
from store.ledger import Ledger
from store.merge.page_identities import CloakingCheck, cloaking_checks_of, identities_of
from store.outcomes import Outcome
from store.probes import samples_of
from store.queries.spend_tables import spend_tables
from store.records import Item, Mention, PageIdentity, ProbeSample, SpendTable

PROBE_DAYS = 31


@dataclass(frozen=True, slots=True)
class SpanRow:
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
    items: tuple[Item, ...]
    items_claimed: int | None
    list_dialect: str
    links: frozenset[str] | None
    attachments: int
    jumps_to: str
    placeholder: str
    fingerprint: str
    text_length: int
    document_unreadable: str
    anomalies: tuple[str, ...]


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
    blind_days: frozenset[date]
    identities: dict[int, PageIdentity]  # by facts
    cloaking_checks: dict[str, tuple[CloakingCheck, ...]]  # by site, oldest first
    probes: dict[str, tuple[ProbeSample, ...]]  # by site, oldest first, of the last `PROBE_DAYS`
    down_together: dict[
        str, int
    ]  # address -> units whose home page there was not open at the last look, none open there


def dossier_rows(
    ledger: Ledger, unit_id: str, *, run_id: str, until: datetime, day: date
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
        tables=spend_tables(ledger, unit_id, present=False),
        mentions=_mentions(ledger, unit_id),
        tonight=_tonight(ledger, unit_id, run_id),
        blind_days=_blind_days(ledger),
        identities=identities_of(ledger, unit_id),
        cloaking_checks=cloaking_checks_of(ledger, unit_id, run_id=run_id, until=until),
        probes=samples_of(ledger, unit_id, since=until - timedelta(days=PROBE_DAYS), until=until),
        down_together=_down_together(ledger),
    )


def _end_of_run(ledger: Ledger, unit_id: str, run_id: str, until: datetime) -> datetime:
    """A night that runs past midnight still belongs to its day."""
    row = ledger.db.conn.execute(
        "SELECT max(ended_at) FROM unit_run WHERE unit = ? AND run_id = ?", (unit_id, run_id)
    ).fetchone()
    return from_text(row[0]) + timedelta(seconds=1) if row[0] else until


def _pages(ledger: Ledger, unit_id: str, at: str) -> dict[int, PageRecord]:
    rows = ledger.db.conn.execute(
        "SELECT id, url, site, purpose, channel_url, title, ip FROM page WHERE unit = ? AND first_at < ? ORDER BY id",
        (unit_id, at),
    )
    return {page_id: PageRecord(page_id, *rest) for page_id, *rest in rows}


def _spans(
    ledger: Ledger, unit_id: str, at: str, until: datetime, day: date
) -> dict[int, list[SpanRow]]:
    spans: dict[int, list[SpanRow]] = defaultdict(list)
    for row in ledger.db.conn.execute(
        """SELECT span.page, span.vantage, span.outcome, span.reason, span.first_at, span.last_at, span.checks, span.days, span.nights,
             span.last_run, coalesce(capture.sha256, ''), span.facts, span.fingerprint, span.ip, span.final_url
           FROM span JOIN page ON page.id = span.page LEFT JOIN capture ON capture.id = span.capture
           WHERE page.unit = ? AND span.first_at < ? ORDER BY span.last_at, span.id""",
        (unit_id, at),
    ):
        page, vantage, outcome, reason, first_at, last_at, checks, days, nights, *rest = row
        span = SpanRow(
            page,
            vantage,
            Outcome(outcome),
            reason,
            from_text(first_at),
            from_text(last_at),
            checks,
            days,
            nights,
            *rest,
        )
        spans[page].append(_cut_back(span, until, day) if last_at >= at else span)
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
    rows = ledger.db.conn.execute(
        """SELECT facts.id, facts.page, facts.kind, facts.title, column_type, published, published_from, items, items_claimed,
             list_dialect, links, attachments, jumps_to, placeholder, facts.fingerprint, text_length, document_unreadable, anomalies
           FROM facts JOIN page ON page.id = facts.page WHERE page.unit = ?""",
        (unit_id,),
    )
    return {
        facts_id: FactsRow(
            facts_id,
            page,
            kind,
            title,
            column_type,
            maybe_day(published),
            published_from,
            tuple(
                Item(entry[0], entry[1], maybe_day(entry[2]), maybe_day(entry[3]), n)
                for n, entry in enumerate(unsqueeze(items))
            ),
            items_claimed,
            list_dialect,
            frozenset(link[0] for link in unsqueeze(links)) if links else None,
            attachments,
            jumps_to,
            placeholder,
            fingerprint,
            text_length,
            document_unreadable,
            tuple(json.loads(anomalies)) if anomalies != "[]" else (),
        )
        for (
            facts_id,
            page,
            kind,
            title,
            column_type,
            published,
            published_from,
            items,
            items_claimed,
            list_dialect,
            links,
            attachments,
            jumps_to,
            placeholder,
            fingerprint,
            text_length,
            document_unreadable,
            anomalies,
        ) in rows
        if facts_id in wanted
    }


def _channels(ledger: Ledger, unit_id: str, at: str) -> list[ChannelRecord]:
    rows = ledger.db.conn.execute(
        """SELECT id, site, url, page, name, column_type, first_at, was_linked, redated_share, coalesce(redated_run, '') FROM channel
           WHERE unit = ? AND first_at < ? ORDER BY id""",
        (unit_id, at),
    )
    return [
        ChannelRecord(
            channel_id,
            site,
            url,
            page,
            name,
            column_type,
            from_text(first_at),
            bool(was_linked),
            *redated,
        )
        for channel_id, site, url, page, name, column_type, first_at, was_linked, *redated in rows
    ]


def _items(ledger: Ledger, unit_id: str, at: str) -> dict[int, list[ItemRecord]]:
    later = _changes_since(ledger, unit_id, at)
    items: dict[int, list[ItemRecord]] = defaultdict(list)
    for row in ledger.db.conn.execute(
        """SELECT item.channel, item.id, item.title, item.title_key, item.url, item.claimed, item.date_role, item.url_date,
             item.first_seen, item.list_page, item.last_in_list
           FROM item JOIN channel ON channel.id = item.channel
           WHERE channel.unit = ? AND item.first_seen < ? ORDER BY item.first_seen DESC, item.position""",
        (unit_id, at),
    ):
        (
            channel,
            item_id,
            title,
            key,
            url,
            claimed,
            role,
            url_date,
            first_seen,
            list_page,
            last_in_list,
        ) = row
        for what, old in later.get(item_id, ()):
            title = old if what == "edited" else title
            url = old if what == "moved" else url
            claimed = old if what in ("redated", "dated") else claimed
        items[channel].append(
            ItemRecord(
                channel,
                title,
                key,
                url,
                maybe_day(claimed),
                role if claimed else "",
                maybe_day(url_date),
                from_text(first_seen),
                list_page,
                from_text(last_in_list),
            )
        )
    return items


def _changes_since(
    ledger: Ledger, unit_id: str, at: str
) -> dict[int, list[tuple[str, str | None]]]:
    """What was changed in entries after the judged day, latest first: to be undone in that order."""
    changes: dict[int, list[tuple[str, str | None]]] = defaultdict(list)
    for item_id, what, old in ledger.db.conn.execute(
        """SELECT item_change.item, what, old FROM item_change JOIN item ON item.id = item_change.item
           JOIN channel ON channel.id = item.channel WHERE channel.unit = ? AND item_change.at >= ? ORDER BY item_change.id DESC""",
        (unit_id, at),
    ):
        changes[item_id].append((what, old))
    return changes


def _mentions(ledger: Ledger, unit_id: str) -> dict[int, list[Mention]]:
    mentions: dict[int, list[Mention]] = defaultdict(list)
    for facts, side, term, sentence in ledger.db.conn.execute(
        """SELECT mention.facts, side, term, sentence FROM mention JOIN facts ON facts.id = mention.facts JOIN page ON page.id = facts.page
           WHERE page.unit = ? ORDER BY mention.id""",
        (unit_id,),
    ):
        mentions[facts].append(Mention(side, term, sentence))
    return mentions


def _tonight(ledger: Ledger, unit_id: str, run_id: str) -> list[UnitRunRow]:
    rows = ledger.db.conn.execute(
        """SELECT kind, state, stop_reason, planned, fetched, failed, not_judged FROM unit_run
           WHERE unit = ? AND run_id = ? ORDER BY rowid""",
        (unit_id, run_id),
    )
    return [UnitRunRow(*row) for row in rows]


def _blind_days(ledger: Ledger) -> frozenset[date]:
    """Days on which our own network was bad and no other run of the day was good."""
    rows = ledger.db.conn.execute(
        "SELECT day FROM run WHERE kind != 'vantage' GROUP BY day HAVING min(state = 'blind') = 1"
    )
    return frozenset(date.fromisoformat(row[0]) for row in rows)


def _down_together(ledger: Ledger) -> dict[str, int]:
    """Addresses whose every home page failed at its last look on the site's side, with the number
    of units behind each.

    Only pages that were open at some time count: an address that was never open is no platform.
    """
    rows = ledger.db.conn.execute(
        """SELECT page.ip, count(DISTINCT page.unit), sum(span.outcome IN ({marks})) = count(*)
           FROM page JOIN unit ON unit.id = page.unit AND unit.retired_on IS NULL
           JOIN span ON span.id = (SELECT max(id) FROM span AS s WHERE s.page = page.id)
           WHERE page.purpose = 'home' AND page.ip <> '' AND page.ever_good = 1 GROUP BY page.ip""".format(
            marks=", ".join(f"'{outcome.value}'" for outcome in _FAILURES)
        )
    )
    return {ip: units for ip, units, all_down in rows if all_down}


_FAILURES = tuple(outcome for outcome in Outcome if outcome.group.value == "unreachable")
