"""Each unit of a night by itself: its dossier is opened, used and let go, so that a night of a
thousand units needs no more memory than one of ten.

A small office's units are taken one after another in the night's own process. Where there is much
to read, several processes take the next unit as each is done; they only read, the ledger keeps its
one writer. Answers come in the order of the units whoever was done first. Where a process dies, the
units that it and its sisters owe are taken here, and the night's note says so.
"""

import gc
import os
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from multiprocessing import get_context, parent_process
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Thread
from typing import TypeVar

from config.errors import GongkaiError
from config.folder import Config
from config.unit import Unit
from config.words import Words
from monitor.dossier.across import AcrossUnits, across_units
from monitor.dossier.build import build
from monitor.dossier.facts import Dossier
from store.ledger import Ledger, open_ledger
from store.merge.page_identities import CloakingCheck
from store.records import Run

# Of the ledger, in bytes: what is smaller is judged sooner than a process has begun.
WORTH_A_PROCESS = 40_000_000

DIED = Words(
    "一个判断进程意外终止；其余单位已由主进程判断，结果不受影响。",
    "a process that judges units died; the units left were judged by the night's own process.",
)

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class OpenedWith:
    """What every dossier of a run is opened with."""

    config: Config
    run: Run
    across: AcrossUnits
    network_good: bool = True
    clock_suspect: bool = False


@dataclass(frozen=True, slots=True)
class UnitTask:
    """`visits`: by site, what was seen as a search engine's visitor; None: as the ledger holds it."""

    unit: Unit
    visits: Mapping[str, tuple[CloakingCheck, ...]] | None = None


Work = Callable[[Ledger, OpenedWith, UnitTask], Answer]


def by_unit(
    ledger: Ledger,
    known: OpenedWith,
    work: "Work[Answer]",
    tasks: Sequence[UnitTask],
    troubles: list[GongkaiError],
) -> Iterator[Answer]:
    """What `work` makes of each, in the order of the tasks. It is a function of a module, which a
    process can find by its name. `troubles`: told there once, where a process dies.
    """
    processes = min(known.config.office.crawl.workers, os.cpu_count() or 1, len(tasks))
    if processes < 2 or ledger.path.stat().st_size < WORTH_A_PROCESS:
        return (_undisturbed(work, ledger, known, task) for task in tasks)
    return _in_processes(ledger, known, work, tasks, troubles, processes)


def _in_processes(
    ledger: Ledger,
    known: OpenedWith,
    work: "Work[Answer]",
    tasks: Sequence[UnitTask],
    troubles: list[GongkaiError],
    processes: int,
) -> Iterator[Answer]:
    with ProcessPoolExecutor(
        processes, get_context("spawn"), initializer=_begin, initargs=(ledger.path, known)
    ) as pool:
        coming = deque((task, pool.submit(_work, work, task)) for task in tasks)
        has_died = False
        while coming:
            task, answer = coming.popleft()  # nothing of a unit that is done is held on to
            try:
                yield answer.result()
            except BrokenProcessPool:
                if not has_died:
                    troubles.append(GongkaiError(DIED))
                has_died = True
                yield _undisturbed(work, ledger, known, task)


def _undisturbed(work: "Work[Answer]", ledger: Ledger, known: OpenedWith, task: UnitTask) -> Answer:
    """A dossier is a hundred thousand small things without a circle: looking for some among them,
    as they come to be, was a sixth of all work.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        return work(ledger, known, task)
    finally:
        if was_on:
            gc.enable()


def opened_with(
    ledger: Ledger, config: Config, run: Run, *, network_good: bool = True, clock_suspect: bool
) -> OpenedWith:
    across = across_units(ledger, config, run.day, run.id)
    return OpenedWith(config, run, across, network_good, clock_suspect)


def open_dossier(ledger: Ledger, known: OpenedWith, task: UnitTask) -> Dossier:
    """All that is known of the unit as of the run's day."""
    dossier = build(
        ledger,
        task.unit,
        config=known.config,
        run_id=known.run.id,
        as_of=known.run.day,
        network_good=known.network_good,
        clock_suspect=known.clock_suspect,
        across=known.across,
    )
    if task.visits is None:
        return dossier
    sites = (replace(site, cloaking_checks=task.visits.get(site.id, ())) for site in dossier.sites)
    return replace(dossier, sites=tuple(sites))


# --- in the processes ---

_OF_THIS_PROCESS: dict[str, tuple[Ledger, OpenedWith]] = {}


def _begin(path: Path, known: OpenedWith) -> None:
    parent = parent_process()
    if parent is not None:
        Thread(target=_end_with, args=(parent,), daemon=True).start()
    gc.freeze()  # what was imported stays: it need not be looked through at every collection
    _OF_THIS_PROCESS["all"] = open_ledger(path, readonly=True, is_sound=True), known


def _end_with(parent: BaseProcess) -> None:
    """A night that was killed leaves nobody behind who waits for its next unit."""
    parent.join()
    os._exit(1)


def _work(work: "Work[Answer]", task: UnitTask) -> Answer:
    ledger, known = _OF_THIS_PROCESS["all"]
    return _undisturbed(work, ledger, known, task)
