"""On which days the home pages of sites were visited, and how that ended."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from store.days import days_of
from store.ledger import Ledger
from store.records import Purpose


@dataclass(frozen=True, slots=True)
class SiteDays:
    unit: str
    site: str
    outcome: str
    days: frozenset[date]


def site_days(ledger: Ledger, until: date) -> Iterator[SiteDays]:
    """Of every span of every home page, the days up to `until`."""
    rows = ledger.db.conn.execute(
        """SELECT page.unit, page.site, span.outcome, span.days FROM span
           JOIN page ON page.id = span.page WHERE page.purpose = ? AND span.days <> ''""",
        (Purpose.HOME.value,),
    )
    for unit, site, outcome, days in rows:
        yield SiteDays(unit, site, outcome, frozenset(days_of(days, until)))
