"""From an exception of the engine to the one outcome of the visit (docs/stack.md §2.4). Tables;
nothing is guessed.

What is not in the tables is our own fault until somebody shows otherwise: `not_judged`.
"""

from OpenSSL.SSL import Error as TlsError
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    NotSupported,
    ResponseDataLossError,
    StopDownload,
    UnsupportedURLSchemeError,
)
from twisted.internet.error import ConnectionDone, ConnectionLost
from twisted.web._newclient import ParseError, ResponseFailed, ResponseNeverReceived
from twisted.web.http import PotentialDataLoss, _DataLoss

from crawler.errnos import BY_ERRNO, OUR_BUG, Settled, causes_of
from crawler.transport.header_cap import HeadersTooLarge
from store.outcomes import Ours, Outcome


class SettledBeforeAsking(IgnoreRequest):
    """A middleware knows the outcome without (or instead of) a connection."""

    def __init__(self, outcome: Outcome, reason: str = "", addresses: tuple[str, ...] = ()) -> None:
        super().__init__(f"{outcome}: {reason}")
        self.settled: Settled = (outcome, reason)
        self.addresses = addresses


class NotAskedTonight(IgnoreRequest):
    """No visit at all: the row is skipped, and why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def settle(error: BaseException, *, headers_arrived: bool, timeout_s: float) -> Settled:
    """The outcome behind `error`. `headers_arrived`: the server had begun to answer."""
    if isinstance(error, SettledBeforeAsking):
        return error.settled
    if isinstance(error, DownloadTimeoutError):
        if headers_arrived:
            return Outcome.SLOW_OVER_15S, f"not complete after {timeout_s:g} s"
        return Outcome.TCP_TIMEOUT, f"no answer within {timeout_s:g} s"
    return _by_errno(error) or _by_type(error) or _by_reasons(error, headers_arrived) or OUR_BUG


def may_be_old_tls(error: BaseException) -> bool:
    """The handshake failed, or the connection ended in its stead: worth an old context's try."""
    return any(
        isinstance(cause, TlsError | ConnectionLost | ConnectionDone) for cause in causes_of(error)
    )


def is_failed_connection(outcome: Outcome) -> bool:
    """Counts for the circuit breaker: the host did not take the question at all."""
    return outcome in _FAILED_CONNECTION


def _by_errno(error: BaseException) -> Settled | None:
    """The system's own word is more exact than any class name: ENETUNREACH arrives as "refused"."""
    for cause in causes_of(error):
        code = getattr(cause, "osError", None) or getattr(cause, "errno", None)
        if isinstance(code, OSError):
            code = code.errno
        if code in BY_ERRNO:
            return BY_ERRNO[code]
    return None


def _by_type(error: BaseException) -> Settled | None:
    for kind, settled in TYPES.items():
        if isinstance(error, kind):
            return settled
    return None


def _by_reasons(error: BaseException, headers_arrived: bool) -> Settled | None:
    """Twisted keeps several reasons inside one failure; the first that speaks decides."""
    inside = causes_of(error)
    if any(isinstance(cause, HeadersTooLarge) for cause in inside):
        return Outcome.REFUSED_BY_OUR_POLICY, "headers over the size limit"
    if any(isinstance(cause, TlsError) for cause in inside):
        # The engine's OpenSSL speaks no TLS below 1.2 (docs/stack.md §3.2);
        # `crawler.transport.old_tls` has tried to, and failed as well.
        return Outcome.NOT_JUDGED, Ours.TLS_UNSPOKEN
    if any(isinstance(cause, ParseError) for cause in inside) or _is_no_http(inside):
        return Outcome.PARSE_ANOMALY, "not an HTTP answer"
    if any(isinstance(cause, _DataLoss | PotentialDataLoss) for cause in inside) or (
        headers_arrived and inside
    ):
        return Outcome.TRUNCATED, "the answer broke off"
    if any(
        isinstance(cause, ConnectionLost | ConnectionDone | ResponseNeverReceived)
        for cause in inside
    ):
        return Outcome.TCP_RESET, "connection closed without an answer"
    return None


def _is_no_http(inside: list[BaseException]) -> bool:
    """Contradicting lengths and unknown transfer encodings end in Twisted as ordinary errors."""
    refused = [
        failure.value
        for cause in inside
        if isinstance(cause, ResponseFailed)
        for failure in cause.reasons
    ]
    return any(isinstance(error, ValueError | KeyError) for error in refused)


TYPES: dict[type[BaseException], Settled] = {
    DownloadConnectionRefusedError: (Outcome.TCP_REFUSED, "connection refused"),
    DownloadCancelledError: (Outcome.REFUSED_BY_OUR_POLICY, "body over the size limit"),
    ResponseDataLossError: (Outcome.TRUNCATED, "the answer broke off"),
    # The guard has already answered every name that leads nowhere; here the resolver fell silent
    # between two questions.
    CannotResolveHostError: (Outcome.NOT_JUDGED, Ours.DNS_SERVFAIL),
}
READ_BY_THEIR_REASONS = (DownloadTimeoutError, DownloadFailedError, IgnoreRequest)
"""Errors of the engine that say little by themselves: `settle` looks at what they carry, or when
they came.
"""
OUR_OWN_FAULT = (UnsupportedURLSchemeError, NotSupported, StopDownload)
"""On purpose in no table: every address was http or https when it was asked for, and nobody of ours
stops a download or asks for what a handler cannot do.
"""
_FAILED_CONNECTION = frozenset(
    {Outcome.TCP_REFUSED, Outcome.TCP_RESET, Outcome.TCP_TIMEOUT, Outcome.SLOW_OVER_15S}
)
