"""From bytes to a reading, by what the bytes are and never by their name. Runs in the child.

Each format's library is loaded when it is needed: one document, one format, and the child has to start quickly.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from crawler.documents.reading import DocumentReading, UnreadableError
from crawler.extract.money.grid import Grid, readable

_PDF, _ZIP, _OLE = b"%PDF-", (b"PK\x03\x04", b"PK\x05\x06"), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf\x27\x1c")
_SENTENCE = 12  # characters from which a cell may be a sentence that gives a reason
_SAYS_WHY = re.compile("用于|用於|主要|包括|包含|安排")
_MAX_SENTENCES = 2_000
_MAX_TEXT = 400_000


def read_body(body: bytes, name: str, depth: int = 0) -> DocumentReading:
    """The reading of a document, or why there is none. `name` only chooses csv, which has no marks of its own.

    `depth` counts the archives this document was taken out of.
    """
    kind = kind_of(body, name)
    read = _READERS.get(kind)
    if read is None:
        return DocumentReading(kind, unreadable=f"{kind or 'unknown format'}: not read")
    try:
        return replace(read(body, depth), kind=kind)
    except UnreadableError as why:
        return DocumentReading(kind, unreadable=str(why))


def kind_of(body: bytes, name: str = "") -> str:
    """pdf | workbook | csv | word | old_word | zip | archive | image | odf | encrypted | "" for what is none of these."""
    start = body[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(_PDF) or _PDF in body[:1024]:
        return "pdf"
    if start.startswith(_ZIP):
        return _kind_of_zip(body)
    if start.startswith(_OLE):
        return _kind_of_ole(body)
    if start.startswith(_ARCHIVES):
        return "archive"
    if start.startswith(b"{\\rtf"):
        return "rtf"
    if start.startswith(_PICTURES):
        return "image"
    if re.search(rb"<(?:html|table|!doctype html)\b", start, re.IGNORECASE) and name.lower().endswith((".xls", ".xlsx", ".et")):
        return "workbook"
    return "csv" if name.lower().endswith((".csv", ".tsv")) else ""


def _kind_of_zip(body: bytes) -> str:
    tail = body[-200_000:]  # the names stand at the end
    if b"xl/workbook.xml" in tail or b"xl/workbook.bin" in tail:
        return "workbook"
    if b"word/document.xml" in tail:
        return "word"
    return "odf" if b"mimetypeapplication/vnd.oasis.opendocument" in body[:200] else "zip"


def _kind_of_ole(body: bytes) -> str:
    def names(word: str) -> bool:
        return word.encode("utf-16-le") in body

    if names("EncryptedPackage"):
        return "encrypted"
    if names("WordDocument"):
        return "old_word"
    return "workbook" if names("Workbook") or names("Book") else "ole"


# --- one function a format -------------------------------------------------------------------------------------------


def _workbook(body: bytes, depth: int) -> DocumentReading:
    from crawler.extract.money.workbook_grids import WorkbookUnreadableError, sheets_of

    del depth
    try:
        grids = sheets_of(body)
    except WorkbookUnreadableError as why:
        raise UnreadableError(str(why)) from why
    if not any(any(row) for grid in grids for row in grid.rows):
        raise UnreadableError("no words in the workbook")
    return DocumentReading("workbook", grids, (words_of(grids),), sentences_of(grids))


def _pdf(body: bytes, depth: int) -> DocumentReading:
    from crawler.documents.pdf import read_pdf

    del depth
    reading = read_pdf(body)
    return replace(reading, prose="\n".join(filter(None, (reading.prose, sentences_of(reading.grids)))))


def _word(body: bytes, depth: int) -> DocumentReading:
    from crawler.extract.money.word_grids import WordUnreadableError, read_word_xml
    from crawler.extract.money.zip_guard import ZipRefusedError, parts_of

    del depth
    try:
        parts = dict(parts_of(body, lambda name: name == "word/document.xml"))
        reading = read_word_xml(parts.get("word/document.xml", b""))
    except (ZipRefusedError, WordUnreadableError) as why:
        raise UnreadableError(str(why)) from why
    return _of_word(reading.grids, reading.text, reading.prose)


def _old_word(body: bytes, depth: int) -> DocumentReading:
    from crawler.extract.money.old_word import read_old_word
    from crawler.extract.money.word_grids import WordUnreadableError

    del depth
    try:
        reading = read_old_word(body)
    except WordUnreadableError as why:
        raise UnreadableError(str(why)) from why
    return _of_word(reading.grids, reading.text, reading.prose)


def _of_word(grids: tuple[Grid, ...], text: str, prose: str) -> DocumentReading:
    if not text.strip():
        raise UnreadableError("no words in the document")
    title = next((line for line in text.splitlines() if len(readable(line)) > 3), "")
    return DocumentReading("word", grids, (text,), "\n".join(filter(None, (prose, sentences_of(grids)))), title[:120])


def _encrypted(body: bytes, depth: int) -> DocumentReading:
    del body, depth
    raise UnreadableError("encrypted")


def _zip(body: bytes, depth: int) -> DocumentReading:
    from crawler.documents.archives import read_zip

    return read_zip(body, depth)


def _archive(body: bytes, depth: int) -> DocumentReading:
    from crawler.documents.archives import read_other_archive

    return read_other_archive(body, depth)


def _picture(body: bytes, depth: int) -> DocumentReading:
    del body, depth
    why = "image_only: a picture without words"
    return DocumentReading("image", unreadable=why, remarks=(why,))


_READERS: dict[str, Callable[[bytes, int], DocumentReading]] = {
    "workbook": _workbook,
    "csv": _workbook,
    "pdf": _pdf,
    "word": _word,
    "old_word": _old_word,
    "zip": _zip,
    "archive": _archive,
    "image": _picture,
    "encrypted": _encrypted,
}


def sentences_of(grids: tuple[Grid, ...]) -> str:
    """The cells that say why. Cells of rows are left out: run together they would lend one line another's note."""
    cells = [
        cell for grid in grids for row in grid.rows for cell in dict.fromkeys(row) if len(cell) >= _SENTENCE and _SAYS_WHY.search(cell)
    ]
    return "。\n".join(cells[:_MAX_SENTENCES])[:_MAX_TEXT]


def words_of(grids: tuple[Grid, ...]) -> str:
    """Every cell's words, row by row."""
    lines: list[str] = []
    length = 0
    for grid in grids:
        for number, row in enumerate(grid.rows):
            words = " ".join(cell for column in range(len(row)) if (cell := readable(grid.own(number, column))))
            if words:
                lines.append(words)
                length += len(words)
            if length > _MAX_TEXT:
                return "\n".join(lines)[:_MAX_TEXT]
    return "\n".join(lines)
