"""One unit exhausts the memory (docs/faults.md M4): its worker dies, everybody else's night is
whole, that unit is not judged.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.workers.pool import crawl
from store.capture.file import CaptureFile
from store.clock import Clock
from store.outcomes import Ours, Outcome
from tests.crawler.conftest import NOW, office_of, planned, unit_of
from tests.crawler.fixture_server import FixtureServer, page
from tests.reliability.promises import OUT_OF_MEMORY
from tests.reliability.rows import row
from tests.reliability.scales import scales

READER = "tests.reliability.greedy_reader:read"


@pytest.fixture
def fixture_server() -> Iterator[FixtureServer]:
    fixture_server = FixtureServer()
    yield fixture_server
    fixture_server.stop()


@scales(few=7, soak=33)
def test_m4_one_unit_out_of_memory(
    fixture_server: FixtureServer, tmp_path: Path, size: int, is_soak: bool
) -> None:
    """`size`: the other units. The kernel's killer takes the worker of one; a further one's
    allocation fails.
    """
    names = ["killer", "greedy", *(f"unit{n}" for n in range(size))]
    dns = {f"{name}.example": f"127.73.0.{n + 1}" for n, name in enumerate(names)}
    for name in names:
        fixture_server.pages[f"{name}.example", "/"] = page(
            kind="home", links=[(str(n), f"/p{n}.html", "nav") for n in range(5)]
        )
        fixture_server.pages[f"{name}.example", "*"] = page(kind="article")
    fixture_server.start(list(dns.values()))
    office = office_of(dns, workers=2)
    units = {name: unit_of(name, fixture_server.url(f"{name}.example")) for name in names}
    with row(OUT_OF_MEMORY.fault, OUT_OF_MEMORY.what, soak=is_soak) as counted:
        files = {name: planned(tmp_path, office, unit) for name, unit in units.items()}
        deaths: list[str] = []
        crawl(
            list(files.values()),
            office,
            units,
            None,
            Clock.set_to(NOW),
            lambda news: deaths.append(news.unit) if news.event == "died" else None,
            reader=READER,
        )
        for name, path in files.items():
            with CaptureFile.open(path) as file:
                end, visits = file.end(), list(file.visits())
            assert end is not None
            if name == "killer":
                counted.point(
                    ""
                    if end.state == "not_judged" and end.stop_reason.startswith(Ours.KILLED)
                    else f"{name}: {end}"
                )
            elif name == "greedy":
                ends = {stored.visit.outcome for stored in visits}
                counted.point("" if ends == {Outcome.NOT_JUDGED} else f"{name}: {ends}")
            else:
                counted.point("" if (end.state, end.done) == ("complete", 6) else f"{name}: {end}")
        counted.note = f"{size} other units complete, {len(deaths)} deaths counted"
