"""Pages whose server speaks nothing newer than TLS 1.1, for the spider: its engine cannot ask for
them (docs/stack.md §3.2).

The second try is the probe's: a plain socket to the address that the guard allowed, Python's own
`ssl` with an old context, one question without cookies. The page comes back as any other response
and is read as any other; that the HTTPS is too old is told at its end.
"""

import asyncio
from typing import Any
from urllib.parse import urlsplit

from cryptography import x509
from OpenSSL.crypto import X509
from scrapy import Request
from scrapy.http import Response
from scrapy.responsetypes import responsetypes
from twisted.internet.ssl import Certificate

from crawler.failures import SettledBeforeAsking
from crawler.probing.connect import connected
from crawler.probing.http import Answered, answered
from crawler.probing.tls import Secured, legacy_secured
from crawler.probing.walk import Deadline, Ended
from crawler.scope import host_of
from crawler.transport.exchange import note
from crawler.transport.limits import MAX_BODY

_FLAG = "old_tls:"
# as `crawler.probing.http` sends them
ADDED = (
    ("Accept-Encoding", "gzip, deflate"),
    ("Connection", "close"),
)


async def asked_by_old_tls(request: Request, timeout_s: float) -> Response:
    """The answer to `request`, over https of whatever age. Raises SettledBeforeAsking where there
    is none that way either.
    """
    address = str(request.meta.get("download_slot", "")).removeprefix("ip:")
    sent = {
        name.decode("latin-1"): b", ".join(values).decode("latin-1")
        for name, values in request.headers.items()
    }
    sent = {
        name: value
        for name, value in sent.items()
        if name.lower() not in ("cookie", "authorization", "accept-encoding")
    }
    try:
        answer, secure = await asyncio.to_thread(
            _ask,
            request.url,
            address,
            sent,
            timeout_s,
            request.meta.get("download_maxsize") or MAX_BODY,
        )
    except Ended as end:
        raise SettledBeforeAsking(end.outcome, end.reason, (address,)) from end
    raw = {
        name.encode("latin-1"): value.encode("latin-1", "replace")
        for name, value in answer.headers.items()
    }
    kind = responsetypes.from_args(headers=raw, url=request.url, body=answer.body)
    flags = [_FLAG + secure.version] if secure.is_legacy else []
    response = kind(
        request.url,
        status=answer.status,
        headers=raw,
        body=answer.body,
        request=request,
        flags=flags,
        certificate=_as_the_engine_has_it(secure.certificate),
    )
    note(request, response, added=ADDED, decoded_from=answer.decoded_from)
    return response


def _as_the_engine_has_it(certificate: x509.Certificate | None) -> Any:
    if certificate is None:
        return None
    return Certificate(X509.from_cryptography(certificate))  # type: ignore[no-untyped-call]


def version_spoken(response: Response) -> str:
    """The old version by which `response` came, "" where it came by today's."""
    return next((flag.removeprefix(_FLAG) for flag in response.flags if flag.startswith(_FLAG)), "")


def _ask(
    url: str, address: str, headers: dict[str, str], timeout_s: float, max_bytes: int
) -> tuple[Answered, Secured]:
    deadline, port = Deadline(timeout_s), urlsplit(url).port or 443
    secure = legacy_secured(connected([address], port, deadline).sock, host_of(url), deadline)
    return answered(secure.sock, url, headers, deadline, max_bytes), secure
