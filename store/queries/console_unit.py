"""What the console's page of one unit asks the ledger: its doors, its channels, how its nights
went.
"""

from dataclasses import dataclass
from datetime import date

from store.ledger import Ledger


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
    newest_claimed: (
        date | None
    )  # as the list shows it, credible or not: for channels that no rule judged
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
    rows = ledger.db.conn.execute(
        """SELECT site.id, site.kind, site.url, site.name, page.id, coalesce(page.last_outcome, ''), coalesce(page.last_reason, ''),
             coalesce(page.last_visit_at, ''), coalesce(span.first_at, '')
           FROM site LEFT JOIN page ON page.unit = site.unit AND page.url = site.url
           LEFT JOIN span ON span.id = (SELECT max(id) FROM span WHERE span.page = page.id)
           WHERE site.unit = ? AND site.retired_on IS NULL ORDER BY site.id""",
        (unit,),
    )
    return [SiteRow(*row) for row in rows]


def channels_of(ledger: Ledger, unit: str) -> list[ChannelRow]:
    """Every channel of the unit with the present answer of the rule on freshness."""
    rows = ledger.db.conn.execute(
        """SELECT channel.id, channel.site, channel.url, channel.name, channel.page, coalesce(listed.n, 0), listed.newest,
             coalesce(page.last_outcome, ''), coalesce(page.last_visit_at, ''), coalesce(verdict.answer, ''), coalesce(verdict.why, ''),
             coalesce(verdict.warning, 0), coalesce(verdict.measured, ''), coalesce(verdict.threshold, ''), verdict.last_day
           FROM channel JOIN page ON page.id = channel.page
           LEFT JOIN (SELECT item.channel, count(*) AS n, max(item.claimed) AS newest FROM item
                      WHERE item.channel IN (SELECT id FROM channel WHERE unit = ?1) GROUP BY item.channel) AS listed
             ON listed.channel = channel.id
           LEFT JOIN (SELECT subject, max(id) AS latest FROM verdict WHERE unit = ?1 AND rule = 'stale_channel' GROUP BY subject) AS told
             ON told.subject = 'channel:' || channel.url
           LEFT JOIN verdict ON verdict.id = told.latest
           WHERE channel.unit = ?1 ORDER BY channel.site, channel.id""",
        (unit,),
    )
    return [_channel(row) for row in rows]


def crawls_of(ledger: Ledger, unit: str, count: int) -> list[CrawlRow]:
    """The unit's last crawls, the newest first."""
    rows = ledger.db.conn.execute(
        """SELECT unit_run.run_id, run.day, unit_run.kind, unit_run.state, coalesce(stop_reason, ''), planned, fetched, failed, skipped,
             pending, not_judged
           FROM unit_run JOIN run ON run.id = unit_run.run_id WHERE unit_run.unit = ? ORDER BY run.started_at DESC, unit_run.kind LIMIT ?""",
        (unit, count),
    )
    return [CrawlRow(run_id, date.fromisoformat(day), *rest) for run_id, day, *rest in rows]


def page_outcomes_of(ledger: Ledger, unit: str) -> dict[str, int]:
    """How the unit's pages were last seen: outcome -> pages."""
    rows = ledger.db.conn.execute(
        "SELECT coalesce(last_outcome, ''), count(*) FROM page WHERE unit = ? GROUP BY last_outcome ORDER BY count(*) DESC",
        (unit,),
    )
    return dict(rows.fetchall())


def unit_named(ledger: Ledger, unit: str) -> tuple[str, str, str | None] | None:
    """(name, kind, retired on) of a unit that the ledger knows, in service or not."""
    row: tuple[str, str, str | None] | None = ledger.db.conn.execute(
        "SELECT name, kind, retired_on FROM unit WHERE id = ?", (unit,)
    ).fetchone()
    return row


def _channel(row: tuple[object, ...]) -> ChannelRow:
    (
        number,
        site,
        url,
        name,
        page,
        items,
        newest,
        outcome,
        visited,
        answer,
        why,
        warning,
        measured,
        threshold,
        judged_on,
    ) = row
    return ChannelRow(
        id=int(str(number)),
        site=str(site),
        url=str(url),
        name=str(name),
        page=int(str(page)),
        items=int(str(items)),
        newest_claimed=date.fromisoformat(str(newest)) if newest else None,
        outcome=str(outcome),
        last_visit_at=str(visited),
        answer=str(answer),
        why=str(why),
        warning=bool(warning),
        measured=str(measured),
        threshold=str(threshold),
        judged_on=date.fromisoformat(str(judged_on)) if judged_on else None,
    )
