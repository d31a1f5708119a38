"""How far an old xls reaches, read from its records before calamine is let at it.

An xls is a small file system (OLE2) with one stream `Workbook` of records; only the row and column of the cell
records are read here. A sheet of 65,536 x 256 with two cells would cost some 500 MB (stack.md §7).
"""

import struct

from crawler.extract.money.grid import MAX_CELLS

_FREE = 0xFFFFFFFA  # sector numbers from here on are marks, not sectors
_CELL_RECORDS = {0x0006, 0x0203, 0x0204, 0x0205, 0x027E, 0x00FD, 0x00BD, 0x00BE, 0x00D6, 0x0003, 0x0004, 0x0005, 0x0002}
_BOF = {0x0809, 0x0009, 0x0209, 0x0409}
_MAX_STREAM = 64_000_000
_MINI_BELOW = 4_096


class BiffRefusedError(Exception):
    """Broken, no workbook inside, or reaching too far."""


def check_xls(body: bytes) -> None:
    """Raises BiffRefusedError for an xls that is broken, holds no workbook, or would fill too large a rectangle."""
    try:
        stream = stream_of(body, "Workbook", "Book")
    except (struct.error, IndexError) as broken:
        raise BiffRefusedError("broken xls") from broken
    last_row = last_column = at = 0
    while at + 4 <= len(stream):
        record, length = struct.unpack_from("<HH", stream, at)
        if record in _BOF:
            last_row = last_column = 0
        elif record in _CELL_RECORDS and length >= 4 and at + 8 <= len(stream):
            row, column = struct.unpack_from("<HH", stream, at + 4)
            last_row, last_column = max(last_row, row), max(last_column, column)
            if (last_row + 1) * (last_column + 1) > MAX_CELLS:
                raise BiffRefusedError("cells too far out")
        at += 4 + length


def stream_of(body: bytes, *names: str) -> bytes:
    """The stream of the first of these names in an OLE2 file. Raises BiffRefusedError, struct.error or IndexError."""
    sector = 1 << min(struct.unpack_from("<H", body, 30)[0], 16)
    if sector < 128:
        raise BiffRefusedError("broken file system")
    fat_count, first_directory = struct.unpack_from("<I", body, 44)[0], struct.unpack_from("<I", body, 48)[0]
    fat: list[int] = []
    difat = [*struct.unpack_from("<109I", body, 76), *_further_fat_sectors(body, sector)]
    for place in difat[: min(fat_count, len(difat))]:
        if place < _FREE:
            fat.extend(struct.unpack_from(f"<{sector // 4}I", body, (place + 1) * sector))
    directory = _chain(body[sector:], fat, first_directory, sector)
    for at in range(0, len(directory) - 127, 128):
        name_length = struct.unpack_from("<H", directory, at + 64)[0]
        name = directory[at : at + max(0, min(name_length, 64) - 2)].decode("utf-16-le", errors="replace")
        if name in names:
            first, size = struct.unpack_from("<II", directory, at + 116)
            if size >= _MINI_BELOW:
                return _chain(body[sector:], fat, first, sector)[:size]
            return _mini_stream(body, fat, directory, first, sector)[:size]
    raise BiffRefusedError(f"no {names[0].lower()} inside")


def _mini_stream(body: bytes, fat: list[int], directory: bytes, first: int, sector: int) -> bytes:
    """A stream under 4,096 bytes: sectors of 64 bytes inside the stream that the first directory entry names."""
    container = _chain(body[sector:], fat, struct.unpack_from("<I", directory, 116)[0], sector)
    table = _chain(body[sector:], fat, struct.unpack_from("<I", body, 60)[0], sector)
    return _chain(container, [*struct.unpack(f"<{len(table) // 4}I", table[: len(table) // 4 * 4])], first, 64)


def _further_fat_sectors(body: bytes, sector: int) -> list[int]:
    places: list[int] = []
    at, seen = struct.unpack_from("<I", body, 68)[0], 0
    while at < _FREE and seen < 1_000 and (at + 2) * sector <= len(body):
        block = struct.unpack_from(f"<{sector // 4}I", body, (at + 1) * sector)
        places.extend(block[:-1])
        at, seen = block[-1], seen + 1
    return places


def _chain(data: bytes, fat: list[int], first: int, sector: int) -> bytes:
    """The sectors that follow each other from `first`; a chain that runs in a circle ends with the data's length."""
    parts: list[bytes] = []
    at, length = first, 0
    while at < len(fat) and length <= min(_MAX_STREAM, len(data)):
        parts.append(data[at * sector : (at + 1) * sector])
        length += sector
        at = fat[at]
    return b"".join(parts)
