"""Whose page was it? What a home page or channel said of itself, and what one saw there who came by
a search engine.

A hijacked site may show its old face to the inspector and a stranger's to whoever comes from a
search engine, so that home pages are visited a second time as such a visitor (docs/faults.md W10).
A second visit is a look of its own, never the page's state, and speaks of the site only together
with others. Visits that were shown the same are one row that grows.
"""

import json
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlite_utils import Database, Migrations

from store.instants import to_text
from store.ledger import Ledger
from store.outcomes import Outcome
from store.records import PageIdentity
from store.rows import record as record_of
from store.sql import queries, run

migrations = Migrations("identities")

_SQL = queries("page_identities")

REMEMBERED = timedelta(days=31)
LONGEST_REASON = 300  # characters


@dataclass(frozen=True, slots=True)
class CloakingCheck:
    """One look at a site's home page with a browser's name, coming from a search engine."""

    unit: str
    site: str
    url: str
    at: datetime
    outcome: Outcome
    reason: str = ""
    final_url: str = ""
    sha256: str = ""  # of the body, kept where it was not as it should be
    identity: PageIdentity | None = None
    # equal on two visits that were shown the same, whatever turned and whatever was added between
    face: str = ""


@migrations()
def page_identity(db: Database) -> None:
    """What a reading of a home page or channel told of its owner."""
    run(db.conn, _SQL["page_identity"])


@migrations()
def second_visits(db: Database) -> None:
    """Home pages as a search engine's visitor sees them."""
    run(db.conn, _SQL["second_visits"])


def keep(db: Database, facts: int, identity: PageIdentity) -> None:
    """AnalystRows the row of `facts` that was just written."""
    db.conn.execute(
        "INSERT OR REPLACE INTO page_identity (facts, said) VALUES (?, ?)",
        (facts, as_text(identity)),
    )


def identities_of(ledger: Ledger, facts: Collection[int]) -> dict[int, PageIdentity]:
    """Of these readings, by row of `facts`."""
    rows = ledger.db.conn.execute(
        "SELECT facts, said FROM page_identity WHERE facts IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(facts)),),
    )
    return {number: from_said(said) for number, said in rows}


def shown_before(ledger: Ledger, visit: CloakingCheck) -> str | None:
    """The hash of the body kept when the site's last visitor was shown the same ("" where none
    was), None where he was not.
    """
    newest = _newest(ledger.db, visit)
    return newest[1] if newest else None


def record(ledger: Ledger, run_id: str, visits: Iterable[CloakingCheck]) -> None:
    """One round of second visits, all or nothing."""
    with ledger.transaction():
        for visit in visits:
            _record(ledger.db, run_id, visit)


def _record(db: Database, run_id: str, visit: CloakingCheck) -> None:
    newest, at = _newest(db, visit), to_text(visit.at)
    if newest:
        db.conn.execute(
            "UPDATE second_visit SET last_run = ?, last_at = ?, checks = checks + 1 WHERE id = ?",
            (run_id, at, newest[0]),
        )
        return
    db.conn.execute(
        _SQL["enter"],
        {
            "run": run_id,
            "at": at,
            "said": _said(visit.identity),
            "face": visit.face,
            "unit": visit.unit,
            "site": visit.site,
            "url": visit.url,
            "outcome": visit.outcome.value,
            "reason": visit.reason[:LONGEST_REASON],
            "final_url": visit.final_url,
            "sha256": visit.sha256,
        },
    )


def _newest(db: Database, visit: CloakingCheck) -> tuple[int, str] | None:
    """Row and body's hash of the site's last visit, where it was shown what `visit` was shown."""
    newest = db.conn.execute(
        "SELECT id, sha256, url, face FROM second_visit WHERE unit = ? AND site = ? ORDER BY id DESC LIMIT 1",
        (visit.unit, visit.site),
    ).fetchone()
    return (
        (newest[0], newest[1])
        if newest is not None and newest[2:] == (visit.url, visit.face)
        else None
    )


def cloaking_checks_of(
    ledger: Ledger, unit: str, *, run_id: str, until: datetime
) -> dict[str, tuple[CloakingCheck, ...]]:
    """The unit's second visits by site, oldest first, the first and the last of each that were
    shown the same: those of `run_id` and of nights on which our own network was good.

    A captive portal answers every visitor with the same stranger's page; a night that ended blind
    proves nothing.
    """
    found: dict[str, list[CloakingCheck]] = {}
    asked = {
        "unit": unit,
        "since": to_text(until - REMEMBERED),
        "until": to_text(until),
        "run": run_id,
    }
    for *row, said, face in ledger.db.conn.execute(_SQL["of_unit"], asked):
        identity = from_said(said) if said else None
        visit = replace(record_of(CloakingCheck, row), identity=identity, face=face)
        found.setdefault(visit.site, []).append(visit)
    return {site: tuple(visits) for site, visits in found.items()}


def as_text(identity: PageIdentity) -> str:
    """JSON of what is not as it is on an empty page."""
    return json.dumps(
        {name: value for name, value in asdict(identity).items() if value != _EMPTY[name]},
        ensure_ascii=False,
    )


@lru_cache(256)  # a home page says the same of itself night after night
def from_said(text: str) -> PageIdentity:
    """The record again; keys of a later program are passed over."""
    said: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in json.loads(text).items()
        if name in _EMPTY
    }
    return replace(PageIdentity(), **said)


_EMPTY = asdict(PageIdentity())


def _said(identity: PageIdentity | None) -> str | None:
    return as_text(identity) if identity is not None else None
