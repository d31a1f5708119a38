"""Pages that only send on: a refresh, a script's location, a frameset (docs/field-notes.md §4)."""

import re

from crawler.extract.flat import FlatPage
from crawler.extract.links import absolute
from store.urls import query_as_asked

_REFRESH = re.compile(
    r"^\s*(\d{1,4})?(?:\.\d+)?\s*[;,]?\s*(?:url\s*=)?\s*['\"]?([^'\"\s]+)", re.IGNORECASE
)
_SCRIPT_JUMP = re.compile(
    r"(?:^|[^\w.])(?:(?:window|self|top|parent|document)\s*\.\s*)*location(?:\s*\.\s*href)?\s*=\s*['\"]([^'\"\s<>+]{1,500})['\"]\s*(?:;|<|\n|$|\})|location\s*\.\s*(?:replace|assign)\s*\(\s*['\"]([^'\"\s<>+]{1,500})['\"]\s*\)",
    re.MULTILINE,
)
_MAX_DELAY = 10  # seconds; a slower refresh is a page that renews itself
_LITTLE = 200


def find_jump(page: FlatPage, source: str, url: str, codec: str) -> str:
    """Where a page without words of its own leads, "" where it stays. A jump to itself is none.

    `codec`: `crawler.extract.links.query_codec`.
    """
    said = sum(len(block.text) for block in page.blocks)
    target = _refresh_target(page, url)
    if not target and said < _LITTLE and len(page.anchors) <= 5:
        match = _SCRIPT_JUMP.search(source)
        said_so = match.group(1) or match.group(2) if match else ""
        target = absolute(query_as_asked(said_so, codec), url)
        if not target and said == 0 and len(page.frames) == 1:
            target = absolute(page.frames[0], url)
    return target if target and target != url else ""


def _refresh_target(page: FlatPage, url: str) -> str:
    match = _REFRESH.match(page.refresh) if page.refresh else None
    if match is None or ("=" not in page.refresh and not re.search(r"[/.]", match.group(2))):
        return ""
    return absolute(match.group(2), url) if int(match.group(1) or 0) <= _MAX_DELAY else ""
