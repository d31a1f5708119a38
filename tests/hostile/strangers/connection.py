"""Strangers of the connection: resets, half closes, drips and silence, plain and under TLS."""

from __future__ import annotations

import asyncio
import socket

from .server import Talk, page
from .table import BROKEN, CUT, ODD, OPEN, SLOW, stranger

CUT_PAGE = frozenset({"truncated", "tcp_reset", "not_judged"})
UNSPOKEN = frozenset({"not_judged", "tcp_reset"})
"""https without a handshake: nothing was learnt of certificate or age."""


@stranger(CUT, at_once=True)
async def reset_at_accept(talk: Talk) -> None:
    """RST at once."""
    talk.reset()


@stranger(CUT, at_once=True)
async def fin_at_accept(talk: Talk) -> None:
    """Close politely, without a byte."""
    talk.writer.close()


@stranger(CUT)
async def reset_after_question(talk: Talk) -> None:
    """Hear the question, then RST."""
    talk.reset()


@stranger(CUT | BROKEN)
async def reset_in_headers(talk: Talk) -> None:
    """RST in the middle of a header name."""
    await talk.say(b"HTTP/1.1 200 OK\r\nContent-Ty")
    await asyncio.sleep(0.2)
    talk.reset()


@stranger(CUT_PAGE)
async def reset_in_body(talk: Talk) -> None:
    """5,000 bytes promised, 1,500 sent, RST."""
    await talk.say(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n")
    await talk.say(page()[:1500])
    await asyncio.sleep(0.2)
    talk.reset()


@stranger(CUT | SLOW, waits=True)
async def half_close_and_hold(talk: Talk) -> None:
    """FIN without an answer, while the other direction stays open."""
    talk.writer.write_eof()
    await talk.silence()


@stranger(ODD | CUT | BROKEN, at_once=True)
async def answer_before_question(talk: Talk) -> None:
    """The whole page at accept, the question never read, closed."""
    await talk.answer(page())
    await asyncio.sleep(0.2)


@stranger(SLOW, at_once=True, waits=True)
async def silent_after_accept(talk: Talk) -> None:
    """Accept, and nothing more."""
    await talk.silence()


@stranger(SLOW, waits=True)
async def drip_of_headers(talk: Talk) -> None:
    """A byte of a header every 0.3 s."""
    await talk.drip(b"HTTP/1.1 200 OK\r\nServer: " + b"x" * 1000)


@stranger(SLOW | {"truncated"}, waits=True)
async def drip_of_body(talk: Talk) -> None:
    """Headers at once, then a byte of the body every 0.3 s."""
    await talk.say(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 90000\r\n\r\n")
    await talk.drip(page())


@stranger(SLOW | {"truncated"}, waits=True)
async def stall_in_body(talk: Talk) -> None:
    """Half of the page, then silence with the connection open."""
    await talk.say(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 90000\r\n\r\n")
    await talk.say(page())
    await talk.silence()


@stranger(OPEN, hidden=("澳门新葡京",), waits=True)
async def answer_twice(talk: Talk) -> None:
    """A good page with keep-alive, and behind it a second answer nobody asked for; every time."""
    good, bad = page(), page(title="澳门新葡京", body="澳门新葡京博彩")
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: keep-alive\r\n"
    both = b"".join(head + b"Content-Length: %d\r\n\r\n" % len(x) + x for x in (good, bad))
    await talk.say(both)
    while await talk.hear():
        await talk.say(both)


@stranger(OPEN)
async def keep_alive_that_dies(talk: Talk) -> None:
    """Promise keep-alive, RST at the second question on the connection."""
    good = page()
    await talk.say(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: keep-alive\r\n")
    await talk.say(b"Keep-Alive: timeout=9999\r\nContent-Length: %d\r\n\r\n" % len(good), good)
    if await talk.hear():
        talk.reset()


@stranger(OPEN)
async def urgent_byte(talk: Talk) -> None:
    """An out-of-band byte between headers and body."""
    good = page()
    await talk.say(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n")
    await talk.say(b"Content-Length: %d\r\n\r\n" % len(good))
    sock = talk.writer.get_extra_info("socket")
    socket.socket(fileno=socket.dup(sock.fileno())).send(b"!", socket.MSG_OOB)
    await talk.say(good)


@stranger(UNSPOKEN, tls="raw", at_once=True)
async def plain_text_for_https(talk: Talk) -> None:
    """Port 443 speaks plain HTTP."""
    await talk.answer(b"The plain HTTP request was sent to HTTPS port", status="400 Bad Request")
    await asyncio.sleep(0.3)


@stranger(UNSPOKEN | {"tls_legacy"}, tls="raw", at_once=True)
async def alert_for_https(talk: Talk) -> None:
    """Answer every ClientHello with the alert handshake_failure."""
    await talk.reader.read(1)
    await talk.say(b"\x15\x03\x03\x00\x02\x02\x28")
    await asyncio.sleep(0.2)


@stranger(SLOW | UNSPOKEN, tls="raw", at_once=True, waits=True)
async def drip_of_handshake(talk: Talk) -> None:
    """A ServerHello of 16 kB, a byte every 0.3 s."""
    await talk.drip(b"\x16\x03\x03\x3f\xff\x02\x00\x3f\xfb\x03\x03" + b"\0" * 300)


@stranger(frozenset({"tls_wrong_host", "tls_self_signed", "open"}), tls="names")
async def certificate_of_1000_names(talk: Talk) -> None:
    """A certificate with 1,000 names, none of them its own."""
    await talk.answer(page())


@stranger(frozenset({"tls_self_signed", "tls_wrong_host", "open"}), tls="future")
async def certificate_of_tomorrow(talk: Talk) -> None:
    """A certificate that begins in 30 years: not yet valid, which is not expired."""
    await talk.answer(page())


@stranger(frozenset({"tls_self_signed", "tls_wrong_host", "open"}), tls="evil")
async def certificate_with_markup(talk: Talk) -> None:
    """Issuer and subject full of markup, line ends, NUL and bidi marks."""
    await talk.answer(page())


@stranger(frozenset({"tls_wrong_host"}), tls="garbage")
async def certificate_of_garbage(talk: Talk) -> None:
    """A certificate whose one name is two bytes of no letters, signed by somebody else."""
    await talk.answer(page())


@stranger(CUT_PAGE)
async def reset_without_a_length(talk: Talk) -> None:
    """A page without a length, cut by RST: the end was not its own."""
    await talk.say(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", page()[:900])
    await asyncio.sleep(0.2)
    talk.reset()


@stranger(frozenset({"tls_self_signed", "truncated"}), tls="plain")
async def tls_without_goodbye(talk: Talk) -> None:
    """A body without a length, cut by RST without close_notify: where it ends nobody knows."""
    await talk.say(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", page()[:900])
    await asyncio.sleep(0.2)
    talk.reset()
