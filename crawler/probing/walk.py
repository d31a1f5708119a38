"""A walk through the stages: what each found or where it ended, and one deadline over all."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import monotonic

from store.outcomes import Outcome

# the statutory figure, for everything from the name to the last byte (docs/rulebook.md §3.2)
DEADLINE_S = 15.0


# Stages whose time is no site's: robots.txt has a limit of its own, and our reader may wait for a
# sandbox.
OURS = ("robots", "content")


class Ended(Exception):
    """A stage settled the visit: nothing further is asked."""

    def __init__(self, outcome: Outcome, reason: str, errno: int | None = None) -> None:
        super().__init__(f"{outcome}: {reason}")
        self.outcome, self.reason, self.errno = outcome, str(reason), errno


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of one hop. `outcome` is None where it was passed."""

    name: str  # dns | tcp | tls | http | content | robots
    url: str
    seconds: float
    outcome: Outcome | None = None
    reason: str = ""
    errno: int | None = None
    # addresses, the one connected to, protocol and certificate, status and size, what the page is
    found: str = ""

    @property
    def is_the_sites(self) -> bool:
        """Its seconds are the site's own, and count."""
        return self.name not in OURS


@dataclass(slots=True)
class Deadline:
    """One limit over all stages of a walk, in seconds since it began."""

    seconds: float = DEADLINE_S
    began: float = field(default_factory=monotonic)

    @property
    def left(self) -> float:
        """Seconds, never less than a hundredth: no call may be told to wait for ever."""
        return max(0.01, self.began + self.seconds - monotonic())

    @property
    def is_over(self) -> bool:
        return monotonic() >= self.began + self.seconds


@dataclass(slots=True)
class Walk:
    """The stages passed so far; `url` is the hop that is asked now."""

    deadline: Deadline
    url: str = ""
    stages: list[Stage] = field(default_factory=list)

    @contextmanager
    def stage(self, name: str) -> Iterator[list[str]]:
        """Time a stage and write down how it ended. What it found is put into the list."""
        began, found = monotonic(), list[str]()
        try:
            yield found
        except Ended as end:
            self._note(name, began, found, end)
            raise
        self._note(name, began, found)

    def _note(self, name: str, began: float, found: list[str], end: Ended | None = None) -> None:
        taken = monotonic() - began
        if name in OURS:
            self.deadline.began += taken
        seconds = round(taken, 3)
        said = " · ".join(found)
        if end is None:
            self.stages.append(Stage(name, self.url, seconds, found=said))
        else:
            self.stages.append(
                Stage(name, self.url, seconds, end.outcome, end.reason, end.errno, said)
            )
