"""What nights and addresses were like for all units together: days on which we were blind, and
addresses behind which everything was down.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from store.ledger import Ledger
from store.outcomes import Outcome, OutcomeGroup

_FAILURES = ", ".join(
    f"'{outcome}'" for outcome in Outcome if outcome.group is OutcomeGroup.UNREACHABLE
)
# The units whose home page there was open at some time, and whether every one of these pages failed
# at its last look.
_BY_ADDRESS = f"""SELECT page.ip, count(DISTINCT page.unit),
        sum(span.outcome IN ({_FAILURES})) = count(*)
    FROM page
    JOIN unit ON unit.id = page.unit AND unit.retired_on IS NULL
    JOIN span ON span.id = (SELECT max(id) FROM span AS s WHERE s.page = page.id)
    WHERE page.purpose = 'home' AND page.ip <> '' AND page.ever_good = 1
    GROUP BY page.ip"""


@dataclass(frozen=True, slots=True)
class SharedNights:
    """`blind_days`: on which our own network was bad and no other run of the day was good.
    `down_together`: addresses whose every home page failed at its last look on the site's side,
    with the number of units behind each; only pages that were open at some time count, for an
    address that was never open is no platform.
    """

    blind_days: frozenset[date] = frozenset()
    down_together: Mapping[str, int] = field(default_factory=dict)


def shared_nights(ledger: Ledger) -> SharedNights:
    return SharedNights(_blind_days(ledger), _down_together(ledger))


def _blind_days(ledger: Ledger) -> frozenset[date]:
    rows = ledger.db.conn.execute(
        "SELECT day FROM run WHERE kind != 'vantage' GROUP BY day HAVING min(state = 'blind') = 1"
    )
    return frozenset(date.fromisoformat(row[0]) for row in rows)


def _down_together(ledger: Ledger) -> dict[str, int]:
    rows = ledger.db.conn.execute(_BY_ADDRESS)
    return {ip: units for ip, units, all_down in rows if all_down}
