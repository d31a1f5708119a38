"""Our own network is good when others' pages show the words that only they hold."""

from config.office import Canary, Office
from crawler.canary import NONE_CONFIGURED, look
from store.clock import Clock
from tests.crawler.conftest import office_of
from tests.crawler.fixture_server import FixtureServer, Question


def with_canaries(office: Office, fixture_server: FixtureServer, *hosts: str) -> Office:
    return office.model_copy(
        update={
            "canaries": [
                Canary(name=h, url=fixture_server.url(h), marker="中国政府网") for h in hosts
            ]
        }
    )


def test_most_canaries_must_show_their_marker(fixture_server: FixtureServer) -> None:
    async def true(question: Question) -> None:
        await question.send("<title>中国政府网</title>".encode("gb18030"))

    async def portal(question: Question) -> None:
        await question.send("<title>请先登录上网</title>".encode())

    async def to_portal(question: Question) -> None:
        await question.send(b"", "302 Found", Location="http://portal.example/")

    fixture_server.pages["a.example", "/"] = fixture_server.pages["b.example", "/"] = true
    fixture_server.pages["c.example", "/"] = portal
    fixture_server.pages["d.example", "/"] = to_portal
    fixture_server.start(["127.8.0.1"])
    office = office_of(
        dict.fromkeys(("a.example", "b.example", "c.example", "d.example"), "127.8.0.1")
        | {"e.example": "nxdomain"}
    )
    assert look(
        with_canaries(office, fixture_server, "a.example", "b.example", "c.example"), Clock()
    ).good
    blind = look(
        with_canaries(office, fixture_server, "a.example", "c.example", "d.example", "e.example"),
        Clock(),
    )
    assert not blind.good
    assert "c.example: answers without its marker" in blind.details
    assert "a.example: seen" in blind.details


def test_without_canaries_nothing_speaks_against_us() -> None:
    report = look(office_of({}), Clock())
    assert (report.good, report.details) == (True, NONE_CONFIGURED)
