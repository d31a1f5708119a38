"""What the console asks of one page and of the bytes kept of it: the ground that evidence stands
on.
"""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from store.ledger import Ledger
from store.records import declared_type


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
    """The same thing seen `checks` times."""

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


def page_of(ledger: Ledger, page: int) -> ConsolePage | None:
    row = ledger.db.conn.execute(
        """SELECT page.id, page.unit, page.url, coalesce(nullif(facts.title, ''), page.title), purpose, channel_url, first_at,
             coalesce(last_visit_at, ''), coalesce(last_outcome, ''), coalesce(last_reason, '')
           FROM page LEFT JOIN facts ON facts.id = page.facts WHERE page.id = ?""",
        (page,),
    ).fetchone()
    return ConsolePage(*row) if row else None


def spans_of(ledger: Ledger, page: int) -> list[ConsoleSpan]:
    """The history of a page, oldest first."""
    rows = ledger.db.conn.execute(
        "SELECT outcome, reason, first_at, last_at, checks, nights, vantage, capture FROM span WHERE page = ? ORDER BY first_at, id",
        (page,),
    )
    return [ConsoleSpan(*row) for row in rows]


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
        f"SELECT url, id FROM page WHERE unit = ? AND url IN ({', '.join('?' * len(urls))})",
        (unit, *urls),
    )
    return dict(rows.fetchall())


def captures_named(ledger: Ledger, pages: Sequence[int]) -> dict[tuple[int, str], CaptureRow]:
    """What was kept of these pages, by (page, sha256)."""
    rows = (
        _captures(
            ledger,
            f"WHERE capture.page IN ({', '.join('?' * len(pages))}) ORDER BY capture.at",
            tuple(pages),
        )
        if pages
        else []
    )
    return {(row.page, row.sha256): row for row in rows}


def seen_as(ledger: Ledger, pages: Sequence[int]) -> dict[int, ConsoleSpan]:
    """How each body that was kept of these pages was seen, all the times it was: by the id of its
    capture.
    """
    rows = ledger.db.conn.execute(
        f"""SELECT outcome, reason, min(first_at), max(last_at), sum(checks), sum(nights), vantage, capture FROM span
            WHERE page IN ({", ".join("?" * len(pages))}) AND capture IS NOT NULL GROUP BY capture""",
        tuple(pages),
    )
    return {row[-1]: ConsoleSpan(*row) for row in rows}


def _captures(ledger: Ledger, where: str, values: tuple[object, ...]) -> list[CaptureRow]:
    rows = ledger.db.conn.execute(
        f"""SELECT capture.id, capture.page, page.unit, page.url, page.title, capture.sha256, capture.at, capture.size, capture.status,
              coalesce(capture.headers, '[]'), coalesce(capture.final_url, ''), coalesce(capture.ip, ''), coalesce(capture.vantage, '')
            FROM capture JOIN page ON page.id = capture.page {where}""",
        values,
    )
    return [_capture(row) for row in rows]


def _capture(row: tuple[Any, ...]) -> CaptureRow:
    number, page, unit, url, title, sha256, at, size, status, headers, final_url, ip, vantage = row
    return CaptureRow(
        number,
        page,
        unit,
        url,
        title,
        sha256,
        at,
        size,
        status,
        _headers(headers),
        final_url,
        ip,
        vantage,
    )


def _headers(text: str) -> tuple[tuple[str, str], ...]:
    return tuple((str(name), str(value)) for name, value in json.loads(text))
