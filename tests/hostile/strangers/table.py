"""The table of strangers: what each hostile host does, and what may truly be said of it.

Written by someone who had read the documents and not the code. The truth of a host is a set of
outcomes: those that its evidence bears. Every other outcome is a fault of ours, and one of the
groups unreachable, replaced or inside would be a false accusation.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .server import Talk

OPEN = frozenset({"open"})
"""A browser would show the page: so must we."""
ODD = OPEN | {"parse_anomaly"}
"""A page that can be read, and may be called odd."""
BROKEN = frozenset({"truncated", "parse_anomaly", "refused_by_our_policy", "not_judged"})
"""Something answered, and nobody can read it: kept or refused, and nobody is accused."""
CUT = frozenset({"tcp_reset"})
"""The connection was closed before an answer, and that was seen."""
SLOW = frozenset({"slow_over_15s", "tcp_timeout"})
"""It was waited for, to the end of the time."""
REFUSED = frozenset({"refused_by_our_policy"})
"""More than we read of anybody: our policy, not the unit's fault."""


@dataclass(frozen=True)
class Stranger:
    """One hostile host: its behaviour and its truth."""

    name: str
    behaviour: Callable[[Talk], Awaitable[None]]
    crawl: frozenset[str]
    probe: frozenset[str]
    tls: str = ""
    """The certificate it shows (a key of certificates.py), "raw" for https without a handshake."""
    robots: bool = False
    """It answers robots.txt itself: its home page need not be asked for then."""
    at_once: bool = False
    """It acts at the connection, before it has heard a question."""
    front: bool = False
    """Only its front page is hostile: what stands behind it is plain."""
    waits: bool = False
    """It is waited for to the end of the time: told apart, so that the time can be short for it."""
    heavy: bool = False
    """To read it costs seconds of a child."""
    questions: int = 0
    """At most so many in a crawl of it, robots.txt included; 0: no more than the budget allows."""
    hidden: tuple[str, ...] = field(default=())
    """What must stand in no kept text and no fact."""

    @property
    def does(self) -> str:
        return (self.behaviour.__doc__ or "").strip()

    @property
    def is_https(self) -> bool:
        return bool(self.tls)


STRANGERS: dict[str, Stranger] = {}


def stranger(
    crawl: frozenset[str], probe: frozenset[str] | None = None, **traits: object
) -> Callable[[Callable[[Talk], Awaitable[None]]], Callable[[Talk], Awaitable[None]]]:
    """Enter a behaviour in the table under its own name; a probe's truth is the crawl's if unsaid."""

    def enter(
        behaviour: Callable[[Talk], Awaitable[None]],
    ) -> Callable[[Talk], Awaitable[None]]:
        name = behaviour.__name__
        assert name not in STRANGERS, name
        truth = crawl if probe is None else probe
        STRANGERS[name] = Stranger(name, behaviour, crawl, truth, **traits)  # type: ignore[arg-type]
        return behaviour

    return enter
