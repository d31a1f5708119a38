"""Which persons' numbers a document shows: its name, its words, every row of its tables. Pure."""

import re
from collections.abc import Iterator, Sequence

from crawler.documents.reading import CUT_WORDS, DocumentReading
from crawler.extract.privacy.shown_numbers import Surface, address_surfaces
from store.privacy.labels import CELL

# Members of an archive that were not opened, pictures among the words.
_UNREAD_PART = re.compile(f"passed over|image_only|pictures: |{CUT_WORDS}")
_LONG_RUN = re.compile(r"\d(?:[\s\-.]*\d){14}")


def document_surfaces(reading: DocumentReading, name: str) -> Iterator[Surface]:
    """Of a document: its name, its words, page by page, and every row of its tables."""
    yield Surface("title", reading.title)
    yield from address_surfaces(name, beside=reading.title)
    yield Surface("text", reading.text)
    for grid in reading.grids:
        yield Surface("text", "\n".join(map(_line, grid.rows)))
    yield Surface("text", "\n".join((reading.prose, *reading.remarks)))
    yield from (Surface("hidden", text) for text in reading.beneath)


def was_read_whole(reading: DocumentReading) -> bool:
    """Whether every word of it was looked at. Of a picture, whose words are recognised, one digit
    may be another: where a long run of digits stands in it, that is no number for sure.
    """
    is_whole = not (reading.unreadable or any(grid.is_cut for grid in reading.grids))
    return (
        is_whole
        and bool(reading.text or reading.grids)
        and not any(_UNREAD_PART.search(remark) for remark in reading.remarks)
        and not (reading.kind == "scan" and _LONG_RUN.search(reading.text))
    )


def _line(row: Sequence[str | None]) -> str:
    """Its empty cells too, so that each stands below its head."""
    return CELL.join((cell or "").replace("\n", "\f") for cell in row)
