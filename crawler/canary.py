"""Is our own network good? Somebody else's pages that are always there, known by words that only
the true page holds.

When they are not there, we are the ones who are blind, and nobody is judged (docs/faults.md §N). A
captive portal or a page of an unpaid line answers 200 as well; that is what the content marker is
for.
"""

import ssl
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from config.office import Canary, Office
from crawler.probing.walk import Deadline, Ended
from crawler.transport.address_guard import AddressGuard
from crawler.transport.exchange import server_date
from store.clock import Clock

if TYPE_CHECKING:
    from crawler.probing.http import Answered

DEADLINE_S = 10.0  # from the name to the last byte
NONE_CONFIGURED = "none configured"


@dataclass(frozen=True, slots=True)
class CanaryReport:
    """`good`: what was seen tonight may be believed. `clocks`: by how many seconds each canary that
    was seen and tells the time is ahead of our clock.
    """

    good: bool
    details: str = ""
    clocks: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class _Seen:
    trouble: str = ""  # why the canary was not seen, "" where it was
    ahead: float | None = None  # seconds


def look(office: Office, clock: Clock) -> CanaryReport:
    """Ask every canary once, all at the same time. One that shows its marker proves that our line
    works; none, that it does not.

    Most must answer: with one of three gone it is that canary's trouble, with two of three it is
    ours.
    """
    if not office.canaries:
        return CanaryReport(good=True, details=NONE_CONFIGURED)
    with ThreadPoolExecutor(len(office.canaries), thread_name_prefix="canary") as threads:
        found = [*threads.map(lambda canary: _seen(canary, office, clock), office.canaries)]
    seen = sum(not one.trouble for one in found)
    details = "; ".join(
        f"{canary.name}: {one.trouble or 'seen'}"
        for canary, one in zip(office.canaries, found, strict=True)
    )
    return CanaryReport(
        good=seen * 2 > len(found),
        details=f"{clock.now():%Y-%m-%dT%H:%M:%SZ} {details}",
        clocks=tuple(one.ahead for one in found if one.ahead is not None),
    )


def _seen(canary: Canary, office: Office, clock: Clock) -> _Seen:
    try:
        answer = _answered(canary.url, office)
    except Ended as end:
        return _Seen(end.reason or end.outcome)
    except (OSError, ValueError) as error:
        return _Seen(type(error).__name__)
    if answer.status >= 400:
        return _Seen(f"HTTP {answer.status}")
    if not any(canary.marker.encode(code) in answer.body for code in ("utf-8", "gb18030")):
        return _Seen("answers without its marker")
    shown = server_date(answer.headers)
    return _Seen(ahead=(shown - clock.now()).total_seconds() if shown else None)


def _answered(url: str, office: Office) -> "Answered":
    """No redirect, no proxy, and its certificate must be good. Raises Ended, OSError, ValueError."""
    from crawler.probing.fetch_one import asked  # loads an HTTP client; many offices have no canary

    headers = {"User-Agent": office.crawl.user_agent, "Accept-Language": "zh-CN,zh;q=0.9"}
    guard, trust = AddressGuard(office.network), ssl.create_default_context()
    return asked(url, guard, headers, Deadline(DEADLINE_S), trust=trust)
