"""The fixture sites: every way a site can behave, each on a loopback address of its own, with the
outcome it must get.
"""

import asyncio
import gzip
import zlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from ssl import SSLContext, TLSVersion

from cryptography.hazmat.primitives.asymmetric import rsa

from store.outcomes import Outcome
from tests.crawler.fixture_server import SILENT_S
from tests.fixture_sites import pages
from tests.fixture_sites.certificates import context, only
from tests.loop_thread import LoopThread

MB = 1 << 20


@dataclass
class Question:
    path: str
    origin: str
    writer: asyncio.StreamWriter

    async def send(self, body: bytes, status: str = "200 OK", **headers: str) -> None:
        said = {"Content-Type": "text/html", "Content-Length": str(len(body))} | {
            k.replace("_", "-"): v for k, v in headers.items()
        }
        await self.raw(
            f"HTTP/1.1 {status}\r\n".encode()
            + "".join(f"{k}: {v}\r\n" for k, v in said.items()).encode()
            + b"\r\n"
            + body
        )

    async def raw(self, data: bytes) -> None:
        self.writer.write(data)
        await self.writer.drain()


Behaviour = Callable[[Question], Awaitable[None]]


@dataclass(frozen=True)
class FixtureSite:
    """A site. `leads_to` is what its name resolves to ("" = an address on which it listens)."""

    outcome: Outcome
    behaves: Behaviour | None = None
    tls: Callable[[Path, str], SSLContext] | None = None
    scheme: str = ""
    leads_to: str = ""
    robots: bytes = b""
    greets: bytes | None = None  # sent as soon as somebody connects; nothing is read

    @property
    def is_https(self) -> bool:
        return self.scheme == "https" or self.tls is not None


def says(body: bytes, status: str = "200 OK", **headers: str) -> Behaviour:
    async def behave(question: Question) -> None:
        await question.send(body, status, **headers)

    return behave


def says_raw(data: bytes) -> Behaviour:
    async def behave(question: Question) -> None:
        await question.raw(data)
        question.writer.close()

    return behave


async def silent(question: Question) -> None:
    await asyncio.sleep(SILENT_S)


async def trickles_head(question: Question) -> None:
    await question.raw(b"HTTP/1.1 200 OK\r\n")
    for number in range(SILENT_S * 10):
        await question.raw(f"X-{number}: a\r\n".encode())
        await asyncio.sleep(0.1)


async def trickles_body(question: Question) -> None:
    await question.raw(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n"
    )
    for _ in range(SILENT_S * 10):
        await question.raw(b"<p>")
        await asyncio.sleep(0.1)


async def resets(question: Question) -> None:
    question.writer.transport.abort()


async def hangs_up(question: Question) -> None:
    question.writer.close()


async def turns_in_circles(question: Question) -> None:
    await question.send(b"", "302 Found", Location=question.path + "x")


async def jumps(question: Question) -> None:
    await question.send(pages.JUMP if question.path == "/" else pages.HEALTHY)


async def moves_within(question: Question) -> None:
    if question.path == "/":
        await question.send(b"", "302 Found", Location=f"{question.origin}/index.html")
    else:
        await question.send(pages.HEALTHY)


def good(folder: Path, host: str) -> SSLContext:
    return context(folder, host)


OPENS = says(pages.HEALTHY)
ALERT = b"\x15\x03\x00\x00\x02\x02\x28"  # SSLv3: handshake failure

FIXTURE_SITES: dict[str, FixtureSite] = {
    "ok": FixtureSite(Outcome.OPEN, OPENS),
    "gzipped": FixtureSite(
        Outcome.OPEN, says(gzip.compress(pages.HEALTHY), Content_Encoding="gzip")
    ),
    "plain": FixtureSite(Outcome.OPEN, says(pages.HEALTHY, Content_Encoding="gzip")),
    "packed": FixtureSite(
        Outcome.OPEN, says(gzip.compress(pages.HEALTHY), Content_Encoding="deflate")
    ),
    "once": FixtureSite(
        Outcome.OPEN, says(gzip.compress(pages.HEALTHY), Content_Encoding="gzip, gzip")
    ),
    "nocoding": FixtureSite(Outcome.OPEN, says(pages.HEALTHY, Content_Encoding="utf-8")),
    "nochecksum": FixtureSite(
        Outcome.OPEN, says(gzip.compress(pages.HEALTHY)[:-8], Content_Encoding="gzip")
    ),
    "gbk": FixtureSite(
        Outcome.OPEN, says(pages.HEALTHY.decode().replace("utf-8", "gb2312").encode("gb18030"))
    ),
    "jumps": FixtureSite(Outcome.OPEN, jumps),
    "within": FixtureSite(Outcome.OPEN, moves_within),
    # names
    "nxdomain": FixtureSite(Outcome.DNS_NXDOMAIN, leads_to="nxdomain"),
    "servfail": FixtureSite(Outcome.NOT_JUDGED, leads_to="servfail"),
    "slowdns": FixtureSite(Outcome.NOT_JUDGED, leads_to="timeout"),
    "inner": FixtureSite(Outcome.INTRANET_ONLY, leads_to="10.1.2.3"),
    "metadata": FixtureSite(Outcome.REFUSED_BY_OUR_POLICY, leads_to="169.254.169.254"),
    # connections
    "refused": FixtureSite(Outcome.TCP_REFUSED, leads_to="127.9.9.9"),
    "resets": FixtureSite(Outcome.TCP_RESET, resets),
    "hangsup": FixtureSite(Outcome.TCP_RESET, hangs_up),
    "silent": FixtureSite(Outcome.TCP_TIMEOUT, silent),
    "slowhead": FixtureSite(Outcome.TCP_TIMEOUT, trickles_head),
    "slowbody": FixtureSite(Outcome.SLOW_OVER_15S, trickles_body),
    # answers that are none
    "truncated": FixtureSite(
        Outcome.TRUNCATED,
        says_raw(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9999\r\n\r\n<html>half"
        ),
    ),
    "badchunk": FixtureSite(
        Outcome.TRUNCATED,
        says_raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nzz\r\n"),
    ),
    "badlength": FixtureSite(
        Outcome.PARSE_ANOMALY,
        says_raw(b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n" + pages.HEALTHY),
    ),
    "notmodified": FixtureSite(Outcome.PARSE_ANOMALY, says(b"", "304 Not Modified")),
    "garbage": FixtureSite(Outcome.PARSE_ANOMALY, says_raw(b"\x00\x01\x02 hello there\r\n\r\n")),
    "http09": FixtureSite(
        Outcome.PARSE_ANOMALY, says_raw(b"<html>\n<body>no head at all</body></html>\n")
    ),
    "http09short": FixtureSite(
        Outcome.PARSE_ANOMALY, says_raw(b"<html><body>HTTP/0.9</body></html>")
    ),
    "http09long": FixtureSite(Outcome.PARSE_ANOMALY, says_raw(pages.HEALTHY)),
    "cutgzip": FixtureSite(
        Outcome.TRUNCATED, says(gzip.compress(pages.HEALTHY)[:-200], Content_Encoding="gzip")
    ),
    "cutdeflate": FixtureSite(
        Outcome.TRUNCATED, says(zlib.compress(pages.HEALTHY)[:-200], Content_Encoding="deflate")
    ),
    "manyheaders": FixtureSite(
        Outcome.OPEN, says(pages.HEALTHY, **{f"X-{n}": "a" for n in range(150)})
    ),
    "toomanyheaders": FixtureSite(
        Outcome.REFUSED_BY_OUR_POLICY, says(pages.HEALTHY, **{f"X-{n}": "a" for n in range(250)})
    ),
    "hugeheaders": FixtureSite(
        Outcome.REFUSED_BY_OUR_POLICY,
        says(pages.HEALTHY, **{f"X-{n}": "a" * 4000 for n in range(20)}),
    ),
    "longheader": FixtureSite(
        Outcome.REFUSED_BY_OUR_POLICY, says(pages.HEALTHY, X_Long="a" * 70_000)
    ),
    "badgzip": FixtureSite(
        Outcome.PARSE_ANOMALY, says(b"this is not gzip", Content_Encoding="gzip")
    ),
    "oversize": FixtureSite(Outcome.REFUSED_BY_OUR_POLICY, says(b"x" * (8 * MB + 1))),
    "bomb": FixtureSite(
        Outcome.REFUSED_BY_OUR_POLICY,
        says(gzip.compress(b"0" * (32 * MB)), Content_Encoding="gzip"),
    ),
    # statuses
    "500": FixtureSite(Outcome.HTTP_5XX, says(pages.ERROR, "500 Internal Server Error")),
    "502": FixtureSite(Outcome.HTTP_5XX, says(b"<h1>502 Bad Gateway</h1>", "502 Bad Gateway")),
    "503": FixtureSite(Outcome.HTTP_5XX, says(b"<h1>503</h1>", "503 Service Unavailable")),
    "404": FixtureSite(Outcome.HTTP_404_410, says(b"<h1>404 Not Found</h1>", "404 Not Found")),
    "410": FixtureSite(Outcome.HTTP_404_410, says(b"<h1>410 Gone</h1>", "410 Gone")),
    "400": FixtureSite(Outcome.HTTP_4XX, says(b"<h1>400 Bad Request</h1>", "400 Bad Request")),
    "401": FixtureSite(Outcome.HTTP_401_403, says(b"<h1>401</h1>", "401 Unauthorized")),
    "403": FixtureSite(Outcome.HTTP_401_403, says(pages.DENIED, "403 Forbidden")),
    "429": FixtureSite(Outcome.RATE_LIMITED, says(b"<h1>Too many</h1>", "429 Too Many Requests")),
    # pages in the page's place
    "empty": FixtureSite(Outcome.EMPTY_200, says(b"")),
    "maintenance": FixtureSite(Outcome.MAINTENANCE, says(pages.MAINTENANCE)),
    "maintenance503": FixtureSite(
        Outcome.MAINTENANCE, says(pages.MAINTENANCE, "503 Service Unavailable")
    ),
    "parked": FixtureSite(Outcome.PARKED, says(pages.PARKED)),
    "hijacked": FixtureSite(Outcome.HIJACKED, says(pages.HIJACKED)),
    "stub": FixtureSite(Outcome.STUB, says(pages.STUB)),
    "soft404": FixtureSite(Outcome.SOFT_404, says(pages.NOT_FOUND)),
    "shell": FixtureSite(Outcome.NEEDS_BROWSER, says(pages.SHELL)),
    "garbled": FixtureSite(Outcome.MOJIBAKE, says(pages.GARBLED)),
    "loginpage": FixtureSite(Outcome.LOGIN_REQUIRED, says(pages.LOGIN)),
    # walls
    "412": FixtureSite(Outcome.WAF_CHALLENGE, says(pages.ROTATING, "412 Precondition Failed")),
    "521": FixtureSite(Outcome.WAF_CHALLENGE, says(pages.COOKIE_SCRIPT, "521 Web Server Is Down")),
    "468": FixtureSite(
        Outcome.WAF_CHALLENGE, says(b"<html><body>safeline</body></html>", "468 Unknown")
    ),
    "202": FixtureSite(Outcome.WAF_CHALLENGE, says(pages.ROTATING, "202 Accepted")),
    "challenge200": FixtureSite(Outcome.WAF_CHALLENGE, says(pages.CHALLENGE)),
    "403inside200": FixtureSite(Outcome.HTTP_401_403, says(pages.DENIED)),
    "cloudwall404": FixtureSite(Outcome.WAF_CHALLENGE, says(pages.CLOUD_WALL, "404 Not Found")),
    "491": FixtureSite(
        Outcome.WAF_CHALLENGE, says(b"<html></html>", "491 Blocked", WZWS_RAY="1-2-3")
    ),
    "566": FixtureSite(Outcome.WAF_CHALLENGE, says(b"<html></html>", "566 Unknown")),
    "999": FixtureSite(Outcome.WAF_CHALLENGE, says(b"<html></html>", "999 Denied")),
    "turnedaway200": FixtureSite(Outcome.WAF_CHALLENGE, says(pages.TURNED_AWAY)),
    "toooften200": FixtureSite(Outcome.RATE_LIMITED, says(pages.TOO_OFTEN)),
    "robots": FixtureSite(Outcome.ROBOTS_DENIED, OPENS, robots=b"User-agent: *\nDisallow: /"),
    "marked": FixtureSite(
        Outcome.ROBOTS_DENIED, OPENS, robots="\ufeffUser-agent: *\nDisallow: /".encode()
    ),
    "wide": FixtureSite(
        Outcome.ROBOTS_DENIED, OPENS, robots="User-agent: *\nDisallow: /".encode("utf-16")
    ),
    # redirects
    "tojavascript": FixtureSite(
        Outcome.REFUSED_BY_OUR_POLICY, says(b"", "302 Found", Location="javascript:alert(1)")
    ),
    "circles": FixtureSite(Outcome.REDIRECT_LOOP, turns_in_circles),
    "moved": FixtureSite(
        Outcome.MOVED, says(b"", "301 Moved Permanently", Location="http://other.example/")
    ),
    "tocookie": FixtureSite(
        Outcome.WAF_CHALLENGE, says(b"", "302 Found", Location="/", Set_Cookie="C3VK=1a2b; path=/")
    ),
    "towall": FixtureSite(
        Outcome.WAF_CHALLENGE, says(b"", "302 Found", Location="http://waf.example/verify?from=/")
    ),
    "tologin": FixtureSite(
        Outcome.LOGIN_REQUIRED, says(b"", "302 Found", Location="/sso/login?to=/")
    ),
    "tofile": FixtureSite(
        Outcome.REFUSED_BY_OUR_POLICY, says(b"", "302 Found", Location="file:///etc/passwd")
    ),
    # https
    "https": FixtureSite(Outcome.OPEN, OPENS, good),
    "expired": FixtureSite(
        Outcome.TLS_EXPIRED, OPENS, lambda folder, host: context(folder, host, days=-2)
    ),
    "selfsigned": FixtureSite(
        Outcome.TLS_SELF_SIGNED, OPENS, lambda folder, host: context(folder, host, own=True)
    ),
    "wronghost": FixtureSite(
        Outcome.TLS_WRONG_HOST, OPENS, lambda folder, _: context(folder, "elsewhere.example")
    ),
    "tls10": FixtureSite(
        Outcome.TLS_LEGACY,
        OPENS,
        lambda folder, host: only(context(folder, host), TLSVersion.TLSv1),
    ),
    "tls11": FixtureSite(
        Outcome.TLS_LEGACY,
        OPENS,
        lambda folder, host: only(context(folder, host), TLSVersion.TLSv1_1),
    ),
    "tls12": FixtureSite(
        Outcome.OPEN, OPENS, lambda folder, host: only(context(folder, host), TLSVersion.TLSv1_2)
    ),
    "rsa1024": FixtureSite(
        Outcome.TLS_LEGACY,
        OPENS,
        lambda folder, host: context(folder, host, key=rsa.generate_private_key(65537, 1024)),
    ),
    "httpsfive": FixtureSite(
        Outcome.HTTP_5XX, says(pages.ERROR, "500 Internal Server Error"), good
    ),
    "plainhttp": FixtureSite(
        Outcome.NOT_JUDGED, scheme="https", greets=b"HTTP/1.1 400 Bad Request\r\n\r\n"
    ),
    "sslv3": FixtureSite(Outcome.NOT_JUDGED, scheme="https", greets=ALERT),
    "tlshangup": FixtureSite(Outcome.TCP_RESET, scheme="https", greets=b""),
}


@dataclass
class FixtureSites:
    """All of them, awake, on 127.5.0.1, .2, … and one port."""

    folder: Path
    port: int = 0
    dns: dict[str, str] = field(default_factory=dict)

    def open(self) -> None:
        self._thread = LoopThread(self._wake())

    def close(self) -> None:
        self._thread.stop()

    def url(self, name: str) -> str:
        return f"{'https' if FIXTURE_SITES[name].is_https else 'http'}://{host(name)}:{self.port}/"

    async def _wake(self) -> list[asyncio.Server]:
        servers = []
        for number, (name, fixture_site) in enumerate(FIXTURE_SITES.items(), 1):
            self.dns[host(name)] = fixture_site.leads_to or f"127.5.0.{number}"
            if not fixture_site.leads_to:
                tls = fixture_site.tls(self.folder, host(name)) if fixture_site.tls else None
                server = await asyncio.start_server(
                    self._keeper(name, fixture_site), f"127.5.0.{number}", self.port, ssl=tls
                )
                servers.append(server)
                self.port = self.port or server.sockets[0].getsockname()[1]
        return servers

    def _keeper(
        self, name: str, fixture_site: FixtureSite
    ) -> Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]:
        async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            try:
                if fixture_site.greets is not None:
                    await reader.read(1 << 14)
                    writer.write(fixture_site.greets)
                    await writer.drain()
                    return
                while not writer.is_closing():
                    path = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split(" ")[1]
                    question = Question(path, self.url(name).rstrip("/"), writer)
                    if path == "/robots.txt":
                        await question.send(
                            fixture_site.robots,
                            "200 OK" if fixture_site.robots else "404 Not Found",
                        )
                    elif fixture_site.behaves is not None:
                        await fixture_site.behaves(question)
            except (asyncio.IncompleteReadError, ConnectionError):
                pass
            finally:
                writer.close()

        return serve


def host(name: str) -> str:
    return f"{name}.example"
