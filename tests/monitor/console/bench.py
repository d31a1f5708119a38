"""How fast the console answers on years of nights while a crawl writes: `make bench-console`.

Prints one line a page: median and 95th percentile of whole answers over HTTP from a server of its
own, and the median of all. The target is a median under 100 ms of every page (34 units × 1,000 pages
× one simulated year; `ARGS="--years 10"`: ten of them). Then `--readers` people read for `--seconds` at once, each a page every
`THINKS_S`: how many answers, errors, p50 and p99. The target is no error and p99 ≤ 500 ms on a
quiet machine; the machine's load is printed beside it.
"""

import argparse
import http.client
import multiprocessing
import os
import random
import sqlite3
import statistics
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from threading import Thread
from urllib.parse import quote

from config.folder import load
from monitor.console.request_guard import SESSION
from store.clock import Clock
from store.desk.desk import open_desk
from store.desk.users import Role, begin_session, user_and_hash
from tests.monitor.console.big_ledger import LAST, build
from tests.monitor.console.office import add_person, console_after, free_port, serving
from tests.monitor.console.ten_years import lengthen

TOKEN = "bench"
THINKS_S = 2.0  # between two pages of one reader
PAGES = (
    ("first screen", "/"),
    ("findings", "/findings"),
    ("findings of a unit", "/findings?unit=u07"),
    ("findings, repaired", "/findings?show=repaired"),
    ("findings, withdrawn", "/findings?show=withdrawn"),
    ("remarks", "/remarks"),
    ("unit", "/units/u07"),
    ("unit over time", "/units/u07/over-time?days=365"),
    ("unit's nights", "/units/u07/nights?days=365"),
    ("unit's turns", "/units/u07/turns?days=365"),
    ("units of a kind", "/kinds/department?days=365"),
    ("feed of findings", "/feeds/findings.atom"),
    ("calendar of deadlines", "/feeds/deadlines.ics"),
    ("findings as JSON", "/api/v1/findings"),
    ("a finding as JSON", "/api/v1/findings/3"),
    ("units as JSON", "/api/v1/units"),
    ("nights as JSON", "/api/v1/units/u07/nights?days=365"),
    ("interface for programs", "/api"),
    ("interface as OpenAPI", "/api/v1/openapi.json"),
    ("rule", "/rules/stale_channel"),
    ("waiting for the office", "/waiting"),
    ("wording", "/wording"),
    ("accounts", "/accounts"),
    ("score", "/score"),
    ("score, a past quarter", "/score?quarter=2021Q1"),
    ("score of a unit", "/score/u07"),
    ("finding", "/findings/3"),
    ("page with its history", "/pages/3"),
    ("capture", "/captures/77"),
    ("capture's source", "/captures/77/source"),
    ("capture's frame", "/captures/77/frame"),
    ("search, two characters", f"/search?q={quote('环保')}"),
    ("search, in one unit", f"/search?q={quote('预算')}&unit=u07"),
    ("search, four characters", f"/search?q={quote('政务公开')}"),
    ("papers", "/papers"),
    ("counties", "/counties"),
    ("county", "/counties/own"),
    ("nights", "/runs"),
    ("night", "/runs/2026-11-19"),
    ("workers", "/workers"),
    ("night's visits", "/runs/2026-11-19/visits"),
    ("night's undecided", "/runs/2026-11-19/undecided"),
    ("own account", "/account"),
    ("health", "/health"),
    ("analysts, first page", "/data/"),
    ("analysts, a question", "/data/ledger/repair_speed"),
    ("analysts, a view", "/data/ledger/v_findings?_size=50"),
)

# Programs may ask once a second by one login; fifty people who read are no program.
OF_PEOPLE = tuple(page for page in PAGES if not page[1].startswith("/api/v1"))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--folder", type=Path, help="keep the made office here, and use it again")
    parser.add_argument("--years", type=int, default=1)
    parser.add_argument("--times", type=int, default=30)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=30)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = asked.folder or Path(made)
        if not (folder / "data" / "search.db").exists():
            begun = time.perf_counter()
            config = build(folder)
            if asked.years > 1:
                lengthen(config, asked.years)
            print(f"made in {time.perf_counter() - begun:.0f} s: {size(folder)}")
        measure(folder, asked.times, asked.readers, asked.seconds)


def size(folder: Path) -> str:
    return ", ".join(
        f"{path.name} {path.stat().st_size >> 20} MB"
        for path in sorted((folder / "data").glob("*.db"))
    )


def measure(folder: Path, times: int, readers: int, seconds: float) -> None:
    spawn, stop = multiprocessing.get_context("spawn"), multiprocessing.get_context("spawn").Event()
    port = free_port()
    server = spawn.Process(target=serve, args=(folder, port, stop))  # it has children of its own
    crawl = spawn.Process(target=write_all_the_time, args=(folder, stop), daemon=True)
    server.start()
    wait_for(port)
    crawl.start()
    if times:
        one_by_one(port, times, server.pid)
    if readers:
        all_at_once(port, readers, seconds)
    stop.set()
    crawl.join(10)
    server.join(10)


def one_by_one(port: int, times: int, server: int | None) -> None:
    """Processor time is the server's own, whatever else the machine has to do."""
    every: list[float] = []
    print(f"{'':<26}{'median ms':>10}{'p95 ms':>10}{'processor ms':>14}")
    for name, path in PAGES:
        for _ in range(2):
            ask(port, path)
        before = processor_ms(server)
        taken = [ask(port, path) for _ in range(times)]
        spent = (processor_ms(server) - before) / times
        every += taken
        print(line(name, taken) + f"{spent:>14.0f}", flush=True)
    print(line("all", every))
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")


def line(name: str, taken: list[float]) -> str:
    p95 = statistics.quantiles(taken, n=20)[-1]
    return f"{name:<26}{statistics.median(taken):>10.1f}{p95:>10.1f}"


def processor_ms(process: int | None) -> float:
    """That a process has had since it began; 0 where the system does not tell."""
    try:
        _, _, fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")
    except OSError:
        return 0.0
    user, system = fields.split()[11:13]
    return (int(user) + int(system)) * 1000 / os.sysconf("SC_CLK_TCK")


def all_at_once(port: int, readers: int, seconds: float) -> None:
    """Readers who open pages one after the other, each in an order of their own."""
    taken: list[float] = []
    errors: list[str] = []
    until = time.perf_counter() + seconds

    def read(seed: int) -> None:
        drawn = random.Random(seed)
        time.sleep(drawn.random() * THINKS_S)
        while time.perf_counter() < until:
            name, path = drawn.choice(OF_PEOPLE)
            try:
                taken.append(ask(port, path))
            except (OSError, http.client.HTTPException, SystemExit) as error:
                errors.append(f"{name}: {error!r}")
            time.sleep(drawn.uniform(0.5, 1.5) * THINKS_S)

    people = [Thread(target=read, args=(seed,), daemon=True) for seed in range(readers)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    p99 = statistics.quantiles(taken, n=100)[-1]
    print(
        f"{readers} readers, {seconds:g} s: {len(taken)} answers, {len(errors)} errors,"
        f" p50 {statistics.median(taken):.0f} ms, p99 {p99:.0f} ms,"
        f" load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors"
    )
    for error in errors[:5]:
        print(f"  {error}")


def ask(port: int, path: str) -> float:
    """Milliseconds of an answer; where programs are told to wait, of the one after the wait."""
    begun = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", path, headers={"Cookie": f"{SESSION}={TOKEN}"})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    if answer.status == http.client.TOO_MANY_REQUESTS:
        time.sleep(int(answer.headers["Retry-After"]))
        return ask(port, path)
    if answer.status != 200:
        raise SystemExit(f"{path}: {answer.status}")
    return (time.perf_counter() - begun) * 1000


def wait_for(port: int) -> None:
    for _ in range(600):
        try:
            ask(port, "/health")
            return
        except (OSError, SystemExit):
            time.sleep(0.2)
    raise SystemExit("the console did not begin")


def serve(folder: Path, port: int, stop) -> None:  # type: ignore[no-untyped-def]
    console = console_after(load(folder / "office"), people=False)
    add_person(console, "bench", Role.OFFICE)
    known = user_and_hash(open_desk(console.data), "bench")
    assert known is not None
    open_desk(console.data)
    with open_desk(console.data).writing() as desk:
        desk.execute("DELETE FROM session")
    begin_session(
        console.desk, known[0], TOKEN, now=Clock.set_to(LAST).now(), lasts=timedelta(days=30)
    )
    with serving(console, port):
        stop.wait()


def write_all_the_time(folder: Path, stop) -> None:  # type: ignore[no-untyped-def]
    """As a merge does: one transaction after the other, spans that grow and spans that begin."""
    db = sqlite3.connect(folder / "data" / "ledger.db", isolation_level=None, timeout=10)
    db.execute("PRAGMA synchronous = FULL")
    pages, turn = [row[0] for row in db.execute("SELECT id FROM page")], 0
    while not stop.is_set():
        db.execute("BEGIN IMMEDIATE")
        for page in pages[turn : turn + 40]:
            db.execute("UPDATE span SET checks = checks + 1 WHERE page = ?", (page,))
            db.execute("UPDATE page SET last_visit_at = last_visit_at WHERE id = ?", (page,))
        db.execute("COMMIT")
        turn = (turn + 40) % len(pages)
        time.sleep(0.02)
    db.close()


if __name__ == "__main__":
    main()
