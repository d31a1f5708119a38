"""大汉 jpage: an empty list, its records as CDATA in a script, more groups by dataproxy.jsp."""

import re
from html import unescape

from crawler.extract.dialects import generic
from crawler.extract.dialects.reading import ListPage, ListReading
from crawler.extract.flat import flatten
from crawler.extract.links import absolute
from crawler.extract.safe_parse import parse

_STORE_START = re.compile(r"<datastore\b", re.IGNORECASE)
_STORE_END = re.compile(r"</datastore>", re.IGNORECASE)
_RECORD_START = re.compile(r"<record\b[^>]{0,200}>", re.IGNORECASE)
_RECORD_END = re.compile(r"</record>", re.IGNORECASE)
_CDATA = "<![CDATA["
_TOTAL = re.compile(
    r"<totalrecord>\s*(\d+)\s*</totalrecord>|totalRecord['\"]?\s*[:=]\s*['\"]?(\d+)", re.IGNORECASE
)
_NEXT_GROUP = re.compile(r"<nextgroup\b[^>]*>(.*?)</nextgroup>", re.IGNORECASE | re.DOTALL)
# looked for first: most pages have thousands of quotes and none around this
_PROXY_NAME = "dataproxy.jsp?"
_PROXY = re.compile(rf"['\"]([^'\"<>\s]*{re.escape(_PROXY_NAME)}[^'\"<>\s]+)['\"]")


def read(page: ListPage) -> ListReading | None:
    """The records of all its datastores; None for another family."""
    stores = _stores(page.source) if "atastore" in page.source else []
    return read_store("".join(stores), page) if stores else None


def _stores(source: str) -> list[str]:
    """Every <datastore> of the page: some show two lists."""
    pieces = _STORE_START.split(source)[1:]
    return [
        "<datastore" + _STORE_END.split(piece, maxsplit=1)[0] + "</datastore>" for piece in pieces
    ]


def read_store(store: str, page: ListPage) -> ListReading:
    """The items of the <datastore>s of a page, or of the one that the data proxy answers."""
    records = [
        _unwrapped(_RECORD_END.split(piece, maxsplit=1)[0])
        for piece in _RECORD_START.split(store)[1:]
    ]
    inside = flatten(parse(f"<ul>{''.join(_as_row(record) for record in records)}</ul>"))
    reading = generic.read(ListPage(inside, "", page.url, page.base, page.as_of))
    total = _TOTAL.search(store) or _TOTAL.search(page.source)
    claimed = int(total.group(1) or total.group(2)) if total else None
    unread = (
        [f"records_unread:{len(records) - len(reading.items)}"]
        if len(records) > len(reading.items)
        else []
    )
    return ListReading(
        dialect="hanweb",
        items=reading.items,
        data_requests=_requests(store, page, shown=len(records), claimed=claimed),
        items_claimed=claimed,
        dated=reading.dated,
        ahead=reading.ahead,
        certain=True,
        anomalies=tuple(unread),
    )


def _unwrapped(record: str) -> str:
    """The HTML of a record, out of its CDATA, or with its entities resolved where it has none."""
    record = record.strip()
    return (
        record[len(_CDATA) :].removesuffix("]]>") if record.startswith(_CDATA) else unescape(record)
    )


def _as_row(record: str) -> str:
    """Each record a row of its own; cells of a table need their table."""
    record = record.strip()
    if record[:3].lower() in ("<li", "<dl"):
        return record
    return (
        f"<li><table>{record}</table></li>"
        if record[:3].lower() in ("<tr", "<td")
        else f"<li>{record}</li>"
    )


def _requests(store: str, page: ListPage, *, shown: int, claimed: int | None) -> tuple[str, ...]:
    if claimed is not None and claimed <= shown:
        return ()
    group = _NEXT_GROUP.search(store)
    places = [group.group(1)] if group else [store, page.source]
    found = [
        absolute(unescape(m.group(1)), page.url)
        for place in places
        if _PROXY_NAME in place
        for m in _PROXY.finditer(place)
    ]
    return tuple(dict.fromkeys(url for url in found if url))
