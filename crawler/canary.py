"""Is our own network good? Somebody else's pages that are always there, known by words that only
the true page holds.

When they are not there, we are the ones who are blind, and nobody is judged (docs/faults.md §N). A
captive portal or a page of an unpaid line answers 200 as well; that is what the content marker is
for.
"""

import asyncio
from dataclasses import dataclass
from time import monotonic
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter

from config.office import Canary, Office
from crawler.transport.guard import AddressGuard
from store.clock import Clock

DEADLINE_S = 10.0
MAX_BYTES = 1 << 20
NONE_CONFIGURED = "none configured"


@dataclass(frozen=True, slots=True)
class CanaryReport:
    """`good`: what was seen tonight may be believed."""

    good: bool
    details: str = ""


def look(office: Office, clock: Clock) -> CanaryReport:
    """Ask every canary once. One that shows its marker proves that our line works; none, that it
    does not.

    Most must answer: with one of three gone it is that canary's trouble, with two of three it is
    ours.
    """
    if not office.canaries:
        return CanaryReport(good=True, details=NONE_CONFIGURED)
    found = {canary.name: _trouble(canary, office) for canary in office.canaries}
    seen = sum(not trouble for trouble in found.values())
    details = "; ".join(f"{name}: {trouble or 'seen'}" for name, trouble in found.items())
    return CanaryReport(
        good=seen * 2 > len(found), details=f"{clock.now():%Y-%m-%dT%H:%M:%SZ} {details}"
    )


def _trouble(canary: Canary, office: Office) -> str:
    """Why the canary was not seen, "" where it was."""
    try:
        body = _fetched(canary.url, office)
    except (requests.RequestException, OSError, ValueError) as error:
        return type(error).__name__
    return (
        ""
        if any(canary.marker.encode(code) in body for code in ("utf-8", "gb18030"))
        else "answers without its marker"
    )


def _fetched(url: str, office: Office) -> bytes:
    """The first `MAX_BYTES` of the page, no redirects, within a total deadline: `requests` has
    neither by itself.
    """
    host = urlsplit(url).hostname or ""
    answer = asyncio.run(AddressGuard(office.network).look_up(host))
    if not answer.may_connect:
        raise OSError(answer.reason)
    until = monotonic() + DEADLINE_S
    body = b""
    with requests.Session() as session:
        session.trust_env = False  # no proxy, no .netrc
        session.headers.update(
            {"User-Agent": office.crawl.user_agent, "Accept-Language": "zh-CN,zh;q=0.9"}
        )
        session.mount("http://", _Mapped(answer.addresses[0], host))
        session.mount("https://", _Mapped(answer.addresses[0], host))
        with session.get(
            url, stream=True, timeout=DEADLINE_S / 2, allow_redirects=False
        ) as response:
            response.raise_for_status()
            for part in response.iter_content(1 << 14):
                body += part
                if len(body) > MAX_BYTES or monotonic() > until:
                    break
    return body


class _Mapped(HTTPAdapter):
    """Connects to the address that the guard gives for the name; the name stays in the Host header
    and in TLS.
    """

    def __init__(self, address: str, host: str) -> None:
        self._address, self._host = f"[{address}]" if ":" in address else address, host
        super().__init__()

    def init_poolmanager(
        self, connections: int, maxsize: int, block: bool = False, **kwargs: object
    ) -> None:
        super().init_poolmanager(connections, maxsize, block, server_hostname=self._host, **kwargs)

    def send(
        self, request: requests.PreparedRequest, *args: object, **kwargs: object
    ) -> requests.Response:
        parts = urlsplit(request.url or "")
        request.headers["Host"] = parts.netloc
        request.url = parts._replace(
            netloc=f"{self._address}:{parts.port}" if parts.port else self._address
        ).geturl()
        return super().send(request, *args, **kwargs)  # type: ignore[arg-type]
