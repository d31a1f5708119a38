"""How many problems stood open after each of the last nights: the one line of a letter in which
nights are compared.
"""

from collections.abc import Collection
from datetime import date

from store.findings import FindingTurn
from store.ledger import Ledger
from store.queries.console.lists import turns_by_day
from store.queries.nights import last_night_days

NIGHTS = 6
_STEP = {
    FindingTurn.OPENED: 1,
    FindingTurn.REOPENED: 1,
    FindingTurn.CLOSED: -1,
    FindingTurn.WITHDRAWN: -1,
}


def open_by_night(
    ledger: Ledger, units: Collection[str] | None, secret: Collection[int] = ()
) -> list[tuple[date, int]]:
    """(night, open problems of these units, None: of all), oldest first. `secret`: ids of those
    that may not be told (涉密): a sum that has them would tell of them.
    """
    turns = turns_by_day(ledger, units, apart=secret)
    return [
        (night, sum(_STEP.get(what, 0) * count for day, what, count in turns if day <= night))
        for night in last_night_days(ledger, NIGHTS)
    ]
