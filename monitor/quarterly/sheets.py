"""The quarterly report's figures as .xlsx: by superior, by site, by kind, and each problem with its
number, to sort and to check.
"""

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO

from config.folder import Config
from config.words import Spoken
from monitor.judging.plain_text import fit_for
from monitor.quarterly.figures import Handling, QuarterFigures, QuarterProblem
from monitor.quarterly.paper import WORDS, kind_row, result_text, superior_row, total
from monitor.quarterly.sites import SiteLine
from monitor.report.days import written_day
from monitor.report.ledger_xlsx import DAY_FORMATS, LINE_HEIGHT, lines_needed, number_or_text
from monitor.report.spreadsheet import Cell, Sheet, add_sheet, workbook
from monitor.report.themes import fault_of_kind

# The columns of each sheet, by the names of their words, with their widths in characters.
SUPERIORS = {
    "superior": 24,
    "sites": 9,
    "checked": 9,
    "share": 10,
    "vetoed": 14,
    "in_order": 10,
    "undecided": 10,
    "problems": 10,
    "verified": 10,
    "measures": 30,
}
SITES = {
    "unit": 18,
    "superior": 18,
    "site": 26,
    "address": 40,
    "nights": 10,
    "last": 14,
    "result": 60,
}
KINDS = {"kind": 40, "problems": 10, "units": 10, "verified": 10, "overdue": 10}
PROBLEMS = {
    "id": 8,
    "unit": 16,
    "kind": 22,
    "problem": 70,
    "begun": 14,
    "repair": 14,
    "ended": 18,
}


def quarter_sheets(figures: QuarterFigures, config: Config) -> bytes:
    """The bytes of the .xlsx."""
    say, stream = Spoken(WORDS, config.office.language), BytesIO()
    superiors = [*figures.superiors, total(figures, say)]
    labels = {unit.id: unit.label for unit in config.units}
    sites = [(above.label, site) for above in figures.superiors for site in above.sites]
    problems = sorted(figures.all.problems, key=lambda one: one.finding.id)
    sheets: Mapping[str, tuple[Mapping[str, int], list[Sequence[Cell]]]] = {
        "superiors": (SUPERIORS, [_numbers(superior_row(one, figures)) for one in superiors]),
        "sites": (SITES, [_site(above, site, say) for above, site in sites]),
        "kinds": (KINDS, [_numbers(kind_row(one, say)) for one in figures.kinds]),
        "problems": (PROBLEMS, [_problem(one, labels, say) for one in problems]),
    }
    with workbook(stream) as book:
        for name, (columns, rows) in sheets.items():
            page = add_sheet(book, _sheet(name, columns, rows, figures, config, say))
            for number, row in enumerate(rows, start=2):
                page.set_row(number, LINE_HEIGHT * lines_needed(row, columns))
    return stream.getvalue()


def _sheet(
    name: str,
    columns: Mapping[str, int],
    rows: Sequence[Sequence[Cell]],
    figures: QuarterFigures,
    config: Config,
    say: Spoken,
) -> Sheet:
    listed = "list.problems" if name == "problems" else f"annex.{name}"
    summary = say(
        "summary",
        city=config.office.city,
        quarter=figures.quarter.said.text(say.language),
        list=say(listed),
        until=written_day(figures.until, say.language),
    )
    titles = {say(f"column.{column}"): width for column, width in columns.items()}
    return Sheet(
        say(f"sheet.{name}"), summary, titles, rows, 1, day_format=DAY_FORMATS[say.language]
    )


def _numbers(row: Iterable[str]) -> tuple[Cell, ...]:
    """Counts as numbers, so that a column adds up."""
    return tuple(number_or_text(cell) for cell in row)


def _site(above: str, one: SiteLine, say: Spoken) -> tuple[Cell, ...]:
    name = one.site.name or one.unit.name
    result = result_text(one, say)
    return one.unit.label, above, name, one.site.url, one.nights, one.last or "", result


def _problem(one: QuarterProblem, labels: Mapping[str, str], say: Spoken) -> tuple[Cell, ...]:
    finding, life = one.finding, one.life
    return (
        finding.id,
        labels[finding.unit],
        fault_of_kind(finding.rule, finding.kind).text(say.language),
        fit_for(finding.rule, life.sentence(say.language)),
        life.begun,
        say(f"repair.{one.repair}"),
        life.ended if one.repair is Handling.VERIFIED and life.ended else "",
    )
