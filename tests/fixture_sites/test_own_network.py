"""A line that fails while we look: what was seen then is not judged, and many closed doors at once
are ours until shown otherwise.
"""

import asyncio
import time
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from app.data_folder import open_data_folder
from app.night.crawl_and_merge import finish_what_was_left, gather
from app.night.judging import Judging
from app.night.own_network import Watch, blind_windows, watched
from app.night.run import begin, look_at_own_network, plan
from config.folder import Config
from config.office import Canary, Office
from config.rulebook_files import shipped_rulebook
from crawler.incidents import nothing_was_reached
from crawler.workers.progress_events import ProgressEvent
from monitor.judging.verdict import Why
from store.clock import Clock
from store.merge.merge import merge
from store.outcomes import Outcome
from tests.crawler.conftest import NOW, office_of, unit_of
from tests.crawler.fixture_server import FixtureServer, Question
from tests.store.nights import City, Saw, reading
from tests.waiting import waited


@pytest.fixture
def city(tmp_path: Path) -> Iterator[City]:
    made = City(tmp_path)
    yield made
    made.close()


@pytest.fixture
def line() -> Iterator[FixtureServer]:
    """A canary that shows its marker on every look but the second and the third."""

    async def answer(question: Question) -> None:
        is_up = question.number not in (2, 3)
        await question.send("中国政府网".encode() if is_up else "请先登录上网".encode())

    fixture_server = FixtureServer({("c.example", "/"): answer})
    fixture_server.start(["127.8.1.1"])
    yield fixture_server
    fixture_server.stop()


def office(line: FixtureServer, **dns: str) -> Office:
    canary = Canary(name="c", url=line.url("c.example"), marker="中国政府网")
    return office_of(
        {"c.example": "127.8.1.1"} | {f"{name}.example": lead for name, lead in dns.items()}
    ).model_copy(update={"canaries": [canary]})


def test_the_window_reaches_from_the_last_good_look_to_the_next(line: FixtureServer) -> None:
    watch = Watch(office(line), Clock.set_to(NOW))
    for _ in range(4):
        watch.look()
        time.sleep(0.02)
    ((since, until),) = blind_windows(watch, ())
    assert (since, until) == (watch.looks[0].at, watch.looks[3].at)


def test_a_crawl_that_ended_blind_is_looked_at_once_more(line: FixtureServer) -> None:
    watch = Watch(office(line), Clock.set_to(NOW))
    watch.look(), watch.look()
    ((since, _),) = blind_windows(watch, ())
    assert since == watch.looks[0].at
    assert len(watch.looks) == 3


def test_canaries_are_looked_at_while_others_are_crawled(line: FixtureServer) -> None:
    with watched(office(line), Clock(), every_s=0.05) as watch:
        waited(lambda: len(watch.looks) >= 4)
    with watched(office_of({}), Clock(), every_s=0.01) as idle:
        time.sleep(0.1)
    assert idle.looks == [], "without canaries there is nothing to look at"


def test_what_was_seen_in_the_window_is_not_judged(city: City) -> None:
    run = city.begin(0)
    minutes = [timedelta(minutes=minute) for minute in (5, 15)]
    urls = {minute: f"http://www.example.gov.cn/{minute}.html" for minute in (1, 10, 20)}
    seen = [Saw(url, reading(url), minutes=minute) for minute, url in urls.items()]
    with city.write(run, seen) as file:
        merge(
            file,
            city.ledger,
            city.archive,
            blind=[(run.started_at + minutes[0], run.started_at + minutes[1])],
        )
    outcomes = city.ledger.db.conn.execute(
        "SELECT url, last_outcome, last_reason, ever_good FROM page"
    ).fetchall()
    assert {url: outcome for url, outcome, _, _ in outcomes} == {
        urls[1]: Outcome.OPEN,
        urls[10]: Outcome.NOT_JUDGED,
        urls[20]: Outcome.OPEN,
    }
    assert ("not_judged", "canary_down", 0) in {row[1:] for row in outcomes}
    assert city.count("span") == city.count("capture") == 2
    assert city.one("SELECT not_judged FROM unit_run") == (1,)


def test_eight_dead_of_nine_are_not_believed_without_a_canary_s_word(
    line: FixtureServer, tmp_path: Path
) -> None:
    async def home(question: Question) -> None:
        await question.send("<title>水利局</title><p>版权所有 水利局</p>".encode())

    line.pages["z.example", "/"] = home
    dead = {f"d{n}": "127.9.9.9" for n in range(8)}
    told = office(line, z="127.8.1.1", **dead).model_copy(update={"canaries": []})
    units = tuple(unit_of(name, line.url(f"{name}.example")) for name in (*dead, "z"))
    loaded = Config(told, units, shipped_rulebook(), tmp_path, tmp_path / "data")
    clock = Clock.set_to(NOW)
    with open_data_folder(loaded) as house:
        run = begin(house, clock)
        gather(house, run, plan(house, clock, ()), clock, lambda _: None)
        reasons = {
            reason
            for (reason,) in house.ledger.db.conn.execute(
                "SELECT last_reason FROM page WHERE purpose = 'home'"
            )
        }
        states = {state for (state,) in house.ledger.db.conn.execute("SELECT state FROM unit_run")}
        ((good, details),) = house.ledger.db.conn.execute(
            "SELECT good, details FROM canary"
        ).fetchall()
    assert (reasons, states, good) == ({"line_unknown"}, {"not_judged"}, 0)
    assert "8 of 9 home pages failed together" in details


@pytest.mark.parametrize("alive", [(), ("z",)])
def test_without_canaries_a_few_dead_sites_are_believed_only_beside_one_that_answers(
    line: FixtureServer, tmp_path: Path, alive: tuple[str, ...]
) -> None:
    """A name server of ours that knows no name and two sites that are gone look alike."""

    async def home(question: Question) -> None:
        await question.send("<title>水利局</title><p>版权所有 水利局</p>".encode())

    line.pages["z.example", "/"] = home
    told = office(line, z="127.8.1.1", d0="nxdomain", d1="nxdomain").model_copy(
        update={"canaries": []}
    )
    units = tuple(unit_of(name, line.url(f"{name}.example")) for name in ("d0", "d1", *alive))
    loaded = Config(told, units, shipped_rulebook(), tmp_path, tmp_path / "data")
    clock = Clock.set_to(NOW)
    with open_data_folder(loaded) as house:
        run = begin(house, clock)
        assert look_at_own_network(house, run, clock).good, "nothing was asked so far"
        gather(house, run, plan(house, clock, ()), clock, lambda _: None)
        again = plan(house, clock, ("d0",))
        gather(house, run, again, clock, lambda _: None, kind="second_look")
        own_network = look_at_own_network(house, run, clock)
        ends = dict(
            house.ledger.db.conn.execute(
                "SELECT unit, last_outcome || ' ' || last_reason FROM page WHERE purpose = 'home'"
            ).fetchall()
        )
        looks = {good for (good,) in house.ledger.db.conn.execute("SELECT good FROM canary")}
        inspection = Judging(house, run, own_network).for_good(own_network)
    assert own_network.good == bool(alive)
    assert looks <= {0}, "no row says that somebody was asked and answered"
    whys = {item.why for unit in inspection.units for item in unit.verdicts}
    if alive:
        assert ends["d0"].startswith("dns_nxdomain") and ends["d1"].startswith("dns_nxdomain")
        assert Why.OWN_NETWORK_UNKNOWN not in whys
    else:
        assert set(ends.values()) == {"not_judged line_unknown"}
        assert whys <= {Why.OWN_NETWORK_UNKNOWN, None} and Why.OWN_NETWORK_UNKNOWN in whys


def test_units_without_an_address_are_no_dead_line() -> None:
    assert not nothing_was_reached([])
    assert not nothing_was_reached([Outcome.INTRANET_ONLY])
    assert not nothing_was_reached([Outcome.DNS_NXDOMAIN, Outcome.WAF_CHALLENGE])
    assert nothing_was_reached([Outcome.DNS_NXDOMAIN, Outcome.INTRANET_ONLY])


def test_a_worker_that_meets_only_closed_doors_waits_for_the_canaries(
    line: FixtureServer, tmp_path: Path
) -> None:
    """The line is down on the worker's looks 2 and 3, of which 1 is the test's own; the late unit
    is asked after that.
    """
    asked: list[int] = []

    async def home(question: Question) -> None:
        asked.append(line.asked["c.example", "/"])
        await question.send("<title>水利局</title><p>版权所有 水利局</p>".encode())

    async def slow(question: Question) -> None:
        for _ in range(40):  # until the worker has begun to doubt its line
            if line.asked["c.example", "/"] < 2:
                await asyncio.sleep(0.1)
        await question.send(b"User-agent: *\nAllow: /")

    line.pages["z.example", "/"] = home
    line.pages["z.example", "/robots.txt"] = slow
    dead = {f"d{n}": "127.9.9.9" for n in range(8)}
    told = office(line, z="127.8.1.1", **dead)
    units = tuple(unit_of(name, line.url(f"{name}.example")) for name in (*dead, "z"))
    loaded = Config(told, units, shipped_rulebook(), tmp_path, tmp_path / "data")
    clock = Clock.set_to(NOW)
    Watch(told, clock).look()
    with open_data_folder(loaded) as house:
        run = begin(house, clock)
        gather(house, run, plan(house, clock, ()), clock, lambda _: None)
        ends = dict(
            house.ledger.db.conn.execute(
                "SELECT unit, last_reason FROM page WHERE purpose = 'home'"
            ).fetchall()
        )
        canaries = [
            good
            for (good,) in house.ledger.db.conn.execute("SELECT good FROM canary ORDER BY at, id")
        ]
    assert canaries[:3] == [0, 0, 1]
    assert {ends[unit] for unit in dead} == {"connection refused"}, (
        "asked once more when the line was good again, and believed"
    )
    assert asked and min(asked) >= 4, "nobody was asked while the line was in doubt"


def test_the_window_of_a_killed_night_outlives_it(
    line: FixtureServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """M1 with N3: the line fails, a look says so, the night is killed; it is gone on with when the
    line is good again.
    """
    is_up = True

    async def canary(question: Question) -> None:
        await question.send("中国政府网".encode() if is_up else "请先登录上网".encode())

    async def site(question: Question) -> None:
        while question.host == "b.example" and not is_up:
            await asyncio.sleep(0.05)
        page = (
            "<title>水利局</title><p>版权所有 水利局</p>"
            if is_up
            else "<title>欠费</title><p>您的宽带已欠费，请先缴费。</p>"
        )
        await question.send(page.encode())

    class Killed(BaseException):
        """As by a signal: nothing is tidied up behind it."""

    def kill(news: ProgressEvent) -> None:
        if news.event == "page":
            raise Killed

    line.pages |= {("c.example", "/"): canary, ("a.example", "/"): site, ("b.example", "/"): site}
    told = office(line, a="127.8.1.1", b="127.8.1.1")
    units = tuple(unit_of(name, line.url(f"{name}.example")) for name in ("a", "b"))
    loaded = Config(told, units, shipped_rulebook(), tmp_path, tmp_path / "data")
    clock = Clock.set_to(NOW)
    with open_data_folder(loaded) as house:
        run = begin(house, clock)
        look_at_own_network(house, run, clock)
        is_up = False
        with monkeypatch.context() as often, pytest.raises(Killed):
            often.setattr("app.night.crawl_and_merge.watched", partial(watched, every_s=0.05))
            gather(house, run, plan(house, clock, ()), clock, kill)
        is_up = True
        finish_what_was_left(house, clock, lambda _: None)
        outcomes = (
            "SELECT unit, last_outcome || ' ' || last_reason FROM page WHERE purpose = 'home'"
        )
        ends = dict(house.ledger.db.conn.execute(outcomes).fetchall())
        looks = [
            good for (good,) in house.ledger.db.conn.execute("SELECT good FROM canary ORDER BY id")
        ]
    assert looks[:2] == [1, 0] and looks[-1] == 1
    assert ends == {"a": "not_judged canary_down", "b": "open "}, (
        "the page of an unpaid line is nobody's home page"
    )
