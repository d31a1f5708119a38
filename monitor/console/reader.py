"""What the console needs of those who read pages and tables, said as protocols: crawler and monitor
never meet, app brings them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from config.folder import Config
from config.rulebook import VagueExpense
from monitor.measures.spending.vague_spending import level
from store.queries.evidence import Private
from store.queries.spending import SpendingPage
from store.records import SpendLine, SpendTable


class CaptureReader(Protocol):
    """Turns kept bytes into words. Nothing here raises, whatever the bytes."""

    def lines(
        self, body: bytes, *, url: str, content_type: str, status: int | None, day: date
    ) -> list[str]:
        """The meaningful words of a page or document, line by line; a document is opened in its
        sandbox, which may take seconds.
        """
        ...

    def source(self, body: bytes, *, content_type: str) -> str:
        """The source of a page as text, decoded as the reader decodes it."""
        ...

    def look(self, body: bytes, *, url: str, content_type: str) -> str | None:
        """The page's own words and look as markup that is harmless; None where it costs too much."""
        ...

    def private(self, body: bytes, *, url: str, content_type: str, day: date) -> Private | None:
        """Why the bytes are the office's alone: persons' numbers stand in them, or they were not
        read whole. Everything else that is read here is masked.
        """
        ...

    def spells_number(self, body: bytes, *, url: str, content_type: str) -> bool:
        """Whether a page's source holds what looks like a person's number, even where nothing says
        that it is one.
        """
        ...

    def is_document(self, body: bytes, *, url: str, content_type: str) -> bool:
        """Whether this is a file of its own, and no page: it has no source to show."""
        ...


@dataclass(frozen=True, slots=True)
class TableOverYears:
    """One table of a unit's spending worth showing, and the amounts of the same lines a year
    before, by code or name. Amounts in yuan.
    """

    page: SpendingPage
    table: SpendTable
    year_before: Mapping[str, float]
    limits: VagueExpense
    total_before: float | None = None

    def level(self, line: SpendLine) -> str | None:
        """As `monitor.measures.spending.vague_spending.level`, by the office's limits of today."""
        return level(line, self.limits)


class Accounts(Protocol):
    """A unit's spending, latest year first, and what of it could not be read. Raises StoreFailed."""

    def __call__(
        self, unit_id: str, config: Config, /
    ) -> tuple[Sequence[TableOverYears], Sequence[SpendingPage]]: ...
