"""Whose canaries speak for a file, whatever became of the night that sent it out: the line's that it
was seen over, and nobody else's.
"""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from threading import Event

import psycopg
import pytest

from app.cluster.home import Elsewhere
from app.cluster.one_crawl import FAILED_S, REFUSED_S, crawl_one
from app.cluster.own_line import line_of
from app.data_folder import DataFolder, open_data_folder
from app.night.crawl_and_merge import Crawled, finish_what_was_left, gather, seed
from app.night.own_network import NOTHING_REACHED, without_canaries
from app.night.run import begin
from config.folder import load
from crawler.workers.pool import crawl
from store.capture.file import CaptureFile
from store.clock import Clock
from store.queries.console.runs import canaries_in
from store.records import Run
from tests.cluster.test_contract import CANARY, merged, pages_asked, planned
from tests.cluster.test_one_crawl import SOMEBODY, Trial
from tests.crawler.fixture_server import FixtureServer, Question
from tests.reliability.offices import html


@pytest.fixture
def trial(fixture_server: FixtureServer, queue: str, tmp_path: Path) -> Iterator[Trial]:
    with KilledTrial(fixture_server, queue, tmp_path) as trial:
        yield trial


class KilledTrial(Trial):
    """Its night is killed when the first file lies at home, before it is merged."""

    def _gathered(self, data_folder: DataFolder, crawls: Elsewhere) -> dict[tuple[str, str], int]:
        def killed(*args: object) -> Iterator[Crawled]:
            for _ in crawls(*args):  # type: ignore[arg-type]
                raise KeyboardInterrupt
            yield Crawled([])

        run, rows = begin(data_folder, Clock()), planned(data_folder)
        gather(data_folder, run, rows, Clock(), lambda _: None, crawls=killed)
        return {}


def fails_while_it_is_crawled(fixture_server: FixtureServer) -> None:
    """The line over which unit a is crawled: its canary is seen before, and then no more."""
    home_page = fixture_server.pages["a.example", "/"]

    async def failing(question: Question) -> None:
        fixture_server.pages.pop((CANARY, "/"), None)
        await home_page(question)

    fixture_server.pages["a.example", "/"] = failing


@pytest.mark.parametrize("with_queue", [True, False])
def test_a_file_from_a_bad_line_judges_nobody_however_the_night_goes_on(
    trial: Trial, fixture_server: FixtureServer, *, with_queue: bool
) -> None:
    fails_while_it_is_crawled(fixture_server)
    assert crawl_one(trial.machine, trial.sent.file) is None
    with pytest.raises(KeyboardInterrupt):
        trial.took_effect()
    fixture_server.pages[CANARY, "/"] = html("<p>always here</p>")  # home's line is good
    with (
        open_data_folder(load(trial.office)) as data_folder,
        Elsewhere(trial.queue, trial.home, poll_s=0.05) as crawls,
    ):
        for _ in range(2):
            finish_what_was_left(
                data_folder, Clock(), lambda _: None, crawls if with_queue else None
            )
        assert merged(data_folder) == {("a", "not_judged"): 1}
        looks = canaries_in(data_folder.ledger, trial.sent.run)
    assert [good for _, good, said in looks if said.startswith("m/1: ")] == [True, False]
    assert not trial.share.names() or not with_queue


def test_what_was_begun_here_is_not_sent_out(
    fixture_server: FixtureServer, queue: str, tmp_path: Path
) -> None:
    """The reverse: its first pages were seen over home's line, of which a worker knows nothing."""
    with Trial(fixture_server, queue, tmp_path) as trial:
        assert crawl_one(trial.machine, trial.sent.file) is None
        trial.took_effect()
        with (
            open_data_folder(load(trial.office)) as data_folder,
            Elsewhere(queue, trial.home, poll_s=0.05, patience_s=-10_000) as crawls,
        ):
            begun_here(data_folder, begin(data_folder, Clock()))
            finish_what_was_left(data_folder, Clock(), lambda _: None, crawls)
            assert merged(data_folder)["a", "complete"] == 2
        with psycopg.connect(queue) as db:
            assert db.execute("SELECT count(*) FROM gongkai_crawl").fetchone() == (0,)


def begun_here(data_folder: DataFolder, run: Run) -> Path:
    """A crawl of which one page was seen when it was stopped."""
    config, stopping = data_folder.config, Event()
    path = seed(data_folder, run, "a", planned(data_folder)["a"], Clock(), "nightly")
    units = {unit.id: unit for unit in config.units}

    def hear(event: object) -> None:
        if getattr(event, "event", "") == "page":
            stopping.set()

    crawl([path], config.office, units, config.rulebook, Clock(), hear, stopping=stopping)
    with CaptureFile.open(path) as file:
        assert file.visit_count
        assert file.line is None
    return path


def test_a_line_that_a_worker_has_says_nothing_of_ours(trial: Trial, tmp_path: Path) -> None:
    """Without canaries what was reached is witness, for the line it was reached over."""
    assert crawl_one(trial.machine, trial.sent.file) is None
    with pytest.raises(KeyboardInterrupt):
        trial.took_effect()
    [theirs] = (trial.office / "data").glob("captures/*/*.sqlite")
    ours = tmp_path / "ours.sqlite"
    shutil.copy(theirs, ours)
    with CaptureFile.open(ours) as file:
        file._db.execute("DELETE FROM line")
        file._db.execute("UPDATE visit SET outcome = 'dns_nxdomain'")
    assert without_canaries([ours]).details == NOTHING_REACHED
    assert without_canaries([ours, theirs]).details == NOTHING_REACHED


def test_what_another_line_left_here_is_crawled_from_its_seed(
    trial: Trial, fixture_server: FixtureServer
) -> None:
    """The worker was given another name, or its folder came from another machine."""
    _, path = trial.crawled_by_somebody()
    assert path.exists()
    asked = pages_asked(fixture_server)
    with psycopg.connect(trial.queue, autocommit=True) as db:
        db.execute("UPDATE gongkai_crawl SET alive_until = now() - interval '1 s'")
    assert crawl_one(trial.machine, trial.sent.file) is None
    assert pages_asked(fixture_server) == {page: 2 * n for page, n in asked.items()}
    with pytest.raises(KeyboardInterrupt):
        trial.took_effect()
    [home] = (trial.office / "data").glob("captures/*/*.sqlite")
    with CaptureFile.open(home) as file:
        assert file.line == trial.machine.line != SOMEBODY


def test_a_line_is_one_machines_under_one_name(tmp_path: Path) -> None:
    folder, copy = tmp_path / "1", tmp_path / "2"
    folder.mkdir()
    line = line_of(folder, "machine a")
    assert line_of(folder, "machine a") == line, "begun again it goes on with what it left"
    shutil.copytree(folder, copy)
    assert line_of(copy, "machine b").id != line.id, "a clone"
    assert line_of(folder, "machine a, renamed").id != line.id
    (folder / "line").write_text("half", encoding="utf-8")
    assert line_of(folder, "machine a").id != line.id
    assert line_of(folder).id == line_of(folder).id


def test_who_sees_other_canaries_than_home_crawls_nothing(
    trial: Trial, fixture_server: FixtureServer
) -> None:
    """A network that knows only what lies inside it would name everybody else closed."""
    office = trial.machine_folder / "office.toml"
    right = office.read_text(encoding="utf-8")
    office.write_text(right.replace(f"http://{CANARY}", "http://portal.inside"), encoding="utf-8")
    trial.machine.config = load(trial.machine_folder)
    assert crawl_one(trial.machine, trial.sent.file) == REFUSED_S
    assert not fixture_server.asked
    assert "office.toml" in trial.told[0].en
    office.write_text(right, encoding="utf-8")
    assert crawl_one(trial.machine, trial.sent.file) is None


def test_a_clock_that_is_set_while_it_crawls_brings_nothing_home(
    trial: Trial, fixture_server: FixtureServer
) -> None:
    home_page = fixture_server.pages["a.example", "/"]

    async def setting(question: Question) -> None:
        trial.machine.clock = Clock(timedelta(hours=9))
        await home_page(question)

    fixture_server.pages["a.example", "/"] = setting
    assert crawl_one(trial.machine, trial.sent.file) == FAILED_S
    assert "clock" in trial.told[0].en
    trial.machine.clock = Clock()
    fixture_server.pages["a.example", "/"] = home_page
    assert not [*trial.machine.folder.glob("*.sqlite")]


def test_a_file_without_a_look_is_believed_by_nobody(trial: Trial) -> None:
    assert crawl_one(trial.machine, trial.sent.file) is None
    with pytest.raises(KeyboardInterrupt):
        trial.took_effect()
    with open_data_folder(load(trial.office)) as data_folder:
        [path] = data_folder.captures.glob("*/*.sqlite")
        with CaptureFile.open(path) as file:
            file._db.execute("DELETE FROM look")
        finish_what_was_left(data_folder, Clock(), lambda _: None)
        assert merged(data_folder) == {("a", "not_judged"): 1}
