"""Which persons' numbers a document shows: its name, its words, every row of its tables. Pure."""

from collections.abc import Iterator, Sequence

from crawler.documents.reading import DocumentReading
from crawler.extract.privacy.shown_numbers import Surface, address_surfaces
from store.privacy.labels import CELL


def document_surfaces(reading: DocumentReading, name: str) -> Iterator[Surface]:
    """Of a document: its name, its words, page by page, and every row of its tables."""
    yield Surface("title", reading.title)
    yield from address_surfaces(name, beside=reading.title)
    yield Surface("text", reading.text)
    for grid in reading.grids:
        yield Surface("text", "\n".join(map(_line, grid.rows)))
    yield Surface("text", "\n".join((reading.prose, *reading.remarks)))
    yield from (Surface("hidden", text) for text in reading.beneath)


def _line(row: Sequence[str | None]) -> str:
    """Its empty cells too, so that each stands below its head."""
    return CELL.join((cell or "").replace("\n", "\f") for cell in row)
