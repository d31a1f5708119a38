"""How the repairs stand as of a night, from the ledger and the desk: for the circular's part on
them, and for the summary. Nothing is visited or judged.
"""

from collections.abc import Iterable
from datetime import date

from config.folder import Config
from monitor.rectification.repairs import Repairs, repairs_of
from monitor.rectification.summary import Summary, SummaryLine, relapses, summary
from store.desk.desk import desk_path, open_desk
from store.desk.entries import Standing, standings
from store.findings import all_findings, events_of
from store.ledger import Ledger
from store.outbox import told_at
from store.queries.nights import last_night_days
from store.records import Finding


def repairs_since_last(config: Config, ledger: Ledger, day: date) -> Repairs | None:
    """Since the last circular that the office has on record, else since the night before; None on a
    first night.
    """
    last = config.office.report.last_circular
    before = [night for night in last_night_days(ledger, 2) if night < day]
    is_since_circular = last is not None and last < day
    since = last if is_since_circular else next(iter(before), None)
    if since is None:
        return None

    def answered(line: SummaryLine) -> date | None:
        word = line.standing.answered
        return config.office.day_of(word.at) if word else None

    return repairs_of(summary_of(config, ledger, since, day), is_since_circular, answered)


def summary_of(config: Config, ledger: Ledger, since: date, as_of: date) -> Summary:
    """Raises StoreFailed."""
    found, day_of = all_findings(ledger), config.office.day_of
    return summary(
        config,
        found,
        standings_of(config, found),
        {key: day_of(at) for key, at in told_at(ledger).items()},
        {one.id: relapses(events_of(ledger, one.id)) for one in found if one.reopened},
        since=since,
        as_of=as_of,
    )


def standings_of(config: Config, found: Iterable[Finding]) -> dict[int, Standing]:
    """What people said of them in their present lives; nothing where there is no console. A desk of
    an older version is brought up to date.
    """
    present = [(one.id, one.reopened) for one in found]
    is_there = desk_path(config.data).exists()
    return standings(open_desk(config.data), present) if is_there else {}
