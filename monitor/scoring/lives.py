"""The lives of findings: from the night on which one was opened to that on which it was found
repaired or was taken back. Pure.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from store.findings import FindingTurn
from store.queries.quarters.answers import FoundTurn

_BEGINS = (FindingTurn.OPENED, FindingTurn.REOPENED)


@dataclass(frozen=True, slots=True)
class Life:
    """One life of one finding."""

    number: int  # of the finding, as every paper names it
    unit: str
    rule: str
    subject: str
    clause: str
    mark: str  # whose number the limit is: law, product, county, local
    sentence_zh: str
    sentence_en: str
    begun: date
    measured: str = ""  # on that day
    ended: date | None = None  # None: it stands
    is_withdrawn: bool = False
    secret_until: date | None = None  # the last day on which it is held to be secret (涉密)

    def sentence(self, language: str) -> str:
        return self.sentence_en if language == "en" else self.sentence_zh


def lives(
    turns: Iterable[FoundTurn], taken_back: Collection[int] = (), *, over: date | None = None
) -> Iterator[Life]:
    """Oldest first. `turns`: of one finding, oldest first; `taken_back`: numbers of lives (0 is the
    first) that the office has withdrawn on the desk, whether the ledger knows it yet or not;
    `over`: the last day of a time that is over. What stood beyond it is told as on the night that
    found it, since the finding's own sentence speaks of later nights.
    """
    known = list(turns)
    begun = [place for place, turn in enumerate(known) if turn.what in _BEGINS]
    for life, place in enumerate(begun):
        turn = known[place]
        end = known[place + 1] if place + 1 < len(known) else None
        stood_on = over is not None and (end is None or end.day > over)
        is_told_as_now = place == begun[-1] and not stood_on
        yield Life(
            turn.finding,
            turn.unit,
            turn.rule,
            turn.subject,
            turn.clause,
            turn.mark,
            turn.now_zh if is_told_as_now else turn.said_zh,
            turn.now_en if is_told_as_now else turn.said_en,
            turn.day,
            turn.measured,
            end.day if end else None,
            (end is not None and end.what is FindingTurn.WITHDRAWN) or life in taken_back,
        )
