"""The hosts of the hostile server: every W case of faults.md as a host of its own, with the outcomes that its
front page may get.

The behaviours that never end are ended by the visitor: each writes or waits for as long as the
connection holds.
"""

import asyncio
import gzip
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from urllib.parse import urlsplit

from store.outcomes import Outcome as O  # noqa: N817 - a table of them

from tests.hostile import bodies
from tests.hostile.bodies import WORDS, linked, page
from tests.hostile.server import Behaviour, Question

DECOY = "127.99.0.1"


@dataclass(frozen=True)
class Host:
    """`may_end`: the outcomes that its front page may get. `robots`: None = there is none (404)."""

    case: str
    behaves: Behaviour
    may_end: tuple[O, ...]
    robots: Behaviour | None = None
    is_endless: bool = False  # a trap of links: ends at the budget


def says(body: bytes | Callable[[], bytes], status: str = "200 OK", **headers: str) -> Behaviour:
    async def behave(question: Question) -> None:
        await question.send(body() if callable(body) else body, status, **headers)

    return behave


def raw(data: bytes) -> Behaviour:
    async def behave(question: Question) -> None:
        await question.raw(data)
        question.writer.close()

    return behave


def front(body: Callable[[], bytes]) -> Behaviour:
    """A front page that is too much; the pages behind it are plain."""

    async def behave(question: Question) -> None:
        await question.send(body() if question.path == "/" else HOME)

    return behave


def endless(links: Callable[[str], list[str]]) -> Behaviour:
    async def behave(question: Question) -> None:
        await question.send(linked("无尽", links(question.path)))

    return behave


def forever(head: bytes, part: bytes, pause_s: float = 0) -> Behaviour:
    async def behave(question: Question) -> None:
        await question.raw(head)
        while not question.writer.is_closing():
            await question.raw(part)
            await asyncio.sleep(pause_s)

    return behave


def sets_cookies(behaves: Behaviour) -> Behaviour:
    """The same, and a visitor's number to carry along and a password to give."""

    async def behave(question: Question) -> None:
        if question.path == "/":
            await question.send(
                linked("首页", ["/login/", "/next/"]),
                Set_Cookie="sid=1; Path=/",
                WWW_Authenticate="Basic realm=x",
            )
        else:
            await behaves(question)

    return behave


def to(location: str | Callable[[Question], str], status: str = "302 Found") -> Behaviour:
    async def behave(question: Question) -> None:
        await question.send(
            b"", status, Location=location if isinstance(location, str) else location(question)
        )

    return behave


def cut(data: bytes) -> Behaviour:
    """Sends `data`, then the connection is reset."""

    async def behave(question: Question) -> None:
        await question.raw(data)
        await asyncio.sleep(0.05)
        question.reset()

    return behave


async def silent(question: Question) -> None:
    await asyncio.sleep(3600)


async def flaps(question: Question) -> None:
    if question.number % 2:
        await question.send(b"<h1>502</h1>", "502 Bad Gateway")
    else:
        await question.send(page("首页", f"<p>{WORDS}</p>"))


def calendar(path: str) -> list[str]:
    month = int(path.rpartition("=")[2] or 0) if "=" in path else 0
    return [f"/calendar.php?month={month + n}" for n in range(1, 201)]


def facets(path: str) -> list[str]:
    query = urlsplit(path).query
    return [f"/list.do?{query}&f{n}={n}" for n in range(200)]


_fresh = count()


def sessions(path: str) -> list[str]:
    return [f"/page{n}.html?sid={next(_fresh):032x}" for n in range(200)]


def deeper(path: str) -> list[str]:
    return [f"{urlsplit(path).path.rstrip('/')}/d{n}/" for n in range(200)]


def repeats(path: str) -> list[str]:
    return [
        f"{urlsplit(path).path.rstrip('/')}/a/",
        *(f"/x{n}{urlsplit(path).path.rstrip('/')[:200]}/a/" for n in range(199)),
    ]


def fresh(path: str) -> list[str]:
    return [f"/n{next(_fresh)}.html" for _ in range(200)]


OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
POLICY = (O.REFUSED_BY_OUR_POLICY,)
DEAD = (O.TCP_TIMEOUT, O.NOT_JUDGED)  # not judged: where our own machine was too busy to tell
BROKEN = (O.TRUNCATED,)
STRANGE = (O.PARSE_ANOMALY,)
FINE = (O.OPEN,)
LOOP = (O.REDIRECT_LOOP,)
HOME = page("某局", f"<p>{WORDS}</p>")
READ = (O.OPEN, O.PARSE_ANOMALY)


def robots_away(question: Question) -> str:
    return f"http://{DECOY}:{question.origin.rpartition(':')[2]}/robots.txt"


HOSTS: dict[str, Host] = {
    "calendar": Host("W1", endless(calendar), FINE, is_endless=True),
    "facets": Host("W1", endless(facets), FINE, is_endless=True),
    "sessions": Host("W1", endless(sessions), FINE, is_endless=True),
    "deeper": Host("W1", endless(deeper), FINE, is_endless=True),
    "repeats": Host("W1", endless(repeats), FINE, is_endless=True),
    "fresh": Host("W1", endless(fresh), FINE, is_endless=True),
    "selfloop": Host("W2", to(lambda q: q.path), LOOP),
    "pingpong": Host("W2", to(lambda q: "/b" if q.path != "/b" else "/a"), LOOP),
    "chain": Host("W2", to(lambda q: q.path + "x"), LOOP),
    "metaloop": Host(
        "W2",
        lambda q: q.send(page("", "", f'<meta http-equiv="refresh" content="0;url={q.path}x">')),
        LOOP,
    ),
    "scriptloop": Host(
        "W2",
        lambda q: q.send(page("", f"<script>window.location.href='{q.path}x';</script>")),
        LOOP,
    ),
    "silent": Host("W3", silent, DEAD, robots=silent),
    "silent2": Host("W3", silent, DEAD),
    "slowhead": Host("W3", forever(b"HTTP/1.1 200 OK\r\n", b"X: a\r\n", 0.5), DEAD),
    "slowbody": Host(
        "W3",
        forever(OK + b"Content-Length: 99999\r\n\r\n", b"<p>", 0.3),
        (O.SLOW_OVER_15S, O.NOT_JUDGED),
    ),
    "resets": Host("W3", cut(b""), (O.TCP_RESET,)),
    "resetshead": Host("W3", cut(b"HTTP/1.1 200 OK\r\nContent-"), (O.TCP_RESET, O.TRUNCATED)),
    "resetsbody": Host("W3", cut(OK + b"Content-Length: 9999\r\n\r\n<html>"), BROKEN),
    "hangsup": Host("W3", raw(b""), (O.TCP_RESET,)),
    "endless": Host("W4", forever(OK + b"\r\n", b"x" * 65536), POLICY),
    "endlesschunks": Host(
        "W4",
        forever(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"8000\r\n" + b"x" * 0x8000 + b"\r\n"),
        POLICY,
    ),
    "liar": Host("W4", forever(OK + b"Content-Length: 2147483648\r\n\r\n", b"x" * 65536), POLICY),
    "liar2": Host("W4", raw(OK + b"Content-Length: 99999999999999999999\r\n\r\nx"), POLICY),
    "negative": Host(
        "W4", raw(OK + b"Content-Length: -5\r\n\r\nx"), (O.PARSE_ANOMALY, O.TRUNCATED)
    ),
    "twolengths": Host(
        "W4",
        raw(OK + b"Content-Length: 5\r\nContent-Length: 9\r\n\r\nhello"),
        (O.PARSE_ANOMALY, O.TRUNCATED),
    ),
    "gzipbomb": Host("W5", says(lambda: bodies.bomb("gzip"), Content_Encoding="gzip"), POLICY),
    "doublebomb": Host(
        "W5", says(lambda: bodies.bomb("gzip, gzip"), Content_Encoding="gzip, gzip"), POLICY
    ),
    "deflatebomb": Host(
        "W5", says(lambda: bodies.bomb("deflate"), Content_Encoding="deflate"), POLICY
    ),
    "rawbomb": Host(
        "W5", says(lambda: bodies.bomb("raw deflate"), Content_Encoding="deflate"), POLICY
    ),
    "brbomb": Host(
        "W5", says(lambda: bodies.bomb("br"), Content_Encoding="br"), (*POLICY, *STRANGE)
    ),
    "zstdbomb": Host(
        "W5", says(lambda: bodies.bomb("zstd"), Content_Encoding="zstd"), (*POLICY, *STRANGE)
    ),
    "nogzip": Host("W5", says(b"this is not gzip", Content_Encoding="gzip"), STRANGE),
    "halfgzip": Host(
        "W5",
        says(gzip.compress(HOME * 50)[:200], Content_Encoding="gzip"),
        (O.TRUNCATED, O.PARSE_ANOMALY),
    ),
    "manycoats": Host(
        "W5", says(HOME, Content_Encoding=", ".join(["gzip"] * 500)), (*STRANGE, *POLICY)
    ),
    "endlesshead": Host("W6", forever(OK, b"X-Filler: " + b"a" * 1000 + b"\r\n"), POLICY),
    "shortlines": Host("W6", forever(OK, b"a: b\r\n" * 1000), POLICY),
    "longline": Host("W6", forever(OK + b"X-Long: ", b"a" * 65536), POLICY),
    "continues": Host("W6", forever(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 100), POLICY),
    "folded": Host("W6", forever(OK + b"X: a\r\n", b" folded\r\n" * 500), POLICY),
    "short": Host("W7", raw(OK + b"Content-Length: 9999\r\n\r\n<html>half"), BROKEN),
    "badchunk": Host(
        "W7", raw(OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nzz\r\n"), BROKEN
    ),
    "halfchunk": Host("W7", raw(OK + b"Transfer-Encoding: chunked\r\n\r\n500\r\nhello"), BROKEN),
    "trailers": Host(
        "W7",
        forever(OK + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", b"T: x\r\n" * 500),
        (*BROKEN, *POLICY, *STRANGE),
    ),
    "garbage": Host("W7", raw(b"\x00\x01\x02 hello there\r\n\r\n"), STRANGE),
    "http09": Host("W7", raw(b"<html>\n<body>no head at all</body></html>\n"), STRANGE),
    "nostatus": Host("W7", raw(b"HTTP/1.1 abc what\r\n\r\n"), STRANGE),
    "strangecoding": Host(
        "W7", raw(OK + b"Transfer-Encoding: banana\r\n\r\nx"), (*STRANGE, *BROKEN)
    ),
    "empty": Host("W7", says(b""), (O.EMPTY_200,)),
    "mislabelled": Host(
        "W8",
        says(HOME.decode().encode("gb18030"), Content_Type="text/html; charset=iso-8859-1"),
        FINE,
    ),
    "cuttext": Host(
        "W8", says(HOME[: HOME.rindex("，".encode()) + 1] + b"</p>"), (*READ, O.MOJIBAKE)
    ),
    "cookies": Host("W16", sets_cookies(says(HOME, Set_Cookie="sid=2")), FINE),
    "robotssilent": Host("W17", says(HOME), FINE, robots=silent),
    "robots500": Host("W17", says(HOME), FINE, robots=says(b"", "500 Internal Server Error")),
    "robotshuge": Host(
        "W17", says(HOME), FINE, robots=says(lambda: b"User-agent: *\nDisallow: /x\n" * 300_000)
    ),
    "robotsaway": Host("W17", says(HOME), FINE, robots=to(robots_away)),
    "robotsno": Host(
        "W17",
        says(HOME),
        (O.ROBOTS_DENIED, O.NOT_JUDGED),
        robots=says(b"User-agent: *\nDisallow: /"),
    ),
    "robotsloop": Host("W17", says(HOME), FINE, robots=to("/robots.txt")),
    "robotsbomb": Host(
        "W17", says(HOME), FINE, robots=says(lambda: bodies.bomb("gzip"), Content_Encoding="gzip")
    ),
    "wall412": Host("W18", says(bodies.challenge(), "412 Precondition Failed"), (O.WAF_CHALLENGE,)),
    "wall521": Host(
        "W18",
        says(b"<script>document.cookie='__jsl_clearance=1'</script>", "521 Down"),
        (O.WAF_CHALLENGE,),
    ),
    "links": Host("W19", front(bodies.many_links), FINE, is_endless=True),
    "deep": Host("W19", says(bodies.deep), READ),
    "attributes": Host("W19", says(bodies.many_attributes), READ),
    "nuls": Host("W19", says(bodies.with_nuls), FINE),
    "oneline": Host("W19", says(bodies.one_line), READ),
    "later": Host(
        "W21", says(b"", "429 Too Many Requests", Retry_After="86400"), (O.RATE_LIMITED,)
    ),
    "earlier": Host("W21", says(b"", "429 Too Many Requests", Retry_After="-1"), (O.RATE_LIMITED,)),
    "never": Host(
        "W21", says(b"", "503 Service Unavailable", Retry_After="1000000000"), (O.HTTP_5XX,)
    ),
    "flaps": Host("W21", flaps, (O.OPEN, O.HTTP_5XX)),
    "toloopback": Host(
        "W14", to(lambda q: f"http://{DECOY}:{q.origin.rpartition(':')[2]}/"), (O.MOVED, *POLICY)
    ),
    "tometadata": Host("W14", to("http://169.254.169.254/latest/meta-data/"), (O.MOVED, *POLICY)),
    "tofile": Host("W15", to("file:///etc/passwd"), POLICY),
    "tojavascript": Host("W15", to("javascript:alert(1)"), POLICY),
    "todata": Host(
        "W15",
        says(
            linked(
                "x", ["data:text/html,x", "file:///etc/passwd", "ftp://h/x", "javascript:alert(1)"]
            )
        ),
        FINE,
    ),
}


def behaviour(host: Host) -> Behaviour:
    """The host with its robots.txt: 404 unless it has a trick there, too."""

    async def behave(question: Question) -> None:
        if question.path == "/robots.txt":
            await (host.robots(question) if host.robots else question.send(b"", "404 Not Found"))
        else:
            await host.behaves(question)

    return behave


async def is_healthy(question: Question) -> None:
    body = bodies.healthy(question.path)
    await (question.send(body) if body else question.send(b"gone", "404 Not Found"))
