"""A country on one machine, simulated: `make bench-country`.

Portals played on loopback addresses (`tests.simulation.played_portals`), each a unit of its own:
200 pages on the first night, twelve on an unchanged one; as many of them closed, walled or silent
and home pages as large as a list of real portals tells (`--portals`, a CSV with the columns access
and home_bytes; without it the shares that were counted in one). Whole nights, judged and reported.
What 3,209 units would take is reckoned from the processor time of a unit, and from what politeness
alone makes a night last.
"""

import argparse
import csv
import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import ceil
from pathlib import Path

from pydantic import TypeAdapter

from config.office import CrawlSettings
from crawler.workers.pool import AT_ONCE
from tests.simulation.costs import Cost, cost_of
from tests.simulation.played_portals import Manner, Portal

COUNTRY = 3_209  # portals of provinces, cities and counties
CLOSED = 0.048  # of them, when they were asked on 2026-04-26
HOME_BYTES = 90_000
_CLOSED_IN_TURNS: tuple[Manner, ...] = ("refuses", "walled", "silent")
_POLITE_S = CrawlSettings().delay_s  # between two questions to one server


@dataclass(frozen=True, slots=True)
class Night:
    """`asked`: questions that came to the portals."""

    units: int
    name: str
    cost: Cost
    asked: int


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("units", type=int, nargs="*", default=[50, 100])
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument(
        "--delay", type=float, default=0.05, help="seconds; what an office keeps to is longer"
    )
    parser.add_argument("--portals", type=Path, help="a CSV: access, home_bytes")
    asked = parser.parse_args()
    nights = []
    for units in asked.units:
        with tempfile.TemporaryDirectory() as made:
            nights += _nights(Path(made), _portals(units, asked.portals), asked)
    print(f"{asked.pages} pages a portal, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    print(f"{'units':>5} {'night':10} {'asked':>6} {'CPU s':>7} {'ms a unit':>9} {'wall s':>7} {'MB':>5} {'kB a unit':>9}")  # fmt: skip
    for night in nights:
        per_unit = night.cost.cpu_s / night.units * 1000
        print(
            f"{night.units:5} {night.name:10} {night.asked:6} {night.cost.cpu_s:7.1f} {per_unit:9.0f}"
            f" {night.cost.wall_s:7.1f} {night.cost.megabytes:5.0f} {night.cost.kilobytes / night.units:9.0f}"
        )
    for name in ("first", "unchanged"):
        print(_reckoned(name, [night for night in nights if night.name == name]))


def _reckoned(name: str, nights: list[Night]) -> str:
    """From the largest simulated, and from what each unit more cost since the smallest."""
    first, last = (choose(nights, key=lambda night: night.units) for choose in (min, max))
    cores = os.cpu_count() or 1
    more = max(last.units - first.units, 1)
    a_unit_s = (last.cost.cpu_s - first.cost.cpu_s) / more or last.cost.cpu_s / last.units
    cpu_h = (last.cost.cpu_s + a_unit_s * (COUNTRY - last.units)) / cores / 3600
    waves = ceil(COUNTRY / (cores * AT_ONCE))
    polite_h = waves * last.asked / last.units * _POLITE_S / 3600
    limit = "the processor" if cpu_h > polite_h else "politeness"
    return (
        f"{COUNTRY} units, {name} night: {cpu_h:.1f} h of {cores} cores;"
        f" politeness ({_POLITE_S:g} s, {cores * AT_ONCE} units at once) {polite_h:.1f} h; the limit is {limit}"
    )


def _nights(folder: Path, portals: list[Portal], asked: argparse.Namespace) -> list[Night]:
    port = _free_port()
    office = _office(folder, portals, port, asked)
    gongkai = [str(Path(sys.executable).with_name("gongkai")), "nightly", "--config", str(office)]
    nights, before = [], 0
    with _played(portals, port, asked.pages) as playing:
        for name in ("first", "unchanged"):
            cost = cost_of(gongkai, folder / "data")
            total = _questions(playing)
            nights.append(Night(len(portals), name, cost, total - before))
            before = total
    return nights


def _portals(units: int, listed: Path | None) -> list[Portal]:
    """Spread over the list, so that each kind has its share."""
    rows = [*csv.DictReader(listed.open(encoding="utf-8"))] if listed else []
    portals: list[Portal] = []
    closed = 0
    for number in range(units):
        row = rows[number * len(rows) // units] if rows else {}
        is_closed = (
            row["access"] == "none" if row else int(number * CLOSED) < int((number + 1) * CLOSED)
        )
        manner: Manner = _CLOSED_IN_TURNS[closed % len(_CLOSED_IN_TURNS)] if is_closed else "open"
        closed += is_closed
        size = int(row.get("home_bytes") or 0) or HOME_BYTES
        portals.append(Portal(f"127.10.{number // 250}.{number % 250 + 1}", manner, size))
    return portals


def _office(folder: Path, portals: list[Portal], port: int, asked: argparse.Namespace) -> Path:
    office = folder / "office"
    (office / "units").mkdir(parents=True)
    (office / "office.toml").write_text(
        'name = "某省政务公开办公室"\ncity = "某省"\ndata = "../data"\n'
        f"[crawl]\ndelay_s = {asked.delay}\ntimeout_s = 5\nsecond_look_s = 0\npages_per_unit = {asked.pages}\n"
        "browser_pages_per_unit = 0\nlinks_per_unit = 0\nas_searcher = false\n"
        '[network]\ntreat_as_public = ["127.0.0.0/8"]\n',
        "utf-8",
    )
    for number, portal in enumerate(portals):
        (office / "units" / f"u{number:04}.toml").write_text(
            f'id = "u{number:04}"\nname = "某县{number:04}人民政府"\nkind = "government"\n'
            f'[[sites]]\nid = "main"\nkind = "own"\nurl = "http://{portal.address}:{port}/"\n',
            "utf-8",
        )
    return office


@contextmanager
def _played(portals: list[Portal], port: int, pages: int) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "tests.simulation.played_portals", str(port), str(pages)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as playing:
        assert playing.stdin is not None and playing.stdout is not None
        try:
            playing.stdin.write(TypeAdapter(list[Portal]).dump_json(portals).decode() + "\n")
            playing.stdin.flush()
            if playing.stdout.readline() != "ready\n":
                sys.exit("the portals could not be played")
            yield playing
        finally:
            playing.terminate()


def _questions(playing: subprocess.Popen[str]) -> int:
    assert playing.stdout is not None
    playing.send_signal(signal.SIGUSR1)
    return int(playing.stdout.readline())


def _free_port() -> int:
    with socket.create_server(("127.10.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
        return port


if __name__ == "__main__":
    main()
