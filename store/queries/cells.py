"""A cell of what is handed out as rows: what a spreadsheet would run is text, what cannot be
printed is left out.
"""

import re

# What a spreadsheet takes for a formula, full-width forms included (docs/faults.md D4).
_FORMULA = re.compile(r"^\s*[=+\-@＝＋－＠\t\r]")
_NUMBER = re.compile(r"^[+-]?\d+(\.\d+)?$")
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff\ufffe\uffff]"
)

Cell = str | int | float | None


def safe_cell(value: Cell) -> Cell:
    """As a CSV may carry it: text that a spreadsheet would run is text again behind an apostrophe;
    numbers stay numbers.
    """
    if not isinstance(value, str):
        return value
    text = _UNPRINTABLE.sub("", value)
    return "'" + text if _FORMULA.match(text) and not _NUMBER.match(text) else text


def printable_cell(value: Cell) -> Cell:
    """As a sheet may carry it, where a text's type says that it is text."""
    return _UNPRINTABLE.sub("", value) if isinstance(value, str) else value
