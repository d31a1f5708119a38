"""Strangers of HTTP's frame: lengths, chunks, status lines and headers that contradict."""

from __future__ import annotations

import asyncio

from .server import Talk, page
from .table import BROKEN, CUT, ODD, OPEN, REFUSED, SLOW, stranger

UNREADABLE = BROKEN | CUT
"""No browser shows it: what came is kept or refused, or the visit counts as cut off."""
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


@stranger(UNREADABLE)
async def two_lengths(talk: Talk) -> None:
    """Content-Length twice, 10 and 5,000."""
    await talk.say(HEAD + b"Content-Length: 10\r\nContent-Length: 5000\r\n\r\n", page())


@stranger(OPEN | BROKEN)
async def length_and_chunks(talk: Talk) -> None:
    """Content-Length: 3 beside a chunked page; RFC 9112 section 6.3 lets the chunks win."""
    good = page()
    await talk.say(HEAD + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n")
    await talk.say(b"%x\r\n%b\r\n0\r\n\r\n" % (len(good), good))


@stranger(UNREADABLE | OPEN)
async def negative_length(talk: Talk) -> None:
    """Content-Length: -1, the page to the end of the connection."""
    await talk.say(HEAD + b"Content-Length: -1\r\n\r\n", page())


@stranger(UNREADABLE)
async def length_in_python(talk: Talk) -> None:
    """Content-Length: 1_0, a number to Python alone: ten bytes are not the page."""
    await talk.say(HEAD + b"Content-Length: 1_0\r\n\r\n", page())


@stranger(UNREADABLE | SLOW)
async def chunk_of_exabytes(talk: Talk) -> None:
    """A chunk of 2^72 bytes is announced, a page sent, then closed."""
    await talk.say(HEAD + b"Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFFF\r\n", page())


@stranger(UNREADABLE | SLOW)
async def chunk_line_without_end(talk: Talk) -> None:
    """The extension of the first chunk never ends: full speed, for ever."""
    await talk.endless(HEAD + b"Transfer-Encoding: chunked\r\n\r\n5;a=", b"x" * 65536)


@stranger(ODD, front=True)
async def chunks_of_one_byte(talk: Talk) -> None:
    """A page of 30 kB in chunks of one byte each."""
    body = page("<p>一个字节</p>" * 1500)
    await talk.say(HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
    chunks = b"".join(b"1\r\n%c\r\n" % byte for byte in body)
    await talk.say(chunks + b"0\r\n\r\n")


@stranger(ODD | UNREADABLE | SLOW, waits=True)
async def trailers_without_end(talk: Talk) -> None:
    """A good chunked page, then trailers for ever."""
    good = page()
    head = b"Transfer-Encoding: chunked\r\n\r\n%x\r\n%b\r\n0\r\n" % (len(good), good)
    await talk.endless(HEAD + head, b"X-Trailer: more and more\r\n" * 1000)


@stranger(ODD | UNREADABLE)
async def http_of_1991(talk: Talk) -> None:
    """HTTP/0.9: a page and no headers."""
    await talk.say(page())


@stranger(UNREADABLE | {"http_5xx"})
async def status_999(talk: Talk) -> None:
    """Status 999 over a rich page; RFC 9110 section 15 reads an invalid code as 5xx."""
    await talk.answer(page("<p>镇政府组织干部下村入户，走访困难群众。</p>" * 40), status="999 What")


@stranger(UNREADABLE | {"http_5xx"})
async def status_minus_200(talk: Talk) -> None:
    """Status -200."""
    await talk.answer(page(), status="-200 OK")


@stranger(UNREADABLE | {"http_5xx"})
async def status_in_words(talk: Talk) -> None:
    """HTTP/1.1 OK FINE."""
    await talk.answer(page(), status="OK FINE")


@stranger(UNREADABLE | SLOW)
async def continue_for_ever(talk: Talk) -> None:
    """100 Continue, at full speed, for ever."""
    await talk.endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 2000)


@stranger(OPEN | BROKEN)
async def early_hints(talk: Talk) -> None:
    """Three times 103 with links, then the page."""
    await talk.say(b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n" * 3)
    await talk.answer(page())


@stranger(UNREADABLE | SLOW)
async def switching_protocols(talk: Talk) -> None:
    """101 to a protocol nobody asked for, then binary frames."""
    await talk.say(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n", b"\0\x01\x02" * 99)
    await asyncio.sleep(0.5)


@stranger(BROKEN | {"empty_200", "stub"})
async def nothing_with_204(talk: Talk) -> None:
    """204 No Content with a body that must not be there."""
    await talk.answer(page(), status="204 No Content")


@stranger(BROKEN)
async def piece_nobody_asked_for(talk: Talk) -> None:
    """206 with the first 700 bytes of 5,000, unasked."""
    await talk.answer(page()[:700], "Content-Range: bytes 0-699/5000", status="206 Partial Content")


@stranger(BROKEN)
async def unchanged_since_never(talk: Talk) -> None:
    """304 Not Modified to a question without a condition."""
    await talk.say(b'HTTP/1.1 304 Not Modified\r\nETag: "never"\r\nConnection: close\r\n\r\n')


@stranger(REFUSED)
async def header_of_a_megabyte(talk: Talk) -> None:
    """One header line of 1 MB before a good page."""
    await talk.answer(page(), "X-Long: " + "x" * (1 << 20))


@stranger(REFUSED)
async def thousand_cookies(talk: Talk) -> None:
    """1,000 Set-Cookie lines before a good page."""
    await talk.answer(page(), *(f"Set-Cookie: c{n}={'v' * 40}; Path=/" for n in range(1000)))


@stranger(OPEN)
async def cookies_and_challenges(talk: Talk) -> None:
    """50 cookies, WWW-Authenticate, Alt-Svc, Link, Clear-Site-Data over a good page."""
    cookies = (f"Set-Cookie: c{n}=v; Domain=.gov.cn" for n in range(50))
    await talk.answer(
        page(),
        *cookies,
        'WWW-Authenticate: Basic realm="x"',
        'Alt-Svc: h3="127.0.0.1:1"; ma=99999999',
        "Link: <http://127.0.0.1:1/>; rel=preload",
        'Clear-Site-Data: "*"',
    )


@stranger(ODD | UNREADABLE)
async def headers_of_garbage(talk: Talk) -> None:
    """Header lines without colon, without name, folded, with NUL, ESC and lone CR."""
    good = page()
    await talk.say(HEAD + b"no colon here\r\n: no name\r\n folded\r\nX-\0Nul: \x1b[31m\r")
    await talk.say(b"X-Lone: a\rb\r\nContent-Length: %d\r\n\r\n" % len(good), good)


@stranger(OPEN | BROKEN)
async def lines_of_lf(talk: Talk) -> None:
    """Every header line ends in LF alone; RFC 9112 section 2.2 allows to read it."""
    good = page()
    await talk.say(b"HTTP/1.1 200 OK\nContent-Type: text/html\nContent-Length: %d\n\n" % len(good))
    await talk.say(good)


@stranger(OPEN | UNREADABLE)
async def blank_lines_first(talk: Talk) -> None:
    """Two blank lines before the status line."""
    await talk.say(b"\r\n\r\n")
    await talk.answer(page())


@stranger(UNREADABLE | SLOW)
async def frames_of_http2(talk: Talk) -> None:
    """HTTP/2 SETTINGS and GOAWAY to a question in HTTP/1.1."""
    await talk.say(b"\0\0\x06\x04\0\0\0\0\0\0\x03\0\0\0\x64", b"\0\0\x08\x07\0\0\0\0\0" + b"\0" * 8)


@stranger(UNREADABLE)
async def radio_for_a_page(talk: Talk) -> None:
    """ICY 200 OK, as a radio station answers."""
    await talk.say(b"ICY 200 OK\r\nicy-name: radio\r\n\r\n", page())


@stranger(frozenset({"rate_limited"}))
async def retry_after_never(talk: Talk) -> None:
    """429 with Retry-After: 1e400 (infinity to Python)."""
    await talk.answer(b"slow down", "Retry-After: 1e400", status="429 Too Many Requests")


@stranger(frozenset({"http_4xx", "http_401_403", "not_judged", "waf_challenge"}))
async def proxy_that_is_none(talk: Talk) -> None:
    """407 from the origin, with a challenge for credentials."""
    await talk.answer(
        b"who are you", 'Proxy-Authenticate: Basic realm="x"', status="407 Proxy Authentication"
    )


@stranger(frozenset({"http_401_403", "login_required"}))
async def challenges_without_end(talk: Talk) -> None:
    """401 with forty kinds of WWW-Authenticate."""
    kinds = (f'WWW-Authenticate: Kind{n} realm="r", nonce="n"' for n in range(40))
    await talk.answer(b"who are you", *kinds, status="401 Unauthorized")


@stranger(OPEN | {"http_5xx"})
async def every_second_503(talk: Talk) -> None:
    """503 to every odd connection, a good page to every even one."""
    is_bad = talk.connection % 2
    await talk.answer(page(), status="503 Service Unavailable" if is_bad else "200 OK")


@stranger(OPEN)
async def tags_and_dates_that_lie(talk: Talk) -> None:
    """ETag of 30 kB, Last-Modified in the year 99999, Date of the 99th, Age below zero."""
    await talk.answer(
        page(),
        "ETag: " + "e" * 30000,
        "Last-Modified: Fri, 31 Dec 99999 23:59:59 GMT",
        "Date: Thu, 99 Foo 0000 25:61:61 GMT",
        "Age: -1e400",
        "Expires: 0",
    )


@stranger(OPEN)
async def differs_every_time(talk: Talk) -> None:
    """A page that is another one at every look: titles, items and counters."""
    n = talk.connection * 7919
    rows = "".join(f'<li><a href="/x/{n}/{i}.html">关于{n + i}号文件</a></li>' for i in range(40))
    await talk.answer(page(rows), f'ETag: W/"{n}"')


@stranger(UNREADABLE)
async def length_of_5000_digits(talk: Talk) -> None:
    """Content-Length of 5,000 digits, which Python refuses to read as a number."""
    await talk.say(HEAD + b"Content-Length: " + b"9" * 5000 + b"\r\n\r\n", page())


@stranger(OPEN | BROKEN)
async def numbers_of_5000_digits(talk: Talk) -> None:
    """A good chunked page under Date, Age, Last-Modified, Content-Length of 5,000 digits."""
    good, n = page(), "9" * 5000
    await talk.say(HEAD + f"Date: Mon, {n} Nov {n} {n}:00:00 GMT\r\nAge: {n}\r\n".encode())
    await talk.say(f"Last-Modified: Mon, 1 Nov {n} 00:00:00 GMT\r\nRefresh: {n}\r\n".encode())
    await talk.say(f"Content-Length: {n}\r\nTransfer-Encoding: chunked\r\n\r\n".encode())
    await talk.say(b"%x\r\n%b\r\n0\r\n\r\n" % (len(good), good))


@stranger(ODD | UNREADABLE)
async def types_without_end(talk: Talk) -> None:
    """Content-Type and Content-Disposition of 25 kB each, of quotes, semicolons and %."""
    await talk.answer(
        page(),
        "Content-Type: text/html" + '; charset="' * 2200,
        "Content-Disposition: attachment; filename*=UTF-8''" + '%E5%;"' * 3500,
    )
