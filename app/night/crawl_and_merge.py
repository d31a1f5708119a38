"""From a plan to the ledger: capture files are seeded, crawled, merged; what a killed night left is
finished first.
"""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from statistics import median, median_low

from app.data_folder import DataFolder
from app.night.lines import blind_by_its_own, is_ours, keep_looks_of
from app.night.own_network import ALWAYS, Looked, Watch, Window, blind_windows, watched
from config.errors import OutOfSpace, StoreFailed
from crawler.canary import CanaryReport
from crawler.workers.pool import crawl
from crawler.workers.progress_events import ProgressEvent
from store.canaries import of_our_own_line
from store.capture.file import CaptureFile, CrawlPlan
from store.clock import Clock
from store.merge.merge import merge
from store.outcomes import Ours
from store.privacy.key import office_key
from store.records import FrontierRow, Run

Progress = Callable[[ProgressEvent], None]


@dataclass(frozen=True, slots=True)
class Crawled:
    """Files that one line of ours crawled to their end, and when it could not be believed."""

    files: Sequence[Path]
    blind: Sequence[Window] = ()
    done_with: Callable[[], None] = lambda: None  # once they are merged
    is_ours: bool = True  # the line, and the clock


# Crawls files to their ends, here or elsewhere.
Crawls = Callable[[DataFolder, Sequence[Path], Clock, Progress], Iterable[Crawled]]

# docs/rulebook.md §1: our clock is suspect when most servers, each with one voice, show a time more
# than an hour off ours.
CLOCK_TOLERANCE = timedelta(hours=1)
# Further off than a day, what was seen is not taken in at all: a page "seen in 2099" would not be
# due for 73 years.
FAR_OFF = timedelta(days=1)


def gather(
    data_folder: DataFolder,
    run: Run,
    rows: Mapping[str, Sequence[FrontierRow]],
    clock: Clock,
    progress: Progress,
    *,
    kind: str = "nightly",
    canaries: CanaryReport | None = None,
    crawls: Crawls | None = None,
) -> None:
    """Crawl the planned rows of each unit and merge what was seen. Units without a row are not
    touched. `crawls`: who crawls, by default this machine.
    """
    files = [
        seed(data_folder, run, unit_id, planned, clock, kind)
        for unit_id, planned in rows.items()
        if planned
    ]
    crawl_files(data_folder, files, clock, progress, canaries, crawls)


def finish_what_was_left(
    data_folder: DataFolder, clock: Clock, progress: Progress, crawls: Crawls | None = None
) -> None:
    """Resume every capture file that no night has merged, and clear away those that one has, or
    that never began.

    One that is damaged is set aside and said: it may cost its unit a night, and must not cost
    everybody theirs.
    """
    left = []
    for path in sorted(data_folder.captures.glob("*/*.sqlite")):
        try:
            with CaptureFile.open(path) as file:
                is_done_with = not file.has_begun or data_folder.ledger.has_merged(
                    file.plan().file_id
                )
                file.verify()
        except OutOfSpace:
            raise
        except StoreFailed as error:
            logging.getLogger(__name__).warning("set aside, its unit is visited anew: %s", error)
            path.rename(path.with_suffix(".damaged"))
            continue
        if is_done_with:
            remove(path)
        else:
            left.append(path)
    if clock_off(left) > FAR_OFF:
        take_in(
            data_folder, left, [ALWAYS], Ours.CLOCK_SUSPECT
        )  # tonight's own plan visits them again
    else:
        crawl_files(data_folder, left, clock, progress, crawls=crawls)


def seed(
    data_folder: DataFolder,
    run: Run,
    unit_id: str,
    rows: Sequence[FrontierRow],
    clock: Clock,
    kind: str,
) -> Path:
    path = data_folder.capture_path(run.id, unit_id, kind)
    path.parent.mkdir(parents=True, exist_ok=True)
    plan = CrawlPlan.new(
        run.id, unit_id, kind, clock.now(), data_folder.config.office.network.vantage
    )
    with CaptureFile.create(path, plan, rows):
        return path


def crawl_files(
    data_folder: DataFolder,
    files: Sequence[Path],
    clock: Clock,
    progress: Progress,
    canaries: CanaryReport | None = None,
    crawls: Crawls | None = None,
) -> None:
    if not files:
        return
    earlier = visits_in(files)
    for crawled in (crawls or crawl_here)(data_folder, files, clock, progress):
        blind = crawled.blind
        why = Ours.CANARY_DOWN if data_folder.config.office.canaries else Ours.LINE_UNKNOWN
        # A worker's clock was compared with the queue's, and that with ours.
        witnesses = crawled.files if crawled.is_ours else ()
        if clock_off(witnesses, earlier, canaries) > FAR_OFF:
            blind, why = [ALWAYS], Ours.CLOCK_SUSPECT
        take_in(data_folder, crawled.files, blind, why)
        crawled.done_with()


def crawl_here(
    data_folder: DataFolder, files: Sequence[Path], clock: Clock, progress: Progress
) -> list[Crawled]:
    """By workers of this machine, while its own line is watched. What others crawled before is only
    judged, each by its own line.
    """
    brought = [of_another_line(data_folder, path) for path in files if not is_ours(path)]
    files = [path for path in files if is_ours(path)]
    if not files:
        return brought
    config, earlier = data_folder.config, visits_in(files)
    with CaptureFile.open(files[0]) as file:
        run_id = file.plan().run_id

    def heard(event: ProgressEvent) -> None:
        keep_looks(data_folder, run_id, watch)
        progress(event)

    with watched(config.office, clock) as watch:
        if any(earlier.values()):
            watch.go_on_from(looks_on_record(data_folder, run_id))
        crawl(
            files,
            config.office,
            {unit.id: unit for unit in config.units},
            config.rulebook,
            clock,
            watch.heard_by(heard),
            key=office_key(config.data),
        )
    blind = blind_windows(watch, files)
    keep_looks(data_folder, run_id, watch)
    return [*brought, Crawled(files, blind)]


def of_another_line(
    data_folder: DataFolder, path: Path, done_with: Callable[[], None] = lambda: None
) -> Crawled:
    """A file that a worker crawled to its end."""
    keep_looks_of(data_folder.ledger, path)
    return Crawled([path], blind_by_its_own(path), done_with, is_ours=False)


def take_in(
    data_folder: DataFolder, files: Sequence[Path], blind: Sequence[Window], why: Ours
) -> None:
    for path in files:
        with CaptureFile.open(path) as file:
            merge(file, data_folder.ledger, data_folder.archive, blind=blind, why=why)


def looks_on_record(data_folder: DataFolder, run_id: str) -> list[Looked]:
    """The canaries' looks of the run over our own line, in the order kept; their clocks are not on
    record.
    """
    return [
        Looked(at, CanaryReport(good, details))
        for at, good, details in of_our_own_line(data_folder.ledger.db, run_id)
    ]


def keep_looks(data_folder: DataFolder, run_id: str, watch: Watch) -> None:
    """What the canaries said while the run's files were crawled, each once and soon: a killed
    night's windows must outlive it.
    """
    while watch.unkept:
        looked = watch.unkept.pop(0)
        data_folder.ledger.log_canaries(
            run_id, looked.at, good=looked.report.good, details=looked.report.details
        )


def clock_is_suspect(
    data_folder: DataFolder, run: Run, canaries: CanaryReport | None = None
) -> bool:
    """Whether most that were met in this run show another time than we do."""
    return clock_off_in(data_folder, run, canaries) > CLOCK_TOLERANCE


def clock_off_in(
    data_folder: DataFolder, run: Run, canaries: CanaryReport | None = None
) -> timedelta:
    return clock_off(captures_of(data_folder, run), None, canaries)


def captures_of(data_folder: DataFolder, run: Run) -> list[Path]:
    return sorted((data_folder.captures / run.id).glob("*.sqlite"))


def clock_off(
    files: Sequence[Path],
    earlier: Mapping[Path, int] | None = None,
    canaries: CanaryReport | None = None,
) -> timedelta:
    """How far our clock is off by the Date headers; nothing where none was sent.

    `earlier`: how many visits of each file are another sitting's, whose clock may have been
    another.
    """
    servers: dict[str, list[float]] = defaultdict(list)
    for path in files:
        with CaptureFile.open(path) as file:
            for server, ahead in file.clock_differences(after=(earlier or {}).get(path, 0)):
                servers[server].append(ahead)
    by_canaries = canaries.clocks if canaries else ()
    return off_by_most(by_canaries, [median(ahead) for ahead in servers.values()])


def off_by_most(canaries: Sequence[float], servers: Sequence[float]) -> timedelta:
    """How far our clock is off by the word of most; each says by how many seconds it is ahead of
    us.

    Two canaries or more decide by themselves, a single one is a voice among the servers: one server
    with a wrong clock, however many pages it has, says nothing of ours.
    """
    said = [*canaries] if len(canaries) > 1 else [*canaries, *servers]
    if not said:
        return timedelta(0)
    ahead, behind = (median_low(max(0.0, sign * one) for one in said) for sign in (1, -1))
    return timedelta(seconds=max(ahead, behind))


def visits_in(files: Sequence[Path]) -> dict[Path, int]:
    counts = {}
    for path in files:
        with CaptureFile.open(path) as file:
            counts[path] = file.visit_count
    return counts


def remove(path: Path) -> None:
    for name in (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
        name.unlink(missing_ok=True)
