"""The office's own table, read in a child process: it came by e-mail, and one stray cell at
XFD1048576 asks its reader for 512 GiB.
"""

import json
import tempfile
from pathlib import Path

from config.office_table.table_file import MOST_BYTES, TableRow
from config.problems import ConfigProblem
from config.sentences import said
from config.words import Words
from crawler.documents.sandbox import places, read_by_child

FAR = "far cell"
_FAR_CELL = (
    Words(
        "表格最右或最下方很远处还有内容（多为误按空格留下）",
        "something stands far out to the right or below the table, a stray blank as a rule",
    ),
    Words(
        "请把单位各行复制到一张新表，保存后再导入",
        "copy the rows of units into a new sheet, save it and import that",
    ),
)
MOST_SENT = 64 << 20  # bytes of JSON; it spells a Chinese character in six


def sheets_in_sandbox(table: Path) -> tuple[list[list[TableRow]], list[ConfigProblem]]:
    """As `config.office_table.table_file.table_sheets`, of a file and with the limits of a document
    on size, time and memory; a table that is too much for its reader is a problem, too.

    Raises OSError where the file cannot be read.
    """
    with table.open("rb") as file:
        body = file.read(MOST_BYTES + 1)
    if len(body) > MOST_BYTES:
        return [], [_refused(table, "table_too_large", most=MOST_BYTES >> 20)]
    with places, tempfile.TemporaryDirectory(prefix="table-", ignore_cleanup_errors=True) as folder:
        child = "crawler.documents.office_table_child"
        sent, why = read_by_child(Path(folder), child, body, most=MOST_SENT)
    if why:
        return [], [_refused(table, "table_too_much")]
    answer = json.loads(sent)
    if answer == FAR:
        return [], [ConfigProblem(table.name, *_FAR_CELL)]
    if answer is None:
        return [], [_refused(table, "no_table")]
    return [[_row(*row) for row in sheet] for sheet in answer], []


def _refused(table: Path, complaint: str, **values: object) -> ConfigProblem:
    return ConfigProblem(table.name, *said(complaint, **values))


def to_json(sheets: list[list[TableRow]] | str | None) -> bytes:
    """What the child hands over: the sheets, `FAR`, or None for what is no table."""
    rows = (
        sheets
        if sheets is None or isinstance(sheets, str)
        else [list(map(_as_list, s)) for s in sheets]
    )
    return json.dumps(rows, ensure_ascii=False).encode()


def _as_list(row: TableRow) -> list[object]:
    return [row.number, row.cells, list(row.links.items()), row.is_hidden, sorted(row.goes_on)]


def _row(
    number: int, cells: list[str], links: list[tuple[int, str]], is_hidden: bool, goes_on: list[int]
) -> TableRow:
    return TableRow(number, cells, dict(links), is_hidden, frozenset(goes_on))
