"""The problem ledger 问题台账 as .xlsx: one line a problem; what could not be judged and the
reminders have sheets of their own.

Every text is written as text: what looks like a formula on somebody's page stays words
(docs/faults.md D4), and an address is never a link. Numbers are written as numbers, so that a
column can be sorted.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from math import ceil
from typing import Any

import xlsxwriter

from config.words import Words
from monitor.judging.verdict import Severity
from monitor.judging.words import MARK_TEXT, SEVERITY_TEXT
from monitor.report.circular import reason
from monitor.report.material import Material, Reminder, ReportedProblem, Undecided
from monitor.report.measures import measure_text
from monitor.report.plain_text import printable
from monitor.report.themes import looked_at

EXCEL_CELL_LIMIT = 32_767
LINE_HEIGHT, MOST_LINES = 15, 27  # points; Excel's rows end at 409
WIDE = 0x2E7F  # from here on characters are as wide as two Latin ones

Cell = str | int


@dataclass(frozen=True, slots=True)
class SheetColumn:
    title: Words
    width: float  # in characters


PROBLEMS = Words("问题台账", "Problems")
UNDECIDED = Words("未判断事项", "Not judged")
WARNINGS = Words("提醒事项", "Reminders")
SUMMARY = Words(
    "{city}政务公开网上检查问题台账　　截至{day}　　已判断{judged}个单位，共{of}个",
    "{city}: problem ledger of the online inspection, as of {day}. Judged: {judged} of {of} units",
)
NONE = Words("在作出判断的范围内，未发现问题。", "Within what was judged, no problem was found.")
NOT_LOOKED_AT = Words(
    "有单位本次未能检查，见通报第五部分。",
    "Some units were not looked at: see part 5 of the circular.",
)
NO_WARNINGS = Words("没有需要提醒的事项。", "There is nothing to be reminded of.")
ALL_DECIDED = Words("应判断的事项均已作出判断。", "Everything that was to be judged was judged.")
STATES = {True: Words("新发现", "new"), False: Words("未整改", "still open")}
THRESHOLD = Words("{basis}（标准：{threshold}，{mark}）", "{basis} (limit: {threshold}, {mark})")

PROBLEM_COLUMNS = (
    SheetColumn(Words("序号", "No."), 6),
    SheetColumn(Words("单位", "Unit"), 14),
    SheetColumn(Words("栏目", "Channel"), 18),
    SheetColumn(Words("最后更新日期", "Last updated"), 13),
    SheetColumn(Words("超期天数", "Days overdue"), 10),
    SheetColumn(Words("地址", "Address"), 36),
    SheetColumn(Words("问题", "ReportedProblem"), 52),
    SheetColumn(Words("依据", "Basis"), 36),
    SheetColumn(Words("严重程度", "Severity"), 10),
    SheetColumn(Words("首次发现", "First found"), 13),
    SheetColumn(Words("状态", "State"), 10),
)
UNDECIDED_COLUMNS = (
    SheetColumn(Words("序号", "No."), 6),
    SheetColumn(Words("单位", "Unit"), 14),
    SheetColumn(Words("事项", "What"), 18),
    SheetColumn(Words("对象", "Subject"), 44),
    SheetColumn(Words("原因", "Why"), 44),
)
WARNING_COLUMNS = (
    SheetColumn(Words("序号", "No."), 6),
    SheetColumn(Words("单位", "Unit"), 14),
    SheetColumn(Words("事项", "What"), 18),
    SheetColumn(Words("提醒（不计入问题）", "Reminder (not counted as a problem)"), 80),
)


def problem_ledger(material: Material) -> bytes:
    """The bytes of the .xlsx."""
    stream = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(stream, options) as book:
        language = material.language
        rows = [
            problem_row(number, problem, language)
            for number, problem in enumerate(material.problems, start=1)
        ]
        sheet(book, PROBLEMS, PROBLEM_COLUMNS, rows, NONE, material)
        rows = [
            undecided_row(number, item, language)
            for number, item in enumerate(material.undecided, start=1)
        ]
        # "All was judged" would be a lie of silence where whole units were not looked at.
        sheet(
            book,
            UNDECIDED,
            UNDECIDED_COLUMNS,
            rows,
            NOT_LOOKED_AT if material.not_judged else ALL_DECIDED,
            material,
        )
        rows = [
            warning_row(number, warning, language)
            for number, warning in enumerate(material.warnings, start=1)
        ]
        sheet(book, WARNINGS, WARNING_COLUMNS, rows, NO_WARNINGS, material)
    return stream.getvalue()


def problem_row(number: int, problem: ReportedProblem, language: str) -> tuple[Cell, ...]:
    severity = Severity.CRITICAL if problem.is_critical else Severity.PROBLEM
    return (
        number,
        problem.label,
        problem.channel,
        problem.last_date,
        number_or_text(problem.overdue_days),
        problem.url,
        problem.sentence(language),
        basis(problem, language),
        SEVERITY_TEXT[severity].text(language),
        problem.opened.isoformat(),
        STATES[problem.is_new].text(language),
    )


def undecided_row(number: int, item: Undecided, language: str) -> tuple[Cell, ...]:
    return (
        number,
        item.label,
        looked_at(item.rule, language),
        item.subject,
        reason(item.why, language),
    )


def warning_row(number: int, warning: Reminder, language: str) -> tuple[Cell, ...]:
    return (number, warning.label, looked_at(warning.rule, language), warning.sentence(language))


def basis(problem: ReportedProblem, language: str) -> str:
    """The clause, and whose number the threshold is: a default of ours must never read as law."""
    if not problem.threshold:
        return problem.basis
    mark = (
        MARK_TEXT[problem.threshold_mark].text(language)
        if problem.threshold_mark in MARK_TEXT
        else problem.threshold_mark
    )
    return THRESHOLD.text(
        language,
        basis=problem.basis,
        threshold=measure_text(problem.threshold, language),
        mark=mark,
    )


def sheet(
    book: Any,
    title: Words,
    columns: Sequence[SheetColumn],
    rows: Sequence[Sequence[Cell]],
    empty: Words,
    material: Material,
) -> None:
    """Summary above, header frozen under it, filters, and a page of landscape A4 as wide as the
    table.
    """
    language = material.language
    page = book.add_worksheet(title.text(language))
    wrapped = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
    header = book.add_format(
        {
            "bold": True,
            "align": "center",
            "valign": "vcenter",
            "border": 1,
            "bg_color": "#F2F2F2",
            "text_wrap": True,
        }
    )
    page.write_string(0, 0, summary(material), book.add_format({"bold": True, "font_size": 13}))
    for place, column in enumerate(columns):
        page.set_column(place, place, column.width)
        page.write_string(1, place, column.title.text(language), header)
    for number, row in enumerate(rows, start=2):
        page.set_row(number, LINE_HEIGHT * lines_needed(row, columns))
        for place, cell in enumerate(row):
            write_cell(page, number, place, cell, wrapped)
    if not rows:
        page.write_string(2, 0, empty.text(language))
    page.autofilter(1, 0, max(1, len(rows) + 1), len(columns) - 1)
    page.freeze_panes(2, 2)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    page.repeat_rows(0, 1)
    page.set_footer("&C&P / &N")


def write_cell(page: Any, row: int, place: int, cell: Cell, look: Any) -> None:
    if isinstance(cell, int):
        page.write_number(row, place, cell, look)
    else:
        page.write_string(row, place, printable(cell)[:EXCEL_CELL_LIMIT], look)


def lines_needed(row: Sequence[Cell], columns: Sequence[SheetColumn]) -> int:
    """Lines of the fullest cell, a Chinese character counted as two: not every program fits rows to
    wrapped text by itself.
    """
    widths = (sum(2 if ord(character) > WIDE else 1 for character in str(cell)) for cell in row)
    return min(
        MOST_LINES,
        max(
            ceil(width / (column.width - 3)) or 1
            for width, column in zip(widths, columns, strict=True)
        ),
    )


def number_or_text(text: str) -> Cell:
    return int(text) if text.lstrip("-").isascii() and text.lstrip("-").isdigit() else text


def summary(material: Material) -> str:
    return SUMMARY.text(
        material.language,
        city=material.city,
        day=material.as_of.isoformat(),
        judged=material.judged,
        of=material.of,
    )
