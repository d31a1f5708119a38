"""Amounts that a narrow column broke over two lines or three, put together again: `1,234,` above
`567.89`. Where lines are drawn a cell holds all of them; where none are, only the digits tell.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from crawler.extract.grids.grid import plain
from crawler.extract.grids.pdf_lines import CharacterRun, PrintedLine

_BROKEN_OFF = re.compile(r"-?\d{1,3}(?:,\d{3})*(?:,\d{0,2})?|-?\d[\d,]*\.\d?|-?\d+")
_REST = re.compile(r"[\d,]*\.?\d+")
_WHOLE = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)\.\d\d")
_MOST_LINES = 3


def with_whole_amounts(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """The lines, those of nothing but rests of amounts joined to the amounts above them."""
    whole: list[PrintedLine] = []
    at = 0
    while at < len(lines):
        line, taken = lines[at], 0
        for more in range(1, _MOST_LINES):
            joined = _joined(lines[at], lines[at + 1 : at + 1 + more])
            if joined is not None:
                line, taken = joined, more
        whole.append(line)
        at += 1 + taken
    return whole


def _joined(line: PrintedLine, rests: Sequence[PrintedLine]) -> PrintedLine | None:
    """The line with every rest under the amount it belongs to; None where one belongs to none, or
    an amount does not become a whole one.
    """
    runs = list(line.runs)
    changed: set[int] = set()
    for rest in rests:
        if not _is_near(line, rest):
            return None
        for run in rest.runs:
            at = _above(runs, run) if _REST.fullmatch(plain(run.text)) else None
            if at is None:
                return None
            runs[at] = replace(
                runs[at],
                text=plain(runs[at].text) + plain(run.text),
                left=min(runs[at].left, run.left),
                right=max(runs[at].right, run.right),
                bottom=run.bottom,
            )
            changed.add(at)
    is_whole = all(_WHOLE.fullmatch(runs[at].text) for at in changed)
    return PrintedLine(tuple(runs)) if rests and is_whole else None


def _is_near(line: PrintedLine, rest: PrintedLine) -> bool:
    return 0 < rest.top - line.top <= 2 * _MOST_LINES * line.size


def _above(runs: Iterable[CharacterRun], rest: CharacterRun) -> int | None:
    """Which run stands over the rest, begins or ends with it, and is an amount broken off."""
    return next(
        (
            at
            for at, run in enumerate(runs)
            if run.left < rest.right
            and rest.left < run.right
            and min(abs(run.right - rest.right), abs(run.left - rest.left)) <= run.size
            and _BROKEN_OFF.fullmatch(plain(run.text))
        ),
        None,
    )
