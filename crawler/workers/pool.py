"""Many units' crawls, shared out among worker processes; the parent starts them, listens, and picks
up the pieces.

Units that share a host go to the same worker, so that one rate limiter keeps the pause at their
server. A dead worker costs only a resume: every page so far is in the capture files. A unit that
was assigned at two deaths and got on but little is crawled alone; where three deaths in a row
brought no page at all it is not judged, with the reason. So one page that kills harms nobody else,
and a machine that kills at random costs nothing but time. This process never imports Twisted.
"""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event

from pydantic import TypeAdapter

from config.errors import OutOfSpace, StoreFailed
from config.office import Office
from config.rulebook import Rulebook
from config.unit import Unit
from config.words import Words
from crawler.workers.progress_events import Order, ProgressEvent
from crawler.workers.sharing import Dealer, Share
from crawler.workers.worker_process import WorkerProcess
from store.capture.file import CaptureFile
from store.clock import Clock
from store.outcomes import Ours

__all__ = ["ProgressEvent", "crawl"]

# crawls of one worker; politeness leaves each mostly waiting, and a megabyte is all that one costs
AT_ONCE = 48
SMALL = 60  # pages that are read; so few are not worth a second process's start
KNOWN = 4  # known pages, most of them unchanged and never read, cost as much as one that is
UNKNOWN = 50  # pages of a unit of which none is known but where it begins: its first crawl
A_LIFE = 4 * AT_ONCE  # crawls of one worker, then another is begun: what leaks does not add up
DEATHS_BEFORE_ALONE = 2
IDLE_DEATHS_BEFORE_GIVING_UP = 3
# with a page or a few between them: a page that kills while its neighbours get through
DEATHS_BEFORE_GIVING_UP = 25
# rows settled since the last death, more than are ever in the air: the unit is not what kills
FORGIVEN_AFTER = 10
# workers in a row killed before they began: nobody's fault, up to a point
NEVER_STARTED_BEFORE_COUNTING = 10
GRACE_S = 60.0  # beyond the units' own budgets, before a worker is taken for hung
STOPS_WITHIN_S = 0.1
READER = "crawler.documents.answers:read_answer"

Progress = Callable[[ProgressEvent], None]


def crawl(
    files: Sequence[Path],
    config_office: Office,
    units: Mapping[str, Unit],
    rulebook: Rulebook | None,
    clock: Clock,
    progress: Progress,
    *,
    reader: str = READER,
    vantage: str = "",
    key: bytes = b"",
    stopping: Event | None = None,
    permit: Path | None = None,
) -> None:
    """Crawl every file to its end; those that have ended already are left alone. Returns when all
    have.

    `vantage`: the second vantage point (office.toml) to look from; `key`: the office's, for
    readings that hold persons' numbers. `progress` is called in this
    thread. Once `stopping` is set all workers are killed and it returns at once; files that have
    not ended resume at the next call. `permit`: a file of crawler.workers.permit. Raises
    StoreFailed or OutOfSpace where a capture file cannot be written: all workers are stopped then,
    and the files resume at the next call.
    """
    pool = _Pool(config_office, units, rulebook, clock, progress, reader, vantage, key)
    pool.stopping, pool.permit = stopping or Event(), permit
    waiting = [task for task in map(_task, files) if task is not None]
    waiting = [task for task in waiting if pool.knows(task)]
    while waiting and not pool.is_stopped:
        waiting = [task for task in waiting if pool.may_try(task)]
        together = [task for task in waiting if task.deaths < DEATHS_BEFORE_ALONE]
        alone = [task for task in waiting if task.deaths >= DEATHS_BEFORE_ALONE]
        pool.run(together)
        for task in alone:
            pool.run([task])
        waiting = [task for task in waiting if not task.has_ended]


@dataclass(slots=True)
class _Task:
    """One file on its way."""

    path: Path
    unit: str
    rows: int
    discovers: bool  # what it holds leads to more
    deaths: int = 0  # in a row, with little progress
    idle_deaths: int = 0  # in a row, with none
    started: bool = False
    ended: bool = False  # told by its worker
    done: int = 0  # rows settled when its worker last died

    @property
    def is_hopeless(self) -> bool:
        return (
            self.idle_deaths >= IDLE_DEATHS_BEFORE_GIVING_UP
            or self.deaths >= DEATHS_BEFORE_GIVING_UP
        )

    def die(self) -> None:
        """Its worker died with it assigned."""
        settled = self.settled
        self.idle_deaths = self.idle_deaths + 1 if settled == self.done else 1
        self.deaths = self.deaths + 1 if settled - self.done < FORGIVEN_AFTER else 1
        self.done = settled

    def hear(self, event: ProgressEvent) -> None:
        """What its worker says of it."""
        self.started = True
        self.ended |= event.event in {"ended", "failed"}

    @property
    def pages(self) -> int:
        """How many it is thought to bring that are read."""
        is_first = self.rows <= 1 and self.discovers
        return UNKNOWN if is_first else -(-self.rows // KNOWN)

    @property
    def settled(self) -> int:
        with CaptureFile.open(self.path) as file:
            counts = file.counts()
            return sum(counts.values()) - counts["queued"]

    @property
    def has_ended(self) -> bool:
        with CaptureFile.open(self.path) as file:
            return file.end() is not None


def _task(path: Path) -> _Task | None:
    with CaptureFile.open(path) as file:
        if file.end() is not None:
            return None
        plan, waiting = file.plan(), file.counts()["queued"]
        task = _Task(path, plan.unit, waiting, plan.discovers)
    task.done = task.settled
    return task


@dataclass(slots=True)
class _Pool:
    """The workers of one call."""

    office: Office
    units: Mapping[str, Unit]
    rulebook: Rulebook | None
    clock: Clock
    progress: Progress
    reader: str
    vantage: str = ""
    key: bytes = b""
    stopping: Event = field(default_factory=Event)
    permit: Path | None = None
    failure: StoreFailed | None = None
    never_started: int = 0
    running: set[WorkerProcess] = field(default_factory=set)

    @property
    def is_stopped(self) -> bool:
        return self.failure is not None or self.stopping.is_set()

    def knows(self, task: _Task) -> bool:
        """A file left by a unit that the configuration no longer names is closed, not crawled."""
        if task.unit not in self.units:
            self._give_up(task, "the unit is no longer in the configuration")
        return task.unit in self.units

    def may_try(self, task: _Task) -> bool:
        if task.is_hopeless:
            self._give_up(task, f"{Ours.KILLED}: its worker died {task.deaths} times")
        return not task.is_hopeless

    def run(self, tasks: Sequence[_Task]) -> None:
        """Every task once, in workers of which each takes the next when it has a place; events
        passed on.
        """
        if not tasks:
            return
        is_small = sum(task.pages for task in tasks) < SMALL and len(tasks) <= AT_ONCE
        dealer = Dealer(
            [(self.units[task.unit], task.pages) for task in tasks],
            self.office.network.dns,
            workers=1 if is_small else self.office.crawl.workers,
            at_once=AT_ONCE,
        )
        events: SimpleQueue[ProgressEvent | None] = SimpleQueue()
        with ThreadPoolExecutor(len(dealer.first), thread_name_prefix="worker") as threads:
            try:
                runs = [
                    threads.submit(self._workers, _Deal(dealer, tasks, share), events)
                    for share in dealer.first
                ]
                for _ in runs:
                    while (event := self._next(events)) is not None:
                        self._hear(event)
                for run in runs:
                    run.result()
            finally:
                self._stop_all()
        if self.failure is not None:
            raise self.failure

    def _next(self, events: "SimpleQueue[ProgressEvent | None]") -> ProgressEvent | None:
        """Waits for it, and sees to it meanwhile that a stop is a stop."""
        while True:
            if self.stopping.is_set():
                self._stop_all()
            try:
                return events.get(timeout=STOPS_WITHIN_S)
            except Empty:
                continue

    def _workers(self, deal: "_Deal", events: "SimpleQueue[ProgressEvent | None]") -> None:
        """One worker after the other, until nothing is left to be taken."""
        try:
            while not self.is_stopped and (tasks := deal.begun()):
                was_killed = self._one_worker(tasks, deal, events)
                self._count_deaths(tasks, events, was_killed=was_killed)
        finally:
            events.put(None)

    def _one_worker(
        self, tasks: list[_Task], deal: "_Deal", events: "SimpleQueue[ProgressEvent | None]"
    ) -> bool:
        """Whether a signal ended it. What it takes on the way is added to `tasks`."""
        by_path = {str(task.path): task for task in tasks}
        for task in tasks:
            task.started = task.ended = False

        def hear(event: ProgressEvent) -> None:
            if event.file in by_path:
                by_path[event.file].hear(event)
            events.put(event)

        def more(in_the_air: int) -> list[Path]:
            taken = deal.next(in_the_air, len(tasks))
            tasks.extend(taken)
            by_path.update({str(task.path): task for task in taken})
            return [task.path for task in taken]

        worker = WorkerProcess(
            self._order(),
            tasks[0].path.parent / "worker.log",
            self.office.crawl.minutes_per_unit * 60 + GRACE_S,
        )
        self.running.add(worker)
        try:
            if self.is_stopped:
                worker.kill()
            return worker.crawl([task.path for task in tasks], more, hear)
        finally:
            self.running.discard(worker)

    def _count_deaths(
        self, tasks: list[_Task], events: "SimpleQueue[ProgressEvent | None]", *, was_killed: bool
    ) -> None:
        """Who was assigned and has not ended. Where nobody had started, the start itself is what
        failed, for all; unless it was killed.
        """
        if self.is_stopped:
            return
        unfinished = [task for task in tasks if not task.ended and not task.has_ended]
        assigned = [task for task in unfinished if task.started]
        if unfinished and not any(task.started for task in tasks):
            self.never_started += 1
            assigned = (
                unfinished
                if not was_killed or self.never_started > NEVER_STARTED_BEFORE_COUNTING
                else []
            )
        else:
            self.never_started = 0
        for task in assigned:
            task.die()
            events.put(
                ProgressEvent(
                    task.unit,
                    "died",
                    task.done,
                    detail=f"worker died ({task.deaths})",
                    file=str(task.path),
                )
            )

    def _hear(self, event: ProgressEvent) -> None:
        if event.event == "failed" and self.failure is None:
            kind = OutOfSpace if event.exit_code == OutOfSpace.exit_code else StoreFailed
            self.failure = kind(Words(f"抓取文件写入失败：{event.detail}", event.detail))
            self._stop_all()
        self.progress(event)

    def _stop_all(self) -> None:
        for worker in list(self.running):
            worker.kill()

    def _give_up(self, task: _Task, reason: str) -> None:
        with CaptureFile.open(task.path) as file:
            file.finish(reason, not_judged=True)
        self.progress(
            ProgressEvent(task.unit, "ended", task.done, detail="not_judged", file=str(task.path))
        )

    def _order(self) -> str:
        order = Order(
            office=self.office.model_dump_json(),
            units={unit_id: unit.model_dump_json() for unit_id, unit in self.units.items()},
            rulebook=self.rulebook.model_dump_json() if self.rulebook else "",
            clock=self.clock,
            at_once=AT_ONCE,
            key=self.key.hex(),
            vantage=self.vantage,
            reader=self.reader,
            permit=str(self.permit or ""),
        )
        return TypeAdapter(Order).dump_json(order).decode()


@dataclass(slots=True)
class _Deal:
    """What one worker after the other is dealt."""

    dealer: Dealer
    all_tasks: Sequence[_Task]
    first: Share

    def begun(self) -> list[_Task]:
        """What a new worker begins with; empty where nothing is left."""
        share, self.first = self.first or self.dealer.next(0), []
        return self._tasks(share)

    def next(self, in_the_air: int, so_far: int) -> list[_Task]:
        """For a worker that has taken `so_far`, as many places as it has; empty at its life's end."""
        return self._tasks(self.dealer.next(in_the_air)) if so_far < A_LIFE else []

    def _tasks(self, share: Share) -> list[_Task]:
        return [self.all_tasks[index] for index in share]
