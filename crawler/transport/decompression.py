"""A body as it was before the server compressed it: never more than so many bytes of it, and whole
or refused. Pure.

The engine's own unpacking hands on what it got where an answer broke off inside the compressed
stream, and half a page would read as "content removed" (docs/faults.md W7). Here every stream must
come to its own end.
"""

import zlib
from collections.abc import Callable, Iterator

import brotli
import zstandard

from crawler.errnos import Settled
from store.outcomes import Outcome

ACCEPTED = "gzip, deflate, br, zstd"
LARGEST_WINDOW = 8 << 20  # bytes of memory that a zstd stream may ask for (RFC 9659)
MAX_MEMBERS = 64  # gzip members or zstd frames of one body; a server sends one
_STEP = 1 << 16  # of output; zstd has no such limit, so there the input is cut small instead
_ZSTD_STEP = 512


class NotUnpacked(Exception):
    """Too large, cut short, or not what it says: `settled` is the visit's end."""

    def __init__(self, settled: Settled) -> None:
        super().__init__(settled[1])
        self.settled = settled


TOO_LARGE: Settled = (Outcome.REFUSED_BY_OUR_POLICY, "decompressed body over the size limit")
TOO_MANY: Settled = (Outcome.REFUSED_BY_OUR_POLICY, "compressed in too many pieces")
CUT_SHORT: Settled = (Outcome.TRUNCATED, "the answer broke off")
NOT_AS_IT_SAYS: Settled = (Outcome.PARSE_ANOMALY, "the body is not compressed as it says")


def unpacked(body: bytes, encodings: str, max_bytes: int) -> bytes:
    """`body` with its Content-Encoding undone, last one first. Raises NotUnpacked."""
    for encoding in reversed(
        [name.strip().lower() for name in encodings.split(",") if name.strip()]
    ):
        if encoding == "identity" or not body:
            continue
        if encoding not in _STREAMS:
            raise NotUnpacked(
                (Outcome.PARSE_ANOMALY, f"content encoding {encoding[:20]} was not asked for")
            )
        body = _collected(_STREAMS[encoding](body), max_bytes)
    return body


def _collected(parts: Iterator[bytes], max_bytes: int) -> bytes:
    whole = bytearray()
    try:
        for part in parts:
            whole += part
            if len(whole) > max_bytes:
                raise NotUnpacked(TOO_LARGE)
    except (zlib.error, brotli.error, zstandard.ZstdError) as error:
        raise NotUnpacked(NOT_AS_IT_SAYS) from error
    return bytes(whole)


def _gzip(body: bytes) -> Iterator[bytes]:
    """One member after the other; what follows the last one is padding."""
    while True:
        machine = zlib.decompressobj(16 + zlib.MAX_WBITS)
        yield from _inflated(machine, body)
        body = machine.unused_data
        if not body.startswith(b"\x1f\x8b"):
            return


def _deflate(body: bytes) -> Iterator[bytes]:
    """zlib's form by the standard; the bare form is what some servers send."""
    is_zlib = (
        len(body) > 1 and body[0] & 0x0F == zlib.DEFLATED and (body[0] << 8 | body[1]) % 31 == 0
    )
    yield from _inflated(zlib.decompressobj(zlib.MAX_WBITS if is_zlib else -zlib.MAX_WBITS), body)


def _inflated(machine: "zlib._Decompress", body: bytes) -> Iterator[bytes]:
    while body and not machine.eof:
        yield machine.decompress(body, _STEP)
        body = machine.unconsumed_tail
    if not machine.eof:
        yield machine.flush(_STEP)
    if not machine.eof:
        raise NotUnpacked(CUT_SHORT)


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
    """`read`, where the mark of a member or frame stands in the body no more than MAX_MEMBERS times.
    Each takes a machine of its own and a copy of all that is left: 8 MiB of empty members took the
    event loop 70 s, of empty frames ten minutes.
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
