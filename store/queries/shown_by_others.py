"""Entries that stand in the lists of other units: what several show alike is nobody's own news.

The government of the place gathers the news of its departments, and a parent those of its parts:
that they show an entry takes nothing from whoever wrote it.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from store.instants import day_text, maybe_day, to_text
from store.ledger import Ledger
from store.merge.item_identity import title_key
from store.urls import canonical

REMEMBERED = timedelta(days=400)  # longer than the longest deadline of a channel

_ENTRIES = """SELECT DISTINCT item.url, item.title_key, item.claimed
    FROM item JOIN channel ON channel.id = item.channel JOIN unit ON unit.id = channel.unit
    WHERE unit.id NOT IN (:unit, :parent) AND unit.kind <> 'government'
      AND item.first_seen < :until AND coalesce(item.claimed, :since) >= :since"""


@dataclass(frozen=True, slots=True)
class ShownByOthers:
    """`titles`: with the day that the list claims; the words alone appear every month."""

    addresses: frozenset[str] = frozenset()
    titles: frozenset[tuple[str, date]] = frozenset()

    def hold(self, title: str, url: str, day: date | None) -> bool:
        """The same address, or the same title of the same day."""
        is_same_paper = day is not None and (title_key(title), day) in self.titles
        return is_same_paper or canonical(url) in self.addresses


def shown_by_others(
    ledger: Ledger, unit_id: str, parent: str | None, until: datetime
) -> ShownByOthers:
    """What was known before the instant `until`, of entries not older than `REMEMBERED`."""
    asked = {"unit": unit_id, "parent": parent or unit_id, "until": to_text(until)}
    asked["since"] = day_text((until - REMEMBERED).date()) or ""
    entries = ledger.db.conn.execute(_ENTRIES, asked).fetchall()
    days = ((key, maybe_day(claimed)) for _, key, claimed in entries if key)
    return ShownByOthers(
        frozenset(url for url, _, _ in entries),
        frozenset((key, day) for key, day in days if day is not None),
    )
