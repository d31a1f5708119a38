"""What the ledger holds about a few pages, whole: every capture, every state, every single visit.
The evidence's reader.

Nothing is summed up here and nothing left out: a page that was never opened comes with the visits
that found it closed.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from store.instants import from_text, to_text, unsqueeze
from store.ledger import Ledger
from store.merge.exchanges import exchange_from
from store.queries.personal_numbers import pages_with_numbers
from store.records import Exchange, Headers, Purpose
from store.removal import tombstones
from store.removal.tombstones import Tombstone, TombstoneKind
from store.rows import columns, records
from store.sql import queries
from store.urls import canonical

_SQL = queries("evidence")


class Private(StrEnum):
    """Why bytes are kept by the office and shown to it alone, as their tombstone says it."""

    SHOWS_NUMBERS = (
        "shows persons' numbers: kept by the office, left out here"
        " (含个人号码，由本机关保存，此处不附)"
    )
    UNREAD = (
        "could not be read whole, so that nobody knows whether persons' numbers stand in it: kept"
        " by the office, left out here"
        " (未能全部读取，无法排除含有个人号码，由本机关保存，此处不附)"
    )


@dataclass(frozen=True, slots=True)
class PageOnFile:
    id: int
    unit: str
    url: str
    site: str
    purpose: Purpose
    title: str
    first_at: str


@dataclass(frozen=True, slots=True)
class CaptureOnFile:
    """Bytes that were kept once; with a tombstone, bytes that are no longer anywhere."""

    page: int
    url: str
    sha256: str
    at: datetime
    size: int
    status: int | None
    headers: Headers
    final_url: str
    ip: str
    vantage: str
    exchange: Exchange
    tombstone: Tombstone | None
    # of a page that a browser rendered: the body is the rendered page, this is what the server sent
    answer_sha256: str = ""


@dataclass(frozen=True, slots=True)
class StateOnFile:
    """A span as the evidence prints it: the page found so from the first instant to the last."""

    page: int
    outcome: str
    reason: str
    first_at: str
    last_at: str
    checks: int
    nights: int
    max_gap: int  # seconds, the longest that nobody looked
    vantage: str
    status: int | None
    ip: str
    final_url: str
    sha256: str


@dataclass(frozen=True, slots=True)
class SingleVisit:
    page: int
    run: str
    at: str
    outcome: str


@dataclass(frozen=True, slots=True)
class ProbeOnFile:
    """One stage-by-stage look at a home page."""

    site: str
    url: str
    at: str
    vantage: str
    outcome: str
    reason: str
    stage: str
    errno: int | None
    seconds: float
    status: int | None
    ip: str
    tls: str
    own_network: bool
    shared: bool


@dataclass(frozen=True, slots=True)
class Eyesight:
    """What the canaries said in a run: whether we ourselves could see."""

    run: str
    at: str
    good: bool
    details: str


def pages_at(ledger: Ledger, unit: str, urls: Iterable[str]) -> list[PageOnFile]:
    """The unit's pages at these addresses, in the order in which they were first met."""
    wanted = {canonical(url) for url in urls if url}
    return [page for page in pages_of_unit(ledger, unit) if page.url in wanted]


def faces_of(ledger: Ledger, unit: str) -> list[PageOnFile]:
    """Home pages and channels: what the unit shows to whoever comes."""
    return [
        page
        for page in pages_of_unit(ledger, unit)
        if page.purpose in (Purpose.HOME, Purpose.CHANNEL)
    ]


def captures_of(
    ledger: Ledger, pages: Sequence[PageOnFile], *, with_personal_numbers: bool = False
) -> list[CaptureOnFile]:
    """Every capture of these pages, oldest first; a tombstone stands for those of pages that show
    persons' numbers, unless they are asked for.
    """
    urls = {page.id: page.url for page in pages}
    rows = _of_pages(ledger, "captures", urls)
    tombstoned = tombstones.of_bodies(ledger, (str(row[1]) for row in rows))
    if not with_personal_numbers:
        private = pages_with_numbers(ledger, urls)
        tombstoned = {
            row[1]: withheld(row[1], from_text(row[2]), row[3], Private.SHOWS_NUMBERS)
            for row in rows
            if row[0] in private
        } | tombstoned
    return [
        CaptureOnFile(
            page=page,
            url=urls[page],
            sha256=sha256,
            at=from_text(at),
            size=size,
            status=status,
            headers=tuple((name, value) for name, value in json.loads(headers or "[]")),
            final_url=final_url or urls[page],
            ip=ip or "",
            vantage=vantage or "",
            exchange=exchange_from(exchange),
            tombstone=tombstoned.get(sha256),
            answer_sha256=answer,
        )
        for page, sha256, at, size, status, headers, final_url, ip, vantage, exchange, answer in rows
    ]


def withheld(sha256: str, at: datetime, size: int, why: Private) -> Tombstone:
    """What stands for bytes that are kept, and shown to the office alone."""
    return Tombstone(TombstoneKind.WITHHELD, "", sha256, to_text(at), "", why.value, size)


def states_of(ledger: Ledger, pages: Sequence[PageOnFile]) -> list[StateOnFile]:
    """Every span of these pages, oldest first."""
    return list(records(StateOnFile, _of_pages(ledger, "states", (page.id for page in pages))))


def visits_of(ledger: Ledger, unit: str, pages: Sequence[PageOnFile]) -> list[SingleVisit]:
    """Every single visit of every night to these pages, oldest first, failed ones and those we
    could not judge included.
    """
    wanted = {str(page.id): page.id for page in pages}
    found = []
    for run, visited in ledger.db.conn.execute(
        "SELECT run_id, visited FROM unit_run WHERE unit = ? ORDER BY started_at, rowid", (unit,)
    ):
        found += [
            SingleVisit(wanted[page], run, at, outcome)
            for page, at, outcome in unsqueeze(visited)
            if page in wanted
        ]
    return found


def probes_of(ledger: Ledger, unit: str, *, since: datetime | None = None) -> list[ProbeOnFile]:
    """The unit's probes, oldest first; `since` None: all."""
    rows = ledger.db.conn.execute(
        f"""SELECT {columns(ProbeOnFile)} FROM probe_sample
            WHERE unit = ? AND at >= ? ORDER BY at, id""",
        (unit, to_text(since) if since else ""),
    )
    return list(records(ProbeOnFile, rows))


def eyesight_in(ledger: Ledger, runs: Iterable[str]) -> list[Eyesight]:
    """What the canaries said in these runs.

    Oldest first, whatever the order of `runs`.
    """
    wanted = set(runs)
    rows = ledger.db.conn.execute("SELECT run_id, at, good, details FROM canary ORDER BY at, id")
    return [seen for seen in records(Eyesight, rows) if seen.run in wanted]


def pages_of_unit(ledger: Ledger, unit: str) -> list[PageOnFile]:
    """All of them, in the order in which they were first met."""
    rows = ledger.db.conn.execute(
        f"SELECT {columns(PageOnFile)} FROM page WHERE unit = ? ORDER BY id", (unit,)
    )
    return list(records(PageOnFile, rows))


def _of_pages(ledger: Ledger, query: str, pages: Iterable[int]) -> list[tuple[Any, ...]]:
    """The query with its {pages} filled; the ids are integers of ours, and SQLite's own limit of
    parameters is low.
    """
    chosen = ", ".join(str(int(page)) for page in pages)
    return ledger.db.conn.execute(_SQL[query].format(pages=chosen)).fetchall()
