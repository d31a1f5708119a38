"""Names that are no longer borne, as the latest readings of pages found them: what people are asked
about.
"""

from dataclasses import dataclass
from datetime import date

from store.instants import maybe_day
from store.ledger import Ledger

_PROPOSED = """SELECT page.unit, page.id, page.url, facts.title, facts.published, mention.term,
        mention.sentence
    FROM mention
    JOIN facts ON facts.id = mention.facts
    JOIN page ON page.id = facts.page AND page.facts = facts.id
    WHERE mention.side = 'old_name' ORDER BY page.unit, mention.term, page.id LIMIT ?"""
MOST = 2_000


@dataclass(frozen=True, slots=True)
class ProposedWording:
    unit: str
    page: int
    url: str
    title: str
    published: date | None
    term: str
    sentence: str


def proposed_wordings(ledger: Ledger) -> list[ProposedWording]:
    """Of all units, at most `MOST`."""
    rows = ledger.db.conn.execute(_PROPOSED, (MOST,))
    return [
        ProposedWording(unit, page, url, title, maybe_day(published), term, sentence)
        for unit, page, url, title, published, term, sentence in rows
    ]
