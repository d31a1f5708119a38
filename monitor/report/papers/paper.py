"""An official document (公文) as pure structure: headed paragraphs, lists as annexes, a signature; no
layout. Circular, rectification notice, summary and quarterly report are of this shape.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from string import ascii_lowercase

from config.words import Spoken, Words
from monitor.report.chart import Chart

PAPER_WORDS = Path(__file__).parents[1] / "words" / "paper.toml"  # with a paper's own, its table

Row = tuple[str, ...]


class Level(Enum):
    """GB/T 9704-2012 §7.3.3: 一、 in 黑体, （一） in 楷体, the rest in 仿宋."""

    PART = "part"
    SECTION = "section"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Paragraph:
    level: Level
    text: str


@dataclass(frozen=True, slots=True)
class Annex:
    """One list. `widths` are in mm and fill the text block of 156; `lines` stand above the table,
    `note` below it. `row_height` in mm is what a person needs to write by hand, else 0.
    """

    kind: str  # problems | undecided | evidence | receipt …
    title: str
    columns: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[Row, ...]
    note: str = ""
    lines: tuple[str, ...] = ()
    row_height: int = 0


@dataclass(frozen=True, slots=True)
class Paper:
    language: str
    masthead: str  # 发文机关标志
    number: str  # 发文字号
    title: str
    addressees: str  # 主送机关
    paragraphs: tuple[Paragraph, ...]
    annex_label: str
    annexes: tuple[Annex, ...]
    signed: str  # 发文机关署名
    dated: str  # 成文日期
    printed_by: str  # 印发机关
    printed_on: str
    charts: tuple[Chart, ...] = ()


def numbered_parts(parts: Sequence[list[Paragraph]], say: Spoken) -> Iterator[Paragraph]:
    """Those that have anything to say, their headings numbered."""
    for place, (heading, *rest) in enumerate(filter(None, parts), start=1):
        number = str(place) if say.language == "en" else numeral(place, say.language)
        yield part(say("part", n=number, text=heading.text))
        yield from rest


def section(place: int, heading: Words, say: Spoken) -> Paragraph:
    return Paragraph(
        Level.SECTION,
        say("section", n=numeral(place, say.language), text=heading.text(say.language)),
    )


def numbered(lines: Sequence[str], say: Spoken) -> list[str]:
    """Each with its number; one alone without."""
    if len(lines) < 2:
        return list(lines)
    return [say("numbered", n=n, text=line) for n, line in enumerate(lines, start=1)]


def numeral(place: int, language: str) -> str:
    """一 to 九十九 for headings; letters in English."""
    if language == "en":
        return ascii_lowercase[place - 1]
    tens, ones = divmod(place, 10)
    digits = " 一二三四五六七八九"
    return (digits[tens] * (tens > 1) + "十" * (tens > 0) + digits[ones]).strip()


def annex_of(
    kind: str,
    widths: Mapping[str, int],
    rows: Sequence[Row],
    say: Spoken,
    *,
    note: str = "",
    lines: tuple[str, ...] = (),
    row_height: int = 0,
) -> Annex:
    """Its title and the heads of its columns by their names: `annex.KIND`, `column.NAME`."""
    columns = tuple(say(f"column.{name}") for name in widths)
    return Annex(
        kind,
        say(f"annex.{kind}"),
        columns,
        tuple(widths.values()),
        tuple(rows),
        note,
        lines,
        row_height,
    )


def part(text: str) -> Paragraph:
    return Paragraph(Level.PART, text)


def body(text: str) -> Paragraph:
    return Paragraph(Level.BODY, text)
