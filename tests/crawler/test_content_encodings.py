"""A body as its bytes show it, whatever its Content-Encoding says."""

import gzip
import zlib
from random import Random

import brotli
import pytest
import zstandard

from crawler.transport.decompression import (
    CUT_SHORT,
    MAX_CODINGS,
    NOT_AS_IT_SAYS,
    TOO_LARGE,
    NotUnpacked,
    unpacked,
)

PAGE = (
    f"<html><body><p>某县政府信息公开 {Random(1).randbytes(900).hex()}</p></body></html>".encode()
)
GZIP, BR, ZSTD, ZLIB = (
    gzip.compress(PAGE, mtime=0),
    brotli.compress(PAGE),
    zstandard.ZstdCompressor().compress(PAGE),
    zlib.compress(PAGE),
)
BARE = ZLIB[2:-4]
NAMED = (
    b"\x1f\x8b\x08\x1e" + bytes(6) + b"\x02\0ab" + b"a.html\0" + b"no\0" + b"\0\0" + BARE + bytes(8)
)
WRONG_SUM = GZIP[:-8] + bytes(8)
SMALL = len(PAGE) * 2


@pytest.mark.parametrize(
    ("says", "body", "is_a_lie"),
    [
        ("gzip", GZIP, False), ("x-gzip", GZIP, False), ("GZIP", GZIP, False), (" gzip ,", GZIP, False),
        ("deflate", ZLIB, False), ("deflate", BARE, False), ("br", BR, False), ("zstd", ZSTD, False),
        ("identity", PAGE, False), ("gzip, identity", GZIP, False), ("", PAGE, False),
        ("gzip, gzip", gzip.compress(GZIP, mtime=0), False), ("deflate, gzip", gzip.compress(ZLIB, mtime=0), False),
        # Chromium 156 shows these: it reads no checksum, and a coding that it does not know is none
        ("gzip", GZIP[:-8], False), ("gzip", WRONG_SUM, False), ("gzip", GZIP + b"behind the end", False), ("gzip", NAMED, False), ("gzip", GZIP + bytes(50), False),
        ("none", PAGE, True), ("utf-8", PAGE, True), ("compress", PAGE, True), ("chunked", PAGE, True),
        # and these not
        ("gzip", PAGE, True), ("x-gzip", PAGE, True), ("deflate", PAGE, True), ("br", PAGE, True), ("zstd", PAGE, True),
        ("br", GZIP, True), ("deflate", GZIP, True), ("zstd", GZIP, True), ("gzip", ZLIB, True), ("gzip", BARE, True), ("gzip", BR, True), ("gzip", ZSTD, True),
        ("gzip, gzip", GZIP, True), ("gzip, deflate", GZIP, True), ("gzip, gzip", PAGE, True), ("gzip;q=1.0", GZIP, True), ("utf-8", GZIP, True),
    ],
)  # fmt: skip
def test_bytes_decide_and_a_lie_is_remarked(says: str, body: bytes, is_a_lie: bool) -> None:
    read = unpacked(body, says, SMALL)
    assert read.body == PAGE
    assert bool(read.lie) is is_a_lie


@pytest.mark.parametrize(
    "plain",
    [b"\xef\xbb\xbf\r\n<!DOCTYPE html>", b'{"rows": [1, 2]}', b"User-agent: *\nDisallow: /", b"# robots.txt of us\n", b"%PDF-1.4 ...", "<p>政府</p>    ".encode("utf-16"), "<p>政府</p>".encode("gbk")],
)  # fmt: skip
def test_a_plain_body_is_known_by_how_it_begins(plain: bytes) -> None:
    assert unpacked(plain, "gzip", SMALL).body == plain


@pytest.mark.parametrize("body", [b"this is not gzip", bytes(64), Random(2).randbytes(500)])
def test_what_begins_as_nothing_stays_unread(body: bytes) -> None:
    with pytest.raises(NotUnpacked) as refused:
        unpacked(body, "gzip", SMALL)
    assert refused.value.settled == NOT_AS_IT_SAYS


@pytest.mark.parametrize(
    ("says", "body"),
    [("gzip", GZIP[:300]), ("gzip", GZIP[:12]), ("deflate", ZLIB[:300]), ("br", BR[:300]), ("zstd", ZSTD[:300])],
)  # fmt: skip
def test_half_a_page_is_none(says: str, body: bytes) -> None:
    with pytest.raises(NotUnpacked) as refused:
        unpacked(body, says, SMALL)
    assert refused.value.settled == CUT_SHORT


@pytest.mark.parametrize("says", ["gzip", "br", "utf-8"])
def test_a_bomb_is_one_under_any_name(says: str) -> None:
    with pytest.raises(NotUnpacked) as refused:
        unpacked(gzip.compress(b"<html>" + bytes(1 << 24)), says, SMALL)
    assert refused.value.settled == TOO_LARGE


def test_no_more_codings_are_undone_than_anybody_uses() -> None:
    body = PAGE
    for _ in range(MAX_CODINGS):
        body = gzip.compress(body)
    assert unpacked(body, ", ".join(["gzip"] * MAX_CODINGS), SMALL).body == PAGE
    with pytest.raises(NotUnpacked):
        unpacked(PAGE, ", ".join(["gzip"] * (MAX_CODINGS + 1)), SMALL)
