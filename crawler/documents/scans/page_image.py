"""A scanned page set straight: grey, without stamps, turned upright; and the lines drawn on it."""

from typing import Any

import cv2
import numpy as np

from crawler.extract.grids.pdf_page import RuledLine

_MOST_SKEW = 4.0  # degrees by which a page lies askew on the glass
_SKEW_STEPS = (0.5, 0.1)
_SEARCHED_WIDTH = 900  # dots: enough to tell a tenth of a degree
_SHORTEST_PIECE = 1 / 40  # of the page's width; few strokes of characters are as long
_WHOLE = 1.4  # times the shortest piece, from which it is a line
_THICKEST = 10  # dots
_DARK = 110  # of 255, up to which an area is a dark ground
_WINDOW, _BELOW = 35, 12  # of the threshold: dots, levels of grey


def grey(image: Any) -> Any:
    """The red of an image in blue, green, red: black on white stays, a red seal is gone."""
    return image if image.ndim == 2 else np.ascontiguousarray(image[:, :, 2])


def straightened(page: Any) -> Any:
    """The grey page turned by the angle at which its lines of words are sharpest."""
    angle = _skew(page)
    if abs(angle) < _SKEW_STEPS[-1] / 2:
        return page
    height, width = page.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    return cv2.warpAffine(page, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=255)


def _skew(page: Any) -> float:
    scale = min(1.0, _SEARCHED_WIDTH / page.shape[1])
    small = cv2.resize(page, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    ink = _ink(small).astype(np.float32)
    best, reach = 0.0, _MOST_SKEW
    for step in _SKEW_STEPS:
        angles = np.arange(best - reach, best + reach + step / 2, step)
        best = float(max(angles, key=lambda angle: _sharpness(ink, float(angle))))
        reach = step
    return best


def _sharpness(ink: Any, angle: float) -> float:
    height, width = ink.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    rows = cv2.warpAffine(ink, turn, (width, height), flags=cv2.INTER_LINEAR).sum(axis=1)
    return float(((rows[1:] - rows[:-1]) ** 2).sum())


def _ink(page: Any) -> Any:
    return cv2.adaptiveThreshold(
        page, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, _WINDOW, _BELOW
    )


def drawn_lines(page: Any, points: float) -> tuple[tuple[RuledLine, ...], tuple[RuledLine, ...]]:
    """The level and the upright lines of a straight grey page; `points` are those of one dot."""
    ink = _without_grounds(cv2.GaussianBlur(page, (3, 3), 0))
    length = max(20, int(page.shape[1] * _SHORTEST_PIECE))
    level = _lines(ink, length, 1)
    upright = _lines(ink, 1, length)
    return (
        tuple(
            RuledLine((y + h / 2) * points, x * points, (x + w) * points) for x, y, w, h in level
        ),
        tuple(
            RuledLine((x + w / 2) * points, y * points, (y + h) * points) for x, y, w, h in upright
        ),
    )


def _without_grounds(page: Any) -> Any:
    """The ink, of dark areas (a heading's ground, a black edge of the glass) their outlines alone."""
    _, dark = cv2.threshold(page, _DARK, 255, cv2.THRESH_BINARY_INV)
    square = cv2.getStructuringElement(cv2.MORPH_RECT, (_THICKEST + 1, _THICKEST + 1))
    grounds = cv2.morphologyEx(dark, cv2.MORPH_OPEN, square)
    outlines = cv2.morphologyEx(
        grounds, cv2.MORPH_GRADIENT, cv2.getStructuringElement(cv2.MORPH_RECT, (3, 3))
    )
    around = cv2.dilate(grounds, cv2.getStructuringElement(cv2.MORPH_RECT, (_WINDOW, _WINDOW)))
    return cv2.bitwise_or(cv2.bitwise_and(_ink(page), cv2.bitwise_not(around)), outlines)


def _lines(ink: Any, width: int, height: int) -> list[tuple[int, int, int, int]]:
    """The boxes of what is as long and thin as a line; pieces that noise tore apart are joined."""
    along = cv2.getStructuringElement(cv2.MORPH_RECT, (width, height))
    found = cv2.morphologyEx(ink, cv2.MORPH_OPEN, along)
    found = cv2.morphologyEx(found, cv2.MORPH_CLOSE, along)
    _, _, boxes, _ = cv2.connectedComponentsWithStats(found, connectivity=8)
    return [
        (int(x), int(y), int(w), int(h))
        for x, y, w, h, _ in boxes[1:]
        if min(w, h) <= _THICKEST and max(w, h) >= _WHOLE * max(width, height)
    ]
