"""Titles by which it is told whether a unit published a thing: of its own pages, and of everything
that others publish under one of its names.
"""

from collections.abc import Collection

from store.instants import maybe_day
from store.ledger import Ledger
from store.queries.disclosed_titles import DisclosedTitle

_OWN_PAGES = """SELECT page.unit, coalesce(nullif(facts.title, ''), page.title), page.url, '',
        facts.published
    FROM page JOIN facts ON facts.id = page.facts
    WHERE page.unit = :unit AND page.ever_good = 1 AND page.first_at < :until"""
# By the words of the link that led there too: a page may bear nothing but its site's name.
_OWN_PAGES_AS_LINKED = """SELECT unit, title, url, '', NULL FROM page
    WHERE unit = :unit AND ever_good = 1 AND first_at < :until AND title <> ''"""
_OTHERS_ENTRIES = """SELECT channel.unit, item.title, item.url, channel.name,
        coalesce(item.claimed, item.url_date)
    FROM item JOIN channel ON channel.id = item.channel
    WHERE channel.unit <> :unit AND item.first_seen < :until AND ({names})"""
_OTHERS_PAGES = """SELECT page.unit, coalesce(nullif(facts.title, ''), page.title), page.url, '',
        facts.published
    FROM page JOIN facts ON facts.id = page.facts
    WHERE page.unit <> :unit AND page.ever_good = 1 AND page.first_at < :until AND ({names})"""


def titles_about(
    ledger: Ledger, unit_id: str, names: Collection[str], until: str
) -> tuple[DisclosedTitle, ...]:
    """What was known before the instant `until`. Entries of the unit's own lists are not among
    them: the dossier holds those by channel.
    """
    asked = {"unit": unit_id, "until": until} | {
        f"name{number}": name for number, name in enumerate(names)
    }
    queries = [_OWN_PAGES, _OWN_PAGES_AS_LINKED]
    if names:
        queries += [
            _OTHERS_ENTRIES.format(names=_holds("item.title", len(names))),
            _OTHERS_PAGES.format(names=_holds("facts.title", len(names))),
        ]
    rows = ledger.db.conn.execute(" UNION ".join(queries), asked)
    return tuple(
        DisclosedTitle(owner, title or "", url, channel or "", maybe_day(day))
        for owner, title, url, channel, day in rows
    )


def _holds(column: str, names: int) -> str:
    return " OR ".join(f"instr({column}, :name{number}) > 0" for number in range(names))
