"""Rows of the ledger as a file for other programs: .csv that Excel opens rightly, .xlsx, .parquet."""

import csv
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

import xlsxwriter

from app.demo_clock import clock_of
from config.errors import NotFound, not_written
from config.folder import Config
from config.words import Words
from monitor.analysts.beside import AnalystRows
from store.queries.cells import Cell, printable_cell, safe_cell
from store.queries.export import Exportable, exportables, rows_of

CONSOLE_PAGE = "console_page"
EXCEL_CELL, EXCEL_ROWS = 32_767, 1_048_576
PARQUET_BATCH = 50_000

WRITTEN = Words("已写入 {path}：{rows} 行", "Written: {path}, {rows} rows")
UNKNOWN_KIND = Words(
    "不知道如何写“{suffix}”；请用 .csv、.xlsx 或 .parquet。",
    "No way to write {suffix!r}: name a .csv, .xlsx or .parquet.",
)
NO_PYARROW = Words(
    "写 parquet 需要 pyarrow（约170 MB，故不随产品安装）：pip install 'gongkai[parquet]'；或改用 .csv、.xlsx。",
    "Parquet needs pyarrow, 170 MB and therefore optional: pip install 'gongkai[parquet]'; or name a .csv or .xlsx.",
)
NOT_WRITTEN = Words("未能写入 {path}：{cause}。", "{path} could not be written: {cause}.")
KINDS = {
    "question": Words("常用问题", "Questions"),
    "view": Words("视图", "Views"),
    "table": Words("表", "Tables"),
}
ABOUT_SHEET = Words("说明", "About")
SOURCE = Words(
    "出自检查账本，导出时间（UTC）：{at}", "From the ledger of inspections, made at (UTC): {at}"
)

Rows = Iterator[tuple[Cell, ...]]


class CannotExport(NotFound):
    """No such table or question, or the form it is asked in is not at hand."""


@dataclass(frozen=True, slots=True)
class ExportedRows:
    path: Path
    rows: int

    def text(self, language: str) -> str:
        return WRITTEN.text(language, path=self.path, rows=self.rows)


def export(name: str, config: Config, to: Path, values: Mapping[str, str]) -> ExportedRows:
    """Write what bears that name to `to`, whole or not at all; its suffix says in which form.

    Raises NotFound, QuestionRefused, CannotExport, StoreFailed, OutOfSpace.
    """
    write = _WRITERS.get(to.suffix.lower())
    if write is None:
        raise CannotExport(UNKNOWN_KIND.filled(suffix=to.suffix))
    waiting = to.with_name(to.name + ".part")
    with _asked(name, config, values) as (columns, rows):
        try:
            count = write(waiting, columns, rows, exportables()[name], config.office.language)
            waiting.replace(to)
        except OSError as error:
            cause = os.strerror(error.errno or 0)
            raise not_written(error, NOT_WRITTEN.filled(path=to, cause=cause)) from error
        finally:
            waiting.unlink(missing_ok=True)
    return ExportedRows(to, count)


def print_rows(name: str, config: Config, values: Mapping[str, str]) -> None:
    """As CSV on standard output, for the next program in a pipe."""
    with _asked(name, config, values) as (columns, rows):
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([safe_cell(cell) for cell in row] for row in rows)


@contextmanager
def _asked(
    name: str, config: Config, values: Mapping[str, str]
) -> Iterator[tuple[tuple[str, ...], Rows]]:
    """With what the desk knows; where the office says at which address its console stands, a page
    of it is a whole address.
    """
    beside = AnalystRows(config.data, lambda: config, clock_of(config))
    with rows_of(config.data / "ledger.db", name, values, beside.rows()) as (columns, rows):
        yield columns, _with_addresses(columns, rows, config.office.console.url.rstrip("/"))


def _with_addresses(columns: tuple[str, ...], rows: Rows, console: str) -> Rows:
    if not console or CONSOLE_PAGE not in columns:
        return rows
    place = columns.index(CONSOLE_PAGE)
    return (
        tuple(f"{console}{cell}" if n == place and cell else cell for n, cell in enumerate(row))
        for row in rows
    )


def listed(language: str) -> str:
    """What can be exported, by kind."""
    lines: list[str] = []
    for kind, words in KINDS.items():
        lines.append(words.text(language) + ("：" if language == "zh" else ":"))
        lines += [
            f"  {one.name:30} {one.about.text(language)}{_parameters(one)}"
            for one in exportables().values()
            if one.kind == kind
        ]
    return "\n".join(lines)


def _parameters(one: Exportable) -> str:
    return "".join(f"  --set {name}={default}" for name, default in one.parameters.items())


def _csv(
    path: Path, columns: tuple[str, ...], rows: Rows, _about: Exportable, _language: str
) -> int:
    """With a byte order mark: without it Excel reads Chinese as GBK."""
    written = 0
    with path.open("w", encoding="utf-8-sig", newline="", errors="replace") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        for row in rows:
            writer.writerow([safe_cell(cell) for cell in row])
            written += 1
    return written


def _xlsx(
    path: Path, columns: tuple[str, ...], rows: Rows, about: Exportable, language: str
) -> int:
    """Text is text whatever it looks like; a sheet that is full is followed by another."""
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    count = 0
    with xlsxwriter.Workbook(path, options) as book:
        head = book.add_format({"bold": True, "bg_color": "#F2F2F2", "bottom": 1})
        while True:
            part = islice(rows, EXCEL_ROWS - 1)
            written = _sheet(
                book,
                about.name[:28] + (f".{count // (EXCEL_ROWS - 1) + 1}" if count else ""),
                columns,
                part,
                head,
            )
            count += written
            if written < EXCEL_ROWS - 1:
                break
        _about_sheet(book, about, language, head)
    return count


def _sheet(
    book: Any, title: str, columns: tuple[str, ...], rows: Iterator[tuple[Cell, ...]], head: Any
) -> int:
    page, count = book.add_worksheet(title), 0
    page.freeze_panes(1, 0)
    for place, column in enumerate(columns):
        page.set_column(place, place, max(10, min(40, len(column) + 4)))
        page.write_string(0, place, column, head)
    for count, row in enumerate(rows, start=1):
        for place, cell in enumerate(row):
            _write(page, count, place, printable_cell(cell))
    page.autofilter(0, 0, count, max(0, len(columns) - 1))
    return count


def _write(page: Any, row: int, place: int, cell: Cell) -> None:
    if cell is None:
        return
    if isinstance(cell, str):
        page.write_string(row, place, cell[:EXCEL_CELL])
    elif abs(cell) < 10**15 and cell == cell:
        page.write_number(row, place, cell)
    else:
        page.write_string(row, place, str(cell))  # Excel would round it, or has no number for it


def _about_sheet(book: Any, about: Exportable, language: str, head: Any) -> None:
    """What it is and what each column says, so that the file explains itself."""
    page = book.add_worksheet(ABOUT_SHEET.text(language))
    page.set_column(0, 0, 24)
    page.set_column(1, 1, 110)
    page.write_string(0, 0, about.name, head)
    page.write_string(0, 1, about.about.text(language), head)
    page.write_string(1, 1, SOURCE.text(language, at=f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"))
    for number, (column, says) in enumerate(about.columns.items(), start=2):
        page.write_string(number, 0, column)
        page.write_string(number, 1, says.text(language))


def _parquet(
    path: Path, columns: tuple[str, ...], rows: Rows, _about: Exportable, _language: str
) -> int:
    """A column is what its first values are: whole numbers, numbers, or text."""
    try:
        import pyarrow  # type: ignore[import-not-found, unused-ignore]
        from pyarrow import parquet
    except ModuleNotFoundError as error:
        raise CannotExport(NO_PYARROW) from error
    first = list(islice(rows, PARQUET_BATCH))
    kinds = [_kind([row[place] for row in first]) for place in range(len(columns))]
    types: dict[Any, Any] = {int: pyarrow.int64(), float: pyarrow.float64(), str: pyarrow.string()}
    schema = pyarrow.schema(
        [(column, types[kind]) for column, kind in zip(columns, kinds, strict=True)]
    )
    count = 0
    with parquet.ParquetWriter(path, schema) as writer:
        batch = first
        while batch or not count:
            values = [[_as(kind, row[place]) for row in batch] for place, kind in enumerate(kinds)]
            writer.write_table(pyarrow.table(values, schema=schema))
            count += len(batch)
            batch = list(islice(rows, PARQUET_BATCH))
            if not batch:
                break
    return count


def _as(kind: Callable[[Any], Cell], value: Cell) -> Cell:
    return None if value is None else kind(value)


def _kind(values: list[Cell]) -> type[int] | type[float] | type[str]:
    kinds = {type(value) for value in values if value is not None}
    if kinds == {int}:
        return int
    return float if kinds and kinds <= {int, float} else str


_WRITERS: dict[str, Callable[[Path, tuple[str, ...], Rows, Exportable, str], int]] = {
    ".csv": _csv,
    ".xlsx": _xlsx,
    ".parquet": _parquet,
}
