"""The problem ledger 问题台账 as .xlsx: one line a problem, as an office keeps it until each is closed
(销号); what was measured of each, what could not be judged, reminders and remarks have sheets of
their own.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from io import BytesIO
from math import ceil
from pathlib import Path
from typing import Any

from config.words import word_table
from monitor.judging.defence import examined_text
from monitor.judging.judged_words import judged_words
from monitor.judging.verdict import Severity
from monitor.judging.words import SEVERITY_TEXT
from monitor.report.days import written_day
from monitor.report.grouping import by_unit_and_why, names
from monitor.report.material import CountyLine, Material, Reminder, ReportedProblem, Undecided
from monitor.report.measures import mark_text, measure_text
from monitor.report.reasons import reason
from monitor.report.spreadsheet import Cell, Sheet, add_sheet, workbook
from monitor.report.subjects import subject_text
from monitor.report.themes import looked_at

LINE_HEIGHT, MOST_LINES = 15, 27  # points; Excel's rows end at 409
SUBJECTS_SHOWN = 5  # of what could not be judged of a unit for one reason
WIDE = 0x2E7F  # from here on characters are as wide as two Latin ones
DAY_FORMATS = {"zh": 'yyyy"年"m"月"d"日"', "en": "yyyy-mm-dd"}
THE_UNIT = "unit"  # the subject of what is said of a unit as a whole

WORDS = word_table(Path(__file__).parent / "words" / "ledger.toml")

# The columns of each sheet, by the names of their words, with their widths in characters.
PROBLEM_COLUMNS = {
    "id": 6,
    "unit": 10,
    "parent": 10,
    "problem": 44,
    "basis": 34,
    "severity": 6,
    "first_found": 14,
    "last_confirmed": 14,
    "due": 14,
    "persons": 9,
    "state": 14,
    "closed": 14,
}
DETAIL_COLUMNS = {
    "id": 6,
    "unit": 12,
    "channel": 24,
    "last_update": 16,
    "days_overdue": 10,
    "threshold": 26,
    "address": 40,
    "examined": 52,
}
UNDECIDED_COLUMNS = {"number": 6, "unit": 14, "why": 44, "matters": 8, "what": 30, "subject": 60}
REMARK_COLUMNS = {"number": 6, "unit": 14, "remark": 98}
COUNTY_COLUMNS = {
    "county": 14,
    "night": 16,
    "units": 8,
    "wholly": 8,
    "partly": 8,
    "not_at_all": 8,
    "undecided": 16,
    "found": 8,
    "critical": 8,
    "overdue": 8,
    "unconfirmed": 18,
    "secret": 8,
    "not_read": 44,
}
WARNING_COLUMNS = {"number": 6, "unit": 14, "what": 18, "reminder": 80}


def problem_ledger(material: Material) -> bytes:
    """The bytes of the .xlsx."""
    language, stream = material.language, BytesIO()
    listed = (*material.listed, *material.repaired)
    sheets: dict[str, tuple[Mapping[str, int], Sequence[Sequence[Cell]]]] = {
        "counties": (COUNTY_COLUMNS, [county_row(each, language) for each in material.counties]),
        "problems": (PROBLEM_COLUMNS, [problem_row(each, material) for each in listed]),
        "details": (DETAIL_COLUMNS, [detail_row(each, language) for each in listed]),
        "undecided": (
            UNDECIDED_COLUMNS,
            numbered(undecided_row(each, language) for each in by_unit_and_why(material.undecided)),
        ),
        "warnings": (
            WARNING_COLUMNS,
            numbered(warning_row(warning, language) for warning in material.warnings),
        ),
        "remarks": (
            REMARK_COLUMNS,
            numbered((remark.label, remark.said.text(language)) for remark in material.remarks),
        ),
    }
    # "All was judged" would be a lie of silence where whole units were not looked at.
    empty = {
        "problems": "none",
        "undecided": "not_looked_at" if material.not_judged or material.unread else "all_decided",
    }
    with workbook(stream) as book:
        for name, (columns, rows) in sheets.items():
            if name in ("problems", "details") and material.counties:
                columns = {"county": 12, **columns}
            if rows or name in empty:
                add(book, name, columns, rows, empty.get(name, ""), material)
    return stream.getvalue()


def problem_row(problem: ReportedProblem, material: Material) -> tuple[Cell, ...]:
    """Its number is that of circular, letters, console and `gongkai explain`."""
    language = material.language
    severity = Severity.CRITICAL if problem.is_critical else Severity.PROBLEM
    return (
        *((problem.county,) if problem.county else ()),
        problem.told_number,
        problem.label,
        problem.parent,
        problem.sentence(language),
        basis(problem, language),
        SEVERITY_TEXT[severity].text(language),
        problem.opened,
        problem.last_confirmed or "",
        problem.due or "",
        names(problem.persons, language),
        state(problem, material),
        problem.closed or "",
    )


def detail_row(problem: ReportedProblem, language: str) -> tuple[Cell, ...]:
    is_of_unit = problem.subject == THE_UNIT
    return (
        *((problem.county,) if problem.county else ()),
        problem.told_number,
        problem.label,
        problem.channel or ("" if is_of_unit else subject_text(problem.subject, language)),
        day_or_text(problem.last_date),
        number_or_text(problem.overdue_days),
        threshold(problem, language),
        problem.url,
        examined_text(problem.examined, language),
    )


def county_row(county: CountyLine, language: str) -> tuple[Cell, ...]:
    """Of one that was not read why, and no number."""
    night, told = county.as_of or "", county.counts
    if told is None:
        return county.name, night, *([""] * 10), county.why.text(language)
    judged = told.judged
    return (
        *(county.name, night, judged.of, judged.wholly, judged.partly, judged.not_at_all),
        *(judged.undecided, told.problems, told.critical, told.overdue),
        *(told.unconfirmed, told.secret, ""),
    )


def state(problem: ReportedProblem, material: Material) -> str:
    """Found repaired; or whether its day of repair is past, and that it was not looked at again."""
    language = material.language
    if problem.closed:
        return WORDS["state.repaired"].text(language)
    if problem.due is not None and material.is_overdue(problem):
        late = (material.day_of(problem) - problem.due).days
        said = WORDS["state.overdue"].text(language, n=late)
    elif problem.is_new:
        said = WORDS["state.new"].text(language)
    elif problem.id in material.untold:
        said = WORDS["state.untold"].text(language)
    else:
        said = WORDS["state.in_time" if problem.due else "state.still_open"].text(language)
    night = material.day_of(problem)
    is_unconfirmed = bool(problem.last_confirmed and problem.last_confirmed < night)
    return said + (WORDS["state.unconfirmed"].text(language) if is_unconfirmed else "")


def undecided_row(items: Sequence[Undecided], language: str) -> tuple[Cell, ...]:
    """What could not be judged of one unit for one reason: 133 lines would be read by nobody."""
    subjects = list(dict.fromkeys(subject_text(item.subject, language) for item in items))
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
    limit = threshold(problem, language)
    if not limit:
        return problem.basis
    return WORDS["basis"].text(language, basis=problem.basis, limit=limit)


def threshold(problem: ReportedProblem, language: str) -> str:
    if not problem.threshold:
        return ""
    mark = mark_text(problem.threshold_mark, language)
    limit = measure_text(problem.threshold, language)
    return WORDS["threshold"].text(language, threshold=limit, mark=mark)


def numbered(rows: Iterable[Sequence[Cell]]) -> list[tuple[Cell, ...]]:
    return [(number, *row) for number, row in enumerate(rows, start=1)]


def add(
    book: Any,
    name: str,
    columns: Mapping[str, int],
    rows: Sequence[Sequence[Cell]],
    empty: str,
    material: Material,
) -> None:
    """One sheet; `name` and `empty` (what it says without rows) are names of words. `columns`:
    names of words without `column.`, with widths in characters.
    """
    language = material.language
    titles = {WORDS[f"column.{column}"].text(language): width for column, width in columns.items()}
    title = WORDS[name].text(language)
    sheet = Sheet(
        title, summary(name, material), titles, rows, 2, {"align": "center"}, DAY_FORMATS[language]
    )
    page = add_sheet(book, sheet)
    for number, row in enumerate(rows, start=2):
        page.set_row(number, LINE_HEIGHT * lines_needed(row, columns))
    if not rows:
        page.write_string(2, 0, WORDS[empty].text(language))
    page.set_footer("&C&P / &N")


def lines_needed(row: Sequence[Cell], columns: Mapping[str, int]) -> int:
    """Lines of the fullest cell, a Chinese character counted as two: not every program fits rows to
    wrapped text by itself.
    """
    widths = (sum(2 if ord(letter) > WIDE else 1 for letter in str(cell)) for cell in row)
    return min(
        MOST_LINES,
        max(
            ceil(width / (column - 3)) or 1
            for width, column in zip(widths, columns.values(), strict=True)
        ),
    )


def day_or_text(text: str) -> Cell:
    """An ISO day as a day, which sorts and is written as the office writes days."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text


def number_or_text(text: str) -> Cell:
    return int(text) if text.lstrip("-").isascii() and text.lstrip("-").isdigit() else text


def summary(name: str, material: Material) -> str:
    """The line above a sheet: which list, of which day, and how far that day was judged."""
    return WORDS["summary"].text(
        material.language,
        city=material.city,
        list=WORDS[f"list.{name}"].text(material.language),
        day=written_day(material.as_of, material.language),
        judged=judged_words(material.judged_units).text(material.language),
    )
