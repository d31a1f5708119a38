"""The problem ledger 问题台账 as .xlsx: one line a problem; what could not be judged and the
reminders have sheets of their own.
"""

from collections.abc import Mapping, Sequence
from io import BytesIO
from math import ceil
from pathlib import Path
from typing import Any

from config.words import word_table
from monitor.judging.defence import examined_text
from monitor.judging.judged_words import judged_words
from monitor.judging.verdict import Severity
from monitor.judging.words import SEVERITY_TEXT
from monitor.report.reasons import reason
from monitor.report.grouping import by_unit_and_why, names
from monitor.report.material import Material, Reminder, ReportedProblem, Undecided
from monitor.report.measures import mark_text, measure_text
from monitor.report.spreadsheet import Cell, Sheet, add_sheet, workbook
from monitor.report.subjects import subject_text
from monitor.report.themes import looked_at

LINE_HEIGHT, MOST_LINES = 15, 27  # points; Excel's rows end at 409
SUBJECTS_SHOWN = 5  # of what could not be judged of a unit for one reason
WIDE = 0x2E7F  # from here on characters are as wide as two Latin ones

WORDS = word_table(Path(__file__).parent / "words" / "ledger.toml")

# The columns of each sheet, by the names of their words, with their widths in characters.
PROBLEM_COLUMNS = {
    "number": 6,
    "unit": 14,
    "channel": 18,
    "last_update": 13,
    "days_overdue": 10,
    "address": 36,
    "problem": 52,
    "basis": 36,
    "severity": 10,
    "first_found": 13,
    "state": 16,
    "due": 13,
    "examined": 44,
}
UNDECIDED_COLUMNS = {"number": 6, "unit": 14, "why": 44, "matters": 8, "what": 30, "subject": 60}
REMARK_COLUMNS = {"number": 6, "unit": 14, "remark": 98}
WARNING_COLUMNS = {"number": 6, "unit": 14, "what": 18, "reminder": 80}


def problem_ledger(material: Material) -> bytes:
    """The bytes of the .xlsx."""
    language, stream = material.language, BytesIO()
    problems = [problem_row(problem, material) for problem in material.listed]
    undecided = [undecided_row(items, language) for items in by_unit_and_why(material.undecided)]
    warnings = [warning_row(warning, language) for warning in material.warnings]
    remarks = [(remark.label, remark.said.text(language)) for remark in material.remarks]
    # "All was judged" would be a lie of silence where whole units were not looked at.
    none_undecided = "not_looked_at" if material.not_judged else "all_decided"
    with workbook(stream) as book:
        add(book, "problems", PROBLEM_COLUMNS, problems, "none", material)
        add(book, "undecided", UNDECIDED_COLUMNS, undecided, none_undecided, material)
        add(book, "warnings", WARNING_COLUMNS, warnings, "no_warnings", material)
        add(book, "remarks", REMARK_COLUMNS, remarks, "no_remarks", material)
    return stream.getvalue()


def problem_row(problem: ReportedProblem, material: Material) -> tuple[Cell, ...]:
    language = material.language
    severity = Severity.CRITICAL if problem.is_critical else Severity.PROBLEM
    return (
        problem.label,
        problem.channel,
        problem.last_date,
        number_or_text(problem.overdue_days),
        problem.url,
        problem.sentence(language),
        basis(problem, language),
        SEVERITY_TEXT[severity].text(language),
        problem.opened.isoformat(),
        state(problem, material),
        problem.due.isoformat() if problem.due else "",
        examined_text(problem.examined, language),
    )


def state(problem: ReportedProblem, material: Material) -> str:
    """New, still there, past its day of repair, or not looked at again, with the day it last was found."""
    if problem.last_confirmed and problem.last_confirmed < material.as_of:
        day = problem.last_confirmed.isoformat()
        return WORDS["state.unconfirmed"].text(material.language, day=day)
    is_overdue = problem.due is not None and problem.due < material.as_of
    known = "new" if problem.is_new else "overdue" if is_overdue else "still_open"
    return WORDS[f"state.{known}"].text(material.language)


def undecided_row(items: Sequence[Undecided], language: str) -> tuple[Cell, ...]:
    """What could not be judged of one unit for one reason: 133 lines would be read by nobody."""
    subjects = [subject_text(item.subject, language) for item in items]
    hidden = len(subjects) - SUBJECTS_SHOWN
    shown = "\n".join(subjects[:SUBJECTS_SHOWN])
    more = "\n" + WORDS["more_matters"].text(language, n=hidden) if hidden > 0 else ""
    return (
        items[0].label,
        reason(items[0].why, language),
        len(items),
        names((looked_at(item.rule, language) for item in items), language),
        shown + more,
    )


def warning_row(warning: Reminder, language: str) -> tuple[Cell, ...]:
    return warning.label, looked_at(warning.rule, language), warning.sentence(language)


def basis(problem: ReportedProblem, language: str) -> str:
    """The clause, and whose number the threshold is: a default of ours must never read as law."""
    if not problem.threshold:
        return problem.basis
    mark = mark_text(problem.threshold_mark, language)
    threshold = measure_text(problem.threshold, language)
    return WORDS["threshold"].text(language, basis=problem.basis, threshold=threshold, mark=mark)


def add(
    book: Any,
    name: str,
    columns: Mapping[str, int],
    rows: Sequence[Sequence[Cell]],
    empty: str,
    material: Material,
) -> None:
    """One sheet, its rows numbered; `name` and `empty` (what it says without rows) are names of
    words.

    `columns`: names of words without `column.`, with widths in characters; the first is the
    number's, which `rows` come without.
    """
    language = material.language
    rows = [(number, *row) for number, row in enumerate(rows, start=1)]
    titles = {WORDS[f"column.{column}"].text(language): width for column, width in columns.items()}
    name = WORDS[name].text(language)
    page = add_sheet(book, Sheet(name, summary(material), titles, rows, 2, {"align": "center"}))
    for number, row in enumerate(rows, start=2):
        page.set_row(number, LINE_HEIGHT * lines_needed(row, columns))
    if not rows:
        page.write_string(2, 0, WORDS[empty].text(language))
    page.set_footer("&C&P / &N")


def lines_needed(row: Sequence[Cell], columns: Mapping[str, int]) -> int:
    """Lines of the fullest cell, a Chinese character counted as two: not every program fits rows to
    wrapped text by itself.
    """
    widths = (sum(2 if ord(character) > WIDE else 1 for character in str(cell)) for cell in row)
    return min(
        MOST_LINES,
        max(
            ceil(width / (column - 3)) or 1
            for width, column in zip(widths, columns.values(), strict=True)
        ),
    )


def number_or_text(text: str) -> Cell:
    return int(text) if text.lstrip("-").isascii() and text.lstrip("-").isdigit() else text


def summary(material: Material) -> str:
    return WORDS["summary"].text(
        material.language,
        city=material.city,
        day=material.as_of.isoformat(),
        judged=judged_words(material.judged_units).text(material.language),
    )
