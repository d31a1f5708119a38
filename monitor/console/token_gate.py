"""By which token a program reads, and how often: only where programs read, only what is asked for
and never changed.

The count is kept in memory, since one process serves the console; nobody is locked out for longer
than a minute by it.
"""

from collections import deque
from threading import Lock
from urllib.parse import parse_qs

from starlette.datastructures import Headers
from starlette.types import Scope

from store.privacy.logs import READS_WITH

PREFIXES = ("/api/", "/feeds/")
MOST_A_MINUTE = 60
MINUTE_S = 60.0
MOST_READERS = 10_000  # that are remembered at once; more of them are one attack
_LONGEST = 100


def reads_by_token(scope: Scope) -> bool:
    return scope["method"] in ("GET", "HEAD") and scope["path"].startswith(PREFIXES)


def token_in(scope: Scope) -> str:
    """Of the header `Authorization: Bearer …`, else of `token=` in the address line, for readers of
    feeds that know no headers; "" where there is none that could be ours.
    """
    scheme, _, given = Headers(scope=scope).get("authorization", "").partition(" ")
    if scheme.casefold() != "bearer":
        query = parse_qs(scope["query_string"].decode("latin-1"), max_num_fields=50)
        given = query.get("token", [""])[0]
    token = given.strip()
    return token if token.startswith(READS_WITH) and len(token) <= _LONGEST else ""


class ReadersPace:
    """How many answers each reader had within the last minute."""

    def __init__(self) -> None:
        self._asked: dict[str, deque[float]] = {}
        self._lock = Lock()

    def is_too_fast(self, reader: str, now: float) -> bool:
        """Counts this question, unless there were too many before it. `now`: seconds of a clock
        that only goes forward.
        """
        with self._lock:
            if reader not in self._asked and len(self._asked) >= MOST_READERS:
                self._asked = {
                    name: asked
                    for name, asked in self._asked.items()
                    if asked and asked[-1] > now - MINUTE_S
                }
            asked = self._asked.setdefault(reader, deque())
            while asked and asked[0] <= now - MINUTE_S:
                asked.popleft()
            if len(asked) >= MOST_A_MINUTE:
                return True
            asked.append(now)
            return False
