"""The process in which one scanned document is recognised: `python -m
crawler.documents.scans.child`, bytes in, JSON out. It shuts itself in as every document's child
does, with limits of its own.

The pages are pictures: of an image file, or of a PDF's or an OFD's pages. What is recognised in
them is laid out as characters and lines on a page, and read as a printed page is.
"""

import io
import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from crawler.documents.child import hand_over, limit, refuse
from crawler.documents.fixed_pages import judged
from crawler.documents.limits import OUTPUT_BYTES
from crawler.documents.reading import DocumentReading, DocumentUnreadable, to_json
from crawler.documents.scans.limits import (
    CPU_SECONDS_A_PAGE,
    CPU_SECONDS_TO_START,
    MEMORY,
    MOST_DOTS,
    MOST_PAGES,
)
from crawler.extract.grids.grid import sentences_of
from crawler.extract.grids.pdf_page import PdfPage

_LONG_SIDE = 2_340  # dots of a page that is recognised: A4 at 200 dpi
_A4_LONG = 842.0  # points


def main() -> None:
    cpu_seconds = CPU_SECONDS_TO_START + CPU_SECONDS_A_PAGE * MOST_PAGES
    limit(memory=MEMORY, cpu_seconds=cpu_seconds, output_bytes=OUTPUT_BYTES)
    body = sys.stdin.buffer.read()
    from crawler.documents.scans.recognised import Recogniser

    recogniser = Recogniser()
    sys.addaudithook(refuse)
    try:
        hand_over(to_json(_read(body, recogniser)))
    except DocumentUnreadable as told:
        why = str(told)
    except MemoryError:
        why = f"recognising it wants more than {MEMORY >> 20} MB of memory"
    except Exception as error:
        why = f"recognising failed: {type(error).__name__}: {error}"[:300]
    hand_over(to_json(DocumentReading("scan", unreadable=why)))


def _read(body: bytes, recogniser: Any) -> DocumentReading:
    pages: list[PdfPage] = []
    left_out = 0
    for image in _images(body):
        if len(pages) == MOST_PAGES:
            left_out += 1
            continue
        pages.append(recogniser.page(_scaled(image), _A4_LONG / _LONG_SIDE))
    reading = judged(pages, "scan")
    cut = f"cut: {left_out} more pages were not recognised" if left_out else ""
    prose = "\n".join(filter(None, (reading.prose, sentences_of(reading.grids))))
    return replace(
        reading,
        prose=prose,
        unreadable=reading.unreadable or cut,
        remarks=(f"recognised: {len(pages)} pages",),
    )


def _images(body: bytes) -> Iterator[Any]:
    """The pages as images in blue, green, red. Raises DocumentUnreadable."""
    if b"%PDF-" in body[:1024]:
        yield from _pages_of_pdf(body)
    else:
        yield from _frames(body)


def _pages_of_pdf(body: bytes) -> Iterator[Any]:
    import pypdfium2 as pdfium

    document = pdfium.PdfDocument(body)
    for number in range(min(len(document), MOST_PAGES)):
        page = document[number]
        scale = _LONG_SIDE / max(1.0, *page.get_size())
        yield page.render(scale=scale, may_draw_forms=False, prefer_bgrx=False).to_numpy()
        page.close()
    yield from [None] * (len(document) - MOST_PAGES)


def _frames(body: bytes) -> Iterator[Any]:
    import numpy as np
    from PIL import Image, ImageOps

    try:
        with Image.open(io.BytesIO(body)) as image:
            for number in range(getattr(image, "n_frames", 1)):
                image.seek(number)
                if image.width * image.height > MOST_DOTS:
                    raise DocumentUnreadable(f"a picture of {image.width} by {image.height} dots")
                if number >= MOST_PAGES:
                    yield None
                    continue
                upright = ImageOps.exif_transpose(image).convert("RGB")
                yield np.ascontiguousarray(np.asarray(upright)[:, :, ::-1])
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as broken:
        raise DocumentUnreadable(f"broken picture: {broken}"[:200]) from broken


def _scaled(image: Any) -> Any:
    import cv2

    factor = _LONG_SIDE / max(image.shape[:2])
    method = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    return cv2.resize(image, None, fx=factor, fy=factor, interpolation=method)


if __name__ == "__main__":
    main()
