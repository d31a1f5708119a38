"""A scanned document handed to the child that recognises it, and what came back."""

import tempfile
import threading
from pathlib import Path

from crawler.documents.reading import DocumentReading, from_json
from crawler.documents.sandbox import read_by_child
from crawler.documents.scans.limits import (
    AT_ONCE,
    MEMORY,
    MOST_PAGES,
    WALL_SECONDS_A_PAGE,
    WALL_SECONDS_TO_START,
)

_CHILD = "crawler.documents.scans.child"
_places = threading.BoundedSemaphore(AT_ONCE)


def recognise(body: bytes) -> DocumentReading:
    """The reading of a scan: a PDF of pictures, or a picture. Never raises for what it holds.
    Blocks for seconds a page.
    """
    wall = WALL_SECONDS_TO_START + WALL_SECONDS_A_PAGE * MOST_PAGES
    with (
        _places,
        tempfile.TemporaryDirectory(prefix="scan-", ignore_cleanup_errors=True) as folder,
    ):
        sent, why = read_by_child(Path(folder), _CHILD, body, wall_seconds=wall)
    if why:
        limits = f"{MEMORY >> 20} MB and {MOST_PAGES} pages"
        return DocumentReading("scan", unreadable=f"not recognised within {limits}: {why}"[:300])
    try:
        return from_json(sent)
    except (ValueError, KeyError, TypeError):
        return DocumentReading("scan", unreadable="its recogniser sent nothing that can be read")
