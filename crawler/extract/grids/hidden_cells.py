"""Rows and columns of a workbook that its maker hid: last year's figures, intermediate sums. No
citizen sees them, so nothing of them is counted. calamine does not tell them, so they are read
here.
"""

import io
import re
import struct
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from crawler.extract.grids.compound import CompoundFile, CompoundRefused
from crawler.extract.grids.grid import MAX_COLUMNS, MAX_ROWS
from crawler.extract.grids.safe_xml import XmlRefused, local_attribute, local_name, xml_root

_RELATIONS = "xl/_rels/workbook.xml.rels"
_TAG = re.compile(rb"<(?:\w{1,10}:)?(row|col)\b([^<>]*)>")
_ATTRIBUTE = re.compile(rb"""\b(r|min|max|ht|width|hidden)\s*=\s*["']([^"']{1,20})["']""")

# Records of BIFF ([MS-XLS] 2.4): where the sheets begin, how high a row and how wide a column is.
_BOUND_SHEET, _ROW, _COLUMNS, _BOF = 0x0085, 0x0208, 0x007D, (0x0809, 0x0009, 0x0209, 0x0409)
_ZERO_HEIGHT, _HIDDEN = 0x20, 0x01


@dataclass(frozen=True, slots=True)
class Hidden:
    """Numbers of rows and columns, counted from 0."""

    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)


def hidden_in_xlsx(body: bytes) -> list[Hidden]:
    """Of each sheet in the workbook's order; [] where it cannot be told. `body` was guarded."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            names = {name.lower(): name for name in archive.namelist()}
            relations = xml_root(archive.read(names[_RELATIONS]), "workbook")
            targets = {
                local_attribute(node, "Id"): local_attribute(node, "Target") for node in relations
            }
            book = xml_root(archive.read(names["xl/workbook.xml"]), "workbook")
            sheets = [node for node in book.iter() if local_name(node) == "sheet"]
            return [
                _hidden_in_sheet(archive.read(names[_path(targets[local_attribute(sheet, "id")])]))
                for sheet in sheets
            ]
    except (KeyError, XmlRefused, zipfile.BadZipFile):
        return []


def hidden_in_xls(body: bytes) -> list[Hidden]:
    """Of each sheet in the workbook's order; [] where it cannot be told. `body` was guarded."""
    try:
        file = CompoundFile(body)
        stream = file.stream(file.name_of("Workbook", "Book"))
        return list(_hidden_in_stream(stream))
    except (CompoundRefused, struct.error):
        return []


def _path(target: str) -> str:
    return target.lstrip("/").lower() if target.startswith("/") else f"xl/{target}".lower()


def _hidden_in_sheet(part: bytes) -> Hidden:
    hidden = Hidden()
    if b"hidden" not in part and b'="0"' not in part:
        return hidden
    for tag in _TAG.finditer(part):
        said = dict(_ATTRIBUTE.findall(tag[2]))
        size = said.get(b"ht" if tag[1] == b"row" else b"width")
        if said.get(b"hidden") not in (b"1", b"true") and size != b"0":
            continue
        if tag[1] == b"row":
            hidden.rows.add(_number(said.get(b"r")) - 1)
        else:
            first, last = _number(said.get(b"min")), _number(said.get(b"max"))
            hidden.columns.update(range(first - 1, min(last, MAX_COLUMNS)))
    return hidden


def _number(digits: bytes | None) -> int:
    return min(int(digits), MAX_ROWS + 1) if digits and digits.isdigit() else 0


def _hidden_in_stream(stream: bytes) -> Iterator[Hidden]:
    begins = [
        struct.unpack_from("<I", stream, at)[0]
        for record, at, _ in _records(stream, 0)
        if record == _BOUND_SHEET
    ]
    for begin in begins:
        hidden = Hidden()
        for record, at, length in _records(stream, begin):
            if record == _ROW and length >= 14:
                row, flags = struct.unpack_from("<H10xH", stream, at)
                hidden.rows.update([row] if flags & _ZERO_HEIGHT else [])
            elif record == _COLUMNS and length >= 10:
                first, last, _, _, flags = struct.unpack_from("<5H", stream, at)
                hidden.columns.update(range(first, last + 1) if flags & _HIDDEN else [])
        yield hidden


def _records(stream: bytes, begin: int) -> Iterator[tuple[int, int, int]]:
    """(record, place of its data, length) of one substream, which ends where the next begins."""
    at, depth = begin, 0
    while at + 4 <= len(stream):
        record, length = struct.unpack_from("<HH", stream, at)
        depth += (record in _BOF) - (record == 0x000A)
        yield record, at + 4, length
        at += 4 + length
        if depth <= 0:
            return
