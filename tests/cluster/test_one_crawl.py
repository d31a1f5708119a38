"""One job at a time, in this process: what a worker refuses, what home refuses, what is believed of
a worker's line.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest

from app.cluster import likeness, one_crawl
from app.cluster.home import Elsewhere
from app.cluster.lease_keeper import kept
from app.cluster.one_crawl import BLIND_S, BUSY_S, REFUSED_S, Machine, crawl_one
from app.data_folder import DataFolder, open_data_folder
from app.night.crawl_and_merge import finish_what_was_left, gather
from app.night.run import begin
from config.errors import GongkaiError
from config.folder import load
from config.words import Words
from crawler.workers.permit import uptime
from store.capture.file import CaptureFile, WorkerLine
from store.clock import Clock
from store.cluster.crawl_jobs import CrawlJobs, SentCrawl, Taken
from store.cluster.database import QueueDatabase
from store.cluster.file_share import FileShare, result_name, sha256_of
from tests.cluster.places import s3, sftp
from tests.cluster.test_contract import (
    CANARY,
    copied,
    merged,
    pages_asked,
    planned,
    publish,
    watched_office,
)
from tests.crawler.fixture_server import FixtureServer, Question
from tests.reliability.offices import html
from tests.waiting import waited

ADDRESS = "127.83.0.1"
SOMEBODY = WorkerLine("line of somebody", "somebody/1")


class Trial:
    """An office with one unit, its night in a thread, and a machine that does jobs by hand."""

    def __init__(
        self,
        fixture_server: FixtureServer,
        queue: str,
        tmp: Path,
        home: str = "",
        data: Path = Path("data"),
    ) -> None:
        publish(fixture_server, "a")
        fixture_server.start([ADDRESS])
        self.office = watched_office(
            fixture_server, tmp / "office", {"a.example": ADDRESS}, NEVER_CHECKED
        )
        settings = self.office / "office.toml"
        text = settings.read_text(encoding="utf-8").replace('data = "data"', f'data = "{data}"', 1)
        settings.write_text(text, encoding="utf-8")
        self.machine_folder = copied(self.office, tmp / "machine")
        (self.machine_folder / "office.toml").write_text(
            text.replace(f'data = "{data}"', 'data = "data"'), encoding="utf-8"
        )
        self.home, self.queue = home or str(tmp / "home"), queue
        self.share = FileShare(self.home)
        self.patience_s = 60.0
        self.told_at_home: list[Words] = []
        self.told: list[Words] = []
        self._database = QueueDatabase(queue)
        self._threads = ThreadPoolExecutor(1)

    def __enter__(self) -> "Trial":
        self._database.__enter__()
        self.jobs = CrawlJobs(self._database)
        (self.machine_folder / "w").mkdir()
        self.machine = Machine(
            WorkerLine("line of m", "m/1"),
            self.machine_folder / "w",
            load(self.machine_folder),
            self.jobs,
            self.share,
            self.told.append,
            lease_s=6,
        )
        self.night = self._threads.submit(self._night)
        sent = waited(self._first_job)
        assert sent is not None
        self.sent = sent
        return self

    def __exit__(self, *_: object) -> None:
        self._threads.shutdown()
        self._database.close()

    def took_effect(self) -> dict[tuple[str, str], int]:
        return self.night.result(60)

    def taken_by_somebody(self) -> Taken:
        taken = self.jobs.take(self.sent, SOMEBODY, [], 6)
        assert isinstance(taken, Taken)
        return taken

    def crawled_by_somebody(self) -> tuple[Taken, Path]:
        """The file as a worker would send it, on that worker's machine."""
        taken, path = self.taken_by_somebody(), self.machine.folder / f"{self.sent.file}.sqlite"
        permit = path.with_suffix(".permit")
        machine = replace(self.machine, line=SOMEBODY)
        with kept(self.jobs, taken, uptime(), 6, permit, machine.begun()):
            one_crawl._crawled(machine, taken, path, permit, machine.begun())
        with CaptureFile.open(path) as file:
            file.seal()
        return taken, path

    def _first_job(self) -> SentCrawl | None:
        with psycopg.connect(self.queue) as db:
            row = db.execute("SELECT file FROM gongkai_crawl").fetchone()
        return self.jobs.find(row[0]) if row else None

    def _night(self) -> dict[tuple[str, str], int]:
        elsewhere = Elsewhere(
            self.queue, self.home, tell=self.told_at_home.append, poll_s=0.05, seen_to_s=0.2
        )
        config = load(self.office)
        elsewhere.still_s = 0.5
        elsewhere.patience_s = self.patience_s - config.office.crawl.minutes_per_unit * 60
        with open_data_folder(config) as data_folder, elsewhere as crawls:
            return self._gathered(data_folder, crawls)

    def _gathered(self, data_folder: DataFolder, crawls: Elsewhere) -> dict[tuple[str, str], int]:
        run, rows = begin(data_folder, Clock()), planned(data_folder)
        gather(data_folder, run, rows, Clock(), lambda _: None, crawls=crawls)
        return dict(merged(data_folder))


@pytest.fixture
def trial(fixture_server: FixtureServer, queue: str, tmp_path: Path) -> Iterator[Trial]:
    with Trial(fixture_server, queue, tmp_path) as trial:
        yield trial


# A disk of a few megabytes is no obstacle before the night.
NEVER_CHECKED = "[storage]\nleast_free_gb = 0\nleast_free_percent = 0\n"
Place = Callable[[pytest.MonkeyPatch], AbstractContextManager[tuple[str, Path | None]]]
PLACES: dict[str, Place] = {"folder": lambda _: nullcontext(("", None)), "sftp": sftp, "s3": s3}


def trial_at(place: str, server: FixtureServer, queue: str, tmp: Path) -> Iterator[Trial]:
    with (
        pytest.MonkeyPatch.context() as patch,
        PLACES[place](patch) as (home, _),
        Trial(server, queue, tmp, home) as trial,
    ):
        yield trial


@pytest.fixture(params=[*PLACES])
def anywhere(
    request: pytest.FixtureRequest, fixture_server: FixtureServer, queue: str, tmp_path: Path
) -> Iterator[Trial]:
    yield from trial_at(request.param, fixture_server, queue, tmp_path)


@pytest.fixture(params=["sftp", "s3"])
def elsewhere(
    request: pytest.FixtureRequest, fixture_server: FixtureServer, queue: str, tmp_path: Path
) -> Iterator[Trial]:
    yield from trial_at(request.param, fixture_server, queue, tmp_path)


def test_a_job_is_done_once_however_often_it_is_handed_out(
    anywhere: Trial, fixture_server: FixtureServer
) -> None:
    trial = anywhere
    assert crawl_one(trial.machine, trial.sent.file) is None
    assert crawl_one(trial.machine, trial.sent.file) is None
    assert trial.took_effect() == {("a", "complete"): 1}
    assert max(pages_asked(fixture_server).values()) == 1
    assert not trial.share.names(), "nothing is left at home"
    assert [path.name for path in trial.machine.folder.iterdir()] == ["worker.log"]
    with psycopg.connect(trial.queue) as db:
        assert db.execute("SELECT count(*) FROM gongkai_crawl").fetchone() == (0,)


def test_a_worker_of_another_version_refuses_in_words(
    trial: Trial, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(likeness, "here", lambda: "0.1.9 (reader-6)")
        assert crawl_one(trial.machine, trial.sent.file) == REFUSED_S
    [why] = trial.told
    assert "0.1.9 (reader-6)" in why.zh
    assert likeness.here() in why.en
    waited(lambda: why in trial.told_at_home)
    assert crawl_one(trial.machine, trial.sent.file) is None
    assert trial.took_effect() == {("a", "complete"): 1}


def test_a_worker_with_other_files_refuses_until_they_are_copied(trial: Trial) -> None:
    unit = trial.machine_folder / "units" / "a.toml"
    right = unit.read_text(encoding="utf-8")
    unit.write_text(right.replace("某县a局", "某县某局"), encoding="utf-8")
    trial.machine.config = load(trial.machine_folder)
    assert crawl_one(trial.machine, trial.sent.file) == REFUSED_S
    assert "a" in trial.told[0].en
    assert "units/" in trial.told[0].zh
    unit.write_text(right, encoding="utf-8")
    assert crawl_one(trial.machine, trial.sent.file) is None
    assert trial.took_effect() == {("a", "complete"): 1}


def half(path: Path, target: Path) -> None:
    target.write_bytes(path.read_bytes()[:-4096])


def other_bytes(path: Path, target: Path) -> None:
    whole = bytearray(path.read_bytes())
    whole[-1] ^= 1
    target.write_bytes(whole)


def comes_in_another_time(trial: Trial, why: str) -> None:
    """It was told why not, and the crawl is handed out again."""
    waited(lambda: [words for words in trial.told_at_home if why in words.en])
    waited(lambda: trial.jobs.find(trial.sent.file))
    assert crawl_one(trial.machine, trial.sent.file) is None
    assert trial.took_effect() == {("a", "complete"): 1}
    assert not trial.share.names()


@pytest.mark.parametrize("spoilt", [half, other_bytes])
def test_a_file_that_is_not_as_said_is_refused_told_and_crawled_again(
    anywhere: Trial, spoilt: Callable[[Path, Path], None]
) -> None:
    taken, path = anywhere.crawled_by_somebody()
    spoilt(path, path.with_suffix(".spoilt"))
    anywhere.share.put(path.with_suffix(".spoilt"), result_name(anywhere.sent.file, 1))
    assert anywhere.jobs.come_home(taken, sha256_of(path), path.stat().st_size, 0)
    comes_in_another_time(anywhere, "somebody/1")


def brought(trial: Trial, line: WorkerLine, **plan: str) -> None:
    """A whole and sound file with another plan, by who had taken the crawl."""
    taken, path = trial.crawled_by_somebody()
    with CaptureFile.open(path) as file:
        other = replace(file.plan(), **plan)  # type: ignore[arg-type]
        rows = [row for row, _, _ in file.frontier_states()]
    foreign = trial.machine.folder / "foreign.sqlite"
    with CaptureFile.create(foreign, other, rows) as file:
        file.begin_over(line)
        file.finish()
        file.seal()
    trial.share.put(foreign, result_name(trial.sent.file, 1))
    assert trial.jobs.come_home(taken, sha256_of(foreign), foreign.stat().st_size, 0)


@pytest.mark.parametrize("plan", [{"unit": "b"}, {"run_id": "2026-11-22"}, {"kind": "vantage"}])
def test_a_whole_file_of_another_crawl_is_refused(trial: Trial, plan: dict[str, str]) -> None:
    brought(trial, SOMEBODY, **plan)
    comes_in_another_time(trial, "another crawl")


def test_a_foreign_file_is_refused_wherever_it_came_in(elsewhere: Trial) -> None:
    brought(elsewhere, SOMEBODY, unit="b")
    comes_in_another_time(elsewhere, "another crawl")


def test_a_file_that_another_line_saw_is_refused(trial: Trial) -> None:
    """Its canaries would be the wrong ones."""
    brought(trial, WorkerLine("a third one's", "somebody/1"))
    comes_in_another_time(trial, "by that worker")


def test_a_file_of_an_attempt_that_was_overtaken_stays_out_and_is_told(trial: Trial) -> None:
    _, path = trial.crawled_by_somebody()
    late = result_name(trial.sent.file, 1)
    trial.machine.share.put(path, late)
    with psycopg.connect(trial.queue, autocommit=True) as db:
        db.execute("UPDATE gongkai_crawl SET alive_until = now() - interval '1 s'")
    assert crawl_one(trial.machine, trial.sent.file) is None
    assert trial.took_effect() == {("a", "complete"): 1}
    assert [words for words in trial.told_at_home if late in words.en]
    assert not trial.share.names()


def test_an_address_that_somebody_else_crawls_is_left_alone(
    trial: Trial, fixture_server: FixtureServer
) -> None:
    other = replace(trial.sent, file="another", unit="b")
    trial.jobs.send([other], "another office")
    taken = trial.jobs.take(other, SOMEBODY, [ADDRESS], 6)
    assert isinstance(taken, Taken)
    assert crawl_one(trial.machine, trial.sent.file) == BUSY_S
    assert not pages_asked(fixture_server)
    trial.jobs.put_back(taken, 0)
    assert crawl_one(trial.machine, trial.sent.file) is None
    assert trial.took_effect() == {("a", "complete"): 1}


def test_a_queue_that_stands_still_is_told_and_the_night_ends_and_goes_on_later(
    fixture_server: FixtureServer, queue: str, tmp_path: Path
) -> None:
    trial = Trial(fixture_server, queue, tmp_path)
    trial.patience_s = 1.5
    with trial:
        with pytest.raises(GongkaiError, match="the next night goes on"):
            trial.took_effect()
        [*_, words] = trial.told_at_home
        assert "gongkai worker" in words.zh
        assert crawl_one(trial.machine, trial.sent.file) is None  # after home had left
        with (
            open_data_folder(load(trial.office)) as data_folder,
            Elsewhere(queue, trial.home, poll_s=0.05) as crawls,
        ):
            finish_what_was_left(data_folder, Clock(), lambda _: None, crawls)
            assert merged(data_folder) == {("a", "complete"): 1}


def test_a_worker_whose_own_line_is_bad_asks_nobody(
    trial: Trial, fixture_server: FixtureServer
) -> None:
    seen = fixture_server.pages.pop((CANARY, "/"))
    assert crawl_one(trial.machine, trial.sent.file) == BLIND_S
    assert {host for host, _ in fixture_server.asked} == {CANARY}
    fixture_server.pages[CANARY, "/"] = seen
    waited(lambda: crawl_one(trial.machine, trial.sent.file) is None)  # the address rests
    assert trial.took_effect() == {("a", "complete"): 1}


def test_what_was_seen_over_a_line_that_failed_meanwhile_judges_nobody(
    trial: Trial, fixture_server: FixtureServer
) -> None:
    """By the worker's canaries: home's own line is good all the while."""
    home_page = fixture_server.pages["a.example", "/"]

    async def failing(question: Question) -> None:
        fixture_server.pages.pop((CANARY, "/"), None)
        await home_page(question)

    fixture_server.pages["a.example", "/"] = failing
    assert crawl_one(trial.machine, trial.sent.file) is None
    fixture_server.pages[CANARY, "/"] = html("<p>always here</p>")
    assert trial.took_effect() == {("a", "not_judged"): 1}


def test_a_machine_with_another_time_crawls_nothing(
    trial: Trial, fixture_server: FixtureServer
) -> None:
    trial.machine.clock = Clock(timedelta(days=-2))
    assert crawl_one(trial.machine, trial.sent.file) == REFUSED_S
    assert "172800" in trial.told[0].zh
    assert not pages_asked(fixture_server)
    trial.machine.clock = Clock()
    assert crawl_one(trial.machine, trial.sent.file) is None
    assert trial.took_effect() == {("a", "complete"): 1}
