"""大汉 jpaas: a script asks for the list, by the parameters in the element's querydata."""

import json
import re
from dataclasses import replace
from html import unescape
from urllib.parse import urlencode

from crawler.extract.dialects import generic
from crawler.extract.dialects.reading import ListPage, ListReading
from crawler.extract.links import absolute

_MARK = "jpaas-publish-server"
_QUERY = re.compile(r"querydata\s*=\s*(?:\"([^\"]{10,2000})\"|'([^']{10,2000})')", re.IGNORECASE)
_ADDRESS = re.compile(r"[\w./:-]*jpaas-publish-server/front/page/build/unit")
_PAIR = re.compile(r"['\"]?(\w+)['\"]?\s*:\s*['\"]([^'\"]*)['\"]")
_ROWS = re.compile(r"(?:rows|pageSize)\s*[=:]\s*['\"]?(\d{1,3})", re.IGNORECASE)
_COUNT = re.compile(
    r"class=['\"][^'\"]*pagination[^'\"]*['\"][^>]{0,200}?count\s*=\s*['\"]?(\d{1,6})",
    re.IGNORECASE,
)


def read(page: ListPage) -> ListReading | None:
    """As the generic reader, with the requests for more entries; None for another family."""
    if _MARK not in page.source:
        return None
    reading = generic.read(page)
    address = _ADDRESS.search(page.source)
    claimed = _COUNT.search(page.source)
    rows = _ROWS.search(page.source)
    first = 2 if reading.items else 1
    asked = [
        absolute(
            f"{address.group()}?{urlencode(parameters | {'paramJson': json.dumps({'pageNo': first, 'pageSize': int(rows[1]) if rows else 15})})}",
            page.url,
        )
        for match in _QUERY.finditer(page.source)
        if address
        and (parameters := dict(_PAIR.findall(unescape(match.group(1) or match.group(2))))).get(
            "pageId"
        )
    ]
    return replace(
        reading,
        dialect="jpaas",
        data_requests=tuple(dict.fromkeys(u for u in asked if u)),
        items_claimed=int(claimed[1]) if claimed else reading.items_claimed,
        certain=bool(asked),
    )
