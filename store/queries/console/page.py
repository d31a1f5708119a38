"""What the console asks of one page and of the bytes kept of it: the ground that evidence stands
on.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from store.instants import maybe_day, unsqueeze
from store.ledger import Ledger
from store.records import declared_type
from store.rows import columns, maybe_record, places, records
from store.sql import queries

_SQL = queries("console_page")


@dataclass(frozen=True, slots=True)
class ConsolePage:
    id: int
    unit: str
    url: str
    title: str
    purpose: str
    channel_url: str
    first_at: str
    last_visit_at: str
    last_outcome: str
    last_reason: str


@dataclass(frozen=True, slots=True)
class ConsoleSpan:
    """A span as the page of a page lists it: the same thing seen `checks` times."""

    outcome: str
    reason: str
    first_at: str
    last_at: str
    checks: int
    nights: int
    vantage: str
    capture: int | None


@dataclass(frozen=True, slots=True)
class CaptureRow:
    id: int
    page: int
    unit: str
    url: str
    title: str
    sha256: str
    at: str
    size: int
    status: int | None
    headers: tuple[tuple[str, str], ...]
    final_url: str
    ip: str
    vantage: str

    @property
    def content_type(self) -> str:
        return declared_type(self.headers)


@dataclass(frozen=True, slots=True)
class KeptListRow:
    """An entry as the list shows it; `day` is the one that the row bears, None without."""

    title: str
    url: str
    day: date | None


@dataclass(frozen=True, slots=True)
class KeptList:
    """The entries that were read from what was kept, in the list's order; and by which reader."""

    rows: tuple[KeptListRow, ...]
    extractor: str


def list_reading(ledger: Ledger, capture: int) -> KeptList | None:
    """The latest reading of what was kept; None where nothing was read of it."""
    row = ledger.db.conn.execute(
        """SELECT items, coalesce(extractor, '') FROM facts
           WHERE page = (SELECT page FROM capture WHERE id = ?1) AND capture = ?1
           ORDER BY id DESC LIMIT 1""",  # by its page, over the index of facts
        (capture,),
    ).fetchone()
    if row is None:
        return None
    items = tuple(
        KeptListRow(title, url, maybe_day(day)) for title, url, day, *_ in unsqueeze(row[0])
    )
    return KeptList(items, row[1])


def page_of(ledger: Ledger, page: int) -> ConsolePage | None:
    """The page of that number, with its latest state."""
    row = ledger.db.conn.execute(_SQL["page"], {"page": page}).fetchone()
    return maybe_record(ConsolePage, row)


def spans_of(ledger: Ledger, page: int) -> list[ConsoleSpan]:
    """The history of a page, oldest first."""
    rows = ledger.db.conn.execute(
        f"SELECT {columns(ConsoleSpan)} FROM span WHERE page = ? ORDER BY first_at, id", (page,)
    )
    return list(records(ConsoleSpan, rows))


def captures_of(ledger: Ledger, page: int) -> list[CaptureRow]:
    """What was kept of a page, oldest first."""
    return _captures(ledger, "WHERE capture.page = ? ORDER BY capture.at, capture.id", (page,))


def capture_of(ledger: Ledger, capture: int) -> CaptureRow | None:
    return next(iter(_captures(ledger, "WHERE capture.id = ?", (capture,))), None)


def pages_at(ledger: Ledger, unit: str, urls: Collection[str]) -> dict[str, int]:
    """The ids of those of the unit's pages that stand at these addresses."""
    if not urls:
        return {}
    rows = ledger.db.conn.execute(
        f"SELECT url, id FROM page WHERE unit = ? AND url IN ({places(len(urls))})",
        (unit, *urls),
    )
    return dict(rows.fetchall())


def captures_named(ledger: Ledger, pages: Sequence[int]) -> dict[tuple[int, str], CaptureRow]:
    """What was kept of these pages, by (page, sha256)."""
    if not pages:
        return {}
    where = f"WHERE capture.page IN ({places(len(pages))}) ORDER BY capture.at"
    rows = _captures(ledger, where, tuple(pages))
    return {(row.page, row.sha256): row for row in rows}


def seen_as(ledger: Ledger, pages: Sequence[int]) -> dict[int, ConsoleSpan]:
    """How each body that was kept of these pages was seen, all the times it was: by the id of its
    capture.
    """
    sql = _SQL["seen_as"].format(pages=places(len(pages)))
    spans = records(ConsoleSpan, ledger.db.conn.execute(sql, tuple(pages)))
    return {span.capture: span for span in spans if span.capture is not None}


def _captures(ledger: Ledger, where: str, values: tuple[object, ...]) -> list[CaptureRow]:
    rows = ledger.db.conn.execute(f"{_SQL['captures']} {where}", values)
    return list(records(CaptureRow, rows))
