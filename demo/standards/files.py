"""Attachments: workbooks that open, papers that do not, and a picture of nothing."""

from datetime import datetime
from io import BytesIO

import xlsxwriter

# A grey GIF-sized PNG of one pixel: a picture in which nothing can be read.
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c4944415408d763b8f0e10300048002411f1e6b210000000049454e44ae426082"
)


def workbook(rows: list[list[str]], title: str = "") -> bytes:
    """One sheet of text cells."""
    file = BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    # else the bytes would carry today's time
    book.set_properties({"created": datetime(2025, 1, 1)})  # noqa: DTZ001
    sheet = book.add_worksheet("Sheet1")
    for at, row in enumerate([[title], *rows] if title else rows):
        for column, cell in enumerate(row):
            sheet.write_string(at, column, cell)
    book.close()
    return file.getvalue()


def ruined(words: str) -> bytes:
    """The head of an old .doc and then nothing that a reader could make out."""
    return bytes.fromhex("d0cf11e0a1b11ae1") + bytes(40) + words.encode("utf-16-le")[::-1] * 9


def ruined_sheet() -> bytes:
    """A workbook that lost its end on the way."""
    whole = workbook([["序号", "说明"], ["1", "略"]])
    return whole[: len(whole) // 2]
