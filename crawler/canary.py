"""Is our own network good? Somebody else's pages that are always there, known by words that only
the true page holds.

When they are not there, we are the ones who are blind, and nobody is judged (docs/faults.md §N). A
captive portal or a page of an unpaid line answers 200 as well; that is what the content marker is
for.
"""

from dataclasses import dataclass
from http import HTTPStatus

from config.office import Canary, Office
from crawler.probing.fetch_one import asked
from crawler.probing.walk import Deadline, Ended
from crawler.transport.address_guard import AddressGuard
from store.clock import Clock

DEADLINE_S = 10.0  # from the name to the last byte
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
    headers = {"User-Agent": office.crawl.user_agent, "Accept-Language": "zh-CN,zh;q=0.9"}
    try:
        answer = asked(canary.url, AddressGuard(office.network), headers, Deadline(DEADLINE_S))
    except Ended as end:
        return end.reason
    except OSError as error:  # no descriptor for a loop or a selector
        return type(error).__name__
    if answer.status >= HTTPStatus.BAD_REQUEST:
        return f"answers {answer.status}"
    shows = any(canary.marker.encode(code) in answer.body for code in ("utf-8", "gb18030"))
    return "" if shows else "answers without its marker"
