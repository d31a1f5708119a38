"""A page of a PDF as marks on paper: where each character stands, and which lines are drawn.

A PDF knows no tables. What `crawler.documents.pdf` measures is brought here in one frame of
reference, upright, with `top` counted downwards from the upper edge, all in points; what it *means*
is read by `pdf_grids`.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Glyph:
    """One printed character and its box."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float  # of the font

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True)
class RuledLine:
    """A drawn straight line: `at` is its x (upright) or y (level), from `start` to `end`."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class PdfPage:
    """`picture_share` is the part of the page's area that the largest picture covers; `unknown`
    counts the characters of which nothing says which they are.
    """

    width: float
    height: float
    glyphs: tuple[Glyph, ...] = ()
    level: tuple[RuledLine, ...] = ()
    upright: tuple[RuledLine, ...] = ()
    picture_share: float = 0.0
    unknown: int = 0
