"""An answer as the outcome readers see it: status, headers, and the page already laid flat."""

from collections.abc import Mapping
from dataclasses import dataclass

from crawler.extract.flat import FlatPage
from store.outcomes import Outcome


@dataclass(frozen=True, slots=True)
class ReadAnswer:
    status: int
    headers: Mapping[str, str]  # names in lower case
    size: int  # bytes of the body
    source: str  # decoded text
    flat: FlatPage
    url: str
    prose: int  # characters of prose in the main text
    dated_rows: int  # rows of the best list that bear a date

    @property
    def title(self) -> str:
        return self.flat.title

    @property
    def words(self) -> str:
        """All visible text, in order."""
        return " ".join(block.text for block in self.flat.blocks)

    @property
    def is_rich(self) -> bool:
        """Too much for a wall or an error: prose, a dated list, or a page full of links."""
        return self.prose >= 300 or self.dated_rows >= 3 or len(self.flat.anchors) >= 60


@dataclass(frozen=True, slots=True)
class JudgedOutcome:
    """An outcome with its reason in words that a log may keep."""

    outcome: Outcome
    reason: str = ""
