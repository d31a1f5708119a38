"""Tables without upright lines: rows told by amounts that stand below each other.

Cautious, for prose has numbers too: a table is three rows or more of words followed by amounts, set
apart by gaps wider than a space, in the same columns.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from crawler.extract.grids.amounts import parse_amount
from crawler.extract.grids.grid import plain
from crawler.extract.grids.pdf_lines import CharacterRun, PrintedLine

_ROWS_NEEDED = 3
_HEADINGS = 4  # lines above the first row that may be column headings
_MOST_WRAPPED = 6  # lines between two rows: headings, or a name's further lines
_LINE_GAP = 3.0  # of the font size: a wider gap ends the table
_DASHES = frozenset({"-", "—", "–", "－", "/", "——", "--"})


@dataclass(frozen=True, slots=True)
class AlignedTable:
    """A table as lines `first` to `last` (both inclusive) of the page's lines outside ruled tables."""

    first: int
    last: int
    columns: tuple[tuple[float, float], ...]
    rows: tuple[tuple[str, ...], ...]


def aligned_tables(
    lines: Sequence[PrintedLine], continued: Sequence[tuple[float, float]] = ()
) -> tuple[AlignedTable, ...]:
    """The tables among lines of text, top to bottom.

    `continued` are the columns of the table that the page before ended with: a column that is empty
    on this page is one all the same.
    """
    tables: list[AlignedTable] = []
    at = 0
    while at < len(lines):
        if not _is_row(lines[at]):
            at += 1
            continue
        last = _last_row(lines, at)
        rows = [place for place in range(at, last + 1) if _is_row(lines[place])]
        columns = _columns([run for place in rows for run in lines[place].runs])
        is_more = not tables and _fit(columns, continued)
        columns = _widened(columns, continued) if is_more else columns
        if (len(rows) >= _ROWS_NEEDED or is_more) and 2 <= len(columns) <= 30:
            columns = _with_empty_columns(lines[at - 1] if at else None, columns)
            first = _first_heading(lines, at, columns, tables[-1].last + 1 if tables else 0)
            last = _with_last_name(lines, last, columns)
            tables.append(
                AlignedTable(first, last, tuple(columns), _rows(lines[first : last + 1], columns))
            )
        at = last + 1
    return tuple(tables)


def _is_row(line: PrintedLine) -> bool:
    """Words, then one amount or more, each standing apart."""
    texts = [plain(run.text) for run in line.runs]
    amounts = [text for text in texts if parse_amount(text) is not None or text in _DASHES]
    has_money = any(parse_amount(text) is not None for text in texts[1:])
    words = [text for text in texts if text not in amounts]
    return len(texts) > 1 and has_money and bool(words) and all(len(text) <= 40 for text in words)


def _last_row(lines: Sequence[PrintedLine], first: int) -> int:
    """The last row; a short line of words may stand between two: a heading, a name's second."""
    last, at = first, first + 1
    while at < len(lines) and lines[at].top - lines[at - 1].bottom <= _LINE_GAP * lines[at].size:
        if _is_row(lines[at]):
            last = at
        elif (
            len(lines[at].runs) > 3 or len(plain(lines[at].text)) > 40 or at - last > _MOST_WRAPPED
        ):
            break
        at += 1
    return last


def _with_empty_columns(
    heading: PrintedLine | None, columns: list[tuple[float, float]]
) -> list[tuple[float, float]]:
    """The columns, and those whose headings are left when each column has its nearest."""
    if (
        heading is None
        or len(heading.runs) <= max(2, len(columns))
        or not all(len(plain(run.text)) <= 30 for run in heading.runs)
    ):
        return columns
    nearest = {min(heading.runs, key=partial(_gap, column)) for column in columns}
    if len(nearest) < len(columns):
        return columns
    return sorted(
        [*columns, *((run.left, run.right) for run in heading.runs if run not in nearest)]
    )


def _gap(column: tuple[float, float], run: CharacterRun) -> float:
    return max(run.left - column[1], column[0] - run.right)


def _first_heading(
    lines: Sequence[PrintedLine], row: int, columns: Sequence[tuple[float, float]], earliest: int
) -> int:
    """The first of the lines right above that have two parts or more, each over a column."""
    first = row
    while (
        first > max(earliest, row - _HEADINGS)
        and len(lines[first - 1].runs) > 1
        and _is_over(lines[first - 1].runs, columns)
    ):
        first -= 1
    return first


def _is_over(runs: Sequence[CharacterRun], columns: Sequence[tuple[float, float]]) -> bool:
    """Short words, each over a column of its own, or as many as there are columns."""
    is_apart = len(runs) == len(columns) or len({_column(run, columns) for run in runs}) == len(
        runs
    )
    return is_apart and all(len(plain(run.text)) <= 30 for run in runs)


def _columns(runs: Sequence[CharacterRun]) -> list[tuple[float, float]]:
    """The spans that runs share: words above each other overlap, columns do not."""
    spans: list[tuple[float, float]] = []
    for run in sorted(runs, key=lambda each: each.left):
        if spans and run.left < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], run.right))
        else:
            spans.append((run.left, run.right))
    return spans


def _fit(columns: Sequence[tuple[float, float]], continued: Sequence[tuple[float, float]]) -> bool:
    """Whether each column lies over one of the earlier ones, and no two over the same."""
    over = [
        [at for at, known in enumerate(continued) if known[0] < column[1] and column[0] < known[1]]
        for column in columns
    ]
    return (
        bool(columns)
        and all(len(each) == 1 for each in over)
        and len({each[0] for each in over}) == len(columns)
    )


def _widened(
    columns: Sequence[tuple[float, float]], continued: Sequence[tuple[float, float]]
) -> list[tuple[float, float]]:
    wide = list(continued)
    for left, right in columns:
        at = next(at for at, known in enumerate(continued) if known[0] < right and left < known[1])
        wide[at] = (min(left, wide[at][0]), max(right, wide[at][1]))
    return wide


def _column(run: CharacterRun, columns: Sequence[tuple[float, float]]) -> int:
    def overlap(column: int) -> float:
        left, right = columns[column]
        return min(run.right, right) - max(run.left, left)

    return max(range(len(columns)), key=overlap)


def _rows(
    lines: Sequence[PrintedLine], columns: Sequence[tuple[float, float]]
) -> tuple[tuple[str, ...], ...]:
    """The lines as rows; a line that goes on with the name above it is part of that row."""
    rows: list[tuple[str, ...]] = []
    above: CharacterRun | None = None
    for line in lines:
        run = line.runs[0]
        if above is not None and rows and _goes_on(line, above, columns):
            column = _column(run, columns)
            rows[-1] = (*rows[-1][:column], rows[-1][column] + run.text, *rows[-1][column + 1 :])
            above = run
            continue
        rows.append(_cells(line, columns))
        above = max(
            line.runs,
            key=lambda each: len(plain(each.text)) if parse_amount(each.text) is None else 0,
        )
    return tuple(rows)


def _goes_on(
    line: PrintedLine, above: CharacterRun, columns: Sequence[tuple[float, float]]
) -> bool:
    """One run of words, right under words that fill their column and begin where it begins."""
    run = line.runs[0]
    column = _column(run, columns)
    is_full = above.right > columns[column][1] - 1.2 * above.size
    is_under = _column(above, columns) == column and abs(run.left - above.left) <= run.size
    return (
        len(line.runs) == 1
        and is_full
        and is_under
        and parse_amount(run.text) is None
        and run.top - above.bottom <= run.size
    )


def _with_last_name(
    lines: Sequence[PrintedLine], last: int, columns: Sequence[tuple[float, float]]
) -> int:
    """The last line of the last row's name, where it goes on below its amounts."""
    above = max(
        lines[last].runs,
        key=lambda each: len(plain(each.text)) if parse_amount(each.text) is None else 0,
    )
    while last + 1 < len(lines) and _goes_on(lines[last + 1], above, columns):
        last += 1
        above = lines[last].runs[0]
    return last


def _cells(line: PrintedLine, columns: Sequence[tuple[float, float]]) -> tuple[str, ...]:
    if len(line.runs) == len(columns) and not _is_row(line):
        return tuple(run.text for run in line.runs)
    cells = [""] * len(columns)
    for run in line.runs:
        column = _column(run, columns)
        ems = (
            round((run.left - columns[column][0]) / max(run.size, 1.0))
            if column == 0 and not cells[0]
            else 0
        )
        cells[column] = (
            f"{cells[column]} {run.text}"
            if cells[column]
            else "\u3000" * max(0, min(12, ems)) + run.text
        )
    return tuple(cells)
