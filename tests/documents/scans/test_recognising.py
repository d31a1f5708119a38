"""The recogniser's child: its limits, and what it says where it reads nothing."""

import struct
import zlib
from datetime import date

import pytest

from crawler.documents.answers import is_scan, read_scan
from crawler.documents.scans import limits
from crawler.documents.scans.presence import is_missing
from crawler.documents.scans.recognising import recognise
from crawler.extract.reader import ReadingContext
from crawler.extract.received_answer import ReceivedAnswer
from store.outcome_words import unread_words
from store.records import PageFacts
from tests.documents.pdf_writer import Page, pdf
from tests.reading import read_answer

NEEDS_OCR = pytest.mark.skipif(
    is_missing(), reason="NOT TESTED: the extra `ocr` is not installed (make ocr)"
)
DAY = date(2025, 12, 1)


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, rows: bytes) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def white(width: int = 400, height: int = 300) -> bytes:
    return png(width, height, (b"\0" + b"\xff" * width) * height)


def asked(body: bytes, name: str) -> tuple[ReceivedAnswer, PageFacts]:
    url = f"http://a.gov.cn/{name}"
    return ReceivedAnswer(body, url, 200, {}, ""), read_answer(body, url=url, as_of=DAY)


def test_a_picture_and_a_document_of_pictures_are_scans() -> None:
    scanned = Page()
    scanned.picture()
    printed = Page()
    printed.write(40, 40, "某局2025年部门预算，文字可读，无须识别。")
    assert is_scan(*asked(white(), "预算.png"))
    assert is_scan(*asked(pdf(scanned), "预算.pdf"))
    assert not is_scan(*asked(pdf(printed), "预算.pdf"))
    assert not is_scan(*asked(b"<html><p>a</p></html>", "a.html"))


@NEEDS_OCR
def test_an_empty_page_says_that_nothing_was_read() -> None:
    answer, _ = asked(white(), "2025年预算.png")
    facts = read_scan(answer, ReadingContext(DAY))
    assert facts.document_unreadable.startswith("image_only: ")
    assert "图片" in unread_words(facts.document_unreadable).zh


@NEEDS_OCR
@pytest.mark.parametrize(
    ("body", "said"),
    [
        (png(60_000, 60_000, b""), "broken picture"),
        (white()[:60], "broken picture"),
        (b"%PDF-1.5 nothing", "failed"),
    ],
    ids=["as large as a house", "cut off", "no pdf"],
)
def test_hostile_pictures_end_by_themselves_and_say_why(body: bytes, said: str) -> None:
    reading = recognise(body)
    assert said in reading.unreadable
    assert not reading.grids


@NEEDS_OCR
@pytest.mark.soak
def test_more_pages_than_the_limit_are_counted_and_left_out() -> None:
    scanned = Page()
    scanned.picture()
    reading = recognise(pdf(*[scanned] * (limits.MOST_PAGES + 3)))
    assert f"recognised: {limits.MOST_PAGES} pages" in reading.remarks
    assert reading.unreadable
