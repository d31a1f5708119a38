"""What a worker says while it works: one JSON line each on its standard output."""

from dataclasses import dataclass
from typing import Literal

from store.clock import Clock

Event = Literal["started", "page", "ended", "left", "failed", "died", "looked"]


@dataclass(frozen=True, slots=True)
class ProgressEvent:
    """`unit` is "" of a look at the canaries."""

    unit: str
    event: Event
    done: int = 0  # rows settled so far
    queued: int = 0  # rows waiting
    detail: str = ""  # how it ended, or what went wrong
    file: str = ""
    at: str = ""  # of a look at the canaries: the instant, ISO
    is_good: bool = True  # and what came of it; `detail` holds the details
    exit_code: int = 0  # of a failed store: 3 out of space, 6 otherwise


@dataclass(frozen=True, slots=True)
class Order:
    """What a worker is started with: the first JSON line on its standard input, which stays open as
    long as the parent lives. The capture files follow, a path a line, and an empty line says that
    there are no more.
    """

    office: str  # JSON of Office
    units: dict[str, str]  # id -> JSON of Unit, of all that may follow
    rulebook: str  # JSON of Rulebook, "" for none
    clock: Clock
    at_once: int
    key: str = ""  # the office's, in hex
    vantage: str = ""  # name of the second vantage to look from; "" = our own
    reader: str = "crawler.documents.answers:read_answer"
    permit: str = ""  # path of the file of crawler.workers.permit; "" = one may always ask
