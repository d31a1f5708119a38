"""The process in which an archive of web pages is taken apart: `python -m
crawler.documents.web_archive_child`, bytes in, its answers out, one after another.

What was read before a fault is handed over with the fault: half an archive is worth reading.
"""

import io
import sys
import zlib
from collections.abc import Iterator
from typing import Any

from warcio.archiveiterator import ArchiveIterator

from crawler.documents.child import hand_over, limit, refuse
from crawler.documents.limits import CPU_SECONDS, MEMORY, OUTPUT_BYTES
from crawler.documents.web_archive import MOST_RECORD, MOST_RECORDS, MOST_UNPACKED, packed
from crawler.extract.grids.zip_guard import parts_of

_GZIP, _ZIP = b"\x1f\x8b", b"PK\x03\x04"
# No pages, and nothing that a person would look at as one.
_PARTS_OF_PAGES = ("image/", "font/", "audio/", "video/", "text/css", "text/javascript")
_SCRIPTS = ("javascript", "font-")
# The body is handed over without them, so its fields must not speak of them.
_ENCODINGS = ("content-encoding", "transfer-encoding", "content-length")


class _Stopped(Exception):
    """No further: a key of `web_archive.WHY`. What was read so far stands."""


def main() -> None:
    limit(memory=MEMORY, cpu_seconds=CPU_SECONDS, output_bytes=OUTPUT_BYTES)
    body = sys.stdin.buffer.read()
    sys.addaudithook(refuse)
    hand_over(b"".join(_sent(body)))


def _sent(body: bytes) -> Iterator[bytes]:
    left_out = unpacked = records = 0
    why = ""
    try:
        for record in _records(body):
            records += 1
            answer = _answer(record)
            unpacked += len(answer[1]) if answer else 0
            unpacked += _rest(record, answer[1] if answer else b"", MOST_UNPACKED - unpacked)
            if records > MOST_RECORDS or unpacked > MOST_UNPACKED:
                raise _Stopped("too_much")
            if answer is None:
                left_out += 1
            else:
                yield packed(*answer)
    except _Stopped as told:
        why = str(told)
    except Exception:
        # Whatever a broken archive makes its reader raise.
        why = "broken" if records else "no_archive"
    yield packed({"left_out": left_out, "why": why if records or why else "no_archive"})


def _records(body: bytes) -> Iterator[Any]:
    if body.startswith(_ZIP):
        for _, part in parts_of(body, _is_archive):
            yield from _records(part)
        return
    plain, why = _unpacked(body) if body.startswith(_GZIP) else (body, "")
    if plain:
        yield from ArchiveIterator(io.BytesIO(plain), arc2warc=True)
    if plain.startswith(b"WARC/") and not plain.endswith((b"\r\n\r\n", b"\n\n")):
        why = why or "cut_off"  # within the head of a record, which is then no record
    if why:
        raise _Stopped(why)


def _is_archive(name: str) -> bool:
    return name.lower().endswith((".warc", ".warc.gz", ".arc", ".arc.gz"))


def _unpacked(body: bytes) -> tuple[bytes, str]:
    """What may be unpacked, and why that is not all. Of all members together: not every program
    packs each record by itself.
    """
    plain = bytearray()
    while body.startswith(_GZIP):
        unpacker = zlib.decompressobj(31)
        plain += unpacker.decompress(body, MOST_UNPACKED + 1 - len(plain))
        if len(plain) > MOST_UNPACKED:
            return bytes(plain), "too_much"
        if not unpacker.eof:
            return bytes(plain), "cut_off"
        body = unpacker.unused_data
    return bytes(plain), ""


def _answer(record: Any) -> tuple[dict[str, object], bytes] | None:
    """What is said of an answer, and its body; None for a record that is no page."""
    url = str(record.rec_headers.get_header("WARC-Target-URI") or "").strip("<> ")
    code = str(record.http_headers.get_statuscode() if record.http_headers else "")
    is_answer = (record.rec_type == "response" and code[:1] not in ("", "3")) or (
        record.rec_type == "resource"
    )
    if not is_answer or not url.startswith(("http://", "https://")):
        return None
    fields = record.http_headers.headers if record.http_headers else []
    headers = {str(name): str(value) for name, value in fields}
    kind = next((value for name, value in headers.items() if name.lower() == "content-type"), "")
    if record.rec_type == "resource":
        kind = str(record.rec_headers.get_header("Content-Type") or "")
    if _is_part_of_a_page(kind):
        return None
    page = record.content_stream().read(MOST_RECORD + 1)
    if len(page) > MOST_RECORD:
        raise _Stopped("too_much")
    return {
        "url": url,
        "at": _moment(str(record.rec_headers.get_header("WARC-Date") or "")),
        "status": int(code) if code.isdigit() else None,
        "headers": {k: v for k, v in headers.items() if k.lower() not in _ENCODINGS},
        "content_type": kind,
    }, page


def _rest(record: Any, page: bytes, most: int) -> int:
    """Bytes of the record that nobody asked for. An archive that ends within a record was cut off:
    half a page is none.
    """
    read = 0
    while read <= most and (piece := record.raw_stream.read(1 << 16)):
        read += len(piece)
    if read <= most and getattr(record.raw_stream, "limit", 0) > 0 and not _is_whole(record, page):
        raise _Stopped("cut_off")
    return read


def _is_whole(record: Any, page: bytes) -> bool:
    """The page is as long as its server said, whatever the record claims of itself."""
    fields = record.http_headers
    said = str(fields.get_header("Content-Length") or "") if fields else ""
    return said.isdigit() and len(page) >= int(said) and not fields.get_header("Content-Encoding")


def _is_part_of_a_page(content_type: str) -> bool:
    kind = content_type.partition(";")[0].strip().lower()
    return kind.startswith(_PARTS_OF_PAGES) or any(word in kind for word in _SCRIPTS)


def _moment(text: str) -> str:
    """As ISO 8601 with a zone; "" where it is no moment."""
    from datetime import UTC, datetime

    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return ""
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).isoformat()


if __name__ == "__main__":
    main()
