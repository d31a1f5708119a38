"""The office's own table, read in a child process: it came by e-mail, and one stray cell at
XFD1048576 asks its reader for 512 GiB.
"""

import json
import tempfile
from pathlib import Path

from config.office_table.table_file import TableRow
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
_SAVE_ANEW = Words("请另存为 .xlsx 或 .csv 后再试", "save it anew as .xlsx or .csv")


def sheets_in_sandbox(body: bytes, name: str) -> tuple[list[list[TableRow]], list[ConfigProblem]]:
    """As `config.office_table.table_file.table_sheets`; a table that is too much for its reader is
    a problem, too.
    """
    with places, tempfile.TemporaryDirectory(prefix="table-", ignore_cleanup_errors=True) as folder:
        sent, why = read_by_child(Path(folder), "crawler.documents.office_table_child", body)
    if why:
        return [], [
            ConfigProblem(
                name,
                Words(f"表格读不出来：{why}", f"the table could not be read: {why}"),
                _SAVE_ANEW,
            )
        ]
    answer = json.loads(sent)
    if answer == FAR:
        return [], [ConfigProblem(name, *_FAR_CELL)]
    if answer is None:
        return [], [ConfigProblem(name, *said("no_table"))]
    return [[_row(*row) for row in sheet] for sheet in answer], []


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
