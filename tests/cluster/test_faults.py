"""Two workers, and whatever happens to them: every crawl takes effect exactly once, nothing is lost,
nobody waits for ever, and no address is asked faster than by one crawl.
"""

import asyncio
import random
import signal
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from math import inf
from pathlib import Path
from time import monotonic, sleep

from app.cluster.home import Elsewhere
from app.data_folder import open_data_folder
from app.night.crawl_and_merge import gather
from app.night.run import begin
from config.folder import load
from config.words import Words
from store.clock import Clock
from tests.cluster.disks import fill
from tests.cluster.postgres import Postgres
from tests.cluster.test_contract import copied, merged, planned, watched_office
from tests.cluster.worker import Worker
from tests.crawler.fixture_server import FixtureServer, Handler, Question
from tests.reliability.offices import html
from tests.reliability.promises import CLUSTER
from tests.reliability.rows import row
from tests.reliability.scales import scales
from tests.waiting import waited

PAGES = 10
DELAY_S = 0.2
LEASE_S = 3.0
TICK_S, LATE_S = 0.02, 0.1
RUN_OF = 5  # questions in a row that are timed: single ones arrive late on a busy machine
SEED = 20121123


@dataclass
class Trial:
    """A night at home and two workers, with faults between them."""

    server: FixtureServer
    postgres: Postgres
    queue: str
    tmp: Path
    home: Path
    workers: list[Worker] = field(default_factory=list)
    asked: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    told: list[Words] = field(default_factory=list)
    crawls: Elsewhere | None = None
    watch: "asyncio.Task[None] | None" = None
    late: list[tuple[float, float]] = field(default_factory=list)  # when the server itself was
    unproven: int = 0
    rng: random.Random = field(default_factory=lambda: random.Random(SEED))

    def open(self, units: int) -> Path:
        """An office of so many units, each on an address of its own but every fifth."""
        names = [f"u{n:03}" for n in range(units)]
        address = {name: f"127.82.0.{1 + n - (n % 5 == 4)}" for n, name in enumerate(names)}
        links = "".join(f'<li><a href="/p{n}.html">公告{n}</a></li>' for n in range(PAGES))
        for name in names:
            host = f"{name}.example"
            self.server.pages[host, "/"] = self._timed(address[name], html(f"<ul>{links}</ul>"))
            self.server.pages[host, "*"] = self._timed(address[name], html("<p>公告内容</p>"))
        self.server.start(sorted(set(address.values())))
        folder = watched_office(
            self.server, self.tmp / "office", {f"{name}.example": address[name] for name in names}
        )
        text = (folder / "office.toml").read_text(encoding="utf-8")
        text = text.replace("delay_s = 0\n", f"delay_s = {DELAY_S}\n", 1)
        (folder / "office.toml").write_text(text, encoding="utf-8")
        for number in range(2):
            copied(folder, self.tmp / f"machine{number}")
            self.begin(number)
        return folder

    def begin(self, number: int) -> None:
        """A worker on that machine; one that is there is left behind as it is."""
        machine = self.tmp / f"machine{number}"
        worker = Worker(machine, self.queue, str(self.home), lease_s=LEASE_S)
        self.workers = [*self.workers[:number], worker, *self.workers[number + 1 :]]

    def night(self, folder: Path) -> dict[tuple[str, str], int]:
        with (
            open_data_folder(load(folder)) as data_folder,
            Elsewhere(
                self.queue,
                str(self.home),
                tell=self.told.append,
                poll_s=0.1,
                seen_to_s=1,
                patience_s=300 - 30 * 60,  # the longest crawl that the office allows comes on top
            ) as crawls,
        ):
            self.crawls = crawls
            run = begin(data_folder, Clock())
            rows = planned(data_folder)
            gather(data_folder, run, rows, Clock(), lambda _: None, crawls=crawls)
            return dict(merged(data_folder))

    def too_fast(self) -> list[str]:
        """Runs of questions to one address that came faster than its pause lets them. One during
        which the server itself was late proves nothing: what had waited came in at once.
        """
        least = (RUN_OF - 1) * DELAY_S * 0.7
        runs = [
            (address, times[n : n + RUN_OF])
            for address, times in self.asked.items()
            for n in range(len(times) - RUN_OF + 1)
            if times[n + RUN_OF - 1] - times[n] < least
        ]
        proven = [(address, run) for address, run in runs if not self._was_late(run)]
        self.unproven = len(runs) - len(proven)
        return [f"{address}: {[round(at - run[0], 2) for at in run]}" for address, run in proven]

    def _was_late(self, run: list[float]) -> bool:
        return any(since < run[-1] and until > run[0] - LATE_S for since, until in self.late)

    async def _watch_the_server(self) -> None:
        while True:
            since = monotonic()
            await asyncio.sleep(TICK_S)
            if monotonic() - since > TICK_S + LATE_S:
                self.late.append((since, monotonic()))

    def _timed(self, address: str, handler: Handler) -> Handler:
        async def answer(question: Question) -> None:
            if self.watch is None:
                self.watch = asyncio.ensure_future(self._watch_the_server())
            self.asked[address].append(monotonic())
            await handler(question)

        return answer


def kill(trial: Trial) -> None:
    number = trial.rng.randrange(2)
    trial.workers[number].send(signal.SIGKILL)
    trial.workers[number].end()
    trial.begin(number)


def terminate(trial: Trial) -> None:
    number = trial.rng.randrange(2)
    waited(lambda: trial.workers[number].is_ready)
    trial.workers[number].send(signal.SIGTERM)
    assert trial.workers[number].ended(15) == 0
    trial.begin(number)


def freeze(trial: Trial) -> None:
    """The whole process, longer than its lease, while its crawls' processes go on."""
    number = trial.rng.randrange(2)
    trial.workers[number].send(signal.SIGSTOP)
    sleep(LEASE_S * 1.5)
    trial.workers[number].send(signal.SIGCONT)


def cut_the_way_home(trial: Trial) -> None:
    away = trial.home.with_name("home.away")
    trial.home.rename(away)
    trial.home.write_bytes(b"")  # nothing can be put into a file
    sleep(1.5)
    trial.home.unlink()
    away.rename(trial.home)


def fill_the_disk_at_home(trial: Trial) -> None:
    filler = trial.home.parent / "filler"
    fill(filler)
    sleep(1.5)
    filler.unlink()


def restart_the_queue(trial: Trial) -> None:
    trial.postgres.restart()


FAULTS: dict[str, Callable[[Trial], None]] = {
    "kill -9": kill,
    "SIGTERM": terminate,
    "SIGSTOP": freeze,
    "home cut off": cut_the_way_home,
    "disk full at home": fill_the_disk_at_home,
    "PostgreSQL restarted": restart_the_queue,
}


@scales(few=(6, 1), soak=(200, 20))
def test_m15_workers_that_die_or_sleep(
    fixture_server: FixtureServer,
    server: Postgres,
    queue: str,
    tmp_path: Path,
    small_disk: Path,
    size: tuple[int, int],
    is_soak: bool,
) -> None:
    units, times = size
    trial = Trial(fixture_server, server, queue, tmp_path, small_disk / "home")
    counts = {name: max(1, times // 4) for name in FAULTS} | {"kill -9": times, "SIGTERM": times}
    faults = [name for name, count in counts.items() for _ in range(count)]
    trial.rng.shuffle(faults)
    folder = trial.open(units)
    with (
        row(CLUSTER.fault, CLUSTER.what, soak=is_soak, seeds=SEED) as counted,
        ThreadPoolExecutor(1) as threads,
    ):
        try:
            night = threads.submit(trial.night, folder)
            done = [name for name in faults if _happens(trial, name, night)]
            took_effect = night.result(3000)
        except BaseException:
            assert trial.crawls is not None
            trial.crawls.patience_s = -inf  # why is told at once
            raise
        finally:
            for worker in trial.workers:
                worker.end()
        expected = {(f"u{n:03}", "complete"): 1 for n in range(units)}
        problems = [
            *trial.too_fast(),
            *(f"{one}: {took_effect.get(one, 0)}" for one in expected.keys() ^ took_effect.keys()),
            *(f"{one}: {n}" for one, n in took_effect.items() if n != 1),
        ]
        counted.points, counted.bad, counted.problems = len(done), len(problems), problems[:10]
        counted.note = (
            f"{units} units, {len(trial.asked)} addresses, {sum(map(len, trial.asked.values())):,}"
            f" questions; {', '.join(sorted(set(done)))}; {trial.unproven} fast runs while the server"
            f" of the sites itself was late, {len(trial.late)} times"
        )
        assert not problems, (problems, trial.told)
        assert len(done) >= len(FAULTS) * 0.6, "the night was over too soon"


def _happens(trial: Trial, name: str, night: "Future[dict[tuple[str, str], int]]") -> bool:
    """A fault somewhere in the next second or two, if the night still lasts."""
    before = sum(map(len, trial.asked.values()))
    until = monotonic() + 20
    while not night.done() and monotonic() < until:
        if sum(map(len, trial.asked.values())) > before:
            sleep(trial.rng.uniform(0, 1))
            break
        sleep(0.05)
    if night.done():
        return False
    FAULTS[name](trial)
    return True
