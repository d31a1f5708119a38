"""An answer as the outcome readers see it: status, headers, and the page already laid flat."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from crawler.extract.flat import FlatPage
from store.outcomes import Outcome


@dataclass(frozen=True, slots=True)
class ReadAnswer:
    """What the outcome's readers need of one answer, worked out once."""

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
    def said(self) -> int:
        """Characters of all visible text."""
        return sum(len(block.text) for block in self.flat.blocks)

    @property
    def said_in_main(self) -> int:
        """Characters outside navigation, asides and footer."""
        return sum(len(block.text) for block in self.flat.blocks if block.area == "main")

    def line_with(
        self, words: re.Pattern[str], longest: int, *, with_footer: bool = True
    ) -> re.Match[str] | None:
        """What `words` find first in a line of at most `longest` characters."""
        lines = (
            block.text
            for block in self.flat.blocks
            if len(block.text) <= longest and (with_footer or block.area != "footer")
        )
        return next(filter(None, map(words.search, lines)), None)

    @property
    def is_rich(self) -> bool:
        """Too much for a wall or an error: prose, a dated list, or a page full of links."""
        return self.prose >= 300 or self.dated_rows >= 3 or len(self.flat.anchors) >= 60


@dataclass(frozen=True, slots=True)
class JudgedOutcome:
    """An outcome with its reason in words that a log may keep."""

    outcome: Outcome
    reason: str = ""
