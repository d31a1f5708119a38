"""What the system's error numbers say of a visit, for spider and probe alike (docs/stack.md §2.4).

The system's own word is more exact than any class of a library: ENETUNREACH arrives there as
"refused". No route, no ports, no files: that is our own trouble and nobody's outage.
"""

import errno
from collections.abc import Iterator

from store.outcomes import Ours, Outcome

Settled = tuple[Outcome, str]

OUR_BUG: Settled = (Outcome.NOT_JUDGED, Ours.OUR_BUG)
_NO_ROUTE: Settled = (Outcome.NOT_JUDGED, Ours.NET_UNREACHABLE)
_NO_MEANS: Settled = (Outcome.NOT_JUDGED, Ours.LOCAL_RESOURCES)

BY_ERRNO: dict[int, Settled] = {
    errno.ENETUNREACH: _NO_ROUTE,
    errno.EHOSTUNREACH: _NO_ROUTE,
    errno.ENETDOWN: _NO_ROUTE,
    errno.EADDRNOTAVAIL: _NO_MEANS,
    errno.EMFILE: _NO_MEANS,
    errno.ENFILE: _NO_MEANS,
    errno.ENOBUFS: _NO_MEANS,
    errno.ENOMEM: _NO_MEANS,
    errno.ECONNREFUSED: (Outcome.TCP_REFUSED, "connection refused"),
    errno.ECONNRESET: (Outcome.TCP_RESET, "connection reset"),
    errno.EPIPE: (Outcome.TCP_RESET, "connection reset"),
    errno.ETIMEDOUT: (Outcome.TCP_TIMEOUT, "connection timed out"),
}


def by_errno(number: int | None) -> Settled:
    """What `number` says, our own bug where it says nothing that is known."""
    return BY_ERRNO.get(number or 0, OUR_BUG)


def causes_of(error: BaseException) -> list[BaseException]:
    """`error`, what it carries (arguments, reasons) and its causes, outermost first."""
    found: list[BaseException] = []
    waiting = [error]
    while waiting:
        cause = waiting.pop(0)
        if not any(cause is one for one in found):
            found.append(cause)
            waiting += _carried_by(cause)
    return found


def _carried_by(error: BaseException) -> Iterator[BaseException]:
    reasons = [failure.value for failure in getattr(error, "reasons", None) or []]
    for one in (
        *reasons,
        *error.args,
        getattr(error, "reason", None),
        error.__cause__,
        error.__context__,
    ):
        if isinstance(one, BaseException):
            yield one
