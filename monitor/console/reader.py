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

    def shows_numbers(self, body: bytes, *, url: str, content_type: str, day: date) -> bool:
        """Whether persons' numbers stand in it: then the bytes are the office's alone. Everything
        else that is read here is masked.
        """
        ...

    def is_document(self, body: bytes, *, url: str, content_type: str) -> bool:
        """Whether this is a document that the sandbox must open, and no page."""
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
