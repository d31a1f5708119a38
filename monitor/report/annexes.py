"""The annexes of the circular: its lists as plain tables. Pure; none without a row."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from config.words import Spoken, word_table
from monitor.report.days import written_day
from monitor.report.grouping import by_unit_and_why, names
from monitor.report.material import Material, ReportedProblem
from monitor.report.papers.paper import Annex, Row, annex_of
from monitor.report.reasons import reason
from monitor.report.themes import looked_at

WORDS = word_table(Path(__file__).parent / "words" / "annexes.toml")
ROWS_SHOWN = 500  # a document of more is opened by nobody; the problem ledger holds them all

COLUMNS = {
    "problems": {"number": 13, "unit": 22, "problem": 79, "due": 42},
    "undecided": {"unit": 26, "why": 62, "what": 68},
    "warnings": {"unit": 26, "reminder": 130},
    "remarks": {"unit": 26, "remark": 130},
}


def annexes_of(material: Material) -> tuple[Annex, ...]:
    """In the order in which they are numbered."""
    say = Spoken(WORDS, material.language)
    rows: dict[str, list[Row]] = {
        "problems": [problem_row(problem, material, say) for problem in material.listed],
        "undecided": list(_undecided_rows(material)),
        "warnings": [(one.label, one.sentence(say.language)) for one in material.warnings],
        "remarks": [(one.label, one.said.text(say.language)) for one in material.remarks],
    }
    return tuple(_annex(kind, found, say) for kind, found in rows.items() if found)


def problem_row(problem: ReportedProblem, material: Material, say: Spoken) -> Row:
    """Its number is that of ledger, letters and console."""
    due = written_day(problem.due, say.language) if problem.due else say("no_due")
    late = say("late") if material.is_overdue(problem) else ""
    grave = say("grave") if problem.is_critical else ""
    return str(problem.id), problem.label, grave + problem.sentence(say.language), due + late


def _undecided_rows(material: Material) -> Iterator[Row]:
    language = material.language
    for items in by_unit_and_why(material.undecided):
        what = names((looked_at(item.rule, language) for item in items), language)
        yield items[0].label, reason(items[0].why, language), what


def _annex(kind: str, rows: Sequence[Row], say: Spoken) -> Annex:
    hidden = len(rows) - ROWS_SHOWN
    note = say("more", n=hidden) if hidden > 0 else ""
    return annex_of(kind, COLUMNS[kind], rows[:ROWS_SHOWN], say, note=note)
