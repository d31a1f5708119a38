"""The disk at home fills up while a worker brings a file (docs/faults.md M3): said, and made good."""

from pathlib import Path

from app.cluster.home import Elsewhere
from app.cluster.one_crawl import BUSY_S, FAILED_S, crawl_one
from app.data_folder import open_data_folder
from app.night.crawl_and_merge import finish_what_was_left
from config.errors import OutOfSpace
from config.folder import load
from store.clock import Clock
from store.cluster.crawl_jobs import CrawlJobs
from store.cluster.database import QueueDatabase
from tests.cluster.disks import fill, small
from tests.cluster.test_contract import merged, pages_asked
from tests.cluster.test_one_crawl import Trial
from tests.crawler.fixture_server import FixtureServer
from tests.reliability.promises import CLUSTER_DISK_FULL
from tests.reliability.rows import row
from tests.reliability.scales import scales
from tests.waiting import waited

KB = 1024


@scales(is_long=True, few=(0, 200), soak=(0, 40, 80, 120, 160, 200, 280, 360, 440, 600, 1000))
def test_m15_the_disk_at_home_is_full(
    queue: str, tmp_path: Path, size: tuple[int, ...], is_soak: bool
) -> None:
    """`size`: how many kilobytes are left."""
    said = CLUSTER_DISK_FULL
    with row(said.fault, said.what, soak=is_soak, seeds="levels") as counted:
        ends: list[str] = []
        for level in size:
            (tmp_path / f"{level}").mkdir()
            server = FixtureServer()
            try:
                counted.point(*_night_in(server, queue, tmp_path / f"{level}", level * KB, ends))
            finally:
                server.stop()
        counted.note = f"room for {size[0]} to {size[-1]} kB; {', '.join(ends)}"


def _night_in(
    server: FixtureServer, queue: str, tmp: Path, room: int, ends: list[str]
) -> list[str]:
    with small(tmp / "disk", 16) as disk, QueueDatabase(queue) as database:
        trial = Trial(server, queue, tmp, str(disk / "in"), data=disk / "data")
        trial.patience_s = 600
        with trial:
            fill(disk / "filler", but=room)
            again: float | None = BUSY_S
            while again == BUSY_S:  # the address rests since the level before
                again = crawl_one(trial.machine, trial.sent.file)
            end = "brought" if again is None else "not brought"
            wrong = [] if again in (None, FAILED_S) else [f"again in {again}"]
            if again == FAILED_S and not any("space" in words.en for words in trial.told):
                wrong.append(f"said {trial.told}")
            if again is not None:
                (disk / "filler").unlink()
                waited(lambda: crawl_one(trial.machine, trial.sent.file) is None)  # it rests
            try:
                trial.night.result(600)
            except OutOfSpace:
                end += ", the night ended"
            ends.append(end)
            (disk / "filler").unlink(missing_ok=True)
            with (
                open_data_folder(load(trial.office)) as data_folder,
                Elsewhere(queue, trial.home, poll_s=0.05) as crawls,
            ):
                finish_what_was_left(data_folder, Clock(), lambda _: None, crawls)
                took = dict(merged(data_folder))
        left = CrawlJobs(database).known([trial.sent.file])
    wrong += [] if took == {("a", "complete"): 1} else [f"took effect {took}"]
    wrong += ["it is still waited for"] if left else []
    wrong += ["asked again"] if max(pages_asked(server).values()) > 1 else []
    return [f"{room // KB} kB: {problem}" for problem in wrong]
