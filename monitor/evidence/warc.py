"""Captures as WARC 1.1 records, the form in which libraries and courts keep web pages: request,
response, and what must be said of them.

A body is written as it was kept: after the transfer encoding and the content encoding were taken
off. The header fields that spoke of those encodings would be lies beside it, so they are left out,
and a metadata record says which they were. A site that did not open has no response; what was tried
and how it ended is a metadata record of its own.
"""

import json
from base64 import b32encode
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from http import HTTPStatus
from io import BytesIO
from typing import IO, Any
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, uuid5

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from config.errors import NotFound, StoreFailed
from config.office import NAME_AND_VERSION
from store.queries.evidence import CaptureOnFile, PageOnFile
from store.records import Headers, Hop, declared_type

SOFTWARE = NAME_AND_VERSION
ENCODINGS = frozenset({"content-encoding", "transfer-encoding", "content-length"})
AS_KEPT = (
    "Bodies are as received after transfer and content encoding were taken off; the fields that spoke of those are left out and named in a"
    " metadata record. Field names are in title case, repeated fields joined by a comma, values cut after 500 characters; the reason phrase is"
    " the standard's own, it is not kept. Bodies of redirects are not kept."
)

BodyOf = Callable[[str], bytes]


@dataclass(frozen=True, slots=True)
class Indexed:
    """Where a record that can be replayed lies in the file."""

    url: str
    at: datetime
    status: int
    mime: str
    digest: str
    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class WarcContent:
    """What a WARC holds."""

    index: tuple[Indexed, ...]
    bodies: frozenset[str]  # SHA-256 of the captures inside
    missing: Mapping[str, str]  # SHA-256 of a capture without bytes: tombstone, lost or damaged


def write_warc(
    out: IO[bytes],
    name: str,
    captures: Iterable[CaptureOnFile],
    told: Iterable[tuple[PageOnFile, dict[str, Any]]],
    body_of: BodyOf,
    at: datetime,
) -> WarcContent:
    """Write everything to `out`. `told` is what else is known of each page, those that never opened
    included; `at` dates the file itself.

    The same input gives the same bytes: a record's id is made of what it holds.
    """
    writer = WARCWriter(out, gzip=True, warc_version="WARC/1.1")
    index: list[Indexed] = []
    bodies, missing, on_the_way = set[str](), dict[str, str](), set[tuple[str, datetime]]()
    writer.write_record(_warcinfo(writer, name, at))
    for capture in captures:
        body, why = _body(capture, body_of)
        if body is None:
            missing[capture.sha256] = why
            writer.write_record(
                _metadata(
                    writer,
                    capture.url,
                    capture.at,
                    {"capture": _about(capture), "not_kept": why, **_tombstone(capture)},
                )
            )
            continue
        bodies.add(capture.sha256)
        for hop in capture.exchange.hops:
            if (hop.url, capture.at) not in on_the_way:
                on_the_way.add((hop.url, capture.at))
                index.append(_write_hop(writer, out, capture, hop))
        index.append(_write_capture(writer, out, capture, body, _answer(capture, body_of)))
    for page, known in told:
        writer.write_record(_metadata(writer, page.url, at, known))
    return WarcContent(tuple(index), frozenset(bodies), missing)


def _write_capture(
    writer: Any, out: IO[bytes], capture: CaptureOnFile, kept: bytes, answer: bytes | None
) -> Indexed:
    """`answer` is what the server sent where `kept` is what a browser drew of it: a conversion, in
    the words of the standard.
    """
    body = kept if answer is None else answer
    headers, dropped = _fitting(capture.headers, len(body))
    status = capture.status or 200
    response = _response(writer, capture, capture.final_url, status, headers, body)
    offset, length = _write_one(writer, out, response)
    _write_request(writer, capture, capture.final_url, capture.exchange.asked, response)
    notes = {
        "capture": _about(capture),
        "left_out": dropped,
        "content_encoding_removed": capture.exchange.decoded_from or None,
    }
    writer.write_record(
        _metadata(writer, capture.final_url, capture.at, notes, concurrent=response)
    )
    if answer is not None:
        writer.write_record(_conversion(writer, capture, kept, response))
    return Indexed(
        capture.final_url, capture.at, status, _mime(headers), _digest(body), offset, length
    )


def _answer(capture: CaptureOnFile, body_of: BodyOf) -> bytes | None:
    try:
        return body_of(capture.answer_sha256) if capture.answer_sha256 else None
    except (NotFound, StoreFailed):
        return None


def _conversion(writer: Any, capture: CaptureOnFile, drawn: bytes, response: Any) -> Any:
    said = {
        "WARC-Record-ID": _id("conversion", capture.final_url, capture.at, drawn),
        "WARC-Date": _date(capture.at),
        "WARC-Payload-Digest": _digest(drawn),
        "WARC-Refers-To": response.rec_headers.get_header("WARC-Record-ID"),
        "Content-Type": "text/html; charset=utf-8",
    }
    return writer.create_warc_record(
        capture.final_url,
        "conversion",
        payload=BytesIO(drawn),
        length=len(drawn),
        warc_headers_dict=said,
    )


def _write_hop(writer: Any, out: IO[bytes], capture: CaptureOnFile, hop: Hop) -> Indexed:
    """A redirect: its head as received, its body not kept."""
    headers, dropped = _fitting(hop.headers, 0)
    response = _response(writer, capture, hop.url, hop.status, headers, b"", truncated=True)
    offset, length = _write_one(writer, out, response)
    _write_request(writer, capture, hop.url, hop.asked, response)
    notes = {"on_the_way_to": capture.final_url, "left_out": dropped, "body": "not kept"}
    writer.write_record(_metadata(writer, hop.url, capture.at, notes, concurrent=response))
    return Indexed(hop.url, capture.at, hop.status, _mime(headers), _digest(b""), offset, length)


def _response(
    writer: Any,
    capture: CaptureOnFile,
    url: str,
    status: int,
    headers: Headers,
    body: bytes,
    *,
    truncated: bool = False,
) -> Any:
    said = {
        "WARC-Record-ID": _id("response", url, capture.at, body),
        "WARC-Date": _date(capture.at),
        "WARC-Payload-Digest": _digest(body),
        **({"WARC-IP-Address": capture.ip} if capture.ip else {}),
        **({"WARC-Truncated": "unspecified"} if truncated else {}),
    }
    head = StatusAndHeaders(
        f"{status} {_phrase(status)}".strip(),
        _ascii(headers),
        protocol=capture.exchange.protocol or "HTTP/1.1",
    )
    return writer.create_warc_record(
        url,
        "response",
        payload=BytesIO(body),
        length=len(body),
        http_headers=head,
        warc_headers_dict=said,
    )


def _write_request(
    writer: Any, capture: CaptureOnFile, url: str, asked: Headers, response: Any
) -> None:
    """What we asked, where that was kept; a request that we would have to invent is none."""
    if not asked:
        return
    parts = urlsplit(url)
    line = f"GET {parts.path or '/'}{'?' + parts.query if parts.query else ''} HTTP/1.1"
    said = {
        "WARC-Record-ID": _id("request", url, capture.at, b""),
        "WARC-Date": _date(capture.at),
        "WARC-Concurrent-To": response.rec_headers.get_header("WARC-Record-ID"),
        **({"WARC-IP-Address": capture.ip} if capture.ip else {}),
    }
    head = StatusAndHeaders(line, _ascii(asked), is_http_request=True)
    writer.write_record(
        writer.create_warc_record(url, "request", http_headers=head, warc_headers_dict=said)
    )


def _metadata(
    writer: Any, url: str, at: datetime, notes: dict[str, Any], *, concurrent: Any = None
) -> Any:
    text = json.dumps(notes, ensure_ascii=False, indent=1, default=str).encode()
    said = {
        "WARC-Record-ID": _id("metadata", url, at, text),
        "WARC-Date": _date(at),
        "Content-Type": "application/json",
    }
    if concurrent is not None:
        said["WARC-Concurrent-To"] = concurrent.rec_headers.get_header("WARC-Record-ID")
    return writer.create_warc_record(
        url, "metadata", payload=BytesIO(text), length=len(text), warc_headers_dict=said
    )


def _warcinfo(writer: Any, name: str, at: datetime) -> Any:
    info = {
        "software": SOFTWARE,
        "format": "WARC File Format 1.1",
        "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
        "description": AS_KEPT,
    }
    record = writer.create_warcinfo_record(name, info)
    record.rec_headers.replace_header("WARC-Date", _date(at))
    record.rec_headers.replace_header("WARC-Record-ID", _id("warcinfo", name, at, b""))
    return record


def _write_one(writer: Any, out: IO[bytes], record: Any) -> tuple[int, int]:
    """(offset, length) of the record as it lies in the file."""
    before = out.tell()
    writer.write_record(record)
    return before, out.tell() - before


def _body(capture: CaptureOnFile, body_of: BodyOf) -> tuple[bytes | None, str]:
    if capture.tombstone is not None:
        return None, capture.tombstone.kind.value
    try:
        return body_of(capture.sha256), ""
    except NotFound:
        return None, "lost"
    except StoreFailed:
        return None, "damaged"  # what does not match its name is no evidence


def _about(capture: CaptureOnFile) -> dict[str, Any]:
    return {
        "page": capture.url,
        "final_url": capture.final_url,
        "sha256": capture.sha256,
        "bytes": capture.size,
        "seen_at": _date(capture.at),
        "vantage": capture.vantage,
        "ip": capture.ip,
        "request_headers": "as sent"
        if capture.exchange.asked
        else "not kept by the version that made this capture",
    }


def _tombstone(capture: CaptureOnFile) -> dict[str, Any]:
    return {"tombstone": asdict(capture.tombstone)} if capture.tombstone else {}


def _fitting(headers: Headers, length: int) -> tuple[Headers, dict[str, str]]:
    """The fields that are true of the body as kept, and those that are not."""
    dropped = {
        name: value for name, value in headers if name.lower() in ENCODINGS and value != str(length)
    }
    kept = tuple((name, value) for name, value in headers if name.lower() not in ENCODINGS)
    return (*kept, ("Content-Length", str(length))), dropped


def _ascii(headers: Headers) -> list[tuple[str, str]]:
    """Fields as Latin-1 can carry them: bytes beyond it come back as the UTF-8 that they were."""
    return [(name, _one_line(value)) for name, value in headers]


def _one_line(value: str) -> str:
    return value.encode("utf-8", "replace").decode("latin-1").replace("\r", " ").replace("\n", " ")


def _mime(headers: Headers) -> str:
    return declared_type(headers).partition(";")[0].strip().lower() or "unk"


def _phrase(status: int) -> str:
    return HTTPStatus(status).phrase if status in set(HTTPStatus) else ""


def _digest(body: bytes) -> str:
    return "sha256:" + b32encode(sha256(body).digest()).decode()


def _date(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def _id(kind: str, url: str, at: datetime, body: bytes) -> str:
    return (
        f"<urn:uuid:{uuid5(NAMESPACE_URL, f'{kind} {url} {_date(at)} {sha256(body).hexdigest()}')}>"
    )


def lines(index: Iterable[Indexed], filename: str) -> Iterator[str]:
    """The index as CDXJ, sorted as replay needs it."""
    yield from sorted(
        f"{surt(one.url)} {one.at:%Y%m%d%H%M%S} "
        + json.dumps(
            {
                "url": one.url,
                "mime": one.mime,
                "status": str(one.status),
                "digest": one.digest,
                "length": str(one.length),
                "offset": str(one.offset),
                "filename": filename,
            }
        )
        for one in index
    )


def surt(url: str) -> str:
    """The key by which replay tools look an address up: host turned round, all in lower case, `www`
    and the fragment gone.
    """
    parts = urlsplit(url.lower())
    host = (parts.hostname or "").removeprefix("www.")
    is_address = host.replace(".", "").isdigit() or ":" in host
    turned = host if is_address else ",".join(reversed(host.split(".")))
    default = {"http": 80, "https": 443}.get(parts.scheme)
    port = f":{parts.port}" if parts.port not in (None, default) else ""
    path = parts.path.rstrip("/") if parts.path != "/" else "/"
    query = "?" + "&".join(sorted(parts.query.split("&"))) if parts.query else ""
    return f"{turned}{port}){path or '/'}{query}"
