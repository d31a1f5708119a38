"""From a plan to the ledger: capture files are seeded, crawled, merged; what a killed night left is finished first."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from statistics import median

from app.house import House
from app.own_network import Watch, blind_windows, watched
from crawler.work import CrawlNews, crawl
from store.capture_file import CaptureFile, CrawlPlan
from store.clock import Clock
from store.merge import merge
from store.records import FrontierRow, Run

Progress = Callable[[CrawlNews], None]

# rulebook.md §1: our clock is suspect when it is more than an hour off the median of the servers' Date headers.
CLOCK_TOLERANCE = timedelta(hours=1)


def gather(
    house: House, run: Run, rows: Mapping[str, Sequence[FrontierRow]], clock: Clock, progress: Progress, *, kind: str = "nightly"
) -> None:
    """Crawl the planned rows of each unit and merge what was seen. Units without a row are not touched."""
    files = [seed(house, run, unit_id, planned, clock, kind) for unit_id, planned in rows.items() if planned]
    crawl_files(house, files, clock, progress)


def finish_what_was_left(house: House, clock: Clock, progress: Progress) -> None:
    """Resume every capture file that no night has merged, and clear away those that one has."""
    left = []
    for path in sorted(house.captures.glob("*/*.sqlite")):
        with CaptureFile.open(path) as file:
            is_merged = house.ledger.has_merged(file.plan().file_id)
        if is_merged:
            remove(path)
        else:
            left.append(path)
    crawl_files(house, left, clock, progress)


def seed(house: House, run: Run, unit_id: str, rows: Sequence[FrontierRow], clock: Clock, kind: str) -> Path:
    path = house.capture_path(run.id, unit_id, kind)
    path.parent.mkdir(parents=True, exist_ok=True)
    plan = CrawlPlan.new(run.id, unit_id, kind, clock.now(), house.config.office.network.vantage)
    with CaptureFile.create(path, plan, rows):
        return path


def crawl_files(house: House, files: Sequence[Path], clock: Clock, progress: Progress) -> None:
    if not files:
        return
    config = house.config
    with watched(config.office, clock) as watch:
        crawl(files, config.office, {unit.id: unit for unit in config.units}, config.rulebook, clock, watch.heard_by(progress))
    blind = blind_windows(watch, files)
    for path in files:
        with CaptureFile.open(path) as file:
            merge(file, house.ledger, house.archive, blind=blind)
            log_looks(house, file.plan().run_id, watch)


def log_looks(house: House, run_id: str, watch: Watch) -> None:
    """What the canaries said while the run's files were crawled, once."""
    while watch.looks:
        looked = watch.looks.pop(0)
        house.ledger.log_canaries(run_id, looked.at, good=looked.report.good, details=looked.report.details)


def clock_is_suspect(house: House, run: Run) -> bool:
    """Whether the servers met in this run, taken together, show another time than we do."""
    differences: list[float] = []
    for path in sorted((house.captures / run.id).glob("*.sqlite")):
        with CaptureFile.open(path) as file:
            differences += file.clock_differences()
    return bool(differences) and median(differences) > CLOCK_TOLERANCE.total_seconds()


def remove(path: Path) -> None:
    for name in (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
        name.unlink(missing_ok=True)
