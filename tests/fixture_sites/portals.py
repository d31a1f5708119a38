"""The shapes in which living portals turn a script away, with how many of 87 did so
(docs/field-notes.md §3, §5). Written by ourselves.

A person opened each of the 87 in a browser. What the script had met were challenges of several
makers, bans, stubs of an equal length on many hosts, and silence.
"""

import asyncio
from dataclasses import dataclass

from tests.crawler.fixture_server import SILENT_S, Handler, Question
from tests.fixture_sites import pages


@dataclass(frozen=True)
class Shape:
    """A reply; `length`: padded to so many bytes, as stubs on several hosts had one length."""

    portals: int
    status: str
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()
    length: int = 0
    says_nothing: bool = False


SHAPES: dict[str, Shape] = {
    "412 with a rotating script": Shape(40, "412 Precondition Failed", pages.ROTATING),
    "412 and nothing": Shape(16, "412 Precondition Failed"),
    "412 with a cookie": Shape(
        10,
        "412 Precondition Failed",
        pages.ROTATING,
        (("Set-Cookie", "S8kq2vT=60Fh1c; Path=/; HttpOnly"),),
    ),
    "521 that writes a cookie": Shape(
        8,
        "521 Web Server Is Down",
        pages.COOKIE_SCRIPT,
        (("Set-Cookie", "__jsluid_h=5d1c9f; path=/"),),
    ),
    "521 and nothing": Shape(2, "521 Unknown"),
    "468 with words": Shape(3, "468 Unknown", b"<html><body>safeline</body></html>"),
    "468 and nothing": Shape(2, "468 Unknown"),
    "403": Shape(1, "403 Forbidden", pages.DENIED),
    "a stub of 974 bytes": Shape(1, "200 OK", pages.CHALLENGE, length=974),
    "a stub of 1,334 bytes": Shape(1, "200 OK", pages.CHALLENGE, length=1_334),
    "a stub of 974 bytes without a mark": Shape(
        1,
        "200 OK",
        b"<html><head><script>var _0x1=function(){};_0x1();</script></head><body></body></html>",
        length=974,
    ),
    "silence": Shape(2, "", says_nothing=True),
}


def behaviour(shape: Shape) -> Handler:
    body = (
        shape.body.replace(
            b"</head>", b"<!--" + b"x" * max(0, shape.length - len(shape.body) - 7) + b"--></head>"
        )
        if shape.length
        else shape.body
    )

    async def answer(question: Question) -> None:
        if question.path == "/robots.txt" and not shape.says_nothing:
            await question.send(b"", "404 Not Found")
        elif shape.says_nothing:
            await asyncio.sleep(SILENT_S)
        else:
            await question.send(body, shape.status, Content_Type="text/html", **dict(shape.headers))

    return answer
