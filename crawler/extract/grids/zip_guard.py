"""What may be read of a zip that a stranger sent (docs/faults.md §D): its members, and an xlsx
without its far cells.

calamine allocates the whole rectangle between the first and the last cell: one stray cell at
XFD1048576 asks for 512 GiB and aborts the process. So the cell references are read from the sheets'
XML first; a sheet that reaches too far is thinned of its far rows and columns, and then reads as if
the stray cell were not there.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator

from crawler.extract.grids.grid import (
    EMPTY_COLUMNS_END,
    EMPTY_ROWS_END,
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    before_the_gap,
)
from crawler.extract.grids.lost_cells import has_lost_cells, with_lost_cells_said

_MAX_MEMBERS = 2_000
_MAX_UNPACKED = 200_000_000
_MAX_SHEET = 64_000_000  # one part held in memory
_MAX_RATIO = 200
_RATIO_COUNTS_FROM = 10_000_000  # small files of many equal rows pack well and harm nobody

# What zipfile raises for bytes that are no good zip, encrypted members and unknown methods
# included.
_BROKEN = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    KeyError,
)

_REFERENCE = re.compile(rb"""\br\s*=\s*["']\s*([A-Za-z]{0,4})(\d{1,10})\s*["']""")
_ROW = re.compile(rb"<((?:\w{1,10}:)?)row\b[^<>]*?(?:/>|>.*?</\1row\s*>)", re.DOTALL)
_CELL = re.compile(rb"<((?:\w{1,10}:)?)c\b[^<>]*?(?:/>|>.*?</\1c\s*>)", re.DOTALL)
_OPENING = re.compile(rb"<[^<>]*>")


class ZipRefused(Exception):
    """Broken, or asking for more than it may; the message is for `document_unreadable`."""


def safe_xlsx(body: bytes, *, are_lost_cells_said: bool = False) -> bytes:
    """The workbook's bytes, thinned where a sheet reaches too far. `are_lost_cells_said`: a formula
    without its value says so in its cell, where nothing would stand.

    Raises:
        ZipRefused: not a zip, not an xlsx, over a limit, or still too far after thinning.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            members = archive.infolist()
            _check_names(members)
            _check_workbook(members)
            return _thinned(archive, members, body, are_lost_cells_said=are_lost_cells_said)
    except _BROKEN as broken:
        raise ZipRefused(f"broken archive: {type(broken).__name__}") from broken


def parts_of(body: bytes, wanted: Callable[[str], bool]) -> Iterator[tuple[str, bytes]]:
    """The name and the bytes of the members that are wanted, in their order; every limit holds
    while they are read.

    Raises:
        ZipRefused: not a zip, or over a limit.
    """
    unpacked = 0
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            members = archive.infolist()
            _check_names(members)
            for member in members:
                if member.is_dir() or not wanted(name := _spelled(member)):
                    continue
                part = _read(archive, member, _MAX_UNPACKED - unpacked)
                unpacked += len(part)
                if unpacked > max(_RATIO_COUNTS_FROM, _MAX_RATIO * len(body)):
                    raise ZipRefused("packed more than 200 to 1")
                yield name, part
    except _BROKEN as broken:
        raise ZipRefused(f"broken archive: {type(broken).__name__}: {broken}"[:200]) from broken


def _spelled(member: zipfile.ZipInfo) -> str:
    """The member's name; old Windows archives write it in GBK and do not say so."""
    if member.flag_bits & 0x800:
        return member.filename
    try:
        return member.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return member.filename


def _check_names(members: list[zipfile.ZipInfo]) -> None:
    names = [member.filename for member in members]
    if len(names) > _MAX_MEMBERS:
        raise ZipRefused(f"{len(names)} members")
    if len(set(names)) != len(names) or any(
        name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name) for name in names
    ):
        raise ZipRefused("member names repeated, absolute or climbing")


def _check_workbook(members: list[zipfile.ZipInfo]) -> None:
    names = [member.filename for member in members]
    if not any(name.lower() == "xl/workbook.xml" for name in names):
        raise ZipRefused("no xlsx workbook inside")
    if any(
        name.lower().startswith("xl/worksheets/") and name.lower().endswith(".bin")
        for name in names
    ):
        raise ZipRefused("binary workbook (xlsb)")


def _thinned(
    archive: zipfile.ZipFile,
    members: list[zipfile.ZipInfo],
    body: bytes,
    *,
    are_lost_cells_said: bool,
) -> bytes:
    unpacked = 0
    changed: dict[str, bytes] = {}
    for member in members:
        part = _read(archive, member, _MAX_UNPACKED - unpacked)
        unpacked += len(part)
        if unpacked > max(_RATIO_COUNTS_FROM, _MAX_RATIO * len(body)):
            raise ZipRefused("packed more than 200 to 1")
        if not _is_sheet(member.filename):
            continue
        if b"\x00" in part[:1000]:
            raise ZipRefused("sheet is not UTF-8")
        if _reaches_too_far(part):
            part = changed[member.filename] = _near_part(part)
        if are_lost_cells_said and has_lost_cells(part):
            changed[member.filename] = with_lost_cells_said(part)
    return _rewritten(archive, members, changed) if changed else body


def _read(archive: zipfile.ZipFile, member: zipfile.ZipInfo, room: int) -> bytes:
    """The member's real bytes, never trusting the size that its header states."""
    most = min(room, _MAX_SHEET)
    with archive.open(member) as part:
        read = part.read(most + 1)
    if len(read) > most:
        raise ZipRefused("unpacks to more than the limit")
    return read


def _is_sheet(name: str) -> bool:
    return name.lower().endswith(".xml") and not name.lower().startswith(("docprops/", "xl/theme/"))


def _reaches_too_far(part: bytes) -> bool:
    last_row, last_column = 0, 0
    for found in _REFERENCE.finditer(part):
        last_row = max(last_row, int(found[2]))
        last_column = max(last_column, _column(found[1]))
    return last_row > MAX_ROWS or last_column > MAX_COLUMNS or last_row * last_column > MAX_CELLS


def _near_part(part: bytes) -> bytes:
    rows, columns = set[int](), set[int]()
    for found in _REFERENCE.finditer(part):
        rows.add(int(found[2]))
        columns.add(_column(found[1]))
    last_row = before_the_gap(rows, EMPTY_ROWS_END, MAX_ROWS)
    last_column = before_the_gap(columns, EMPTY_COLUMNS_END, MAX_COLUMNS)

    def near_cell(cell: re.Match[bytes]) -> bytes:
        row, column = _place(cell.group())
        return b"" if row > last_row or column > last_column else cell.group()

    def near_row(row: re.Match[bytes]) -> bytes:
        return b"" if _place(row.group())[0] > last_row else row.group()

    near = _CELL.sub(near_cell, _ROW.sub(near_row, part))
    if _reaches_too_far(near):
        raise ZipRefused("cells too far out")
    return near


def _place(element: bytes) -> tuple[int, int]:
    opening = _OPENING.match(element)
    found = _REFERENCE.search(opening.group()) if opening else None
    return (int(found[2]), _column(found[1])) if found else (0, 0)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _rewritten(
    archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], changed: dict[str, bytes]
) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as copy:
        for member in members:
            copy.writestr(member.filename, changed.get(member.filename) or archive.read(member))
    return out.getvalue()
