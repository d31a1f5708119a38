"""How far an old xls reaches, read from its records before calamine is let at it.

The stream `Workbook` of the file is one of records; only the row and column of the cell records are
read here. A sheet of 65,536 x 256 with two cells would cost some 500 MB (docs/stack.md §7).
"""

import struct
from collections.abc import Iterator

from crawler.extract.grids.compound import CompoundFile, CompoundRefused
from crawler.extract.grids.grid import (
    EMPTY_COLUMNS_END,
    EMPTY_ROWS_END,
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    before_the_gap,
)

_CELL_RECORDS = {0x06, 0x203, 0x204, 0x205, 0x27E, 0xFD, 0xBD, 0xBE, 0xD6, 0x03, 0x04, 0x05, 0x02}
_ROWS_OF_CELLS = {0x00BD, 0x00BE}  # several cells of one row
_SIZE = 0x0200  # how large a sheet says it is: calamine makes room for that
_NOBODY_KNOWS = b"\xfe\x0f"
_BOF = {0x0809, 0x0009, 0x0209, 0x0409}


class BiffRefused(Exception):
    """Broken, no workbook inside, or reaching too far."""


def safe_xls(body: bytes) -> bytes:
    """The workbook's bytes, its far cells made into records that no reader knows where a sheet
    reaches too far.

    Raises:
        BiffRefused: broken, no workbook inside, or still too far without its far cells.
    """
    try:
        file = CompoundFile(body)
        name = file.name_of("Workbook", "Book")
        stream = bytearray(file.stream(name))
        far = _far_records(stream)
        for at in far:
            stream[at : at + 2] = _NOBODY_KNOWS
        return file.with_stream(name, bytes(stream)) if far else body
    except (CompoundRefused, struct.error) as broken:
        raise BiffRefused(f"broken xls: {broken}") from broken


def _far_records(stream: bytearray) -> list[int]:
    """Where the records stand that reach too far, and those that say a sheet is as large."""
    far: list[int] = []
    for cells, sizes in _sheets(stream):
        rows, columns = {row + 1 for _, row, _ in cells}, {column + 1 for _, _, column in cells}
        claimed = any(height * width > MAX_CELLS for _, height, width in sizes)
        if max(rows, default=0) * max(columns, default=0) <= MAX_CELLS:
            far += [at for at, _, _ in sizes if claimed]
            continue
        last_row = before_the_gap(rows, EMPTY_ROWS_END, MAX_ROWS)
        last_column = before_the_gap(columns, EMPTY_COLUMNS_END, MAX_COLUMNS)
        if last_row * last_column > MAX_CELLS:
            raise BiffRefused("cells too far out")
        far += [at for at, row, column in cells if row >= last_row or column >= last_column]
        far += [at for at, _, _ in sizes]
    return far


def _sheets(
    stream: bytearray,
) -> Iterator[tuple[list[tuple[int, int, int]], list[tuple[int, int, int]]]]:
    """Of each part: (place, row, column) of its cells, (place, rows, columns) of its sizes."""
    cells: list[tuple[int, int, int]] = []
    sizes: list[tuple[int, int, int]] = []
    at = 0
    while at + 4 <= len(stream):
        record, length = struct.unpack_from("<HH", stream, at)
        if record in _BOF:
            yield cells, sizes
            cells, sizes = [], []
        elif record in _CELL_RECORDS and length >= 4 and at + 8 <= len(stream):
            row, column = struct.unpack_from("<HH", stream, at + 4)
            if record in _ROWS_OF_CELLS and length >= 6:  # its last column closes it
                column = max(column, *struct.unpack_from("<H", stream, at + 2 + length))
            cells.append((at, row, column))
        elif record == _SIZE and length >= 12 and at + 16 <= len(stream):
            _, height, _, width = struct.unpack_from("<IIHH", stream, at + 4)
            sizes.append((at, height, width))
        at += 4 + length
    yield cells, sizes
