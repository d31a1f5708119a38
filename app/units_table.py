"""The office's table of units, read as far as its file may be trusted: it comes by mail, and one cell
in a far corner makes a workbook's reader ask for 512 GiB and end its process (docs/faults.md D5).
"""

import json
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from config.office import Person
from config.office_table.table_file import MOST_BYTES
from config.office_table.units_table import UnitsTable, units_of
from config.problems import ConfigProblem
from config.sentences import said
from config.unit import Unit
from crawler.documents.sandbox import read_by_child

MOST_SENT = 64 << 20  # bytes of JSON; it spells a Chinese character in six


def read_bounded(
    table: Path, *, on_file: Iterable[Unit] = (), people: Sequence[Person] = ()
) -> UnitsTable:
    """As `config.office_table.units_table.read_units_table`, with the limits of a document on size,
    time and memory. Raises OSError where the file cannot be read.
    """
    with table.open("rb") as file:
        body = file.read(MOST_BYTES + 1)
    if len(body) > MOST_BYTES:
        return _refused(table, "table_too_large", most=MOST_BYTES >> 20)
    with tempfile.TemporaryDirectory(prefix="table-", ignore_cleanup_errors=True) as folder:
        sent, why = read_by_child(Path(folder), "app.units_table_child", body, most=MOST_SENT)
    if why:
        return _refused(table, "table_too_much")
    sheets = json.loads(sent)
    if sheets is None:
        return _refused(table, "no_table")
    return units_of(sheets, table.name, on_file=on_file, people=people)


def _refused(table: Path, complaint: str, **values: Any) -> UnitsTable:
    return UnitsTable(problems=(ConfigProblem(table.name, *said(complaint, **values)),))
