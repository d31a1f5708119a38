"""Rows of `page`, `span` and `capture`: read whole for one unit, written one by one. No decision is
taken here.
"""

import json
from dataclasses import astuple, dataclass, fields

from sqlite_utils import Database

from store.capture.settled_looks import SettledLook
from store.instants import from_text, to_text
from store.merge.exchanges import exchange_text
from store.merge.spans import Span

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


_PAGE_COLUMNS = tuple(field.name for field in fields(PageRow))
_SPAN_COLUMNS = "outcome, first_at, last_at, checks, max_gap, days, last_run, reason, vantage, fingerprint, capture, facts, status, ip, final_url, id"


def load_pages(db: Database, unit_id: str) -> dict[str, PageRow]:
    """Every page of the unit by its URL."""
    rows = db.conn.execute(
        f"SELECT {', '.join(_PAGE_COLUMNS)} FROM page WHERE unit = ?", (unit_id,)
    )
    return {page.url: page for page in (PageRow(*row) for row in rows)}


def latest_spans(db: Database, unit_id: str) -> dict[tuple[int, str], Span]:
    """The latest span of each page and vantage point."""
    rows = db.conn.execute(
        f"""SELECT page, {_SPAN_COLUMNS} FROM span WHERE id IN
              (SELECT max(span.id) FROM span JOIN page ON page.id = span.page WHERE page.unit = ? GROUP BY span.page, span.vantage)""",
        (unit_id,),
    )
    return {(row[0], row[9]): read_span(row[1:]) for row in rows}


def read_span(row: tuple[object, ...]) -> Span:
    outcome, first_at, last_at, *rest = row
    return Span(str(outcome), from_text(str(first_at)), from_text(str(last_at)), *rest)  # type: ignore[arg-type]


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
    columns = _PAGE_COLUMNS[1:]
    marks = ", ".join("?" for _ in columns)
    cursor = db.conn.execute(
        f"INSERT INTO page ({', '.join(columns)}) VALUES ({marks})", astuple(page)[1:]
    )
    return _row_id(cursor.lastrowid)


def update_page(db: Database, page: PageRow) -> None:
    columns = _PAGE_COLUMNS[1:]
    db.conn.execute(
        f"UPDATE page SET {', '.join(f'{name} = ?' for name in columns)} WHERE id = ?",
        (*astuple(page)[1:], page.id),
    )


def insert_span(db: Database, page_id: int, span: Span) -> None:
    db.conn.execute(
        f"INSERT INTO span (page, nights, {_SPAN_COLUMNS}) VALUES (?, ?, {', '.join('?' for _ in range(16))})",
        (page_id, span.nights, *_span_values(span)),
    )


def update_span(db: Database, span: Span) -> None:
    assignments = ", ".join(f"{name.strip()} = ?" for name in _SPAN_COLUMNS.split(",")[:-1])
    *values, span_id = _span_values(span)
    db.conn.execute(
        f"UPDATE span SET nights = ?, {assignments} WHERE id = ?", (span.nights, *values, span_id)
    )


def insert_capture(db: Database, page: PageRow, look: SettledLook, size: int) -> int:
    """The capture's id; the same bytes of the same page are one capture however often they return."""
    db.conn.execute(
        """INSERT INTO capture (page, sha256, at, size, status, headers, final_url, ip, vantage, previous_sha256, exchange,
             rendered, answer_sha256)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (page, sha256) DO NOTHING""",
        (
            page.id,
            look.sha256,
            to_text(look.visit.at),
            size,
            look.visit.status,
            json.dumps(look.visit.headers, ensure_ascii=False),
            look.visit.final_url,
            look.visit.ip,
            look.visit.vantage,
            page.sha256,
            exchange_text(look.visit.exchange),
            int(look.visit.rendered),
            look.visit.answer_sha256,
        ),
    )
    found = capture_id(db, page.id, look.sha256)
    assert found is not None
    return found


def capture_id(db: Database, page_id: int, sha256: str) -> int | None:
    row = (
        db.conn.execute(
            "SELECT id FROM capture WHERE page = ? AND sha256 = ?", (page_id, sha256)
        ).fetchone()
        if sha256
        else None
    )
    return row[0] if row else None


def _span_values(span: Span) -> tuple[object, ...]:
    outcome, first_at, last_at, *rest = astuple(span)
    return (outcome, to_text(first_at), to_text(last_at), *rest)


def _row_id(lastrowid: int | None) -> int:
    assert lastrowid is not None
    return lastrowid
