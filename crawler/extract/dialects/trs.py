"""TRS WCM (拓尔思): rows in the page, paging by a script call at its foot."""

import re
from dataclasses import replace

from crawler.extract.dialects import generic
from crawler.extract.dialects.reading import ListPage, ListReading
from crawler.extract.paging import trs_pages

_MARK = re.compile(r"createPage(?:HTML|Html|er)?\s*\(\s*['\"]?\w+['\"]?\s*,\s*['\"]?\w")


def read(page: ListPage) -> ListReading | None:
    """As the generic reader, paged by its script; None for another family."""
    if "createPage" not in page.source or not _MARK.search(page.source):
        return None
    reading = generic.read(page)
    pages = trs_pages(page.source, page.url)
    return replace(reading, dialect="trs", next_pages=pages, certain=True)
