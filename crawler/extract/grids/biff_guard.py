"""How far an old xls reaches, read from its records before calamine is let at it.

An xls is a small file system (OLE2) with one stream `Workbook` of records; only the row and column
of the cell records are read here. A sheet of 65,536 x 256 with two cells would cost some 500 MB
(docs/stack.md §7).
"""

import struct
from collections.abc import Collection, Iterable, Iterator

from crawler.extract.grids.grid import (
    EMPTY_COLUMNS_END,
    EMPTY_ROWS_END,
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    before_the_gap,
)

_FREE = 0xFFFFFFFA  # sector numbers from here on are marks, not sectors
_CELL_RECORDS = {
    0x0006,
    0x0203,
    0x0204,
    0x0205,
    0x027E,
    0x00FD,
    0x00BD,
    0x00BE,
    0x00D6,
    0x0003,
    0x0004,
    0x0005,
    0x0002,
}
_ROWS_OF_CELLS = {0x00BD, 0x00BE}  # several cells of one row
_SIZE = 0x0200  # how large a sheet says it is: calamine makes room for that
_NOBODY_KNOWS = b"\xfe\x0f"
_BOF = {0x0809, 0x0009, 0x0209, 0x0409}
_MAX_STREAM = 64_000_000
_MINI_BELOW = 4_096


class BiffRefused(Exception):
    """Broken, no workbook inside, or reaching too far."""


def safe_xls(body: bytes) -> bytes:
    """The workbook's bytes, its far cells taken out where a sheet reaches too far.

    Raises:
        BiffRefused: broken, no workbook inside, or still too far without its far cells.
    """
    try:
        stream = stream_of(body, "Workbook", "Book")
        far = _far_records(stream)
        return _without(body, far) if far else body
    except (struct.error, IndexError) as broken:
        raise BiffRefused("broken xls") from broken


def _far_records(stream: bytes) -> list[int]:
    """Where in the stream the records stand that reach too far, sheet by sheet, and what says how
    large such a sheet is.
    """
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
    stream: bytes,
) -> Iterator[tuple[list[tuple[int, int, int]], list[tuple[int, int, int]]]]:
    """Of each part of the stream: (place, row, column) of its cells, (place, rows, columns) of what
    it says of its size.
    """
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


def _without(body: bytes, records: Iterable[int]) -> bytes:
    """The file with these records made into ones that no reader knows."""
    sector, places = _places_of(body, "Workbook", "Book")
    changed = bytearray(body)
    for at in records:
        for offset, byte in ((at, _NOBODY_KNOWS[0]), (at + 1, _NOBODY_KNOWS[1])):
            changed[(places[offset // sector] + 1) * sector + offset % sector] = byte
    return bytes(changed)


def _places_of(body: bytes, *names: str) -> tuple[int, list[int]]:
    """The sectors of a stream, in order. Raises BiffRefused for a small stream, which lies
    inside another.
    """
    sector, fat, directory = _file_system(body)
    for first, size in _entries(directory, names):
        if size < _MINI_BELOW:
            break
        places: list[int] = []
        at = first
        while at < len(fat) and len(places) * sector < size:
            places.append(at)
            at = fat[at]
        return sector, places
    raise BiffRefused("cells too far out")


def stream_of(body: bytes, *names: str) -> bytes:
    """The stream of the first of these names in an OLE2 file. Raises BiffRefused, struct.error
    or IndexError.
    """
    sector, fat, directory = _file_system(body)
    for first, size in _entries(directory, names):
        if size >= _MINI_BELOW:
            return _chain(body[sector:], fat, first, sector)[:size]
        return _mini_stream(body, fat, directory, first, sector)[:size]
    raise BiffRefused(f"no {names[0].lower()} inside")


def _file_system(body: bytes) -> tuple[int, list[int], bytes]:
    """Bytes of a sector, the table of what follows what, and the directory."""
    sector = 1 << min(struct.unpack_from("<H", body, 30)[0], 16)
    if sector < 128:
        raise BiffRefused("broken file system")
    fat_count, first_directory = (
        struct.unpack_from("<I", body, 44)[0],
        struct.unpack_from("<I", body, 48)[0],
    )
    fat: list[int] = []
    difat = [*struct.unpack_from("<109I", body, 76), *_further_fat_sectors(body, sector)]
    for place in difat[: min(fat_count, len(difat))]:
        if place < _FREE:
            fat.extend(struct.unpack_from(f"<{sector // 4}I", body, (place + 1) * sector))
    return sector, fat, _chain(body[sector:], fat, first_directory, sector)


def _entries(directory: bytes, names: Collection[str]) -> Iterator[tuple[int, int]]:
    """(first sector, size) of every entry that bears one of these names."""
    for at in range(0, len(directory) - 127, 128):
        name_length = struct.unpack_from("<H", directory, at + 64)[0]
        name = directory[at : at + max(0, min(name_length, 64) - 2)].decode(
            "utf-16-le", errors="replace"
        )
        if name in names:
            yield struct.unpack_from("<II", directory, at + 116)


def _mini_stream(body: bytes, fat: list[int], directory: bytes, first: int, sector: int) -> bytes:
    """A stream under 4,096 bytes: sectors of 64 bytes inside the stream that the first directory
    entry names.
    """
    container = _chain(body[sector:], fat, struct.unpack_from("<I", directory, 116)[0], sector)
    table = _chain(body[sector:], fat, struct.unpack_from("<I", body, 60)[0], sector)
    return _chain(
        container, [*struct.unpack(f"<{len(table) // 4}I", table[: len(table) // 4 * 4])], first, 64
    )


def _further_fat_sectors(body: bytes, sector: int) -> list[int]:
    places: list[int] = []
    at, seen = struct.unpack_from("<I", body, 68)[0], 0
    while at < _FREE and seen < 1_000 and (at + 2) * sector <= len(body):
        block = struct.unpack_from(f"<{sector // 4}I", body, (at + 1) * sector)
        places.extend(block[:-1])
        at, seen = block[-1], seen + 1
    return places


def _chain(data: bytes, fat: list[int], first: int, sector: int) -> bytes:
    """The sectors that follow each other from `first`; a chain that runs in a circle ends with the
    data's length.
    """
    parts: list[bytes] = []
    at, length = first, 0
    while at < len(fat) and length <= min(_MAX_STREAM, len(data)):
        parts.append(data[at * sector : (at + 1) * sector])
        length += sector
        at = fat[at]
    return b"".join(parts)
