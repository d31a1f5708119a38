"""What the console's page of one unit asks the ledger: its sites, its channels, how its nights went."""

from dataclasses import dataclass
from datetime import date

from store.ledger import Ledger
from store.rows import records
from store.sql import queries

_SQL = queries("console_unit")


@dataclass(frozen=True, slots=True)
class SiteRow:
    """An entry point and how its home page was last seen."""

    id: str
    kind: str
    url: str
    name: str
    page: int | None
    outcome: str  # "" where it was never asked for
    reason: str
    at: str  # instant of the last visit
    since: str  # instant since which it has been so


@dataclass(frozen=True, slots=True)
class ChannelRow:
    """A channel, and what the last inspection said of its freshness."""

    id: int
    site: str
    url: str
    name: str
    page: int
    items: int
    # as the list shows it, credible or not: for channels that no rule judged
    newest_claimed: date | None
    outcome: str
    last_visit_at: str
    answer: str  # of stale_channel; "" where it was never judged
    why: str
    warning: bool
    measured: str  # e.g. "402 d"
    threshold: str  # e.g. "14 d", "6 mo"
    judged_on: date | None


@dataclass(frozen=True, slots=True)
class CrawlRow:
    """One crawl of the unit."""

    run_id: str
    day: date
    kind: str
    state: str
    stop_reason: str
    planned: int
    fetched: int
    failed: int
    skipped: int
    pending: int
    not_judged: int


def sites_of(ledger: Ledger, unit: str) -> list[SiteRow]:
    """The unit's sites that are still on record."""
    return list(records(SiteRow, ledger.db.conn.execute(_SQL["sites"], {"unit": unit})))


def channels_of(ledger: Ledger, unit: str) -> list[ChannelRow]:
    """Every channel of the unit with the present answer of the rule on freshness."""
    return list(records(ChannelRow, ledger.db.conn.execute(_SQL["channels"], {"unit": unit})))


def crawls_of(ledger: Ledger, unit: str, count: int) -> list[CrawlRow]:
    """The unit's last crawls, the newest first."""
    rows = ledger.db.conn.execute(_SQL["crawls"], {"unit": unit, "count": count})
    return list(records(CrawlRow, rows))


def page_outcomes_of(ledger: Ledger, unit: str) -> dict[str, int]:
    """How the unit's pages were last seen: outcome -> pages."""
    rows = ledger.db.conn.execute(
        "SELECT coalesce(last_outcome, ''), count(*) FROM page WHERE unit = ? GROUP BY last_outcome ORDER BY count(*) DESC",
        (unit,),
    )
    return dict(rows.fetchall())


def units_known(ledger: Ledger) -> list[str]:
    """The ids of all units that the ledger knows, in service or not."""
    return [unit for (unit,) in ledger.db.conn.execute("SELECT id FROM unit ORDER BY id")]


def unit_named(ledger: Ledger, unit: str) -> tuple[str, str, str | None] | None:
    """(name, kind, retired on) of a unit that the ledger knows, in service or not."""
    row: tuple[str, str, str | None] | None = ledger.db.conn.execute(
        "SELECT name, kind, retired_on FROM unit WHERE id = ?", (unit,)
    ).fetchone()
    return row
