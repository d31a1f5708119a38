"""Strangers that send the visitor on, and robots.txt that keep it."""

from __future__ import annotations

import os

from .server import TRAP, Talk, page
from .table import BROKEN, OPEN, REFUSED, stranger

LOST = BROKEN | {"redirect_loop"}
"""Sent somewhere that is no place: nobody is accused."""
ALLOWED = OPEN | {"robots_denied"}
"""Rules that cannot be had: either reading of RFC 9309 is true, silence is not."""
SPELLINGS = (
    f"http://{TRAP}:{{port}}/",
    "http://2135048770:{port}/",
    "http://0x7f424242:{port}/",
    "http://0177.0102.0102.0102:{port}/",
    "http://127.4342338:{port}/",
    "http://[::ffff:127.66.66.66]:{port}/",
    "http://[::ffff:7f42:4242]:{port}/",
    "http://①②⑦.66.66.66:{port}/",
    "http://127。66。66。66:{port}/",
    "http://user:pass@127.66.66.66:{port}/",
    "http://example.gov.cn\\@127.66.66.66:{port}/",
    "//127.66.66.66:{port}/",
    "\\\\127.66.66.66:{port}\\",
    "http:127.66.66.66:{port}/",
    "hTtP:/\t/127.66.66.66:{port}/",
    "http://127.66.66.66.:{port}/",
    "http://%31%32%37.66.66.66:{port}/",
)


async def _to(talk: Talk, target: str, status: str = "302 Found", *lines: str) -> None:
    await talk.answer(b"moved", f"Location: {target}", *lines, status=status)


@stranger(OPEN)
async def ways_into_the_house(talk: Talk) -> None:
    """A good page whose links are 17 spellings of a private address, bare and by redirect."""
    trap = talk.log.port
    number = talk.path.removeprefix("/go/")
    if number.isdecimal():
        spelt = SPELLINGS[int(number)].format(port=trap)
        await _to(talk, spelt.encode().decode("latin-1"))
        return
    bare = "".join(f'<li><a href="{s.format(port=trap)}">通知</a></li>' for s in SPELLINGS)
    sent = "".join(f'<li><a href="/go/{n}">通知{n}</a></li>' for n in range(len(SPELLINGS)))
    await talk.answer(page(f"<ul>{bare}{sent}</ul>"))


@stranger(REFUSED | {"not_judged"})
async def home_in_the_house(talk: Talk) -> None:
    """The home page itself leads to the private address."""
    await _to(talk, f"http://{TRAP}:{talk.log.port}/admin")


@stranger(LOST)
async def way_to_a_file(talk: Talk) -> None:
    """Location: file:///etc/passwd."""
    await _to(talk, "file:///etc/passwd")


@stranger(LOST)
async def way_to_data(talk: Talk) -> None:
    """Location: data:text/html with a page inside."""
    await _to(talk, "data:text/html,<title>inside</title>")


@stranger(LOST)
async def way_to_a_broken_bracket(talk: Talk) -> None:
    """Location: http://[::1, which is no address at all."""
    await _to(talk, "http://[::1")


@stranger(LOST)
async def way_to_port_99999999(talk: Talk) -> None:
    """Location with a port that cannot be."""
    await _to(talk, "http://www.example.gov.cn:99999999/")


@stranger(LOST | OPEN)
async def way_to_nowhere(talk: Talk) -> None:
    """302 with a good page and no Location."""
    await talk.answer(page(), status="302 Found")


@stranger(frozenset({"redirect_loop", "waf_challenge"}), questions=8)
async def loop_until_a_cookie(talk: Talk) -> None:
    """302 to itself until a cookie comes back."""
    await _to(talk, "/", "302 Found", "Set-Cookie: seen=1; Path=/")


@stranger(LOST, questions=8)
async def address_that_doubles(talk: Talk) -> None:
    """Every redirect doubles the path, up to what a header holds."""
    await _to(talk, (talk.path.rstrip("/") or "/a") + "/" + talk.path.strip("/") + "b")


@stranger(LOST)
async def address_of_50_kilobytes(talk: Talk) -> None:
    """A Location of 50,000 characters, below any cap of headers; every answer alike."""
    await _to(talk, "/" + "a" * 50000)


@stranger(OPEN | {"redirect_loop", "stub", "parse_anomaly"}, questions=8)
async def refresh_for_ever(talk: Talk) -> None:
    """A page of one line that refreshes to the next, by header and by meta, for ever."""
    n = int(talk.path.strip("/r") or 0) + 1
    body = f'<html><head><meta http-equiv="refresh" content="0;url=/r{n}"></head>跳转</html>'
    await talk.answer(body.encode(), f"Refresh: 0; url=/r{n}")


@stranger(ALLOWED, robots=True)
async def robots_of_one_line(talk: Talk) -> None:
    """robots.txt is one line without an end, at full speed."""
    if talk.path == "/robots.txt":
        await talk.endless(b"HTTP/1.1 200 OK\r\n\r\nDisallow: /x", b"x" * 65536)
    await talk.answer(page())


@stranger(ALLOWED, robots=True, waits=True)
async def robots_that_drips(talk: Talk) -> None:
    """robots.txt comes a byte every 0.3 s."""
    if talk.path == "/robots.txt":
        await talk.say(b"HTTP/1.1 200 OK\r\n\r\n")
        await talk.drip(b"User-agent: *\nAllow: /\n" * 100)
    await talk.answer(page())


@stranger(ALLOWED, robots=True, questions=60)
async def robots_in_a_circle(talk: Talk) -> None:
    """robots.txt redirects to itself with a longer question each time."""
    if "robots.txt" in talk.path:
        await _to(talk, talk.path + ("&" if "?" in talk.path else "?") + "again=1")
    await talk.answer(page())


@stranger(ALLOWED, robots=True)
async def robots_in_the_house(talk: Talk) -> None:
    """robots.txt redirects to the private address."""
    if talk.path == "/robots.txt":
        await _to(talk, f"http://{TRAP}:{talk.log.port}/robots.txt", "301 Moved")
    await talk.answer(page())


@stranger(ALLOWED, robots=True)
async def robots_of_noise(talk: Talk) -> None:
    """robots.txt of 200 kB of random bytes with NULs."""
    if talk.path == "/robots.txt":
        await talk.answer(os.urandom(200_000), "Content-Type: text/plain")
    await talk.answer(page())


@stranger(ALLOWED, robots=True)
async def robots_that_wait_for_ever(talk: Talk) -> None:
    """Crawl-delay: nan, inf, 1e400, -1, 99999999999 and the digits of another script."""
    rules = "User-agent: *\n" + "".join(
        f"Crawl-delay: {x}\n" for x in ("nan", "inf", "1e400", "-1", "99999999999", "٩٩٩")
    )
    if talk.path == "/robots.txt":
        await talk.answer(rules.encode(), "Content-Type: text/plain")
    await talk.answer(page())


@stranger(ALLOWED, robots=True)
async def robots_of_stars(talk: Talk) -> None:
    """Rules of thirty stars each, and addresses on which such rules go back and forth."""
    rules = "User-agent: *\n" + ("Disallow: /" + "*a" * 30 + "*b$\n") * 300
    if talk.path == "/robots.txt":
        await talk.answer(rules.encode(), "Content-Type: text/plain")
    links = "".join(f'<li><a href="/{"a" * (900 + n)}">通知{n}</a></li>' for n in range(30))
    await talk.answer(page(links))


@stranger(ALLOWED, robots=True)
async def robots_of_40000_rules(talk: Talk) -> None:
    """Just under 512 KiB of different rules, and a page of 300 links to try them on."""
    rules = "User-agent: *\n" + "".join(f"Disallow: /p{n}*\n" for n in range(26000))
    if talk.path == "/robots.txt":
        await talk.answer(rules.encode(), "Content-Type: text/plain")
    links = "".join(f'<li><a href="/q/{n}.html">通知{n}</a></li>' for n in range(300))
    await talk.answer(page(f"<ul>{links}</ul>"))


@stranger(ALLOWED, robots=True)
async def robots_with_a_bomb(talk: Talk) -> None:
    """robots.txt as a gzip of 1 GiB, declared as such."""
    from .encodings import _block, _zeros

    if talk.path == "/robots.txt":
        await talk.answer(_zeros(8) + _block() * 1000, "Content-Encoding: gzip")
    await talk.answer(page())
