"""Titles in the ledger that speak of a unit's budget or final accounts, whoever published them.

A unit's budget may stand on its own pages, on its parent's or on the portal: who looks for it needs
all of them.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from store.instants import maybe_day
from store.ledger import Ledger

_SAYS_MONEY = "({0} LIKE '%预算%' OR {0} LIKE '%决算%' OR {0} LIKE '%预决算%' OR {0} LIKE '%三公%' OR {0} LIKE '%收支%')"
_ENTRIES = f"""SELECT channel.unit, item.title, item.url, channel.name, coalesce(item.claimed, item.url_date)
    FROM item JOIN channel ON channel.id = item.channel
    WHERE item.first_seen < :until AND ({_SAYS_MONEY.format("item.title")} OR {_SAYS_MONEY.format("channel.name")})"""
_PAGES = f"""SELECT page.unit, coalesce(nullif(facts.title, ''), page.title), page.url, '', facts.published
    FROM page JOIN facts ON facts.id = page.facts
    WHERE page.first_at < :until AND ({_SAYS_MONEY.format("facts.title")} OR {_SAYS_MONEY.format("page.title")})"""


@dataclass(frozen=True, slots=True)
class DisclosedTitle:
    """An entry of a list, or a page, among the pages of `owner`."""

    owner: str  # a unit's id
    title: str
    url: str
    channel: str = ""  # the list it stands in
    day: date | None = None  # that the list or the page claims


def disclosed_titles(
    ledger: Ledger, unit_id: str, names: Collection[str], until: str
) -> tuple[DisclosedTitle, ...]:
    """What was known before the instant `until`: all of the unit's own, and of others what bears
    one of its names.
    """
    found: dict[tuple[str, str, str], DisclosedTitle] = {}
    for owner, title, url, channel, day in ledger.db.conn.execute(
        f"{_ENTRIES} UNION ALL {_PAGES}", {"until": until}
    ):
        if owner == unit_id or any(name in (title or "") for name in names):
            found.setdefault(
                (owner, title, url),
                DisclosedTitle(owner, title or "", url, channel or "", maybe_day(day)),
            )
    return tuple(found.values())
