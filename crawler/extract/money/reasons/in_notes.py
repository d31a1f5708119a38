"""Notes that belong to a table: sentences in a row of their own, and footnotes told by a mark at
the line, 其他支出* or 250.00①, and at the note.
"""

from collections.abc import Iterable, Mapping

from crawler.extract.grids.grid import Grid, readable
from crawler.extract.patterns import patterns

_PATTERNS = patterns(__name__)
_MARK_AT_END = _PATTERNS["mark_at_end"]
_MARK_AT_START = _PATTERNS["mark_at_start"]
_NOT_OF_THE_MARK = _PATTERNS["not_of_the_mark"]
_SENTENCE = 8  # characters from which a row of one cell may be a sentence
_CELL = " | "


def sentences_in_rows(grid: Grid) -> str:
    """The rows that hold one run of words and nothing else, a line each."""
    return "\n".join(
        cells[0]
        for row in grid.rows
        if len(cells := list(dict.fromkeys(filter(None, map(readable, row))))) == 1
        and len(cells[0]) >= _SENTENCE
    )


def footnotes(grid: Grid, text: str) -> Mapping[int, str]:
    """The footnote of each row that bears a mark; `text` is where notes stand, line by line."""
    notes = _notes_by_mark(text.splitlines())
    if not notes:
        return {}
    found: dict[int, str] = {}
    for index, row in enumerate(grid.rows):
        marks = (_mark(mark[0]) for cell in row if (mark := _MARK_AT_END.search(cell.strip())))
        note = next((notes[mark] for mark in marks if mark in notes), "")
        if note:
            found[index] = note
    return found


def _notes_by_mark(lines: Iterable[str]) -> dict[str, str]:
    notes: dict[str, str] = {}
    for line in lines:
        mark = _MARK_AT_START.match(line)
        if mark and _CELL not in line:
            notes.setdefault(_mark(mark[1]), line[mark.end() :].strip())
    return notes


def _mark(words: str) -> str:
    return _NOT_OF_THE_MARK.sub("", words).replace("＊", "*")
