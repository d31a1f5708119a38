"""Strangers of compression and of character sets."""

from __future__ import annotations

import gzip
import zlib

from .server import NAME, Talk, page
from .table import BROKEN, CUT, ODD, OPEN, REFUSED, SLOW, stranger

MIB = 1 << 20
UNREADABLE = BROKEN | CUT
DECLARED = OPEN | {"mojibake", "parse_anomaly", "stub"}
"""A page whose declared character set lies: read, or called hard to read."""


def _zeros(times: int) -> bytes:
    """`times` MiB of zeros as a gzip stream without its end: one flushed block, repeated."""
    press = zlib.compressobj(9, zlib.DEFLATED, 31)
    return press.compress(b"") + _block() * times


def _block() -> bytes:
    press = zlib.compressobj(9, zlib.DEFLATED, -15)
    return press.compress(bytes(MIB)) + press.flush(zlib.Z_FULL_FLUSH)


@stranger(OPEN | UNREADABLE)
async def gzip_that_is_none(talk: Talk) -> None:
    """Content-Encoding: gzip over plain text."""
    await talk.answer(page(), "Content-Encoding: gzip")


@stranger(BROKEN)
async def gzip_cut_in_half(talk: Talk) -> None:
    """A gzip stream that ends in the middle, with a length that fits."""
    packed = gzip.compress(page("<p>长</p>" * 9000))
    await talk.answer(packed[: len(packed) // 2], "Content-Encoding: gzip")


@stranger(REFUSED)
async def gzip_without_end(talk: Talk) -> None:
    """Zeros in gzip at full speed, for ever: a megabyte a kilobyte."""
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n"
    await talk.endless(head + _zeros(1), _block() * 64)


@stranger(ODD | UNREADABLE)
async def gzip_of_20000_members(talk: Talk) -> None:
    """The page as 20,000 gzip members, all but the first empty."""
    empty = gzip.compress(b"")
    await talk.answer(gzip.compress(page()) + empty * 20000, "Content-Encoding: gzip")


@stranger(REFUSED | {"parse_anomaly"})
async def gzip_of_400000_members(talk: Talk) -> None:
    """8 MB of empty gzip members: a reader that copies what is left at each takes minutes."""
    await talk.answer(
        gzip.compress(page()) + gzip.compress(b"") * 400_000, "Content-Encoding: gzip"
    )


@stranger(REFUSED | {"parse_anomaly"})
async def zstd_of_800000_frames(talk: Talk) -> None:
    """7 MB of empty zstd frames, and of frames to be skipped."""
    empty = bytes.fromhex("28b52ffd2000010000") + bytes.fromhex("502a4d1800000000")
    await talk.answer(empty * 400_000, "Content-Encoding: zstd")


@stranger(ODD | UNREADABLE)
async def thousand_encodings(talk: Talk) -> None:
    """Content-Encoding: gzip a thousand times over, and truly so."""
    body = page()
    for _ in range(1000):
        body = gzip.compress(body, 1)
    await talk.answer(body, "Content-Encoding: " + ", ".join(["gzip"] * 1000))


@stranger(ODD | UNREADABLE)
async def thirty_encodings(talk: Talk) -> None:
    """Content-Encoding: gzip thirty times over, and truly so."""
    body = page()
    for _ in range(30):
        body = gzip.compress(body, 1)
    await talk.answer(body, "Content-Encoding: " + ", ".join(["gzip"] * 30))


@stranger(UNREADABLE)
async def zstd_window_of_gigabytes(talk: Talk) -> None:
    """zstd with a window of 2 GiB and blocks of one repeated byte."""
    block = (131072 << 3 | 1 << 1).to_bytes(3, "little") + b"a"
    await talk.answer(b"\x28\xb5\x2f\xfd\x00\xa8" + block * 20000, "Content-Encoding: zstd")


@stranger(OPEN | UNREADABLE)
async def encoding_of_nobody(talk: Talk) -> None:
    """Content-Encoding: x-secret over a plain page."""
    await talk.answer(page(), "Content-Encoding: x-secret")


@stranger(DECLARED)
async def charset_of_python(talk: Talk) -> None:
    """charset=unicode_escape in the header, hex_codec in the page: codecs of Python alone."""
    body = page(head='<meta charset="hex_codec">')
    await talk.answer(body, "Content-Type: text/html; charset=unicode_escape")


@stranger(DECLARED)
async def charset_with_a_path(talk: Talk) -> None:
    """charset="../../../etc/passwd\\0" and a boundary of 20 kB."""
    kind = f'Content-Type: text/html; charset="../../../etc/passwd"; boundary={"b" * 20000}'
    await talk.answer(page(), kind)


@stranger(DECLARED, hidden=("<script>alert",))
async def page_in_utf7(talk: Talk) -> None:
    """UTF-7 in header and page: +ADw-script+AD4- must never become a tag."""
    body = page("<p>+ADw-script+AD4-alert(1)+ADw-/script+AD4-</p>")
    await talk.answer(body, "Content-Type: text/html; charset=utf-7")


@stranger(DECLARED | BROKEN)
async def page_in_utf32(talk: Talk) -> None:
    """UTF-32 with a byte order mark."""
    await talk.answer(page().decode().encode("utf-32"), "Content-Type: text/html; charset=utf-32")


@stranger(DECLARED)
async def page_of_nul(talk: Talk) -> None:
    """A NUL behind every tag, in the title and in addresses."""
    body = page(title=f"{NAME}\0人民政府").replace(b">", b">\0").replace(b"/news/", b"/ne\0ws/")
    await talk.answer(body)


@stranger(ODD | BROKEN)
async def page_called_an_image(talk: Talk) -> None:
    """A good page as Content-Type: image/png."""
    await talk.answer(page(), "Content-Type: image/png")


@stranger(REFUSED | SLOW | {"truncated", "parse_anomaly"})
async def page_without_end(talk: Talk) -> None:
    """A page of rows at full speed, for ever, without a length."""
    row = '<tr><td><a href="/r">一行</a></td></tr>'.encode() * 1000
    await talk.endless(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<table>", row)
