"""From bytes to a reading, by what the bytes are and never by their name. Runs in the child.

Each format's library is loaded when it is needed: one document, one format, and the child has to
start quickly.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from crawler.documents.kinds import kind_of
from crawler.documents.reading import DocumentReading, DocumentUnreadable
from crawler.extract.grids.grid import readable, sentences_of, words_of

if TYPE_CHECKING:
    from crawler.extract.grids.word import WordReading


def read_body(body: bytes, name: str, depth: int = 0) -> DocumentReading:
    """The reading of a document, or why there is none. `name` only chooses csv, which has no marks
    of its own.

    `depth` counts the archives this document was taken out of.
    """
    kind = kind_of(body, name)
    read = _READERS.get(kind)
    if read is None:
        return DocumentReading(kind, unreadable=f"{kind or 'unknown format'}: not read")
    try:
        reading = replace(read(body, depth), kind=kind)
        return replace(reading, beneath=(*reading.beneath, *_beneath(body, kind)))
    except DocumentUnreadable as why:
        return DocumentReading(kind, unreadable=str(why))


def _beneath(body: bytes, kind: str) -> tuple[str, ...]:
    """Persons' numbers in the parts of an xlsx or docx, each with the words before it. Who has the
    file has its hidden sheets, rows and columns too, and of a number all 18 digits where the sheet
    shows 4.20682E+17.
    """
    from crawler.extract.grids.zip_guard import ZipRefused, parts_of
    from store.privacy.numbers import find, has_long_run

    if kind not in ("workbook", "word") or not body.startswith(b"PK"):
        return ()
    found: list[str] = []
    try:
        for _, part in parts_of(body, lambda name: name.lower().endswith(".xml")):
            text = part.decode("utf-8", "replace")
            numbers = find(text) if has_long_run(text) else ()
            found += [
                text[text.rfind(">", 0, number.start) + 1 : number.end + 1]
                for number in numbers
                if text.rfind(">", 0, number.start) > text.rfind("<", 0, number.start)
            ]
    except ZipRefused:
        return tuple(found)
    return tuple(found)


# --- one function a format


def _workbook(body: bytes, depth: int) -> DocumentReading:
    from crawler.extract.grids.workbook import WorkbookUnreadable, sheets_of

    del depth
    try:
        grids = sheets_of(body)
    except WorkbookUnreadable as why:
        raise DocumentUnreadable(str(why)) from why
    if not any(any(row) for grid in grids for row in grid.rows):
        raise DocumentUnreadable("no words in the workbook")
    return DocumentReading("workbook", grids, (words_of(grids),), sentences_of(grids))


def _pdf(body: bytes, depth: int) -> DocumentReading:
    from crawler.documents.pdf import read_pdf

    del depth
    return _with_sentences(read_pdf(body))


def _ofd(body: bytes, depth: int) -> DocumentReading:
    from crawler.documents.ofd import read_ofd_package

    del depth
    return _with_sentences(read_ofd_package(body))


def _with_sentences(reading: DocumentReading) -> DocumentReading:
    return replace(
        reading, prose="\n".join(filter(None, (reading.prose, sentences_of(reading.grids))))
    )


def _word(body: bytes, depth: int) -> DocumentReading:
    from crawler.extract.grids.word import WordUnreadable, read_word_xml
    from crawler.extract.grids.zip_guard import ZipRefused, parts_of

    del depth
    try:
        parts = dict(parts_of(body, lambda name: name == "word/document.xml"))
        reading = read_word_xml(parts.get("word/document.xml", b""))
    except (ZipRefused, WordUnreadable) as why:
        raise DocumentUnreadable(str(why)) from why
    return _of_word(reading)


def _rtf(body: bytes, depth: int) -> DocumentReading:
    from crawler.extract.grids.rtf import read_rtf
    from crawler.extract.grids.word import WordUnreadable

    del depth
    try:
        return _of_word(read_rtf(body))
    except WordUnreadable as why:
        raise DocumentUnreadable(str(why)) from why


def _word_xml(body: bytes, depth: int) -> DocumentReading:
    from crawler.extract.grids.word import WordUnreadable, read_word_xml

    del depth
    try:
        return _of_word(read_word_xml(body))
    except WordUnreadable as why:
        raise DocumentUnreadable(str(why)) from why


def _old_word(body: bytes, depth: int) -> DocumentReading:
    from crawler.extract.grids.old_word import read_old_word
    from crawler.extract.grids.word import WordUnreadable

    del depth
    try:
        reading = read_old_word(body)
    except WordUnreadable as why:
        raise DocumentUnreadable(str(why)) from why
    return _of_word(reading)


def _of_word(reading: "WordReading") -> DocumentReading:
    if not reading.text.strip():
        raise DocumentUnreadable("no words in the document")
    title = next((line for line in reading.text.splitlines() if len(readable(line)) > 3), "")
    return DocumentReading(
        "word",
        reading.grids,
        (reading.text,),
        "\n".join(filter(None, (reading.prose, sentences_of(reading.grids)))),
        title[:120],
        f"cut: more than {len(reading.grids)} tables" if reading.is_cut else "",
        (f"pictures: {reading.pictures}",) if reading.pictures and not reading.grids else (),
    )


def _html(body: bytes, depth: int) -> DocumentReading:
    from crawler.extract.encoding import decode
    from crawler.extract.grids.html import grids_of
    from crawler.extract.safe_parse import tree_of

    del depth
    tree, _ = tree_of(decode(body, "").text)
    text = tree.body.text(separator="\n") if tree.body is not None else ""
    lines = "\n".join(words for line in text.split("\n") if (words := readable(line)))
    return _with_sentences(DocumentReading("html", grids_of(tree), (lines,), lines))


def _encrypted(body: bytes, depth: int) -> DocumentReading:
    del body, depth
    raise DocumentUnreadable("encrypted")


def _zip(body: bytes, depth: int) -> DocumentReading:
    from crawler.documents.archives import read_zip

    return read_zip(body, depth, read_body)


def _archive(body: bytes, depth: int) -> DocumentReading:
    from crawler.documents.archives import read_other_archive

    return read_other_archive(body, depth, read_body)


def _picture(body: bytes, depth: int) -> DocumentReading:
    del body, depth
    why = "image_only: a picture without words"
    return DocumentReading("image", unreadable=why, remarks=(why,))


_READERS: dict[str, Callable[[bytes, int], DocumentReading]] = {
    "workbook": _workbook,
    "sheet_xml": _workbook,
    "csv": _workbook,
    "pdf": _pdf,
    "ofd": _ofd,
    "word": _word,
    "word_xml": _word_xml,
    "rtf": _rtf,
    "old_word": _old_word,
    "html": _html,
    "zip": _zip,
    "archive": _archive,
    "image": _picture,
    "encrypted": _encrypted,
}
