"""开普 UCAP: plain rows, page 2 is index_2.shtml; known by its content element and search path."""

import re
from dataclasses import replace

from crawler.extract.dialects.reading import ListPage, ListReading

_MARKS = ("UCAP-CONTENT", "ss/query/s", "/ucap")
_ADDRESS = re.compile(r"/col/c\d+/")


def settle(reading: ListReading, page: ListPage) -> ListReading | None:
    """The reading with its name; None for another family."""
    if not any(mark in page.source for mark in _MARKS) and not _ADDRESS.search(page.url):
        return None
    return replace(reading, dialect="ucap")
