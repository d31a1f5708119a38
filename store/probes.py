"""Probe samples: one row a try at a home page, the only proof behind “站点无法访问” by its standard
(docs/rulebook.md §3.2).

A nightly visit is one look a day; the standard asks for twenty. A sample taken while our own
network was bad, or while everybody behind one address was down, says so beside it and is counted
neither for nor against anybody.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database, Migrations

from store.instants import to_text
from store.ledger import Ledger
from store.records import ProbeSample
from store.rows import places
from store.rows import record as record_of
from store.sql import queries, run

migrations = Migrations("probes")

_SQL = queries("probes")


@dataclass(frozen=True, slots=True)
class SampleRow:
    """A sample with all that is kept of it."""

    unit: str
    site: str
    url: str
    sample: ProbeSample
    stage: str = ""  # where it ended: dns, tcp, tls, http, content
    errno: int | None = None
    status: int | None = None
    ip: str = ""
    tls: str = ""


@migrations()
def probe_samples(db: Database) -> None:
    """Probes and what each ended in."""
    run(db.conn, _SQL["probe_samples"])


@migrations()
def one_sample_of_a_site_and_instant(db: Database) -> None:
    """A round that waited and was taken in twice is one round."""
    run(db.conn, _SQL["one_sample_of_a_site_and_instant"])


def record(ledger: Ledger, rows: Iterable[SampleRow]) -> None:
    """Write one round of samples, all or nothing."""
    with ledger.transaction():
        ledger.db.conn.executemany(
            f"INSERT OR IGNORE INTO probe_sample ({', '.join(_COLUMNS)}) VALUES ({places(15)})",
            [_values(row) for row in rows],
        )


def samples_of(
    ledger: Ledger, unit: str, *, since: datetime, until: datetime
) -> dict[str, tuple[ProbeSample, ...]]:
    """The unit's samples by site, oldest first; `until` is exclusive."""
    found: dict[str, list[ProbeSample]] = {}
    for site, *row in ledger.db.conn.execute(
        """SELECT site, at, outcome, seconds, vantage, reason, own_network, shared
           FROM probe_sample WHERE unit = ? AND at >= ? AND at < ? ORDER BY at, id""",
        (unit, to_text(since), to_text(until)),
    ):
        found.setdefault(site, []).append(record_of(ProbeSample, row))
    return {site: tuple(samples) for site, samples in found.items()}


_COLUMNS = (
    *("unit", "site", "url", "at", "vantage", "outcome", "reason", "stage", "errno", "seconds"),
    *("status", "ip", "tls", "own_network", "shared"),
)


def _values(row: SampleRow) -> tuple[object, ...]:
    sample = row.sample
    return (
        row.unit,
        row.site,
        row.url,
        to_text(sample.at),
        sample.vantage,
        sample.outcome.value,
        sample.reason,
        row.stage,
        row.errno,
        sample.seconds,
        row.status,
        row.ip,
        row.tls,
        int(sample.own_network_good),
        int(sample.is_shared),
    )
