"""What units publish under the names of others, found once for all of them: asked unit by unit,
every title would be read as often as there are units.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

from store.instants import maybe_day
from store.ledger import Ledger
from store.queries.disclosed_titles import DisclosedTitle

SHORTEST = 3  # letters of a name: two alone (法院) are in too many other words

_ENTRIES = """SELECT channel.unit, item.title, item.url, channel.name,
        coalesce(item.claimed, item.url_date)
    FROM item JOIN channel ON channel.id = item.channel WHERE item.first_seen < :until"""
_PAGES = """SELECT page.unit, coalesce(nullif(facts.title, ''), page.title), page.url, '',
        facts.published
    FROM page JOIN facts ON facts.id = page.facts
    WHERE page.ever_good = 1 AND page.first_at < :until"""

Titles = tuple[DisclosedTitle, ...]


def titles_bearing(
    ledger: Ledger, names: Mapping[str, Collection[str]], until: str
) -> dict[str, Titles]:
    """By unit, entries and pages of others whose title holds one of its names, as known before the
    instant `until`. `names`: by unit; shorter ones than `SHORTEST` are passed over.
    """
    spoken_of = _by_beginning(names)
    found: dict[str, dict[tuple[str, str, str], DisclosedTitle]] = defaultdict(dict)
    for owner, title, url, channel, day in ledger.db.conn.execute(
        f"{_ENTRIES} UNION ALL {_PAGES}", {"until": until}
    ):
        for unit in _named_in(title or "", spoken_of):
            if unit != owner:
                told = DisclosedTitle(owner, title, url, channel or "", maybe_day(day))
                found[unit].setdefault((owner, title, url), told)
    return {unit: tuple(titles.values()) for unit, titles in found.items()}


def _by_beginning(names: Mapping[str, Collection[str]]) -> dict[str, list[tuple[str, str]]]:
    """(name, unit) by the first letters of the name."""
    beginning: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for unit, of_unit in names.items():
        for name in of_unit:
            if len(name) >= SHORTEST:
                beginning[name[:SHORTEST]].append((name, unit))
    return beginning


def _named_in(title: str, spoken_of: Mapping[str, list[tuple[str, str]]]) -> Iterator[str]:
    if spoken_of.keys().isdisjoint(map("".join, zip(title, title[1:], title[2:], strict=False))):
        return  # as nearly all titles
    for at in range(len(title) - SHORTEST + 1):
        for name, unit in spoken_of.get(title[at : at + SHORTEST], ()):
            if title.startswith(name, at):
                yield unit
