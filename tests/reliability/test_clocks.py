"""A wrong clock, another zone, missed nights (docs/faults.md M5, M6, M8): no unit pays for our
clock.
"""

import asyncio
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from functools import partial
from pathlib import Path

import pytest

from app.data_folder import open_data_folder
from app.night.crawl_and_merge import finish_what_was_left, seed, visits_in
from app.night.run import begin, plan
from app.service.nights import look
from config.errors import NOTHING_JUDGED
from config.folder import load
from crawler.workers.pool import crawl
from crawler.workers.progress_events import ProgressEvent
from store.clock import Clock
from store.ledger import open_ledger
from store.outcomes import Outcome
from store.records import Run
from tests.crawler.conftest import crawled, office_of, unit_of, visits_of
from tests.crawler.fixture_server import FixtureServer, Handler, Question, page
from tests.reliability.offices import gongkai, one_unit_office
from tests.reliability.promises import MISSED_NIGHTS, STEPPED_CLOCK, TIME_ZONES, WRONG_CLOCK
from tests.reliability.rows import row
from tests.reliability.scales import scales

ROOT = Path(__file__).parents[2]
ZONES = ("UTC", "America/New_York", "Asia/Shanghai")
NOW = datetime(2026, 11, 23, 18, tzinfo=UTC)
STALENESS = {"stale_homepage", "stale_channel", "vanished_item"}


@pytest.fixture
def fixture_server() -> Iterator[FixtureServer]:
    fixture_server = FixtureServer()
    yield fixture_server
    fixture_server.stop()


def fresh_site(
    fixture_server: FixtureServer,
    folder: Path,
    newest: date,
    true_time: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Path:
    """A site whose newest entry is `newest`; its server's Date header is true."""

    def truly_dated(body: str) -> Handler:
        page = f'<html><head><meta charset="utf-8"><title>某县人民政府</title></head><body>{body}</body></html>'.encode()

        async def answer(question: Question) -> None:
            await question.send(
                page, Content_Type="text/html", Date=format_datetime(true_time(), usegmt=True)
            )

        return answer

    rows = "".join(
        f'<li><a href="/tzgg/{n}.html">关于第{n}号地块征收补偿方案的公告</a><span>{newest - timedelta(days=n)}</span></li>'
        for n in range(8)
    )
    listed = f'<ul class="nav"><li><a href="/">首页</a></li><li><a href="/tzgg/">通知公告</a></li></ul><h3>通知公告</h3><ul class="list">{rows}</ul>'
    fixture_server.pages["xian.example", "/"] = truly_dated(listed)
    fixture_server.pages["xian.example", "/tzgg/"] = truly_dated(
        f'<div class="pos">当前位置：首页 &gt; 通知公告</div>{listed}'
    )
    fixture_server.pages["xian.example", "*"] = truly_dated(
        f"<h1>公告</h1><p>发布时间：{newest}</p><div class='content'><p>现予公告，期限三十日。</p></div>"
    )
    fixture_server.start(["127.74.0.1"])
    return one_unit_office(
        folder, fixture_server.url("xian.example"), {"xian.example": "127.74.0.1"}
    )


@scales(
    few=("+2d", "1970-01-02 00:00:00"),
    soak=("+2d", "-2d", "1970-01-02 00:00:00", "2099-06-01 02:00:00"),
)
def test_m5_a_wrong_clock(
    fixture_server: FixtureServer, tmp_path: Path, size: tuple[str, ...], is_soak: bool
) -> None:
    with row(WRONG_CLOCK.fault, WRONG_CLOCK.what, soak=is_soak, seeds=", ".join(size)) as counted:
        if shutil.which("faketime") is None:
            pytest.skip("libfaketime is not installed (apt-get install faketime)")
        folder = fresh_site(fixture_server, tmp_path / "office", date.today() - timedelta(days=400))
        honest = findings_of(folder)
        assert {rule for rule, _ in honest} & STALENESS, "with a true clock the site is stale"
        for clock in size:
            shutil.rmtree(folder / "data", ignore_errors=True)
            fake = ("faketime", "-f", clock if clock[0] in "+-" else f"@{clock}")
            night = gongkai(
                "nightly", folder, "--json", env={"FAKETIME_DONT_FAKE_MONOTONIC": "1"}, before=fake
            )
            out, said = night.communicate(timeout=180)
            if night.returncode not in (0, NOTHING_JUDGED):
                counted.point(f"{clock}: ended with {night.returncode}: {said[-300:]}")
                continue
            judged = json.loads(out)
            accused = {finding["rule"] for finding in judged["findings"]} & STALENESS
            warnings = (out + said).count("clock_suspect") or said.count("clock")
            counted.point(
                f"{clock}: {accused}" if accused else "",
                "" if warned(folder) == 1 else f"{clock}: {warned(folder)} warnings ({warnings})",
            )


def findings_of(folder: Path, **env: str) -> set[tuple[str, str]]:
    night = gongkai("nightly", folder, "--json", env=env)
    out, said = night.communicate(timeout=180)
    assert night.returncode in (0, NOTHING_JUDGED), said
    return {(finding["rule"], finding["subject"]) for finding in json.loads(out)["findings"]}


def warned(folder: Path) -> int:
    """How many runs say that our clock is not to be trusted."""
    ledger = open_ledger(folder / "data" / "ledger.db", readonly=True)
    try:
        return sum(
            "clock_suspect" in note for (note,) in ledger.db.conn.execute("SELECT note FROM run")
        )
    finally:
        ledger.close()


STEPS = (
    ("+60d", "+0"),
    ("+0", "+60d"),
    ("-60d", "+0"),
    ("+0", "-60d"),
)  # what the clock shows at first, and from the third page on


@scales(few=STEPS[:1], soak=STEPS)
def test_m5_the_clock_is_set_while_a_night_runs(
    fixture_server: FixtureServer, tmp_path: Path, size: tuple[tuple[str, str], ...], is_soak: bool
) -> None:
    """A machine whose battery is dead begins a night in another month, and the network sets its
    clock a moment later.
    """
    with row(
        STEPPED_CLOCK.fault,
        STEPPED_CLOCK.what,
        soak=is_soak,
        seeds=", ".join("→".join(step) for step in size),
    ) as counted:
        if not (library := faketime_library()):
            pytest.skip("libfaketime is not installed (apt-get install faketime)")
        folder, shown = (
            fresh_site(fixture_server, tmp_path / "office", date.today()),
            tmp_path / "clock",
        )
        honest = findings_of(folder)
        fixture_server.pages["xian.example", "/tzgg/"] = setting(
            fixture_server.pages["xian.example", "/tzgg/"], shown, size
        )
        told = []
        for first, _ in size:
            shutil.rmtree(folder / "data", ignore_errors=True)
            shown.write_text(first)
            found = findings_of(folder, **faked(library, shown))
            is_wrong_from_the_start = first != "+0"
            told.append(f"{len(found)} findings")
            expected = 1 if is_wrong_from_the_start else 0
            counted.point(
                f"{first}: {found}" if {rule for rule, _ in found} & STALENESS else "",
                f"{first}: {warned(folder)} warnings" if warned(folder) != expected else "",
                f"{first}: {found} and not {honest}"
                if not is_wrong_from_the_start and found != honest
                else "",
            )


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    ("to", "takes_s", "ends"), [("+60d", 1.5, Outcome.OPEN), ("-60d", 30.0, Outcome.TCP_TIMEOUT)]
)
def test_a_worker_whose_clock_is_set_waits_as_long_as_ever(
    fixture_server: FixtureServer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    to: str,
    takes_s: float,
    ends: Outcome,
) -> None:
    """Set forward, it does not take a slow page for a silent one; set back, it does not wait for a
    silent one for two months.
    """
    if not (library := faketime_library()):
        pytest.skip("libfaketime is not installed (apt-get install faketime)")
    shown = tmp_path / "clock"
    shown.write_text("+0")

    async def slow(question: Question) -> None:
        shown.write_text(to)
        await asyncio.sleep(takes_s)
        await page(kind="home")(question)

    fixture_server.pages = {
        ("slow.example", "/"): slow,
        ("quick.example", "/"): page(kind="home", links=[("1", "/1.html", "nav")]),
    }
    fixture_server.pages["quick.example", "*"] = page(kind="article")
    fixture_server.start(["127.74.1.1", "127.74.1.2"])
    office = office_of({"slow.example": "127.74.1.1", "quick.example": "127.74.1.2"}, timeout_s=4)
    units = [unit_of(name, fixture_server.url(f"{name}.example")) for name in ("slow", "quick")]
    for name, value in faked(library, shown).items():
        monkeypatch.setenv(name, value)
    crawled(tmp_path, office, units)
    outcomes = {name: visits_of(tmp_path, name)[0].visit.outcome for name in ("slow", "quick")}
    assert outcomes == {"slow": ends, "quick": Outcome.OPEN}


def faked(library: str, shown: Path) -> dict[str, str]:
    """An environment whose clock shows what that file says, at once, and whose monotonic time is
    true.
    """
    return {
        "LD_PRELOAD": library,
        "FAKETIME_TIMESTAMP_FILE": str(shown),
        "FAKETIME_NO_CACHE": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }


def setting(page: Handler, shown: Path, steps: tuple[tuple[str, str], ...]) -> Handler:
    """The page whose first look in a night sets the machine's clock, as a time server would."""

    async def answer(question: Question) -> None:
        shown.write_text(dict(steps).get(shown.read_text(), shown.read_text()))
        await page(question)

    return answer


def faketime_library() -> str:
    """What `faketime` itself would load; "" where it is not installed."""
    if shutil.which("faketime") is None:
        return ""
    return subprocess.run(
        ["faketime", "-f", "+0", "printenv", "LD_PRELOAD"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()


@scales(few=ZONES[1:], soak=ZONES, is_long=True)
def test_m6_other_time_zones(
    fixture_server: FixtureServer, tmp_path: Path, size: tuple[str, ...], is_soak: bool
) -> None:
    with row(TIME_ZONES.fault, TIME_ZONES.what, soak=is_soak) as counted:
        folder = fresh_site(fixture_server, tmp_path / "office", date.today() - timedelta(days=400))
        found = []
        for zone in size:
            shutil.rmtree(folder / "data", ignore_errors=True)
            found.append(findings_of(folder, TZ=zone))
            nights = nights_begun(zone)
            problem = (
                ""
                if nights == ["2026-11-24T02:00:00+08:00", "2026-11-25T02:00:00+08:00"]
                else f"{zone}: {nights}"
            )
            counted.point(
                problem, "" if found[-1] == found[0] != set() else f"{zone}: other findings"
            )


LOOK_EVERY_QUARTER = """
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo
from app.service.due import night_due, night_of
from config.office import Schedule
zone, schedule = ZoneInfo("Asia/Shanghai"), Schedule(night_at="02:00")
now, last = datetime(2026, 11, 23, 12, tzinfo=UTC), datetime(2026, 11, 23).date()
for _ in range(48 * 4):
    if night_due(now, last, schedule, zone):
        print(now.astimezone(zone).isoformat())
        last = night_of(now, schedule, zone)
    now += timedelta(minutes=15)
"""


def nights_begun(zone: str) -> list[str]:
    """When nights begin on a machine of that zone, looked at every quarter of an hour for two days."""
    return subprocess.run(
        [sys.executable, "-c", LOOK_EVERY_QUARTER],
        env={**os.environ, "TZ": zone},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()


@scales(few=3, soak=3)
def test_m8_three_missed_nights(tmp_path: Path, size: int, is_soak: bool) -> None:
    folder = one_unit_office(tmp_path / "office", "http://xian.example/", {})
    (folder / "data").mkdir()

    def spend(where: Path, at: datetime) -> None:
        ledger = open_ledger(load(where).data / "ledger.db")
        run = Run(ledger.next_run_id(at.date()), at.date(), at)
        ledger.begin_run(run)
        ledger.end_run(Run(run.id, run.day, at, state="complete", finished_at=at))
        ledger.close()

    last = datetime(2026, 11, 18, 18, 10, tzinfo=UTC)
    spend(folder, last)
    with row(MISSED_NIGHTS.fault, MISSED_NIGHTS.what, soak=is_soak) as counted:
        begun: list[datetime] = []

        def begin(where: Path, at: datetime) -> None:
            begun.append(at)
            spend(where, at)

        # the machine is on again on the fourth day at noon, and looked at every hour
        for hours in range(12):
            now = last + timedelta(days=size + 1, hours=10 + hours)
            look(folder, partial(begin, at=now), now)
        counted.point("" if len(begun) == 1 else f"{len(begun)} catch-ups")


IN_2099 = datetime(2099, 6, 1, 18, tzinfo=UTC)


@pytest.mark.parametrize(
    ("then", "now", "killed_at"), [(IN_2099, NOW, 2), (NOW - timedelta(days=1), IN_2099, 6)]
)
def test_a_night_killed_under_another_clock_is_not_taken_in(
    fixture_server: FixtureServer, tmp_path: Path, then: datetime, now: datetime, killed_at: int
) -> None:
    """M1 with M5: whichever of the two sittings did not know what day it was, and though most of
    the visits are the other's.
    """
    config = load(fresh_site(fixture_server, tmp_path / "office", date(2026, 11, 20), lambda: NOW))
    clock = Clock.set_to(then)
    with open_data_folder(config) as house:
        run = begin(house, clock)
        files = [
            seed(house, run, unit, rows, clock, "nightly")
            for unit, rows in plan(house, clock, ()).items()
        ]

    def killed(news: ProgressEvent) -> None:
        if news.event == "page" and news.done >= killed_at:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        crawl(
            files,
            config.office,
            {unit.id: unit for unit in config.units},
            config.rulebook,
            clock,
            killed,
        )
    assert visits_in(files)[files[0]] >= killed_at
    with open_data_folder(config) as house:
        finish_what_was_left(house, Clock.set_to(now), lambda _: None)
        pages = house.ledger.db.conn.execute(
            "SELECT last_outcome, last_reason, last_visit_at FROM page WHERE last_outcome <> ''"
        ).fetchall()
    assert pages and {page[:2] for page in pages} == {("not_judged", "clock_suspect")}
    assert all(at is None for *_, at in pages), (
        "else a page 'seen in 2099' would not be due for 73 years"
    )
