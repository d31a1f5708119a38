"""What the console needs of those who read pages and tables, said as protocols: crawler and monitor
never meet, app brings them.
"""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from config.folder import Config
from store.queries.spending import SpendingPage, TableOverYears


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

    def is_document(self, body: bytes, *, url: str, content_type: str) -> bool:
        """Whether this is a document that the sandbox must open, and no page."""
        ...


class Accounts(Protocol):
    """A unit's spending, latest year first, and what of it could not be read. Raises StoreFailed."""

    def __call__(
        self, unit_id: str, config: Config, /
    ) -> tuple[Sequence[TableOverYears], Sequence[SpendingPage]]: ...
