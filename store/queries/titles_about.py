"""Titles of a unit's own pages, by which it is told whether it published a thing; what others
publish under its name is `titles_bearing`.
"""

from store.instants import maybe_day
from store.ledger import Ledger
from store.queries.disclosed_titles import DisclosedTitle

_PAGES = """SELECT page.unit, coalesce(nullif(facts.title, ''), page.title), page.url, '',
        facts.published
    FROM page JOIN facts ON facts.id = page.facts
    WHERE page.unit = :unit AND page.ever_good = 1 AND page.first_at < :until"""
# By the words of the link that led there too: a page may bear nothing but its site's name.
_PAGES_AS_LINKED = """SELECT unit, title, url, '', NULL FROM page
    WHERE unit = :unit AND ever_good = 1 AND first_at < :until AND title <> ''"""


def titles_about(ledger: Ledger, unit_id: str, until: str) -> tuple[DisclosedTitle, ...]:
    """What was known before the instant `until`. Entries of the unit's own lists are not among
    them: the dossier holds those by channel.
    """
    asked = {"unit": unit_id, "until": until}
    rows = ledger.db.conn.execute(f"{_PAGES} UNION {_PAGES_AS_LINKED}", asked)
    return tuple(
        DisclosedTitle(owner, title or "", url, channel or "", maybe_day(day))
        for owner, title, url, channel, day in rows
    )
