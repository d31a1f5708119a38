"""Entries that stand in the lists of other units: what several show alike is nobody's own news.

The government of the place gathers the news of its departments, and a parent those of its parts:
that they show an entry takes nothing from whoever wrote it.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from store.instants import day_text, to_text
from store.ledger import Ledger
from store.merge.item_identity import title_key
from store.urls import canonical

REMEMBERED = timedelta(days=400)  # longer than the longest deadline of a channel

_IS_SHOWN = """EXISTS (SELECT 1
    FROM item JOIN channel ON channel.id = item.channel JOIN unit ON unit.id = channel.unit
    WHERE {key} AND unit.id NOT IN (:unit, :parent) AND unit.kind <> 'government'
      AND item.first_seen < :until AND coalesce(item.claimed, :since) >= :since)"""
_ADDRESSES = f"""SELECT value FROM json_each(:asked)
    WHERE {_IS_SHOWN.format(key="item.url = value")}"""
_SAME_TITLE = (
    "item.title_key = json_extract(value, '$[0]') AND item.claimed = json_extract(value, '$[1]')"
)
_TITLES = f"""SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(:asked)
    WHERE {_IS_SHOWN.format(key=_SAME_TITLE)}"""


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
    ledger: Ledger,
    unit_id: str,
    parent: str | None,
    until: datetime,
    *,
    addresses: Collection[str],
    titles: Collection[tuple[str, date]],
) -> ShownByOthers:
    """Those of `addresses` (canonical) and `titles` (key and day) that stand in others' lists, by
    what was known before the instant `until`, of entries not older than `REMEMBERED`. What is not
    asked for is not in the answer: all entries of all units would be read for each of them.
    """
    named = {"unit": unit_id, "parent": parent or unit_id, "until": to_text(until)}
    named["since"] = day_text((until - REMEMBERED).date()) or ""
    ask = ledger.db.conn.execute
    pairs = sorted((key, day.isoformat()) for key, day in titles)
    shown = ask(_ADDRESSES, {**named, "asked": json.dumps(sorted(addresses))})
    alike = ask(_TITLES, {**named, "asked": json.dumps(pairs)})
    return ShownByOthers(
        frozenset(url for (url,) in shown),
        frozenset((key, date.fromisoformat(day)) for key, day in alike),
    )
