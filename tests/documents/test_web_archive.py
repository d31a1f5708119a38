"""Archives of web pages that a colleague sends: whole, packed otherwise, cut off, and made to cost
their reader.
"""

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterable
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5

import pytest

from crawler.documents.web_archive import WHY, is_web_archive, read_web_archive

SITE = "http://slj.example.gov.cn"
LIST = "<title>通知公告</title><ul><li>关于清淤的通知</li></ul>".encode("gbk")
ARTICLE = "<title>关于防汛的通知</title><p>各乡镇人民政府：</p>".encode()


Page = tuple[str, str, str, str, bytes]  # path, status, kind, further fields, body
TWO_PAGES: tuple[Page, ...] = (
    ("/1", "200 OK", "text/html", "", LIST),
    ("/2", "200 OK", "text/html", "", b"<p>" + bytes(range(64)) * 99),
)
USUAL: tuple[Page, ...] = (
    ("/tzgg/", "200 OK", "text/html", "", LIST),
    ("/a.html", "200 OK", "text/html", "Content-Encoding: gzip\r\n", gzip.compress(ARTICLE)),
    ("/gone.html", "404 Not Found", "text/html", "", b"<title>404</title>"),
    ("/x.png", "200 OK", "image/png", "", b"\x89PNG\r\n"),
    ("/old", "302 Found", "text/html", "Location: /new\r\n", b""),
)


def archive(pages: Iterable[Page] = USUAL, *, packed: bool = True) -> bytes:
    """As another program writes it: an information record, and a request and a response a page."""
    records = [record("warcinfo", "", "application/warc-fields", b"software: another\r\n")]
    for path, status, kind, more, body in pages:
        asked = f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode()
        head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}\r\n".encode()
        records += [
            record("request", path, "application/http; msgtype=request", asked),
            record("response", path, "application/http; msgtype=response", head + body),
        ]
    return b"".join(gzip.compress(one) if packed else one for one in records)


def record(kind: str, path: str, content_type: str, block: bytes) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Date: 2026-11-20T01:02:03Z\r\n"
        f"WARC-Record-ID: <urn:uuid:{uuid5(NAMESPACE_URL, kind + path)}>\r\n"
        f"WARC-Target-URI: {SITE}{path}\r\nContent-Type: {content_type}\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def wacz(body: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as zipped:
        zipped.writestr("archive/data.warc.gz", body)
        zipped.writestr("pages/pages.jsonl", "{}")
    return out.getvalue()


FORMS = {
    "record by record": archive(),
    "not packed": archive(packed=False),
    "packed in one piece": gzip.compress(archive(packed=False)),
    "wacz": wacz(archive()),
}


@pytest.mark.parametrize("form", FORMS)
def test_every_page_is_handed_over_as_it_was_kept(form: str) -> None:
    found = read_web_archive(FORMS[form])
    assert found.why is None and found.left_out == 8
    kept = {one.answer.url.removeprefix(SITE): one for one in found.answers}
    assert list(kept) == ["/tzgg/", "/a.html", "/gone.html"]
    assert kept["/tzgg/"].answer.body == LIST and kept["/a.html"].answer.body == ARTICLE
    assert (kept["/tzgg/"].answer.status, kept["/gone.html"].answer.status) == (200, 404)
    assert kept["/tzgg/"].at == datetime(2026, 11, 20, 1, 2, 3, tzinfo=UTC)
    assert "Content-Encoding" not in kept["/a.html"].answer.headers


@pytest.mark.parametrize("packed", [True, False])
def test_an_archive_that_was_cut_off_says_so_after_its_whole_pages(packed: bool) -> None:
    body = archive(TWO_PAGES, packed=packed)
    for missing in (1, 60, 400):
        found = read_web_archive(body[:-missing])
        assert found.answers[0].answer.url == f"{SITE}/1" and found.why == WHY["cut_off"]
    assert len(found.answers) == 1, "half a page is none"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html><p>no archive</html>",
        wacz(b"")[:-30],
        b"PK\x03\x04 nor this",
        gzip.compress(b"x"),
    ],
    ids=["nothing", "a page", "half a zip", "no zip", "no records"],
)
def test_what_is_no_archive_is_said(body: bytes) -> None:
    found = read_web_archive(body)
    assert not found.answers and found.why == WHY["no_archive"]


def bomb(megabytes: int) -> bytes:
    about = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://b.example/\r\n"
        "WARC-Date: 2026-01-01T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        "Content-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {megabytes * 1_000_000 + 19}\r\n\r\nHTTP/1.1 200 OK\r\n\r\n"
    )
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    packed = [packer.compress(about.encode())]
    packed += [packer.compress(bytes(1_000_000)) for _ in range(megabytes)]
    return b"".join([*packed, packer.flush()])


DEEP: Page = (
    "/",
    "200 OK",
    "text/html",
    "Content-Encoding: gzip\r\n",
    gzip.compress(bytes(40_000_000)),
)


@pytest.mark.parametrize(
    "body", [bomb(40), bomb(400), archive([DEEP])], ids=["a record", "a file", "a page"]
)
def test_what_unpacks_to_too_much_is_stopped(body: bytes) -> None:
    found = read_web_archive(body)
    assert not found.answers and found.why == WHY["too_much"]


def test_an_archive_is_known_by_its_name_or_its_first_bytes() -> None:
    assert all(is_web_archive(f"x{end}", b"") for end in (".warc", ".WARC.gz", ".wacz", ".arc"))
    assert is_web_archive("page.html", b"WARC/1.0\r\n")
    assert not is_web_archive("page.html", b"<html>")
