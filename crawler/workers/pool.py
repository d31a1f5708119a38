"""Many units' crawls, shared out among worker processes; the parent starts them, listens, and picks
up the pieces.

Units that share a host go to the same worker, so that one rate limiter keeps the pause at their
server. A dead worker costs only a resume: every page so far is in the capture files. A unit that
was assigned at two deaths and got on but little is crawled alone; where three deaths in a row
brought no page at all it is not judged, with the reason. So one page that kills harms nobody else,
and a machine that kills at random costs nothing but time. This process never imports Twisted.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from math import ceil
from pathlib import Path
from queue import SimpleQueue
from threading import Timer

from pydantic import TypeAdapter, ValidationError

from config.errors import OutOfSpace, StoreFailed
from config.office import Office
from config.rulebook import Rulebook
from config.unit import Unit
from config.words import Words
from crawler.workers.progress_events import Order, ProgressEvent
from crawler.workers.sharing import share_out
from store.capture.file import CaptureFile
from store.clock import Clock
from store.outcomes import Ours

__all__ = ["ProgressEvent", "crawl"]

# crawls of one worker; politeness leaves each mostly waiting, and a megabyte is all that one costs
AT_ONCE = 48
SMALL = 60  # rows; so few are not worth a second process's start
DEATHS_BEFORE_ALONE = 2
IDLE_DEATHS_BEFORE_GIVING_UP = 3
# with a page or a few between them: a page that kills while its neighbours get through
DEATHS_BEFORE_GIVING_UP = 25
# rows settled since the last death, more than are ever in the air: the unit is not what kills
FORGIVEN_AFTER = 10
# workers in a row killed before they began: nobody's fault, up to a point
NEVER_STARTED_BEFORE_COUNTING = 10
GRACE_S = 60.0  # beyond the units' own budgets, before a worker is taken for hung
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
) -> None:
    """Crawl every file to its end; those that have ended already are left alone. Returns when all
    have.

    `vantage`: the second vantage point (office.toml) to look from; `key`: the office's, for
    readings that hold persons' numbers. `progress` is called in this
    thread. Raises StoreFailed or OutOfSpace where a capture file cannot be written: all workers are
    stopped then, and the files resume at the next call.
    """
    pool = _Pool(config_office, units, rulebook, clock, progress, reader, vantage, key)
    waiting = [task for task in map(_task, files) if task is not None]
    waiting = [task for task in waiting if pool.knows(task)]
    while waiting:
        waiting = [task for task in waiting if pool.may_try(task)]
        together = [task for task in waiting if task.deaths < DEATHS_BEFORE_ALONE]
        alone = [task for task in waiting if task.deaths >= DEATHS_BEFORE_ALONE]
        pool.run(pool.batches(together))
        for task in alone:
            pool.run([[task]])
        waiting = [task for task in waiting if not task.has_ended]


@dataclass(slots=True)
class _Task:
    """One file on its way."""

    path: Path
    unit: str
    rows: int
    deaths: int = 0  # in a row, with little progress
    idle_deaths: int = 0  # in a row, with none
    started: bool = False
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
        task = _Task(path, file.plan().unit, file.counts()["queued"])
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
    failure: StoreFailed | None = None
    never_started: int = 0
    running: set[subprocess.Popen[bytes]] = field(default_factory=set)

    def knows(self, task: _Task) -> bool:
        """A file left by a unit that the configuration no longer names is closed, not crawled."""
        if task.unit not in self.units:
            self._give_up(task, "the unit is no longer in the configuration")
        return task.unit in self.units

    def may_try(self, task: _Task) -> bool:
        if task.is_hopeless:
            self._give_up(task, f"{Ours.KILLED}: its worker died {task.deaths} times")
        return not task.is_hopeless

    def batches(self, tasks: Sequence[_Task]) -> list[list[_Task]]:
        """Tasks for one worker each, about equally heavy, units of one server together."""
        if not tasks:
            return []
        workers = (
            1
            if sum(task.rows for task in tasks) < SMALL and len(tasks) <= AT_ONCE
            else self.office.crawl.workers
        )
        count = max(workers, ceil(len(tasks) / AT_ONCE))
        shares = share_out(
            [(self.units[task.unit], task.rows + 50) for task in tasks],
            count,
            self.office.network.dns,
        )
        return [[tasks[index] for index in share] for share in shares]

    def run(self, batches: Sequence[list[_Task]]) -> None:
        """Each batch in a worker of its own, `office.crawl.workers` at a time; events passed on."""
        if not batches:
            return
        events: SimpleQueue[ProgressEvent | None] = SimpleQueue()
        with ThreadPoolExecutor(
            min(len(batches), self.office.crawl.workers), thread_name_prefix="worker"
        ) as threads:
            try:
                runs = [threads.submit(self._one_worker, batch, events) for batch in batches]
                for _ in runs:
                    while (event := events.get()) is not None:
                        self._hear(event)
                for run in runs:
                    run.result()
            finally:
                self._stop_all()
        if self.failure is not None:
            raise self.failure

    def _one_worker(self, batch: list[_Task], events: "SimpleQueue[ProgressEvent | None]") -> None:
        try:
            if self.failure is None:
                was_killed = self._listen(batch, events)
                self._count_deaths(batch, events, was_killed=was_killed)
        finally:
            events.put(None)

    def _listen(self, batch: list[_Task], events: "SimpleQueue[ProgressEvent | None]") -> bool:
        """Start a worker, give it its order, read its events; whether a signal ended it."""
        by_path = {str(task.path): task for task in batch}
        for task in batch:
            task.started = False
        with (
            (batch[0].path.parent / "worker.log").open("ab") as log,
            subprocess.Popen(
                [sys.executable, "-m", "crawler.workers.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                env=_environment(),
            ) as worker,
        ):
            self.running.add(worker)
            watch = Timer(self._wall_clock_s(len(batch)), worker.kill)
            watch.start()
            try:
                assert worker.stdin is not None and worker.stdout is not None
                worker.stdin.write(self._order(batch) + b"\n")
                worker.stdin.flush()
                for line in worker.stdout:
                    event = _heard(line)
                    if event is not None and event.file in by_path:
                        by_path[event.file].started |= event.event != "looked"
                        events.put(event)
            except BrokenPipeError:
                pass  # it died before it could read: counted like any other death
            finally:
                watch.cancel()
                worker.kill() if self.failure else None
                worker.wait()
                self.running.discard(worker)
        return worker.returncode < 0

    def _count_deaths(
        self, batch: list[_Task], events: "SimpleQueue[ProgressEvent | None]", *, was_killed: bool
    ) -> None:
        """Who was assigned and has not ended. Where nobody had started, the start itself is what
        failed, for all; unless it was killed.
        """
        if self.failure is not None:
            return
        unfinished = [task for task in batch if not task.has_ended]
        assigned = [task for task in unfinished if task.started]
        if unfinished and not assigned:
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
            worker.send_signal(signal.SIGKILL)

    def _give_up(self, task: _Task, reason: str) -> None:
        with CaptureFile.open(task.path) as file:
            file.finish(reason, not_judged=True)
        self.progress(
            ProgressEvent(task.unit, "ended", task.done, detail="not_judged", file=str(task.path))
        )

    def _order(self, batch: Sequence[_Task]) -> bytes:
        order = Order(
            office=self.office.model_dump_json(),
            units={task.unit: self.units[task.unit].model_dump_json() for task in batch},
            rulebook=self.rulebook.model_dump_json() if self.rulebook else "",
            clock=self.clock,
            files=tuple(str(task.path) for task in batch),
            at_once=AT_ONCE,
            key=self.key.hex(),
            vantage=self.vantage,
            reader=self.reader,
        )
        return TypeAdapter(Order).dump_json(order)

    def _wall_clock_s(self, crawls: int) -> float:
        return self.office.crawl.minutes_per_unit * 60 * ceil(crawls / AT_ONCE) + GRACE_S


def _heard(line: bytes) -> ProgressEvent | None:
    """A line with a progress event; a dying worker's last line may be cut short."""
    try:
        return _EVENT.validate_json(line)
    except ValidationError:
        return None


_EVENT = TypeAdapter(ProgressEvent)


def _environment() -> dict[str, str]:
    """Ours without proxies: one of these would bypass the address guard."""
    return {
        name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")
    }
