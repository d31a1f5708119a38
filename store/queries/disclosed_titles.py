"""Titles in the ledger that speak of a unit's budget or final accounts, whoever published them.

A unit's budget may stand on its own pages, on its parent's or on the portal: who looks for it needs
all of them.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from store.instants import maybe_day
from store.ledger import Ledger

_WORDS = ("预算", "决算", "三公", "收支")
_SAYS_MONEY = re.compile("|".join(_WORDS))


def _says_money(column: str) -> str:
    return " OR ".join(f"{column} LIKE '%{word}%'" for word in _WORDS)


_ENTRIES = f"""SELECT channel.unit, item.title, item.url, channel.name,
        coalesce(item.claimed, item.url_date)
    FROM item JOIN channel ON channel.id = item.channel
    WHERE channel.unit = :unit AND item.first_seen < :until
      AND ({_says_money("item.title")} OR {_says_money("channel.name")})"""
# What others publish for the place itself: 某县2026年政府预算公开表 among a bureau's papers.
_OF_THE_PLACE = f"""SELECT channel.unit, item.title, item.url, channel.name,
        coalesce(item.claimed, item.url_date)
    FROM item JOIN channel ON channel.id = item.channel
    WHERE channel.unit <> :unit AND item.first_seen < :until
      AND instr(item.title, :place) > 0 AND ({_says_money("item.title")})"""
_PAGES = f"""SELECT page.unit, coalesce(nullif(facts.title, ''), page.title), page.url, '',
        facts.published
    FROM page JOIN facts ON facts.id = page.facts
    WHERE page.unit = :unit AND page.first_at < :until
      AND ({_says_money("facts.title")} OR {_says_money("page.title")})"""


@dataclass(frozen=True, slots=True)
class DisclosedTitle:
    """An entry of a list, or a page, among the pages of `owner`."""

    owner: str  # a unit's id
    title: str
    url: str
    channel: str = ""  # the list it stands in
    day: date | None = None  # that the list or the page claims


def disclosed_titles(
    ledger: Ledger,
    unit_id: str,
    of_others: Iterable[DisclosedTitle],
    until: str,
    *,
    place: str = "",
) -> tuple[DisclosedTitle, ...]:
    """What was known before the instant `until`: all of the unit's own, and of what others publish
    under its name (`titles_bearing`) what speaks of money; of a government, too, what others
    publish of the `place` that it governs.
    """
    found: dict[tuple[str, str, str], DisclosedTitle] = {}
    told_of = f"{_ENTRIES} UNION ALL {_PAGES}" + (f" UNION ALL {_OF_THE_PLACE}" if place else "")
    for owner, title, url, channel, day in ledger.db.conn.execute(
        told_of, {"unit": unit_id, "until": until, "place": place}
    ):
        found.setdefault(
            (owner, title, url),
            DisclosedTitle(owner, title or "", url, channel or "", maybe_day(day)),
        )
    for told in of_others:
        if _SAYS_MONEY.search(f"{told.title} {told.channel}"):
            found.setdefault((told.owner, told.title, told.url), told)
    return tuple(found.values())
