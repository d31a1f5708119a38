"""博达 VSB: pages count down (x.htm, x/693.htm … x/1.htm), and only 下一页 knows the way."""

import re
from dataclasses import replace

from crawler.extract.dialects.reading import ListPage, ListReading
from crawler.extract.paging import MAX_PAGES

# the longer, the quicker to find that they are not there
_MARKS = (
    "/system/resource/",
    "_showDynClicks",
    "vsb_content",
    'class="p_',
)
_NUMBER = re.compile(r"/(\d{1,5})\.html?$")


def settle(reading: ListReading, page: ListPage) -> ListReading | None:
    """The reading with its name and pages that count down; None for another family."""
    if not any(mark in page.source for mark in _MARKS):
        return None
    return replace(reading, dialect="vsb", next_pages=_counting_down(reading.next_pages))


def _counting_down(pages: tuple[str, ...]) -> tuple[str, ...]:
    """From the real 下一页 (x/692.htm) down: every lower number is an older page of the list."""
    match = _NUMBER.search(pages[0]) if pages else None
    if match is None:
        return pages
    stem = pages[0][: match.start()]
    newest = int(match.group(1))
    return tuple(
        f"{stem}/{number}{pages[0][match.end(1) :]}"
        for number in range(newest, max(0, newest - MAX_PAGES), -1)
    )
