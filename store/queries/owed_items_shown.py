"""Which units were found, on nights before, to publish each of the items that are owed: what hardly
anybody shows may stand where nobody looks.
"""

from collections import defaultdict
from datetime import date, timedelta

from store.instants import day_text
from store.ledger import Ledger

_REMEMBERED = timedelta(days=60)
_CLEAR = """SELECT subject, unit FROM verdict
    WHERE rule = 'missing_item' AND answer = 'clear' AND warning = 0
      AND first_day <= :day AND last_day >= :since"""


def owed_items_shown(ledger: Ledger, day: date) -> dict[str, frozenset[str]]:
    """Id of the item to ids of units, by verdicts of the last 60 days up to `day`."""
    asked = {"day": day_text(day), "since": day_text(day - _REMEMBERED)}
    found: dict[str, set[str]] = defaultdict(set)
    for subject, unit in ledger.db.conn.execute(_CLEAR, asked):
        found[subject.split(":")[1]].add(unit)
    return {item: frozenset(units) for item, units in found.items()}
