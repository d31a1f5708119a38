"""Two kept bodies of one page as words beside each other; or one, where there is only one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from config.errors import NotFound, StoreFailed
from monitor.console.context import Console
from monitor.console.excerpt import with_marks
from monitor.console.line_diff import DiffLine, DiffPiece, side_by_side
from store.queries.console.page import CaptureRow

LINES_SHOWN = 60  # of a single reading; the capture's own page has all
LINES_ABOVE = 8


@dataclass(frozen=True, slots=True)
class Compared:
    """`lines` is empty where nothing differs, or where one of the two cannot be shown here (`why`)."""

    before: CaptureRow | None
    after: CaptureRow
    lines: tuple[DiffLine, ...] = ()
    # of the only reading there is, from a little above what is marked in it
    words: tuple[tuple[DiffPiece, ...], ...] = ()
    left_out_above: int = 0
    left_out: int = 0
    is_only: bool = False  # no other version of the page was ever kept
    why: str = ""  # "" | document | not_kept


def compared(
    console: Console,
    before: CaptureRow | None,
    after: CaptureRow,
    terms: Sequence[str] = (),
    *,
    is_only: bool = False,
) -> Compared:
    """Pages only: a document is opened on a page of its own, because its sandbox takes seconds.
    `terms` are marked in a reading alone.
    """
    new = words_of(console, after)
    old = words_of(console, before) if before else []
    if new is None or old is None:
        return Compared(
            before, after, why="document" if _is_document(console, before, after) else "not_kept"
        )
    if before is None:
        return _alone(after, new, terms, is_only=is_only)
    return Compared(before, after, tuple(side_by_side(old, new)))


def _alone(after: CaptureRow, lines: list[str], terms: Sequence[str], *, is_only: bool) -> Compared:
    first = next(
        (place for place, line in enumerate(lines) if any(term in line for term in terms)), 0
    )
    start = max(0, first - LINES_ABOVE)
    shown = tuple(with_marks(line, terms) for line in lines[start : start + LINES_SHOWN])
    left_out = max(0, len(lines) - start - LINES_SHOWN)
    return Compared(
        None, after, words=shown, left_out_above=start, left_out=left_out, is_only=is_only
    )


def words_of(console: Console, capture: CaptureRow, *, documents: bool = False) -> list[str] | None:
    """The meaningful lines of what was kept; None where the bytes are gone, or belong to a document
    that was not asked for.
    """
    body = body_of(console, capture)
    if body is None or (
        not documents
        and console.reader.is_document(body, url=capture.url, content_type=capture.content_type)
    ):
        return None
    day = datetime.fromisoformat(capture.at).astimezone(console.config().office.zone).date()
    return console.reader.lines(
        body, url=capture.url, content_type=capture.content_type, status=capture.status, day=day
    )


def body_of(console: Console, capture: CaptureRow) -> bytes | None:
    """The bytes as they were received; None where they are no longer kept or no longer match their
    name.
    """
    try:
        with console.archive() as archive:
            return archive.get(capture.sha256)
    except (NotFound, StoreFailed):
        return None


def _is_document(console: Console, *captures: CaptureRow | None) -> bool:
    bodies: Sequence[tuple[CaptureRow, bytes | None]] = [
        (capture, body_of(console, capture)) for capture in captures if capture
    ]
    return any(
        body is not None
        and console.reader.is_document(body, url=capture.url, content_type=capture.content_type)
        for capture, body in bodies
    )
