"""One job on a worker's machine: one unit's crawl of one run, from its seed to the file at home.

Everything here may be done twice and may end anywhere: the page transactions of the capture file
make a killed crawl resume, and only the attempt that the queue counted last comes home.
"""

import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Lock

from app.cluster.lease_keeper import kept, rest_s
from app.cluster.likeness import why_not, why_not_by_clock
from app.night.crawl_and_merge import remove
from config.errors import ConfigRefused, StoreFailed
from config.folder import Config, load
from config.words import Words
from crawler.canary import look
from crawler.workers.permit import uptime
from crawler.workers.pool import READER, crawl
from crawler.workers.progress_events import ProgressEvent
from crawler.workers.sharing import addresses_of
from store.capture.file import CaptureFile, WorkerLine
from store.clock import Clock
from store.cluster.crawl_jobs import LEASE_S, CrawlJobs, NotNow, SentCrawl, Taken
from store.cluster.file_share import FileShare, result_name, seed_name, sha256_of

# When a job is handed out again, in seconds.
BUSY_S = 5  # somebody else crawls there
REFUSED_S = 30
FAILED_S = 30  # home, the disk or the line failed
BLIND_S = 60  # our own line is not good
UPLOAD_TRIES = 5  # 1, 2, 4, 8 s apart, under the lease

BLIND = Words(
    "{worker}：看不到对照网页，本机网络不可信，暂不抓取。",
    "{worker}: the canaries are not seen from here; this line is not believed, and nothing is crawled over it for now.",
)
SEED_ALTERED = Words(
    "汇集处的起始文件与队列中的记录不符（{name}），未抓取。",
    "The seed at home is not the one that the queue names ({name}); it was not crawled.",
)

NOTHING = Words("", "")

Tell = Callable[[Words], None]


@dataclass(slots=True)
class Machine:
    """What all jobs of a worker share. `folder`: its own, for files under way."""

    line: WorkerLine
    folder: Path
    config: Config
    jobs: CrawlJobs
    share: FileShare
    tell: Tell
    clock: Clock = field(default_factory=Clock)
    lease_s: float = LEASE_S
    reader: str = READER
    is_stopping: bool = False
    said: Words = NOTHING
    _stops: set[Event] = field(default_factory=set)
    _lock: Lock = field(default_factory=Lock)

    @property
    def name(self) -> str:
        return self.line.name

    @property
    def busy(self) -> int:
        return len(self._stops)

    def complain(self, words: Words) -> None:
        """On the terminal, and beside its name in the view of all until a crawl goes well."""
        if words != self.said:
            self.tell(words)
        self.said = words

    def stop(self) -> None:
        """At once: every crawl is killed where it is, and resumes from its file or its seed."""
        with self._lock:
            self.is_stopping = True
            for stop in self._stops:
                stop.set()

    def begun(self) -> Event:
        """The stop of one job."""
        stop = Event()
        with self._lock:
            self._stops.add(stop)
            if self.is_stopping:
                stop.set()
        return stop

    def ended(self, stop: Event) -> None:
        with self._lock:
            self._stops.discard(stop)

    def why_not(self, sent: SentCrawl) -> Words | None:
        """Why this machine may not do it. Files that were copied here meanwhile are read anew."""
        behind = self.jobs.seconds_behind(self.clock.now())
        if (clock := why_not_by_clock(behind, self.name)) is not None:
            return clock
        why = why_not(sent.wants, self.config, sent.unit, self.name)
        if why is not None:
            with suppress(ConfigRefused):
                self.config = load(self.config.folder)
            why = why_not(sent.wants, self.config, sent.unit, self.name)
        return why


def crawl_one(machine: Machine, file: str) -> float | None:
    """Do the job. Returns None where nothing is left to do, or in how many seconds it shall be
    handed out again, to whomever.
    """
    stop = machine.begun()
    try:
        return _crawl_one(machine, file, stop)
    except StoreFailed as trouble:
        machine.complain(trouble.words)
        return FAILED_S
    finally:
        machine.ended(stop)


def _crawl_one(machine: Machine, file: str, stop: Event) -> float | None:
    sent = machine.jobs.find(file)
    if sent is None:
        return None
    if (why := machine.why_not(sent)) is not None:
        machine.complain(why)
        machine.jobs.refuse(sent, why)
        return REFUSED_S
    unit = next(unit for unit in machine.config.units if unit.id == sent.unit)
    addresses = addresses_of(unit, machine.config.office.network.dns)
    asked_at = uptime()
    taken = machine.jobs.take(sent, machine.line, addresses, machine.lease_s)
    if not isinstance(taken, Taken):
        return BUSY_S if isinstance(taken, NotNow) else None
    path = machine.folder / f"{file}.sqlite"
    permit = path.with_suffix(".permit")
    try:
        with kept(machine.jobs, taken, asked_at, machine.lease_s, permit, stop):
            again = _crawled(machine, taken, path, permit, stop)
            if again is None:
                _bring_home(machine, taken, path, stop)
                machine.said = NOTHING
                return None
    except StoreFailed:  # anything else is a bug, and counts as a death of who had it
        machine.jobs.put_back(taken, rest_s(machine.lease_s))
        raise
    machine.jobs.put_back(taken, rest_s(machine.lease_s))
    return again


def _crawled(machine: Machine, taken: Taken, path: Path, permit: Path, stop: Event) -> float | None:
    """Crawl the file at `path` to its end, from the seed or from where it was left here. Returns
    None where it has ended.
    """
    office, clock = machine.config.office, machine.clock.held()
    _at_hand(machine, taken.sent, path)
    if stop.is_set():
        return 0
    if not _has_ended(path):
        if not _line_is_good(machine, path, clock):
            machine.complain(BLIND.filled(worker=machine.name))
            return BLIND_S

        def hear(event: ProgressEvent) -> None:
            if event.event == "looked":
                with CaptureFile.open(path) as file:
                    file.looked(clock.now(), good=event.is_good, details=event.detail)

        crawl(
            [path],
            office,
            {unit.id: unit for unit in machine.config.units if unit.id == taken.sent.unit},
            machine.config.rulebook,
            clock,
            hear,
            reader=machine.reader,
            key=taken.sent.key,
            stopping=stop,
            permit=permit,
        )
        if stop.is_set() or not _has_ended(path):
            return 0  # a look at the canaries may take long; who goes on takes it
    _line_is_good(machine, path, clock)
    behind = machine.jobs.seconds_behind(machine.clock.now())
    if (why := why_not_by_clock(behind, machine.name)) is not None:  # set while it crawled
        machine.complain(why)
        remove(path)
        return FAILED_S
    return None


def _at_hand(machine: Machine, sent: SentCrawl, path: Path) -> None:
    """What was left here of the same crawl, if it is whole and was seen over this line; else the
    seed.
    """
    if path.exists():
        with suppress(StoreFailed), CaptureFile.open(path) as file:
            file.verify()
            is_same = file.has_begun and file.plan().file_id == sent.file
            if is_same and file.line is not None and file.line.id == machine.line.id:
                return
        remove(path)
    coming = path.with_suffix(".coming")
    machine.share.get(seed_name(sent.file), coming)
    if sha256_of(coming) != sent.seed_sha256:
        coming.unlink()
        raise StoreFailed(SEED_ALTERED.filled(name=seed_name(sent.file)))
    with CaptureFile.open(coming) as file:
        file.begin_over(machine.line)
        file.seal()
    coming.replace(path)


def _has_ended(path: Path) -> bool:
    with CaptureFile.open(path) as file:
        return file.end() is not None


def _line_is_good(machine: Machine, path: Path, clock: Clock) -> bool:
    """By the canaries; what they say goes home in the file. Without any it proves nothing there."""
    if not machine.config.office.canaries:
        return True
    report = look(machine.config.office, clock)
    with CaptureFile.open(path) as file:
        file.looked(clock.now(), good=report.good, details=report.details)
    return report.good


def _bring_home(machine: Machine, taken: Taken, path: Path, stop: Event) -> None:
    """Raises StoreFailed where home cannot be reached: the file waits here for the next try."""
    with CaptureFile.open(path) as file:
        file.seal()
    name = result_name(taken.sent.file, taken.attempt)
    for tried in range(UPLOAD_TRIES):
        try:
            machine.share.put(path, name)
            break
        except StoreFailed:
            if tried + 1 == UPLOAD_TRIES or stop.wait(2**tried):
                raise
    is_ours = machine.jobs.come_home(
        taken, sha256_of(path), path.stat().st_size, rest_s(machine.lease_s)
    )
    if not is_ours:
        logging.getLogger(__name__).info("%s was taken over by another worker", taken.sent.file)
        machine.share.remove(name)
    remove(path)
