"""The annexes of the circular: its lists as plain tables. Pure; none without a row."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from config.words import Spoken, word_table
from monitor.judging.judged_words import judged_words
from monitor.report.days import written_day
from monitor.report.grouping import by_unit_and_why, names
from monitor.report.material import CountyLine, Material, ReportedProblem
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
    "counties": {
        "county": 26,
        "night": 24,
        "judged": 46,
        "found": 12,
        "critical": 12,
        "overdue": 12,
        "unconfirmed": 24,
    },
}
# a number bears its county's name
OF_COUNTIES = {"problems": {"number": 24, "unit": 26, "problem": 74, "due": 32}}


def annexes_of(material: Material) -> tuple[Annex, ...]:
    """In the order in which they are numbered."""
    say = Spoken(WORDS, material.language)
    rows: dict[str, list[Row]] = {
        "problems": [problem_row(problem, material, say) for problem in material.listed],
        "undecided": list(_undecided_rows(material)),
        "warnings": [(one.label, one.sentence(say.language)) for one in material.warnings],
        "remarks": [(one.label, one.said.text(say.language)) for one in material.remarks],
        "counties": [county_row(county, say) for county in material.counties],
    }
    columns = COLUMNS | (OF_COUNTIES if material.counties else {})
    return tuple(_annex(kind, columns[kind], found, say) for kind, found in rows.items() if found)


def problem_row(problem: ReportedProblem, material: Material, say: Spoken) -> Row:
    """Its number is that of ledger, letters and console."""
    due = written_day(problem.due, say.language) if problem.due else say("no_due")
    late = say("late") if material.is_overdue(problem) else ""
    grave = say("grave") if problem.is_critical else ""
    number = str(problem.told_number)
    if problem.county:
        number = say("county_number", county=problem.county, n=number)
    return number, problem.label, grave + problem.sentence(say.language), due + late


def county_row(county: CountyLine, say: Spoken) -> Row:
    """Of one that was not read no number stands, for a zero would look like health."""
    night = written_day(county.as_of, say.language) if county.as_of else say("none")
    if county.counts is None:
        why = say("not_read", why=county.why.text(say.language))
        return county.name, night, why, *([say("none")] * 4)
    told = county.counts
    numbers = (told.problems, told.critical, told.overdue, told.unconfirmed)
    judged = judged_words(told.judged).text(say.language)
    return county.name, night, judged, *map(str, numbers)


def _undecided_rows(material: Material) -> Iterator[Row]:
    language = material.language
    for items in by_unit_and_why(material.undecided):
        what = names((looked_at(item.rule, language) for item in items), language)
        yield items[0].label, reason(items[0].why, language), what


def _annex(kind: str, columns: Mapping[str, int], rows: Sequence[Row], say: Spoken) -> Annex:
    hidden = len(rows) - ROWS_SHOWN
    note = say("more", n=hidden) if hidden > 0 else ""
    return annex_of(kind, columns, rows[:ROWS_SHOWN], say, note=note)
