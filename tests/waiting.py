"""Waiting on a condition, never for a time: a busy machine is slow, and no test may fail for that.

The limit is how long nothing at all may come of it; it is reached only where something hangs.
"""

import signal
from collections.abc import Callable
from time import monotonic, sleep
from typing import TypeVar

T = TypeVar("T")

SILENCE_S = 120.0


NO_SIGN_S = 600.0  # as `timeout` in pyproject.toml


def is_alive() -> None:
    """A sign of life: the test's time limit runs from here anew, so that it is one of silence and
    not of length. A test without a limit (or with one by a thread) is left as it is.
    """
    if signal.getitimer(signal.ITIMER_REAL)[0]:
        signal.setitimer(signal.ITIMER_REAL, NO_SIGN_S)


def waited(ask: Callable[[], T], seconds: float = SILENCE_S, every_s: float = 0.02) -> T:
    """What `ask` says as soon as it says something; AssertionError where it never does."""
    until = monotonic() + seconds
    while not (found := ask()):
        assert monotonic() < until, "waited in vain"
        sleep(every_s)
    return found
