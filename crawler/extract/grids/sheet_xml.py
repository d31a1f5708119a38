"""XML Spreadsheet 2003, which Excel 2003 and many accounting programs write under the name .xls.

Rows and cells count on from the one before, or say where they stand (`ss:Index`); what is hidden is
left out, as in the other kinds of workbook.
"""

from typing import Any

from crawler.extract.grids.grid import EMPTY_ROWS_END, MAX_COLUMNS, MAX_ROWS, Grid, squared
from crawler.extract.grids.safe_xml import local_attribute, local_name, xml_root

_MAX_CELLS = 1_000_000  # of all sheets together, merged ones included
_FORMULA_WITHOUT_VALUE = "="


def sheets_of_xml(body: bytes) -> list[Grid]:
    """A grid a visible sheet. Raises XmlRefused."""
    room = _MAX_CELLS
    grids: list[Grid] = []
    for sheet in _children(xml_root(body, "xml spreadsheet"), "Worksheet"):
        visible = next((node.text for node in sheet.iter() if local_name(node) == "Visible"), "")
        table = next(iter(_children(sheet, "Table")), None)
        if table is None or visible in ("SheetHidden", "SheetVeryHidden"):
            continue
        grid = _grid(table, local_attribute(sheet, "Name"), room)
        room -= len(grid.rows) * grid.width
        grids.append(grid)
    return grids


def _grid(table: Any, name: str, room: int) -> Grid:
    rows: list[list[str]] = []
    repeats: set[tuple[int, int]] = set()
    merged: dict[tuple[int, int], str] = {}
    hidden = _hidden_columns(table)
    is_cut = False
    for row in _children(table, "Row"):
        gap = _number(row, "Index", len(rows) + 1) - 1 - len(rows)
        width = max(map(len, rows), default=0) + MAX_COLUMNS
        if gap > EMPTY_ROWS_END or len(rows) >= MAX_ROWS or width * len(rows) > room * MAX_COLUMNS:
            is_cut = True
            break
        rows.extend([] for _ in range(gap))
        _lay(row, rows, merged, repeats)
        if _is_hidden(row):
            rows[-1] = []
    shown = [
        ["" if at in hidden else words for at, words in enumerate(row[:MAX_COLUMNS])]
        for row in rows
    ]
    places = frozenset(
        (row, at) for row, at in repeats if row < len(shown) and at < len(shown[row])
    )
    return Grid(squared(shown), name, "", places, is_cut)


def _lay(
    row: Any,
    rows: list[list[str]],
    merged: dict[tuple[int, int], str],
    repeats: set[tuple[int, int]],
) -> None:
    """Lay the row's cells out as the next row, with what merged cells above reach down into it."""
    at, cells = len(rows), list[str]()
    rows.append(cells)
    for cell in _children(row, "Cell"):
        wanted = _number(cell, "Index", 0) - 1
        while len(cells) < MAX_COLUMNS and (
            len(cells) < wanted or (wanted < 0 and (at, len(cells)) in merged)
        ):
            cells.append("")
        words = _words(cell)
        across, down = _number(cell, "MergeAcross", 0), _number(cell, "MergeDown", 0)
        left = len(cells)
        for column in range(left, min(left + across + 1, MAX_COLUMNS)):
            cells.append(words)
            if column > left and words:
                repeats.add((at, column))
            for below in range(at + 1, at + 1 + min(down, EMPTY_ROWS_END)):
                merged[below, column] = words
    for column in range(MAX_COLUMNS):
        if (at, column) not in merged:
            continue
        words = merged.pop((at, column))
        cells.extend([""] * (column + 1 - len(cells)))
        cells[column] = cells[column] or words
        if words:
            repeats.add((at, column))


def _hidden_columns(table: Any) -> set[int]:
    hidden: set[int] = set()
    at = 0
    for column in _children(table, "Column"):
        at = _number(column, "Index", at + 1)
        span = min(_number(column, "Span", 0), MAX_COLUMNS)
        if _is_hidden(column):
            hidden.update(range(at - 1, at + span))
        at += span
    return hidden


def _is_hidden(node: Any) -> bool:
    return local_attribute(node, "Hidden") == "1"


def _words(cell: Any) -> str:
    data = next(iter(_children(cell, "Data")), None)
    if data is None:
        return _FORMULA_WITHOUT_VALUE if local_attribute(cell, "Formula") else ""
    words = "".join(data.itertext())
    if local_attribute(data, "Type") != "Number":
        return words
    if words.isdecimal():
        return words
    try:
        return f"{float(words):.6f}".rstrip("0").rstrip(".")
    except ValueError:
        return words


def _children(parent: Any, name: str) -> list[Any]:
    return [node for node in parent if local_name(node) == name]


def _number(node: Any, name: str, default: int) -> int:
    value = local_attribute(node, name)
    return int(value) if value.isdecimal() and len(value) < 9 else default
