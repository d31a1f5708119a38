"""Our own network while others are looked at: canaries every few minutes, and the windows in which
we were blind.

Before a crawl and after it is not enough: a line that fails for ten minutes in between makes ten
minutes of closed sites. What was seen between the last good look and the next one is not judged
(docs/faults.md §N.1, §N.3); and where so many units failed together that our own line is the
likelier cause, canaries must speak for it, or the crawl proves nothing. An office without canaries
has no witness but the sites themselves: where none of them answered, nothing is known of any.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Thread

from config.office import Office
from crawler.canary import NONE_CONFIGURED, CanaryReport, look
from crawler.incidents import is_mass_failure, nothing_was_reached
from crawler.workers.progress_events import ProgressEvent
from store.capture.file import CaptureFile
from store.clock import Clock
from store.outcomes import Outcome
from store.records import Purpose

EVERY_S = 300.0
MASS = "{failed} of {of} home pages failed together; canaries: {details}"
NOTHING_REACHED = f"{NONE_CONFIGURED}; nothing that was asked could be reached"
ALWAYS = (datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC))

Window = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Looked:
    at: datetime
    report: CanaryReport


@dataclass(slots=True)
class Watch:
    """Looks at the canaries from a thread of its own until it is stopped. The first look is
    its caller's.
    """

    office: Office
    clock: Clock
    every_s: float = EVERY_S
    looks: list[Looked] = field(default_factory=list)
    unkept: list[Looked] = field(default_factory=list)  # of these, what nobody has written down yet
    began: datetime = field(init=False)
    _stop: Event = field(default_factory=Event)

    def __post_init__(self) -> None:
        self.began = self.clock.now()

    def run(self) -> None:
        while self.office.canaries and not self._stop.wait(self.every_s):
            self.look()

    def look(self) -> CanaryReport:
        report = look(self.office, self.clock)
        self._seen(Looked(self.clock.now(), report))
        return report

    def go_on_from(self, earlier: Sequence[Looked]) -> None:
        """A killed sitting is gone on with: its looks count, and the one that it owed is taken now."""
        self.looks = [*earlier]
        self.began = min([self.began, *(looked.at for looked in earlier)])
        if self.office.canaries:
            self.look()

    def heard_by(
        self, progress: Callable[[ProgressEvent], None]
    ) -> Callable[[ProgressEvent], None]:
        """`progress`, with the looks that workers took themselves kept here."""

        def hear(event: ProgressEvent) -> None:
            if event.event == "looked":
                self._seen(
                    Looked(
                        datetime.fromisoformat(event.at), CanaryReport(event.is_good, event.detail)
                    )
                )
            else:
                progress(event)

        return hear

    def correct(self, details: str) -> None:
        """The last look was not good after all."""
        last = self.looks.pop()
        self.unkept.remove(last)
        self.doubt(details, last.at)

    def doubt(self, details: str, at: datetime) -> None:
        self._seen(Looked(at, CanaryReport(good=False, details=details)))

    def stop(self) -> None:
        self._stop.set()

    def _seen(self, looked: Looked) -> None:
        self.looks.append(looked)
        self.unkept.append(looked)


@contextmanager
def watched(office: Office, clock: Clock, every_s: float = EVERY_S) -> Iterator[Watch]:
    watch = Watch(office, clock, every_s)
    thread = Thread(target=watch.run, name="canaries", daemon=True)
    thread.start()
    try:
        yield watch
    finally:
        watch.stop()
        thread.join()


def blind_windows(watch: Watch, files: Sequence[Path]) -> list[Window]:
    """When nothing that was seen may be believed. Looks once more where the crawl ended blind, or
    many failed together.
    """
    if not watch.office.canaries:
        why = why_in_doubt(files)
        if why:
            watch.doubt(why, watch.clock.now())
        return [ALWAYS] if why else []
    watch.looks.sort(key=lambda looked: looked.at)
    if watch.looks and not watch.looks[-1].report.good:
        watch.look()
    ends = home_pages(files)
    if is_mass_failure(ends):
        report = watch.look()
        if not report.good:
            watch.correct(_mass(ends, report.details))
            return [(watch.began, watch.clock.now())]
    return windows(watch.looks, watch.began, watch.clock.now())


def why_in_doubt(files: Collection[Path]) -> str:
    """Why a crawl that no canary speaks for proves nothing; "" where it is believed. A site that
    answered at any time of the same run, over the same line, is witness for the others.
    """
    if not files:
        return ""
    ends = home_pages(files)
    if is_mass_failure(ends):
        return _mass(ends, NONE_CONFIGURED)
    runs = {path.parent for path in files}
    of_runs = (path for run in runs for path in sorted(run.glob("*.sqlite")))
    return NOTHING_REACHED if nothing_was_reached(_ends_in(of_runs)) else ""


def without_canaries(files: Collection[Path]) -> CanaryReport:
    """Our own line by the files of one run. Nobody was asked, so that no look is on record."""
    is_unknown = nothing_was_reached(_ends_in(files))
    return CanaryReport(
        good=not is_unknown, details=NOTHING_REACHED if is_unknown else NONE_CONFIGURED
    )


def home_pages(files: Iterable[Path]) -> dict[str, Outcome]:
    """How the last visit of each unit's home page ended, by unit and site."""
    ends: dict[str, Outcome] = {}
    for path in files:
        with CaptureFile.open(path) as file:
            ends |= {
                f"{file.plan().unit}/{site}": outcome
                for site, outcome in file.ends_of(Purpose.HOME).items()
            }
    return ends


def _ends_in(files: Iterable[Path]) -> Iterator[Outcome]:
    """Over our own line: what a worker reached says nothing of it."""
    for path in files:
        with CaptureFile.open(path) as file:
            if file.line is None:
                yield from file.outcomes()


def _mass(ends: Mapping[str, Outcome], details: str) -> str:
    failed = sum(not outcome.shows_the_page for outcome in ends.values())
    return MASS.format(failed=failed, of=len(ends), details=details)


def windows(looks: Sequence[Looked], began: datetime, ended: datetime) -> list[Window]:
    """When we were blind, by looks in their order: from the last good one to the next."""
    found: list[Window] = []
    since, is_blind = began, False
    for looked in looks:
        if looked.report.good:
            found += [(since, looked.at)] if is_blind else []
            since = looked.at
        is_blind = not looked.report.good
    return [*found, (since, ended)] if is_blind else found
