"""One page and the bytes kept of it: its history, its words, its source, and how it looked, in a
sandbox of its own.
"""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from monitor.console.access import Right
from monitor.console.capture_diff import Compared, body_of, compared, words_of
from monitor.console.list_diff import ListChanges, list_changes
from monitor.console.request import PageRequest
from store.desk.looks import PrivateLook, add_look, looks_at
from store.queries.console.page import (
    CaptureRow,
    capture_of,
    captures_of,
    list_reading,
    page_of,
    spans_of,
)
from store.queries.evidence import Private
from store.queries.personal_numbers import pages_with_numbers, searched_captures

SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'self'"


def page(request: Request) -> Response:
    visit = PageRequest(request)
    with visit.ledger() as ledger:
        found = page_of(ledger, visit.id("page"))
        if found is None:
            raise HTTPException(404)
        visit.must_see(found.unit)
        spans, captures = spans_of(ledger, found.id), captures_of(ledger, found.id)
    after = visit.number("after", least=1, most=10**9, otherwise=captures[-1].id if captures else 0)
    place = next((place for place, capture in enumerate(captures) if capture.id == after), None)
    earlier = captures[:place] if place else []
    asked = visit.number("before", least=1, most=10**9, otherwise=0)
    before = next((one for one in earlier if one.id == asked), earlier[-1] if earlier else None)
    pair = (
        None
        if place is None
        else compared(visit.console, before, captures[place], is_only=len(captures) == 1)
    )
    return visit.page(
        "page.html",
        found=found,
        spans=list(reversed(spans)),
        captures=list(reversed(captures)),
        compared=pair,
        changes=changes_between(visit, pair),
    )


def changes_between(visit: PageRequest, pair: Compared | None) -> ListChanges | None:
    """Of a list: what its entries did from the one to the other."""
    if pair is None or pair.before is None:
        return None
    with visit.ledger() as ledger:
        return list_changes(
            list_reading(ledger, pair.before.id), list_reading(ledger, pair.after.id)
        )


def capture(request: Request) -> Response:
    visit, kept, body = _kept(request)
    is_document = body is not None and visit.console.reader.is_document(
        body, url=kept.url, content_type=kept.content_type
    )
    lines = words_of(visit.console, kept, documents=True)
    return visit.page(
        "capture.html",
        kept=kept,
        lines=lines,
        is_document=is_document,
        has_bytes=body is not None,
        looks=looks_at(visit.console.desk, kept.sha256) if visit.is_office else (),
    )


def source(request: Request) -> Response:
    """The page's source as text; nothing in it is ever markup here."""
    visit, kept, body = _kept(request)
    if body is None:
        raise HTTPException(410)
    if visit.console.reader.is_document(body, url=kept.url, content_type=kept.content_type):
        raise HTTPException(410)  # what it packs no masking would find
    text = visit.console.reader.source(body, content_type=kept.content_type)
    return Response(text.encode("utf-8", "replace"), media_type="text/plain; charset=utf-8")


def frame(request: Request) -> Response:
    """The page as it looked, for a frame of opaque origin: no script, no form, nothing loaded from
    anywhere.
    """
    visit, kept, body = _kept(request)
    if body is None or visit.console.reader.is_document(
        body, url=kept.url, content_type=kept.content_type
    ):
        raise HTTPException(410)
    text = visit.console.reader.look(body, url=kept.url, content_type=kept.content_type)
    if text is None:
        raise HTTPException(410)
    headers = {"Content-Security-Policy": SANDBOX, "X-Frame-Options": "SAMEORIGIN"}
    return Response(
        text.encode("utf-8", "replace"), media_type="text/html; charset=utf-8", headers=headers
    )


def raw(request: Request) -> Response:
    """The bytes as they were received, to be saved and never shown. Where persons' numbers stand in
    them, or nobody could read whether, they are the office's alone, and that they were taken is on
    record before they are given.
    """
    visit, kept, body = _kept(request)
    if body is None:
        raise HTTPException(410)
    private = _private(visit, kept, body)
    if private is not None:
        if visit.user is None or not visit.may(Right.SEE_NUMBERS):
            return visit.refused(403, said=f"refused.{private.name.lower()}")
        add_look(
            visit.console.desk,
            PrivateLook(
                kept.sha256, kept.url, visit.user.login, visit.user.name, visit.console.clock.now()
            ),
        )
    headers = {
        "Content-Disposition": f'attachment; filename="{kept.sha256}.bin"',
        "Content-Security-Policy": SANDBOX,
    }
    return Response(body, media_type="application/octet-stream", headers=headers)


def _private(visit: PageRequest, kept: CaptureRow, body: bytes) -> Private | None:
    """By any reading of the page, or by these very bytes: older ones were not looked through."""
    reader = visit.console.reader
    with visit.ledger() as ledger:
        if pages_with_numbers(ledger, [kept.page]):
            return Private.SHOWS_NUMBERS
        is_searched = (kept.page, kept.sha256) in searched_captures(ledger, [kept.page])
    if not is_searched:
        return reader.private(
            body, url=kept.url, content_type=kept.content_type, day=visit.console.today
        )
    spells_one = reader.spells_number(body, url=kept.url, content_type=kept.content_type)
    return Private.SHOWS_NUMBERS if spells_one else None


def _kept(request: Request) -> tuple[PageRequest, CaptureRow, bytes | None]:
    visit = PageRequest(request)
    with visit.ledger() as ledger:
        kept = capture_of(ledger, visit.id("capture"))
    if kept is None:
        raise HTTPException(404)
    visit.must_see(kept.unit)
    return visit, kept, body_of(visit.console, kept)
