"""The lives of findings: from the night on which one was opened to that on which it was found
repaired or was taken back. Pure.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from store.findings import FindingEvent, FindingTurn
from store.records import Finding

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
    ended: date | None = None  # None: it stands
    is_withdrawn: bool = False

    def sentence(self, language: str) -> str:
        return self.sentence_en if language == "en" else self.sentence_zh


def lives(
    finding: Finding, events: Iterable[FindingEvent], taken_back: Collection[int] = ()
) -> Iterator[Life]:
    """Oldest first. `events`: of this finding, oldest first; `taken_back`: numbers of lives (0 is
    the first) that the office has withdrawn on the desk, whether the ledger knows it yet or not.
    """
    turns = [event for event in events if event.what is not FindingTurn.KEPT]
    begun = [place for place, event in enumerate(turns) if event.what in _BEGINS]
    for life, place in enumerate(begun):
        end = turns[place + 1] if place + 1 < len(turns) else None
        is_the_last = place == begun[-1]
        said = finding if is_the_last else turns[place]
        yield Life(
            finding.id,
            finding.unit,
            finding.rule,
            finding.subject,
            finding.clause,
            finding.threshold_mark,
            said.sentence_zh,
            said.sentence_en,
            turns[place].day,
            end.day if end else None,
            (end is not None and end.what is FindingTurn.WITHDRAWN) or life in taken_back,
        )
