"""Cells of an xlsx that hold something which nobody can read: a formula whose result was never
stored, an error in place of a value.

calamine gives both as empty, and empty is not unreadable: a sum over such a sheet would leave them
out. So they are made words before it sees them: `=` for a formula without its value, `#REF!` as it
stands.
"""

import re

# no cell stands in a cell: reading up to the next one keeps the search linear on broken XML
_CELL = re.compile(
    rb"<(?P<ns>(?:\w{1,10}:)?)c\b(?P<attributes>[^<>]*)(?<!/)>"
    rb"(?P<inside>[^<]*(?:<(?!/?(?:\w{1,10}:)?c\b)[^<]*)*)</(?P=ns)c\s*>"
)
_FORMULA = re.compile(rb"<(?:\w{1,10}:)?f\b")
_VALUE = re.compile(rb"<(?:\w{1,10}:)?(?:v|t)\b[^<>]*>[^<]")
_TYPE = re.compile(rb"""\bt\s*=\s*["'](\w+)["']""")
_ERROR = re.compile(rb"<(?:\w{1,10}:)?v\b[^<>]*>\s*(#[^<]{1,20})<")


def has_lost_cells(sheet: bytes) -> bool:
    """Whether it is worth looking: there is a formula or an error in the sheet's XML."""
    return bool(_FORMULA.search(sheet)) or b't="e"' in sheet


def with_lost_cells_said(sheet: bytes) -> bytes:
    """The sheet's XML with those cells as words."""
    return _CELL.sub(_said, sheet)


def _said(cell: re.Match[bytes]) -> bytes:
    kind = _TYPE.search(cell["attributes"])
    error = _ERROR.search(cell["inside"]) if kind and kind[1] == b"e" else None
    is_empty_text = kind is not None and kind[1] == b"str"  # the result of a formula, and stored
    is_formula = bool(_FORMULA.search(cell["inside"])) and not is_empty_text
    if error is None and (not is_formula or _VALUE.search(cell["inside"])):
        return cell.group()
    words, ns = error[1] if error else b"=", cell["ns"]
    attributes = _TYPE.sub(b"", cell["attributes"])
    return b'<%bc%b t="str"><%bv>%b</%bv></%bc>' % (ns, attributes, ns, words, ns, ns)
