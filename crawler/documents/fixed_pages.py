"""What is said of a document of fixed pages, PDF or OFD, once its pages are measured. Pure."""

from collections import Counter
from collections.abc import Sequence

from crawler.documents.garbled import is_garbled
from crawler.documents.reading import DocumentReading, DocumentUnreadable
from crawler.extract.grids.pdf import read_pdf_pages
from crawler.extract.grids.pdf_page import PdfPage

BROKEN_PAGE = PdfPage(0.0, 0.0)
PICTURE = 0.4  # of the page, from which a page without words is a picture of one
_FEW = 10  # characters up to which a page is without words: a page number, a stamp
_MOST_UNKNOWN = 0.3  # of the characters; a font without names for its shapes gives nothing to read
_FEW_UNKNOWN = 20


def judged(pages: Sequence[PdfPage], what: str) -> DocumentReading:
    """The reading of a document's pages; `what` names its format in what is said of it. Raises
    DocumentUnreadable.
    """
    characters = Counter(glyph.text for page in pages for glyph in page.glyphs)
    unknown = sum(page.unknown for page in pages)
    digits = sum(characters[digit] for digit in "0123456789")
    if unknown > _MOST_UNKNOWN * max(1, characters.total()):
        raise DocumentUnreadable(f"{what} whose font does not say which characters it prints")
    if is_garbled(characters):
        raise DocumentUnreadable(f"garbled {what}: its font names other characters than it prints")
    if unknown > max(_FEW_UNKNOWN, digits):
        raise DocumentUnreadable(
            f"{what} whose digits cannot be read: their font does not name them"
        )
    reading = read_pdf_pages(pages)
    pictures = [
        number
        for number, page in enumerate(pages, start=1)
        if len(page.glyphs) <= _FEW and page.picture_share >= PICTURE
    ]
    remarks = (
        [f"image_only: page {', '.join(map(str, pictures[:20]))} of {len(pages)}"]
        if pictures
        else []
    )
    broken = [number for number, page in enumerate(pages, start=1) if page is BROKEN_PAGE]
    unreadable = (
        f"broken: page {', '.join(map(str, broken[:20]))} of {len(pages)}" if broken else ""
    )
    # Words on a cover, and the tables behind it as pictures: what was not read may hold the fault.
    if pictures and not reading.grids:
        unreadable = f"image_only: {len(pictures)} of {len(pages)} pages are pictures without words"
    elif not reading.grids and sum(len(page.glyphs) for page in pages) <= _FEW:
        unreadable = f"no words in the {what}"
    return DocumentReading(
        kind=what,
        grids=reading.grids,
        pages=reading.pages,
        prose=reading.prose,
        title=reading.title,
        unreadable=unreadable,
        remarks=tuple(remarks),
    )
