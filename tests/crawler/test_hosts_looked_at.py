"""What a host offers beside its pages is told as far as this machine can tell."""

import socket
from collections.abc import Callable, Iterator

import pytest

from config.office import Office
from config.rulebook_files import shipped_rulebook
from crawler.probing.hosts import SECURITY_TXT, host_looks, ipv6_of
from store.clock import Clock
from tests.crawler.fixture_server import FixtureServer, Question

PUBLIC, INNER = "2400:3200::1", "fd00::1"
Answer = Callable[..., list[tuple[object, ...]]]


def answering(*addresses: str) -> Answer:
    return lambda *_, **__: [(0, 0, 0, "", (address, 0, 0, 0)) for address in addresses]


def failing(errno: int) -> Answer:
    def fail(*_: object, **__: object) -> list[tuple[object, ...]]:
        raise socket.gaierror(errno, "")

    return fail


@pytest.mark.parametrize(
    ("name_server", "has_ipv6", "said"),
    [
        (failing(socket.EAI_NONAME), True, ["none"]),
        (answering(INNER), True, ["none"]),
        (answering(PUBLIC), False, ["listed"]),
        (failing(socket.EAI_AGAIN), True, []),
    ],
)
def test_an_address_is_told_and_whether_it_answers_only_where_we_have_a_way_there(
    name_server: Answer, has_ipv6: bool, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", name_server)
    assert list(ipv6_of("a.example", has_ipv6=has_ipv6)) == said


@pytest.mark.parametrize("answers", [True, False])
def test_with_a_way_there_a_connection_decides(
    answers: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def connect(*_: object, **__: object) -> socket.socket:
        if not answers:
            raise OSError
        return socket.socket()

    monkeypatch.setattr(socket, "getaddrinfo", answering(PUBLIC))
    monkeypatch.setattr(socket, "create_connection", connect)
    assert list(ipv6_of("a.example", has_ipv6=True)) == ["answers" if answers else "silent"]


@pytest.fixture
def server() -> Iterator[FixtureServer]:
    made = FixtureServer()
    made.pages["with.example", SECURITY_TXT] = _contact
    made.pages["home.example", SECURITY_TXT] = _home_page
    made.start(["127.40.0.1"])
    yield made
    made.stop()


async def _contact(question: Question) -> None:
    await question.send(b"Contact: mailto:a@with.example\n", Content_Type="text/plain")


async def _home_page(question: Question) -> None:
    await question.send(b"<h1>welcome</h1>", Content_Type="text/html")


def test_a_security_txt_is_one_only_where_it_names_a_contact(server: FixtureServer) -> None:
    hosts = ("with.example", "home.example", "without.example")
    network = {"dns": dict.fromkeys(hosts, "127.40.0.1"), "treat_as_public": ["127.0.0.0/8"]}
    office = Office.model_validate({"name": "检查办", "city": "某市", "network": network})
    sites = {host: server.url(host) for host in hosts}
    looks = host_looks(sites, office, shipped_rulebook(), Clock())
    assert [(look.host, look.what, look.said) for look in looks] == [
        ("with.example", "security_txt", "present"),
        ("home.example", "security_txt", "absent"),
        ("without.example", "security_txt", "absent"),
    ]
