"""What went over the wire for one page, noted where nothing can change it any more: behind every
middleware.

Evidence says what was asked as well as what was answered. Scrapy decodes a body and then forgets
that it was encoded, so the note is taken in the download handler, before that.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from store.records import Exchange, Headers, Hop

if TYPE_CHECKING:  # the canary reads a server's clock too, in a process without the engine
    from scrapy import Request
    from scrapy.http import Response

_NOTE = "exchange"


def note(
    request: "Request", response: "Response", *, added: Headers = (), decoded_from: str = ""
) -> None:
    """Keep what was sent and how the answer came; `added`: fields the engine did not know of."""
    if _NOTE in request.meta:
        return  # who asked by another way has noted it already
    sent = tuple(
        (name.decode("latin-1"), b", ".join(values).decode("latin-1"))
        for name, values in request.headers.items()
    )
    encoding = b", ".join(response.headers.getlist("Content-Encoding")).decode("latin-1")
    names = {name.lower() for name, _ in added}
    host = (
        () if any(name.lower() == "host" for name, _ in sent) else (("Host", _host(request.url)),)
    )
    request.meta[_NOTE] = Exchange(
        asked=(*(field for field in sent if field[0].lower() not in names), *added, *host),
        protocol=response.protocol or "",
        decoded_from=decoded_from or encoding,
    )


def exchange_of(response: "Response") -> Exchange:
    """What was noted of the question behind `response`; empty where nothing was."""
    kept: Exchange | None = response.request.meta.get(_NOTE) if response.request else None
    return kept or Exchange()


def hop_of(response: "Response", headers: Headers) -> Hop:
    """An answer that only sent us on."""
    return Hop(response.url, response.status, exchange_of(response).asked, headers)


def server_date(headers: Mapping[str, str]) -> datetime | None:
    """The time that a server shows, in UTC: its Date, and the Age since then that a cache states
    (RFC 9111 §4.2.3). None where there is no Date.
    """
    fields = {name.lower(): value for name, value in headers.items()}
    age = fields.get("age", "").strip()
    try:
        at = parsedate_to_datetime(fields.get("date", ""))
        at = at if at.tzinfo else at.replace(tzinfo=UTC)
        return at.astimezone(UTC) + timedelta(seconds=int(age) if _SECONDS.fullmatch(age) else 0)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


_SECONDS = re.compile(r"[0-9]{1,9}")


def _host(url: str) -> str:
    """As Twisted writes it: the port where it is not the scheme's own."""
    parts = urlsplit(url)
    default = {"http": 80, "https": 443}.get(parts.scheme)
    name = parts.hostname or ""
    name = f"[{name}]" if ":" in name else name
    return name if parts.port in (None, default) else f"{name}:{parts.port}"
