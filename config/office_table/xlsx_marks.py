"""What an .xlsx says beside its values: the address behind a cell, and rows that nobody sees. Pure.

calamine hands over values alone; where a cell shows 点击访问 its address stands in the sheet's list
of hyperlinks or in a formula.
"""

import io
import re
import zipfile
from dataclasses import dataclass, field
from posixpath import join, normpath
from typing import Any

from lxml import etree

_HYPERLINK = re.compile(r'HYPERLINK\(\s*"([^"]+)"', re.IGNORECASE)
_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_BROKEN = (zipfile.BadZipFile, KeyError, ValueError, OSError, RuntimeError, etree.LxmlError)


@dataclass(slots=True)
class SheetMarks:
    """Rows count from 1, columns from 0."""

    links: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    is_hidden: bool = False


def xlsx_marks(body: bytes) -> dict[str, SheetMarks]:
    """Of each sheet by its name; nothing where the file is no .xlsx or is broken."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            book = _xml(archive, "xl/workbook.xml")
            targets = _targets(archive, "xl/workbook.xml")
            return {
                sheet.get("name", ""): _marks(archive, targets[_relation(sheet)], sheet)
                for sheet in book.iter("{*}sheet")
            }
    except _BROKEN:
        return {}


def _marks(archive: zipfile.ZipFile, path: str, sheet: Any) -> SheetMarks:
    marks = SheetMarks(is_hidden=sheet.get("state", "visible") != "visible")
    page = _xml(archive, path)
    targets = _targets(archive, path)
    for row in page.iter("{*}row"):
        if row.get("hidden") in ("1", "true"):
            marks.hidden_rows.add(int(row.get("r", "0")))
    for cell in page.iter("{*}c"):
        formula = cell.findtext("{*}f") or ""
        if found := _HYPERLINK.match(formula.lstrip("=")):
            marks.links[_place(cell.get("r", ""))] = found.group(1)
    for link in page.iter("{*}hyperlink"):
        if target := targets.get(_relation(link)):
            first = link.get("ref", "").partition(":")[0]  # over merged cells it is the first one's
            marks.links[_place(first)] = target
    return marks


def _targets(archive: zipfile.ZipFile, path: str) -> dict[str, str]:
    """What the relations of a part lead to, by their id; inner ones as paths of the archive."""
    folder, _, name = path.rpartition("/")
    relations = f"{folder}/_rels/{name}.rels"
    if relations not in archive.namelist():
        return {}
    return {
        one.get("Id"): one.get("Target", "")
        if one.get("TargetMode") == "External"
        else normpath(join(folder, one.get("Target", ""))).lstrip("/")
        for one in _xml(archive, relations).iter("{*}Relationship")
    }


def _relation(element: Any) -> str:
    return next((str(v) for k, v in element.attrib.items() if str(k).endswith("}id")), "")


def _place(reference: str) -> tuple[int, int]:
    found = _CELL.fullmatch(reference)
    if found is None:
        raise ValueError(f"no cell: {reference}")
    letters, number = found.groups()
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(number), column - 1


def _xml(archive: zipfile.ZipFile, path: str) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    return etree.fromstring(archive.read(path), parser)
