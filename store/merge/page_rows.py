"""Rows of `page`, `span` and `capture`: read whole for one unit, written one by one. No decision is
taken here.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, fields
from operator import attrgetter

from sqlite_utils import Database

from store.capture.settled_looks import SettledLook
from store.instants import to_text
from store.merge.exchanges import exchange_text
from store.merge.spans import Span
from store.rows import columns, places, record, records

MASKS_KEPT = 200  # a page has a handful of volatile blocks; this is a season of them


@dataclass(slots=True)
class PageRow:
    """A row of `page`, changed while a file is merged and written back once."""

    id: int
    unit: str
    url: str
    site: str
    purpose: str
    channel_url: str
    depth: int
    title: str
    first_at: str
    last_visit_at: str | None = None
    last_full_at: str | None = None
    last_outcome: str | None = None
    last_reason: str | None = None
    ever_good: int = 0
    ip: str = ""
    etag: str = ""
    last_modified: str = ""
    sha256: str = ""
    fingerprint: str = ""
    facts: int | None = None
    masks: str = "[]"
    left_over: int = 0

    def learn(self, masks: tuple[str, ...]) -> None:
        """A block seen to change by itself stays known as volatile; a counter brings a new one
        every night, so the oldest are forgotten.
        """
        if masks:
            self.masks = json.dumps(
                list(dict.fromkeys([*json.loads(self.masks), *masks]))[-MASKS_KEPT:]
            )


# not `astuple`, which copies every value deep: a third of the merge of pages that stayed the same
_PAGE_VALUES = attrgetter(*(field.name for field in fields(PageRow)))
_SPAN_VALUES = attrgetter(*(field.name for field in fields(Span)))
_PAGE_COLUMNS = columns(PageRow, without=("id",))
_SPAN_COLUMNS = columns(Span, without=("id",))


def load_pages(db: Database, unit_id: str) -> dict[str, PageRow]:
    """Every page of the unit by its URL."""
    rows = db.conn.execute(f"SELECT {columns(PageRow)} FROM page WHERE unit = ?", (unit_id,))
    return {page.url: page for page in records(PageRow, rows)}


def latest_spans(db: Database, unit_id: str) -> dict[tuple[int, str], Span]:
    """The latest span of each page and vantage point."""
    rows = db.conn.execute(
        f"""SELECT page, {columns(Span)} FROM span WHERE id IN
              (SELECT max(span.id) FROM span JOIN page ON page.id = span.page
               WHERE page.unit = ? GROUP BY span.page, span.vantage)""",
        (unit_id,),
    )
    spans = ((page, record(Span, row)) for page, *row in rows)
    return {(page, span.vantage): span for page, span in spans}


def insert_page(db: Database, unit_id: str, look: SettledLook) -> PageRow:
    """A page met for the first time, whatever came of it."""
    page = PageRow(
        id=0,
        unit=unit_id,
        url=look.url,
        site=look.site,
        purpose=look.purpose.value,
        channel_url=look.channel_url,
        depth=look.depth,
        title=look.title_hint,
        first_at=to_text(look.visit.at),
    )
    page.id = insert_page_row(db, page)
    return page


def insert_page_row(db: Database, page: PageRow) -> int:
    _, *values = _PAGE_VALUES(page)
    cursor = db.conn.execute(
        f"INSERT INTO page ({_PAGE_COLUMNS}) VALUES ({places(len(values))})", values
    )
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def update_page(db: Database, page: PageRow) -> None:
    update_pages(db, [page])


def update_pages(db: Database, pages: Iterable[PageRow]) -> None:
    numbered = (_PAGE_VALUES(page) for page in pages)
    db.conn.executemany(
        f"UPDATE page SET ({_PAGE_COLUMNS}) = ({places(len(fields(PageRow)) - 1)}) WHERE id = ?",
        ((*values, number) for number, *values in numbered),
    )


def insert_span(db: Database, page_id: int, span: Span) -> None:
    *values, _ = _span_values(span)
    db.conn.execute(
        f"""INSERT INTO span (page, nights, {_SPAN_COLUMNS})
            VALUES ({places(2 + len(values))})""",
        (page_id, span.nights, *values),
    )


def update_spans(db: Database, spans: Iterable[Span]) -> None:
    db.conn.executemany(
        f"""UPDATE span SET (nights, {_SPAN_COLUMNS}) = ({places(len(fields(Span)))})
            WHERE id = ?""",
        ((span.nights, *_span_values(span)) for span in spans),
    )


def insert_capture(db: Database, page: PageRow, look: SettledLook, size: int) -> int:
    """The capture's id; the same bytes of the same page are one capture however often they return.

    `size`: of the body in bytes, as received.
    """
    visit = look.visit
    row: dict[str, object] = {
        "page": page.id,
        "sha256": look.sha256,
        "at": to_text(visit.at),
        "size": size,
        "status": visit.status,
        "headers": json.dumps(visit.headers, ensure_ascii=False),
        "final_url": visit.final_url,
        "ip": visit.ip,
        "vantage": visit.vantage,
        "previous_sha256": page.sha256,
        "exchange": exchange_text(visit.exchange),
        "rendered": int(visit.rendered),
        "answer_sha256": visit.answer_sha256,
    }
    db.conn.execute(
        f"""INSERT INTO capture ({", ".join(row)}) VALUES ({places(len(row))})
            ON CONFLICT (page, sha256) DO NOTHING""",
        tuple(row.values()),
    )
    found = capture_id(db, page.id, look.sha256)
    assert found is not None
    return found


def capture_id(db: Database, page_id: int, sha256: str) -> int | None:
    if not sha256:
        return None
    row = db.conn.execute(
        "SELECT id FROM capture WHERE page = ? AND sha256 = ?", (page_id, sha256)
    ).fetchone()
    return row[0] if row else None


def _span_values(span: Span) -> tuple[object, ...]:
    outcome, first_at, last_at, *rest = _SPAN_VALUES(span)
    return (outcome, to_text(first_at), to_text(last_at), *rest)
