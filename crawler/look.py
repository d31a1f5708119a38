"""What one look at one page came to: its visit, and what was read where there was something."""

from dataclasses import dataclass, replace

from crawler.errnos import Settled
from store.records import PageFacts, Visit


@dataclass(frozen=True, slots=True)
class Look:
    """`facts` None and `body` empty where nothing was read."""

    visit: Visit
    facts: PageFacts | None = None
    body: bytes = b""
    answer: bytes = b""  # what the server sent, where the body is the page as a browser drew it

    @property
    def shows_the_page(self) -> bool:
        return self.visit.outcome.shows_the_page and self.facts is not None

    def settled(self, settled: Settled) -> "Look":
        """The same look with another outcome, and why."""
        outcome, reason = settled
        return replace(self, visit=replace(self.visit, outcome=outcome, reason=reason))
