"""A page's image to its characters and lines, by rapidocr (PP-OCR, whose models its wheel carries)."""

import math
from collections.abc import Iterator
from typing import Any

import cv2
from rapidocr import RapidOCR

from crawler.documents.scans.page_image import drawn_lines, grey, straightened
from crawler.extract.grids.pdf_page import Glyph, PdfPage

_DETECTED_SIDE = (
    1_280  # dots of the image in which words are looked for; they are read at full size
)
_SIZE = 0.72  # of a box's height: the recogniser's boxes are wider than the letters
_GAP = 0.6  # of the size, up to which two characters of one run stand together
_UPRIGHT_BOX = 1.5  # times as high as wide: words that run upwards or downwards
_MOST_UPRIGHT = 0.6  # of all boxes, from which the page lies on its side
_SURE = 0.5

_PARAMETERS = {
    "Global.log_level": "critical",
    "Global.use_cls": False,
    "Global.text_score": _SURE,
    "Global.max_side_len": 4_000,
    "Global.return_word_box": True,
    "Global.return_single_char_box": True,
    "Det.limit_type": "max",
    "Det.limit_side_len": _DETECTED_SIDE,
    "EngineConfig.onnxruntime.intra_op_num_threads": 2,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
}


class Recogniser:
    """The models, loaded once for all pages."""

    def __init__(self) -> None:
        self._engine = RapidOCR(params=_PARAMETERS)

    def page(self, image: Any, points: float) -> PdfPage:
        """The page as it is read, upright; `points` are those of one dot."""
        straight = straightened(grey(image))
        found = self._found(straight)
        if _lies_on_its_side(found):
            turned = [cv2.rotate(straight, way) for way in (0, 2)]
            straight, found = max(
                ((straightened(page), self._found(straightened(page))) for page in turned),
                key=lambda each: _sureness(each[1]),
            )
        level, upright = drawn_lines(straight, points)
        height, width = straight.shape
        return PdfPage(
            width * points, height * points, tuple(_glyphs(found, points)), level, upright
        )

    def _found(self, page: Any) -> Any:
        return self._engine(cv2.cvtColor(page, cv2.COLOR_GRAY2BGR))


def _lies_on_its_side(found: Any) -> bool:
    boxes = found.boxes if found.boxes is not None else ()
    upright = sum(_side(box, 0, 3) > _UPRIGHT_BOX * _side(box, 0, 1) for box in boxes)
    return len(boxes) > 3 and upright > _MOST_UPRIGHT * len(boxes)


def _side(box: Any, one: int, other: int) -> float:
    return math.dist(box[one], box[other])


def _sureness(found: Any) -> float:
    return sum(found.scores) / len(found.scores) if found.scores else 0.0


def _glyphs(found: Any, points: float) -> Iterator[Glyph]:
    """The characters of every run of words; small gaps between them are the recogniser's."""
    for characters in found.word_results or ():
        boxes = [
            (
                text,
                min(x for x, _ in quad),
                min(y for _, y in quad),
                *map(max, zip(*quad, strict=True)),
            )
            for text, _, quad in characters
            if text.strip()
        ]
        for at, (text, left, top, right, bottom) in enumerate(boxes):
            size = _SIZE * (bottom - top)
            after = boxes[at + 1][1] if at + 1 < len(boxes) else right
            right = after if right < after < right + _GAP * size else right
            if right > left:
                yield Glyph(
                    text,
                    left * points,
                    top * points,
                    right * points,
                    bottom * points,
                    size * points,
                )
