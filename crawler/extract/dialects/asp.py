"""Old ASP and its like: query paging by links, by a select box or by a script that adds page=N."""

import re
from dataclasses import replace
from html import unescape
from urllib.parse import urlsplit

from crawler.extract.dialects import generic
from crawler.extract.dialects.reading import ListPage, ListReading
from crawler.extract.links import absolute

_PATH = re.compile(r"\.(?:asp|aspx|php|cfm)$", re.IGNORECASE)
_OPTION = re.compile(
    r"<option\b[^>]{0,80}?value\s*=\s*['\"]?([^'\">\s]*[?&]\w*page\w*=\d+[^'\">\s]*)", re.IGNORECASE
)


def read(page: ListPage) -> ListReading | None:
    """As the generic reader, paged by its select box; None for another family."""
    if not _PATH.search(urlsplit(page.url).path):
        return None
    reading = generic.read(page)
    options = [absolute(unescape(m.group(1)), page.base) for m in _OPTION.finditer(page.source)]
    return replace(
        reading,
        dialect="asp",
        next_pages=reading.next_pages
        or tuple(u for u in dict.fromkeys(options) if u and u != page.url),
    )
