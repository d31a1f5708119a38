"""From characters to lines of words, as a reader's eye puts them together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from crawler.extract.grids.pdf_page import Glyph

# of the smaller height: how far middles may differ; superscripts and mixed fonts stay on their line
_SAME_LINE = 0.4
_COLUMN_GAP = 1.5  # of the font size: a wider gap parts cells, a narrower one is a space
_WORD_GAP = 0.25  # of the font size: a space between words written in Latin letters


@dataclass(frozen=True, slots=True)
class CharacterRun:
    """Characters that stand together on one line."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One printed line, its runs left to right."""

    runs: tuple[CharacterRun, ...]

    @property
    def text(self) -> str:
        return " ".join(run.text for run in self.runs)

    @property
    def left(self) -> float:
        return self.runs[0].left

    @property
    def right(self) -> float:
        return self.runs[-1].right

    @property
    def top(self) -> float:
        return min(run.top for run in self.runs)

    @property
    def bottom(self) -> float:
        return max(run.bottom for run in self.runs)

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def size(self) -> float:
        return max(run.size for run in self.runs)


def lines_of(glyphs: Iterable[Glyph]) -> tuple[PrintedLine, ...]:
    """The lines of some characters, top to bottom, each split into runs at wide gaps."""
    lines: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda each: (each.middle, each.left)):
        for line in reversed(lines[-3:]):
            reference = line[0]
            if abs(glyph.middle - reference.middle) <= _SAME_LINE * min(
                glyph.bottom - glyph.top, reference.bottom - reference.top
            ):
                line.append(glyph)
                break
        else:
            lines.append([glyph])
    made = (_line(line) for line in lines)
    return tuple(line for line in made if line.runs)


def joined(lines: Sequence[PrintedLine]) -> str:
    """A cell's words over several lines: Chinese and numbers run on, others keep a space."""
    words = ""
    for line in lines:
        text = line.text
        if words and text:
            words += text if _runs_on(words[-1], text[0]) else f" {text}"
        else:
            words += text
    return words


def _runs_on(before: str, after: str) -> bool:
    is_number = before in "0123456789,." and after in "0123456789,."
    return is_number or not (before.isascii() and after.isascii())


def _line(glyphs: list[Glyph]) -> PrintedLine:
    glyphs.sort(key=lambda each: each.left)
    runs: list[list[Glyph]] = []
    for glyph in glyphs:
        if runs and (twin := _twin(runs[-1][-1], glyph)) is not None:
            if not twin:
                runs[-1].append(glyph)
            continue
        runs.append([glyph])
    return PrintedLine(tuple(run for group in runs if (run := _run(group)).text))


def _twin(before: Glyph, glyph: Glyph) -> bool | None:
    """None: a new run begins. True: one character printed twice, for bold. False: it goes on."""
    size = max(before.size, glyph.size, 1.0)
    if before.text == glyph.text and abs(before.left - glyph.left) < 0.15 * size:
        return True
    return None if glyph.left - before.right > _COLUMN_GAP * size else False


def _run(glyphs: Sequence[Glyph]) -> CharacterRun:
    text = ""
    for at, glyph in enumerate(glyphs):
        before = glyphs[at - 1]
        is_apart = at > 0 and glyph.left - before.right > _WORD_GAP * max(glyph.size, 1.0)
        if is_apart and before.text.isascii() and glyph.text.isascii():
            text += " "
        text += glyph.text
    return CharacterRun(
        text=text.strip(),
        left=glyphs[0].left,
        right=max(glyph.right for glyph in glyphs),
        top=min(glyph.top for glyph in glyphs),
        bottom=max(glyph.bottom for glyph in glyphs),
        size=max(glyph.size for glyph in glyphs),
    )
