"""What was not read whole may hold a number: nobody says of it that none was found."""

import pytest

from crawler.documents.reading import DocumentReading, from_json, to_json
from crawler.documents.shown_numbers import was_read_whole
from crawler.extract.grids.grid import Grid

WORDS = ("救助对象名单",)


@pytest.mark.parametrize(
    ("reading", "is_whole"),
    [
        (DocumentReading("pdf", pages=WORDS), True),
        (DocumentReading("pdf", pages=WORDS, unreadable="broken: page 2 of 3"), False),
        (DocumentReading("pdf", pages=WORDS, remarks=("image_only: page 3 of 9",)), False),
        (DocumentReading("zip", pages=WORDS, remarks=("a.mp4: passed over",)), False),
        (DocumentReading("word", pages=WORDS, remarks=("pictures: 2",)), False),
        (DocumentReading("workbook", grids=(Grid((("名单",),)),), pages=WORDS), True),
        (DocumentReading("workbook", grids=(Grid((("名单",),), is_cut=True),)), False),
        (DocumentReading("image"), False),
        (DocumentReading("scan", pages=("张三 110105194912310 合计",)), False),
        (DocumentReading("scan", pages=("合计 1,200.00 2026年11月23日",)), True),
    ],
)
def test_whether_every_word_was_looked_at(reading: DocumentReading, is_whole: bool) -> None:
    assert was_read_whole(reading) is is_whole


def test_words_beyond_what_travels_are_unread() -> None:
    long = DocumentReading("pdf", pages=("名" * 399_999, "单" * 2))
    assert not was_read_whole(from_json(to_json(long)))
    assert was_read_whole(from_json(to_json(DocumentReading("pdf", pages=("名" * 399_999,)))))
