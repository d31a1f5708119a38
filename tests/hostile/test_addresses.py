"""Nobody can send us where nobody may go: counted at the decoy, through real workers, webhooks and
a name server that lies.

W14: 40 spellings by five carriers and as registered addresses. C3: the same 40 as a person's
channel. DNS rebinding.
"""

import json
import logging
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from itertools import product
from pathlib import Path

import pytest
from config.office import Alerts, Office
from dnslib import QTYPE, RR, A
from dnslib.server import BaseResolver, DNSHandler, DNSRecord, DNSServer
from monitor.alerts.send import deliver
from store.outbox import WaitingMessage
from store.outcomes import Outcome

from tests.crawler.conftest import crawled, office_of, unit_of, visits_of
from tests.hostile.bodies import WORDS, page
from tests.hostile.server import Behaviour, HostileServer, Question
from tests.hostile.spellings import NAMES, SPELLINGS, Decoy, decoy
from tests.reliability.promises import INNER_ADDRESSES, INNER_CHANNELS
from tests.reliability.rows import row
from tests.reliability.scales import scales

NOW = datetime(2026, 11, 23, tzinfo=UTC)
MESSAGE = WaitingMessage(
    1, "1@gongkai.invalid", "leader", "新问题1项", "张集镇“通知公告”未更新。", frozenset(), 0
)
READER = "crawler.documents.answers:read_answer"


@pytest.fixture
def trap() -> Iterator[Decoy]:
    with decoy() as found:
        yield found


def test_there_are_forty_and_the_decoy_counts() -> None:
    assert len(set(SPELLINGS) - set(NAMES)) >= 40
    with decoy() as found:
        for host in ("127.0.0.1", "127.99.0.1", "0.0.0.0"):
            socket.create_connection((host, found.port), 2).close()
        deadline = threading.Event()
        for _ in range(50):
            if found.visits == 3:
                break
            deadline.wait(0.05)
        assert found.visits == 3


def carrier(target: str, *, by_robots: bool = False) -> Behaviour:
    """A site whose every page leads to `target`: by link, redirect, robots.txt, meta refresh,
    canonical, attachment, sitemap.
    """

    async def behave(question: Question) -> None:
        if question.path == "/robots.txt" and not by_robots:
            await question.send(f"Sitemap: {target}sitemap.xml".encode())
        elif question.path in ("/robots.txt", "/go/", "/a.pdf"):
            await question.send(b"", "302 Found", Location=f"{target}robots.txt")
        elif question.path == "/meta/":
            await question.send(
                page("", "", f'<meta http-equiv="refresh" content="0;url={target}">')
            )
        else:
            links = "".join(
                f'<li><a href="{url}">栏目{n}</a></li>'
                for n, url in enumerate(("/go/", "/meta/", target, f"{target}x.pdf"))
            )
            head = f'<link rel="canonical" href="{target}"><link rel="alternate" href="{target}sitemap.xml"><base href="/">'
            body = f'<nav><ul>{links}</ul></nav><div class="main"><p>{WORDS}</p><a href="/a.pdf">附件.pdf</a><img src="{target}x.png"><iframe src="{target}"></iframe></div>'
            await question.send(page("首页", body, head))

    return behave


@scales(few=1, soak=1)
def test_W14_no_spelling_by_no_carrier_reaches_the_decoy(
    trap: Decoy, tmp_path: Path, size: int, is_soak: bool
) -> None:
    with row(INNER_ADDRESSES.fault, INNER_ADDRESSES.what, soak=is_soak) as counted:
        counted.points = size * no_carrier_reaches(trap, tmp_path)


def no_carrier_reaches(trap: Decoy, tmp_path: Path) -> int:
    """How many carriers and addresses were tried."""
    targets = [f"http://{spelling}:{trap.port}/" for spelling in SPELLINGS]
    hosts = {f"carrier{n}": carrier(target) for n, target in enumerate(targets)}
    hosts |= {f"robots{n}": carrier(target, by_robots=True) for n, target in enumerate(targets)}
    with HostileServer({f"{name}.example": host for name, host in hosts.items()}) as hostile_server:
        units = [unit_of(name, hostile_server.url(f"{name}.example")) for name in hosts]
        direct = {
            f"direct{n}": target for n, target in enumerate(targets) if _may_be_registered(target)
        }
        units += [unit_of(name, url) for name, url in direct.items()]
        office = office_of(
            hostile_server.dns | NAMES,
            public=[f"{hostile_server.net}.0.0/16"],
            timeout_s=3,
            workers=2,
        )
        crawled(tmp_path, office, units, reader=READER)
        assert all(
            hostile_server.asked[f"{name}.example"] >= (4 if name.startswith("carrier") else 2)
            for name in hosts
        ), "each was really looked at"
    assert trap.visits == 0
    assert len(direct) >= 35
    for name in direct:
        (stored,) = visits_of(tmp_path, name)[-1:]
        assert stored.visit.outcome in (
            Outcome.REFUSED_BY_OUR_POLICY,
            Outcome.INTRANET_ONLY,
            Outcome.DNS_NXDOMAIN,
            Outcome.NOT_JUDGED,
        )
    return len(hosts) + len(direct)


def _may_be_registered(url: str) -> bool:
    try:
        unit_of("x", url)
    except ValueError:
        return False
    return True


class FlipFlop(BaseResolver):
    """An address of the hostile server at first, then the decoy's, and so on."""

    def __init__(self, good: str) -> None:
        self.answers = [good, "127.99.0.1"]
        self.asked = 0

    def resolve(self, request: DNSRecord, handler: DNSHandler) -> DNSRecord:
        reply = request.reply()
        if request.q.qtype == QTYPE.A:
            reply.add_answer(
                RR(request.q.qname, QTYPE.A, rdata=A(self.answers[self.asked % 2]), ttl=0)
            )
            self.asked += 1
        return reply


SYSTEM_RESOLVER = '''
"""Stands in for the system's resolver: names under .flip are asked of the name server that the test runs."""
import os, socket
from dnslib import DNSRecord
_usual = socket.getaddrinfo
def getaddrinfo(host, port, *args, **kwargs):
    if isinstance(host, str) and host.endswith(".flip"):
        reply = DNSRecord.parse(DNSRecord.question(host).send("127.0.0.1", int(os.environ["LYING_DNS"]), timeout=3))
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (str(answer.rdata), port or 0)) for answer in reply.rr]
    return _usual(host, port, *args, **kwargs)
socket.getaddrinfo = getaddrinfo
'''


def test_W14_a_name_server_that_changes_its_mind_leads_nobody_to_the_decoy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def site(question: Question) -> None:
        links = "".join(f'<li><a href="/p{n}.html">第{n}页</a></li>' for n in range(30))
        await question.send(
            page("首页", f"<nav><ul>{links}</ul></nav><p>{WORDS}</p>"), Connection="close"
        )
        question.writer.close()

    (tmp_path / "sitecustomize.py").write_text(SYSTEM_RESOLVER)
    names = {f"h{n}.flip": site for n in range(6)}
    with HostileServer(names, extra=("127.99.0.1",)) as hostile_server:
        resolvers = FlipFlop(next(iter(hostile_server.dns.values())))
        server = DNSServer(resolvers, address="127.0.0.1", port=0)
        server.start_thread()
        monkeypatch.setenv("LYING_DNS", str(server.server.server_address[1]))
        monkeypatch.setenv("PYTHONPATH", str(tmp_path))
        # A resolver that remembers nothing asks before every connection: the attacker's best case.
        monkeypatch.setenv("PYTHONUNBUFFERED", "1")
        office = office_of({}, public=[f"{hostile_server.net}.0.0/16"], timeout_s=3)
        crawled(
            tmp_path,
            office,
            [unit_of(f"u{n}", hostile_server.url(f"h{n}.flip")) for n in range(6)],
            reader=READER,
        )
        server.stop()
        server.server.server_close()
        assert resolvers.asked >= 6
        assert hostile_server.connections["127.99.0.1"] == 0
        assert sum(hostile_server.asked.values()) > 0, "the honest answers were followed"


@scales(few=("json", "jsons"), soak=("json", "jsons"))
def test_C3_no_spelling_as_a_channel_reaches_the_decoy(
    trap: Decoy, size: tuple[str, ...], is_soak: bool
) -> None:
    office = Office(name="检查办", city="某市")
    with row(INNER_CHANNELS.fault, INNER_CHANNELS.what, soak=is_soak) as counted:
        for scheme, spelling in product(size, [one for one in SPELLINGS if one not in NAMES]):
            said = deliver(
                f"{scheme}://{spelling}:{trap.port}/hook?secret=s3cret", MESSAGE, NOW, office
            )
            counted.point("" if said and "s3cret" not in said else f"{scheme} {spelling}: {said}")
        assert trap.visits == 0


def test_C3_a_relay_may_stand_inside_and_never_at_an_address_that_is_nobodys(trap: Decoy) -> None:
    office = Office(name="检查办", city="某市")
    for host in ("169.254.169.254", "0.0.0.0", "224.0.0.1"):
        assert "not public" in deliver(
            f"mailto://{host}:{trap.port}?from=a@b.example&to=c@d.example&mode=insecure",
            MESSAGE,
            NOW,
            office,
        )
    assert trap.visits == 0


@pytest.fixture
def hook(trap: Decoy) -> Iterator[tuple[str, list[str]]]:
    """A service on an open address that sends us on to the decoy, or talks without end."""
    asked: list[str] = []

    class Hook(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked.append(self.path)
            if "away" in self.path:
                self.send_response(307)
                self.send_header("Location", f"http://127.99.0.1:{trap.port}/")
                self.end_headers()
                return
            self.send_response(200)
            self.end_headers()
            try:
                while True:
                    self.wfile.write(b"x" * 65536)
            except OSError:
                pass

        def log_message(self, *args: object) -> None:
            """Silent."""

    server = HTTPServer(("127.0.0.1", 0), Hook)
    threading.Thread(
        target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
    ).start()
    yield f"127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()


def test_C3_redirects_are_not_followed_and_an_endless_answer_ends(
    trap: Decoy, hook: tuple[str, list[str]]
) -> None:
    place, asked = hook
    office = Office(name="检查办", city="某市", alerts=Alerts(may_reach=["127.0.0.1/32"]))
    assert deliver(f"json://{place}/away?redirect=yes", MESSAGE, NOW, office)
    assert deliver(f"json://{place}/endless", MESSAGE, NOW, office)
    assert (len(asked), trap.visits) == (2, 0)


def test_C3_no_proxy_of_the_environment_is_asked(
    trap: Decoy, hook: tuple[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    place, asked = hook
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://127.99.0.1:{trap.port}")
    office = Office(name="检查办", city="某市", alerts=Alerts(may_reach=["127.0.0.0/8"]))
    deliver(f"json://{place}/away", MESSAGE, NOW, office)
    assert (len(asked), trap.visits) == (1, 0)


def test_C3_no_log_holds_a_channels_secret(
    hook: tuple[str, list[str]], caplog: pytest.LogCaptureFixture
) -> None:
    place, _ = hook
    with caplog.at_level(logging.INFO):
        deliver(
            f"json://user:hunter2@{place}/away?secret=s3cret",
            MESSAGE,
            NOW,
            Office(name="检查办", city="某市", alerts=Alerts(may_reach=["127.0.0.0/8"])),
        )
    assert "hunter2" not in caplog.text and "s3cret" not in caplog.text


def test_only_the_one_site_for_which_an_inner_range_is_open_may_lead_there(tmp_path: Path) -> None:
    """In a process of its own: the guard alone, asked as a worker asks it."""
    code = """
import asyncio, json
from config.office import NetworkSettings
from config.unit import Site, Unit
from crawler.transport.address_guard import AddressGuard, opened_for
unit = Unit(id="a", name="甲局", kind="department", sites=[Site(kind="own", url="http://inner.example/", inner_ranges=["10.1.2.0/24"])])
guard = AddressGuard(NetworkSettings(dns={"inner.example": "10.1.2.3", "other.example": "10.1.2.3", "www.inner.example": "10.9.9.9"}), opened=opened_for([unit]))
print(json.dumps([asyncio.run(guard.look_up(name)).may_connect for name in ("inner.example", "other.example", "www.inner.example")]))
"""
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert json.loads(done.stdout) == [True, False, False]
