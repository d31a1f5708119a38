"""The summary of repairs as .xlsx: every finding with every turn and its day, and the units' counts."""

from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO

from config.folder import Config
from config.words import Spoken
from monitor.judging.withdrawal import withdrawal_words
from monitor.rectification.stage import RepairStage
from monitor.rectification.summary import Summary, SummaryLine
from monitor.rectification.summary_paper import WORDS, day_text, problem_text, stage_text
from monitor.report.days import written_day
from monitor.report.grouping import names
from monitor.report.ledger_xlsx import DAY_FORMATS, LINE_HEIGHT, lines_needed
from monitor.report.spreadsheet import Cell, Sheet, add_sheet, workbook
from store.desk.entries import DeskEntry

# The columns of each sheet, by the names of their words, with their widths in characters.
LINES = {
    "id": 7,
    "unit": 14,
    "problem": 50,
    "told": 14,
    "acknowledged": 14,
    "person": 10,
    "due": 14,
    "answered": 14,
    "answer": 30,
    "decided": 24,
    "verified": 14,
    "overdue_days": 8,
    "relapses": 8,
    "withdrawn": 30,
    "stage": 30,
}
FROZEN = 2


def summary_sheets(summary: Summary, config: Config) -> bytes:
    """The bytes of the .xlsx."""
    say, stream = Spoken(WORDS, config.office.language), BytesIO()
    stages = {f"head.{stage}": 12 for stage in RepairStage}
    units = {"column.unit": 16, "column.total": 8} | stages
    units |= {"column.overdue": 8, "column.relapsed": 10}
    lines = {f"column.{name}": width for name, width in LINES.items()}
    groups = {**summary.by_unit(), say("total"): summary.lines}
    sheets: Mapping[str, tuple[Mapping[str, int], list[Sequence[Cell]]]] = {
        "lines": (lines, [_line(line, config, say) for line in summary.lines]),
        "units": (units, [_unit(label, found) for label, found in groups.items()]),
    }
    as_of = written_day(summary.as_of, say.language)
    with workbook(stream) as book:
        for name, (columns, rows) in sheets.items():
            titles = {say(column): width for column, width in columns.items()}
            head = say("sheet_summary", city=config.office.city, as_of=as_of)
            day_format = DAY_FORMATS[say.language]
            sheet = Sheet(say(f"sheet.{name}"), head, titles, rows, FROZEN, day_format=day_format)
            page = add_sheet(book, sheet)
            for number, row in enumerate(rows, start=2):
                page.set_row(number, LINE_HEIGHT * lines_needed(row, columns))
    return stream.getvalue()


def _line(line: SummaryLine, config: Config, say: Spoken) -> tuple[Cell, ...]:
    finding, standing, stands = line.finding, line.standing, line.stands
    answer = "" if line.is_private or not standing.answered else standing.answered.value
    return (
        finding.id,
        line.label,
        problem_text(line, say),
        line.told or say("no_delivery"),
        _day(standing.acknowledged, config),
        names(line.persons, say.language),
        "" if stands.secret_until else stands.deadline.day or say("no_due"),
        _day(standing.answered, config),
        answer,
        _decided(line, config, say),
        finding.closed if stands.stage is RepairStage.VERIFIED and finding.closed else "",
        stands.overdue_days,
        line.relapses,
        withdrawal_words(finding).text(say.language) if finding.state == "withdrawn" else "",
        stage_text(line, config, say),
    )


def _decided(line: SummaryLine, config: Config, say: Spoken) -> str:
    word = line.standing.decided
    if word is None:
        return ""
    return say(f"decided.{word.what}", day=day_text(word.at, config, say), why=word.value)


def _day(word: DeskEntry | None, config: Config) -> date | str:
    return config.office.day_of(word.at) if word else ""


def _unit(label: str, found: Sequence[SummaryLine]) -> tuple[Cell, ...]:
    by_stage = (sum(line.stands.stage is stage for line in found) for stage in RepairStage)
    late, again = (sum(line.is_overdue for line in found), sum(line.relapses > 0 for line in found))
    return (label, len(found), *by_stage, late, again)
