"""A body as it was before the server compressed it: never more than so many bytes of it, and whole
or refused. Pure.

The engine's own unpacking hands on what it got where an answer broke off inside the compressed
stream, and half a page would read as "content removed" (docs/faults.md W7). Here every stream must
come to its own end. What follows that end, a checksum too, is no part of the page: Chromium shows
pages whose checksum is wrong or missing, and pages that name a coding unknown to it.

Bytes decide, the header only advises: what is not compressed as it says is read as what it is,
where it then begins as pages and documents do.
"""

import re
import zlib
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass

import brotli
import zstandard

from crawler.errnos import Settled
from store.outcomes import Outcome

ACCEPTED = "gzip, deflate, br, zstd"
LARGEST_WINDOW = 8 << 20  # bytes of memory that a zstd stream may ask for (RFC 9659)
MAX_CODINGS = 5  # one on another, as curl takes them
MAX_MEMBERS = 64  # gzip members or zstd frames of one body; a server sends one
_STEP = 1 << 16  # of output; zstd has no such limit, so there the input is cut small instead
_ZSTD_STEP = 512


class NotUnpacked(Exception):
    """Too large, cut short, or nothing that can be read: `settled` is the visit's end."""

    def __init__(self, settled: Settled) -> None:
        super().__init__(settled[1])
        self.settled = settled


TOO_LARGE: Settled = (Outcome.REFUSED_BY_OUR_POLICY, "decompressed body over the size limit")
TOO_MANY: Settled = (Outcome.REFUSED_BY_OUR_POLICY, "compressed in too many pieces")
CUT_SHORT: Settled = (Outcome.TRUNCATED, "the answer broke off")
NOT_AS_IT_SAYS: Settled = (Outcome.PARSE_ANOMALY, "the body is not compressed as it says")


@dataclass(frozen=True, slots=True)
class Unpacked:
    """A body without its codings; `lie` names one that the bytes contradict, "" where none did."""

    body: bytes
    lie: str = ""


def unpacked(body: bytes, encodings: str, max_bytes: int) -> Unpacked:
    """`body` with its Content-Encoding undone, last one first; a header that lied once is not
    followed further. Raises NotUnpacked.
    """
    whole = Unpacked(body)
    names = [name.strip().lower() for name in encodings.split(",") if name.strip()]
    if len(names) > MAX_CODINGS:
        raise NotUnpacked(NOT_AS_IT_SAYS)
    for said in reversed(names):
        if said != "identity" and whole.body and not whole.lie:
            whole = _without(said, whole.body, max_bytes)
    return whole


def _without(said: str, packed: bytes, max_bytes: int) -> Unpacked:
    try:
        return Unpacked(_collected(said, packed, max_bytes))
    except NotUnpacked as error:
        found = None if error.settled is TOO_LARGE else _as_it_is(said, packed, max_bytes)
        if found is None:
            raise
        return Unpacked(found, said[:20])


def _as_it_is(said: str, packed: bytes, max_bytes: int) -> bytes | None:
    """The body in the form that its bytes show; None where that is none."""
    if _BEGINS.match(packed):
        return packed
    for coding in ("gzip", "deflate", "br", "zstd"):
        try:
            body = _collected(coding, packed, max_bytes) if coding != said else b""
        except NotUnpacked as error:
            if error.settled is TOO_LARGE:
                raise
            continue
        if _BEGINS.match(body):
            return body
    return None if said in _STREAMS else packed


# Markup, data, robots.txt, documents.
_BEGINS = re.compile(
    rb"(?:\xef\xbb\xbf|\s)*(?:<[!?a-z/]|[{\[]\s*[\"{\[\]}\d]|user-agent\s*:|#)[\t\n\f\r -~\x80-\xff]{8}"
    rb"|%PDF-|PK\x03\x04|Rar!|\xd0\xcf\x11\xe0|\xff\xfe<\0|\xfe\xff\0<",
    re.IGNORECASE,
)


def _collected(coding: str, body: bytes, max_bytes: int) -> bytes:
    whole = bytearray()
    try:
        for part in _STREAMS.get(coding, _unknown)(body):
            whole += part
            if len(whole) > max_bytes:
                raise NotUnpacked(TOO_LARGE)
    except (zlib.error, brotli.error, zstandard.ZstdError) as error:
        raise NotUnpacked(NOT_AS_IT_SAYS) from error
    return bytes(whole)


def _unknown(body: bytes) -> Iterator[bytes]:  # noqa: ARG001 - as every other
    raise NotUnpacked(NOT_AS_IT_SAYS)


def _gzip(body: bytes) -> Iterator[bytes]:
    """One member after the other; what follows the last one is padding."""
    if not body.startswith(_GZIP_MARK):
        raise NotUnpacked(NOT_AS_IT_SAYS)
    while body.startswith(_GZIP_MARK):
        body = yield from _inflated(body[_gzip_head(body) :])
        body = body[_GZIP_CHECKSUM:]


_GZIP_MARK, _GZIP_CHECKSUM = b"\x1f\x8b\x08", 8


def _gzip_head(body: bytes) -> int:
    """The length of a member's header (RFC 1952 §2.3)."""
    flags, at = body[3] if len(body) > 3 else 0, 10
    if flags & 4:
        at += 2 + int.from_bytes(body[at : at + 2], "little")
    for is_there in (flags & 8, flags & 16):  # a name, a comment
        at = body.find(b"\0", at) + 1 or len(body) if is_there else at
    return at + (flags & 2)


def _deflate(body: bytes) -> Iterator[bytes]:
    """zlib's form by the standard; the bare form is what some servers send."""
    is_zlib = (
        len(body) > 1 and body[0] & 0x0F == zlib.DEFLATED and (body[0] << 8 | body[1]) % 31 == 0
    )
    yield from _inflated(body[2:] if is_zlib else body)


def _inflated(body: bytes) -> Generator[bytes, None, bytes]:
    """What a bare stream holds, and then what follows it."""
    machine = zlib.decompressobj(-zlib.MAX_WBITS)
    while body and not machine.eof:
        yield machine.decompress(body, _STEP)
        body = machine.unconsumed_tail
    if not machine.eof:
        yield machine.flush(_STEP)
    if not machine.eof:
        raise NotUnpacked(CUT_SHORT)
    return machine.unused_data


def _br(body: bytes) -> Iterator[bytes]:
    machine = brotli.Decompressor()
    part = machine.process(body, output_buffer_limit=_STEP)
    while part:
        yield part
        part = b"" if machine.is_finished() else machine.process(b"", output_buffer_limit=_STEP)
    if not machine.is_finished():
        raise NotUnpacked(CUT_SHORT)


def _zstd(body: bytes) -> Iterator[bytes]:
    """Frame after frame, as the standard allows."""
    while body:
        machine = zstandard.ZstdDecompressor(max_window_size=LARGEST_WINDOW).decompressobj()
        for start in range(0, len(body), _ZSTD_STEP):
            yield machine.decompress(body[start : start + _ZSTD_STEP])
            if machine.eof:
                body = machine.unused_data + body[start + _ZSTD_STEP :]
                break
        if not machine.eof:
            raise NotUnpacked(CUT_SHORT)


def _of_few(
    read: Callable[[bytes], Iterator[bytes]], *marks: bytes
) -> Callable[[bytes], Iterator[bytes]]:
    """`read`, where the mark of a member or frame stands in the body no more than MAX_MEMBERS
    times. Each takes a machine of its own and a copy of all that is left: 8 MiB of empty members
    took the event loop 70 s, of empty frames ten minutes.
    """

    def read_few(body: bytes) -> Iterator[bytes]:
        if sum(body.count(mark) for mark in marks) > MAX_MEMBERS:
            raise NotUnpacked(TOO_MANY)
        return read(body)

    return read_few


# Of zstd also the end of the mark of a frame that is to be skipped (RFC 8878 §3.1.2).
_STREAMS: dict[str, Callable[[bytes], Iterator[bytes]]] = {
    "gzip": _of_few(_gzip, b"\x1f\x8b\x08"),
    "x-gzip": _of_few(_gzip, b"\x1f\x8b\x08"),
    "deflate": _deflate,
    "br": _br,
    "zstd": _of_few(_zstd, b"\x28\xb5\x2f\xfd", b"\x2a\x4d\x18"),
}
