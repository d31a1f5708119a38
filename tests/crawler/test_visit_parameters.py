"""Session ids, clocks and random numbers in addresses are learned of each site and make no new
pages; what tells pages apart never is.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import count
from pathlib import Path
from random import Random

import pytest

from config.unit import Unit
from crawler.plan import plan_crawl
from crawler.visit_parameters import TELLING, VisitParameters
from crawler.workers.pool import crawl
from store.archive import open_archive
from store.capture.file import CaptureFile, CrawlPlan
from store.clock import Clock
from store.ledger import Ledger, open_ledger
from store.merge.merge import merge
from store.outcomes import Outcome
from store.records import Link, Run
from tests.crawler.conftest import NOW, office_of, unit_of
from tests.crawler.fixture_server import FixtureServer, Question

HOST, ADDRESS = "visits.example", "127.13.5.1"
CHANNELS = {"tzgg": "通知公告", "zcfg": "政策法规", "gzdt": "工作动态", "czyjs": "财政预决算"}
NUMBERS = count(1_000)
CHANCE = Random(7)

Spelling = Callable[[str, str], str]


def plain(path: str, mark: str) -> str:
    return f"{path}?{mark}"


def beside(path: str, mark: str) -> str:
    return f"{path}?id=1&{mark}"


MARKS: dict[str, Callable[[], str]] = {
    "t": lambda: f"t={next(NUMBERS)}",
    "_": lambda: f"_={1_795_000_000_000 + next(NUMBERS)}",
    "rnd": lambda: f"rnd=0.{CHANCE.randrange(10**16):016}",
    "sid": lambda: f"sid={CHANCE.randbytes(16).hex()}",
    "PHPSESSID": lambda: f"PHPSESSID={CHANCE.randbytes(16).hex()}",
    "timestamp": lambda: f"timestamp={next(NUMBERS)}",
}


def listing(name: str, mark: str, spelled: Spelling) -> str:
    rows = "".join(
        f'<li><a href="{spelled(f"/{name}/{n}.html", mark)}">{CHANNELS[name]}第{n}号文件的印发情况</a><span>2026-11-{n:02}</span></li>'
        for n in range(11, 17)
    )
    return f"<h2>{CHANNELS[name]}</h2><ul>{rows}</ul>"


def site_with(server: FixtureServer, mark: Callable[[], str], spelled: Spelling, *, has_items: bool = False, each_link: bool = False) -> None:  # fmt: skip
    """A home page and four channels, each of which links all of them anew."""

    async def answer(question: Question) -> None:
        now = mark()
        path = question.path.partition("?")[0].partition(";")[0]
        links = "".join(
            f'<a href="{spelled(f"/{name}/", mark() if each_link else now)}">{words}</a>'
            for name, words in CHANNELS.items()
        )
        name = path.strip("/").split("/")[0]
        main = (
            listing(name, now, spelled if has_items else lambda path, _: path)
            if name in CHANNELS and not path.endswith("html")
            else f"<h1>{path}</h1><p>本局的一篇文章，{path}，说明有关事项，请各单位遵照执行，联系电话见下。</p>"
        )
        html = f"<html><head><title>某局</title></head><body><div class='nav'>{links}</div>{main}</body></html>"
        await question.send(html.encode(), Content_Type="text/html; charset=utf-8")

    server.pages[HOST, "*"] = answer
    server.start([ADDRESS])


@pytest.fixture
def nights(fixture_server: FixtureServer, tmp_path: Path) -> Iterator[Callable[[], list[str]]]:
    """One night after another, through plan, workers, reader and ledger: the paths asked in each."""
    ledger, numbers = open_ledger(tmp_path / "ledger.db"), count()

    def night() -> list[str]:
        unit, number = unit_of("u", fixture_server.url(HOST)), next(numbers)
        ledger.sync_units([unit], NOW)
        fixture_server.headers.clear()
        one_night(number, unit, ledger, tmp_path)
        return [path for _, path, _ in fixture_server.headers if path != "/robots.txt"]

    yield night
    ledger.close()


def one_night(number: int, unit: Unit, ledger: Ledger, folder: Path) -> None:
    now = NOW + timedelta(days=number)
    office = office_of({HOST: ADDRESS})
    run = Run(ledger.next_run_id(now.date()), now.date(), now)
    ledger.begin_run(run)
    path = folder / f"{number}.sqlite"
    plan = CrawlPlan.new(run.id, unit.id, "nightly", now, "office")
    rows = plan_crawl(unit, office, ledger.known_pages(unit.id), now)
    CaptureFile.create(path, plan, rows).close()
    crawl([path], office, {unit.id: unit}, None, Clock.set_to(now), lambda _: None)
    archive = open_archive(folder / "archive.db")
    with CaptureFile.open(path) as file:
        end = file.end()
        assert end is not None and end.accounts_for_every_page and end.state == "complete"
        assert not {stored.visit.outcome for stored in file.visits()} - {Outcome.OPEN}
        merge(file, ledger, archive)
    archive.close()


@pytest.mark.parametrize(
    ("mark", "spelled", "each_link"),
    [
        ("t", plain, False),
        ("_", beside, True),
        ("rnd", plain, True),
        ("sid", beside, False),
        ("PHPSESSID", plain, False),
    ],
)
def test_a_night_asks_each_page_once(
    mark: str, spelled: Spelling, each_link: bool, fixture_server: FixtureServer, nights: Callable[[], list[str]]
) -> None:  # fmt: skip
    site_with(fixture_server, MARKS[mark], spelled, each_link=each_link)
    nights()
    later = [[path for path in nights() if ".html" not in path] for _ in range(2)]
    assert [len(asked) for asked in later] == [1 + len(CHANNELS)] * 2


def test_items_keep_their_addresses_though_each_night_links_them_anew(
    fixture_server: FixtureServer, nights: Callable[[], list[str]]
) -> None:
    site_with(fixture_server, MARKS["t"], plain, has_items=True)
    nights()
    nights()
    third, fourth = ([path for path in nights() if ".html" not in path] for _ in range(2))
    assert len(third) == len(fourth) == 1 + len(CHANNELS)
    asked = {path for path in fourth if path != "/"}
    assert not asked & set(third), "each is asked as tonight's pages spell it"


def test_an_expired_session_is_not_asked_again(
    fixture_server: FixtureServer, nights: Callable[[], list[str]]
) -> None:
    """The site takes the latest session alone; whoever brings an old one has lost its way."""
    site_with(fixture_server, MARKS["sid"], beside)
    plain_answer = fixture_server.pages[HOST, "*"]
    nights()
    nights()
    old = {path for _, path in fixture_server.asked if "sid=" in path}

    async def strict(question: Question) -> None:
        if question.path in old:
            await question.send(b"expired", "404 Not Found")
        else:
            await plain_answer(question)

    fixture_server.pages[HOST, "*"] = strict
    assert len([path for path in nights() if "sid=" in path]) == len(CHANNELS)


PAGES_APART = {
    # one path for everything, as old sites have it; names that other sites use for clocks
    "id": [f"/show.asp?id={n}" for n in range(1, 7)],
    "page": [f"/list.asp?page={n}" for n in range(1, 7)],
    "t": [f"/list.asp?t={n}" for n in range(1, 7)],
    "v": [f"/list.asp?c=3&v={n}" for n in range(1, 7)],
    "r": [f"/index.php?r=site/{name}" for name in CHANNELS],
    "sid": [f"/column.do?sid={n}" for n in range(1, 7)],
    "time": [f"/month.asp?time=2026-{n:02}" for n in range(1, 7)],
}


@pytest.mark.parametrize(("is_chain", "is_empty"), [(False, False), (False, True), (True, False)])
def test_what_tells_pages_apart_is_never_dropped(
    is_empty: bool, is_chain: bool, fixture_server: FixtureServer, nights: Callable[[], list[str]]
) -> None:
    """Side by side in the navigation, or each behind the link "下一页" of the one before; filled, or
    all with the same words of an empty column.
    """
    every = [page for pages in PAGES_APART.values() for page in pages]
    first = [pages[0] for pages in PAGES_APART.values()]

    async def answer(question: Question) -> None:
        here = every.index(question.path) if question.path in every else -1
        behind = next((p[p.index(question.path) + 1 :][:1] for p in PAGES_APART.values() if question.path in p), first)  # fmt: skip
        links = "".join(
            f'<a href="{page}">{"下一页" if is_chain and here >= 0 else f"栏目{every.index(page)}"}</a>'
            for page in (behind if is_chain else every)
        )
        rows = "".join(
            f'<li><a href="/{here}/{n}.html">第{here}栏第{n}号文件的印发情况</a><span>2026-11-{n:02}</span></li>'
            for n in range(11, 17)
        )
        main = (
            "<p>本栏目暂无信息，欢迎浏览本局网站的其他栏目，办公地址在人民路一号。</p>"
            if is_empty
            else f"<ul>{rows}</ul>"
        )
        html = f"<html><head><title>某局</title></head><body><div class='nav'>{links}</div>{main}</body></html>"
        await question.send(html.encode(), Content_Type="text/html; charset=utf-8")

    fixture_server.pages[HOST, "*"] = answer
    fixture_server.start([ADDRESS])
    assert set(every) <= set(nights())
    again = set(nights())
    assert is_empty or is_chain or set(every) <= again


# --- what is learned from what


def blocks(*words: str) -> list[str]:
    return [*words, *(f"b{n}" for n in range(TELLING))]


def url(query: str, path: str = "/l.asp") -> str:
    return f"http://h.example{path}?{query}"


def test_two_pages_that_were_the_same_under_two_values_teach() -> None:
    parameters = VisitParameters()
    for path in ("/a", "/b"):
        assert parameters.page_of(url("c=1&t=9")) == url("c=1&t=9")
        for value in (1, 2):
            parameters.showed(url(f"c=1&t={value}", path), "通知", blocks(path))
    assert parameters.learned == {"h.example t"}
    assert parameters.page_of(url("c=1&t=9")) == url("c=1")
    assert parameters.page_of(url("t=9")) == "http://h.example/l.asp"
    assert parameters.page_of("http://other.example/?t=9") == "http://other.example/?t=9"


@pytest.mark.parametrize(
    "shown",
    [
        [("通知", blocks("x")), ("公告", blocks("x"))],  # two columns that show the same
        [("通知", ["x"]), ("通知", ["x"])],  # pages that say next to nothing
        [("通知", blocks("x")), ("通知", [f"c{n}" for n in range(9)])],
    ],
)  # fmt: skip
def test_what_does_not_teach(shown: list[tuple[str, list[str]]]) -> None:
    parameters = VisitParameters()
    for path in ("/a", "/b", "/c"):
        for value, (words, seen) in enumerate(shown):
            parameters.showed(url(f"t={value}", path), words, seen)
    assert not parameters.learned


def test_one_page_that_differs_takes_back_what_was_learned() -> None:
    parameters = VisitParameters(["h.example t"])
    assert parameters.page_of(url("t=1")) == "http://h.example/l.asp"
    parameters.showed(url("t=1"), "通知", [f"a{n}" for n in range(9)])
    parameters.showed(url("t=2"), "通知", [f"b{n}" for n in range(9)])
    assert parameters.page_of(url("t=1")) == url("t=1")


def test_a_page_that_nobody_linked_tonight_is_asked_with_tonights_session() -> None:
    parameters = VisitParameters(["h.example sid"])
    parameters.linked([Link(url("id=1&sid=new"), "通知")])
    assert parameters.of_this_visit(url("sid=old&id=7", "/x")) == url("sid=new&id=7", "/x")
    assert parameters.of_this_visit(url("id=7", "/x")) == url("id=7", "/x")
    assert parameters.of_this_visit("http://o.example/?sid=old") == "http://o.example/?sid=old"


def test_links_side_by_side_that_come_again_are_two_pages() -> None:
    parameters = VisitParameters(["h.example t"])
    side_by_side = [Link(url("t=1"), "通知"), Link(url("t=2"), "公告")]
    by_chance = [Link(url("t=11", "/m"), "首页"), Link(url("t=12", "/m"), "返回首页")]
    parameters.linked([*side_by_side, *by_chance])
    assert parameters.learned
    parameters.linked(by_chance[:1])
    assert parameters.learned
    parameters.linked(side_by_side)
    assert not parameters.learned


def test_no_other_parameter_is_ever_learned() -> None:
    parameters = VisitParameters()
    for name in ("id", "page", "catid", "classid", "year", "p"):
        for path in ("/a", "/b", "/c"):
            for value in range(3):
                parameters.showed(url(f"{name}={value}", path), "通知", blocks(path))
    assert not parameters.learned
