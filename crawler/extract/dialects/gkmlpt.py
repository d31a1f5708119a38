"""南方 NFCMS / gkmlpt: open catalogues whose lists come as JSON from /gkmlpt/api/all/<category>."""

import re
from dataclasses import replace

from crawler.extract.dialects import generic
from crawler.extract.dialects.reading import ListPage, ListReading
from crawler.extract.links import absolute

_SITE = re.compile(r"\bSID\s*[:=]\s*['\"](\w{1,40})['\"]")
_CATEGORY = re.compile(
    r"(?:cat(?:e|egory)?_?id|\bCID|\bcat)['\"]?\s*[:=]\s*['\"]?(\d{1,8})", re.IGNORECASE
)
_IN_URL = re.compile(r"gkmlpt/(?:index)?#(\d+)|[?&]cat(?:e|egory)?_?id=(\d+)", re.IGNORECASE)


def read(page: ListPage) -> ListReading | None:
    """As the generic reader, with the request for the entries; None for another family."""
    if "gkmlpt" not in page.source and "gkmlpt" not in page.url:
        return None
    site = _SITE.search(page.source)
    if site is None:
        return None
    reading = generic.read(page)
    in_url = _IN_URL.search(page.url)
    category = _CATEGORY.search(page.source)
    number = (
        (in_url.group(1) or in_url.group(2)) if in_url else category.group(1) if category else ""
    )
    if not number:
        return replace(reading, dialect="gkmlpt")
    return replace(
        reading,
        dialect="gkmlpt",
        data_requests=(absolute(f"/gkmlpt/api/all/{number}?page=1&sid={site.group(1)}", page.url),),
        certain=True,
    )
