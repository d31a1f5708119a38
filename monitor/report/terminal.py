"""What a leader understands at a glance: judged n of N first, then a line a unit, then what could
not be told.

A cell that is empty of problems says which kind of empty: `✓` was judged and is in order, `△` is
near a limit, `?` could not be judged, `·` was no question for this unit, `-` was not looked at. The
marks are explained under the table; colour only repeats them.
"""

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from config.folder import Config
from config.words import Spoken, word_table
from monitor.judging.inspection import Inspection
from monitor.judging.judged_words import judged_words
from monitor.judging.plain_text import printable
from monitor.report.chart import charts_of
from monitor.report.chart_png import fonts_present
from monitor.report.gathering.gather import gather
from monitor.report.grouping import by_why, names
from monitor.report.material import Material, ReportedProblem, UnitLine
from monitor.report.reasons import reason
from monitor.report.themes import THEMES, fault, looked_at
from monitor.report.write import ReportPaths

WORDS = word_table(Path(__file__).parent / "words" / "terminal.toml")
PATHS = ("circular_docx", "circular_html", "problems_xlsx")

FINE, WARNED, UNKNOWN, NOT_ASKED, NOT_LOOKED = "✓", "△", "?", "·", "-"


def print_inspection(
    console: Console,
    inspection: Inspection,
    config: Config,
    reports: ReportPaths | None = None,
    ledger: Path | None = None,
    secret: Collection[int] = (),
) -> None:
    """A night's inspection; its day is the one that the inspection was judged on. `secret`: ids of
    findings that the office holds to be secret (涉密), told by their number alone.
    """
    material = gather(inspection, config, inspection.as_of, secret=secret)
    print_material(console, material, reports, ledger)


def print_material(
    console: Console,
    material: Material,
    reports: ReportPaths | None = None,
    ledger: Path | None = None,
) -> None:
    say = Spoken(WORDS, material.language)
    print_line(console, headline(material), style="bold")
    print_line(console, counts(material))
    console.print(table_of_units(material))
    print_line(console, say("legend"), style="dim")
    print_numbers(console, material, say)
    print_undecided(console, material, say)
    if material.repaired:
        units = names([problem.label for problem in material.repaired], say.language)
        print_line(console, say("repaired", n=len(material.repaired), units=units))
    print_paths(console, say, reports, ledger)
    if reports and charts_of(material) and not fonts_present():
        print_line(console, say("no_font"), style="yellow")


def print_numbers(console: Console, material: Material, say: Spoken) -> None:
    """The numbers under which circular, ledger, letters and console know the problems."""
    by_unit: dict[str, list[str]] = {}
    for problem in material.listed:
        mark = "!" if problem.is_critical else ""
        by_unit.setdefault(problem.label, []).append(f"{problem.id}{mark}")
    if by_unit:
        told = say("joint").join(f"{unit} {' '.join(numbers)}" for unit, numbers in by_unit.items())
        print_line(console, say("numbers", told=printable(told)))


def print_line(console: Console, text: str, **look: Any) -> None:
    """The text as it stands: nothing in it is markup, and no number is coloured. Where its lines
    end is for the terminal to say (app/streams.py): a file has no width.
    """
    console.print(text, markup=False, highlight=False, soft_wrap=True, **look)


def headline(material: Material) -> str:
    return WORDS["headline"].text(
        material.language,
        city=material.city,
        day=material.as_of.isoformat(),
        judged=judged_words(material.judged_units).text(material.language),
    )


def counts(material: Material) -> str:
    n = len(material.unconfirmed) + material.behind_closed
    return WORDS["counts"].text(
        material.language,
        problems=len(material.problems),
        critical=material.critical,
        units=len({problem.unit for problem in material.problems}),
        unconfirmed=WORDS["not_confirmed"].text(material.language, n=n) if n else "",
    )


def table_of_units(material: Material) -> Table:
    table = Table(show_lines=False, header_style="bold", pad_edge=False)
    table.add_column(WORDS["unit"].text(material.language), no_wrap=True)
    for theme in THEMES:
        # a count that is cut off says nothing
        table.add_column(theme.short.text(material.language), overflow="fold")
    # what was not looked at again is not in order either
    not_told = (*material.undecided, *material.unconfirmed)
    undecided = {(item.unit, item.theme) for item in not_told}
    for unit in material.units:
        cells = [
            cell(unit, theme.number, material, (unit.id, theme.number) in undecided)
            for theme in THEMES
        ]
        table.add_row(escape(printable(unit.label)), *cells)
    return table


def is_warned(unit: UnitLine, theme: int, material: Material) -> bool:
    """As circular and charts count: who is warned in a theme is not clear in it."""
    is_clear = theme in unit.themes_clear
    return not is_clear and any(w.unit == unit.id and w.theme == theme for w in material.warnings)


def cell(unit: UnitLine, theme: int, material: Material, is_undecided: bool) -> str:
    """Problems first; then the unknown; only what was judged and found in order gets the mark for
    it.
    """
    problems = [one for one in material.problems_of_theme(theme) if one.unit == unit.id]
    unknown = f" [yellow]{UNKNOWN}[/yellow]" if is_undecided else ""
    if problems:
        return f"[red]{escape(faults(problems, material.language))}[/red]{unknown}"
    if is_undecided:
        return unknown.strip()
    if theme in unit.themes_looked_at:
        return (
            f"[yellow]{WARNED}[/yellow]"
            if is_warned(unit, theme, material)
            else f"[green]{FINE}[/green]"
        )
    is_asked = theme not in unit.themes_not_applicable
    return f"[yellow]{NOT_LOOKED}[/yellow]" if is_asked else f"[dim]{NOT_ASKED}[/dim]"


def faults(problems: list[ReportedProblem], language: str) -> str:
    """`栏目未更新×2!`: each fault once, how often, and whether one of them is critical."""
    words = []
    for rule in dict.fromkeys(problem.rule for problem in problems):
        same = [problem for problem in problems if problem.rule == rule]
        times = f"×{len(same)}" if len(same) > 1 else ""
        mark = "!" if any(problem.is_critical for problem in same) else ""
        words.append(f"{fault(rule, language)}{times}{mark}")
    return " ".join(words)


def print_undecided(console: Console, material: Material, say: Spoken) -> None:
    language = say.language
    if not material.undecided:
        # Where units were not even judged this sentence would be a lie of silence; the headline has
        # their number.
        if not material.not_judged:
            print_line(console, say("all_decided"))
        return
    print_line(console, say("undecided"), style="yellow")
    for platform, labels in material.incidents.items():
        units = printable(names(labels, language))
        print_line(console, "  " + say("incident", platform=platform, n=len(labels), units=units))
    for why, subjects in by_why(material.undecided):
        n = sum(sum(rules.values()) for rules in subjects.values())
        listed = say("joint").join(
            say("undecided_unit", unit=label, rules=names(_counted(rules, language), language))
            for label, rules in subjects.items()
        )
        why_said = reason(why, language)
        together = say("undecided_together", n=n) if n > 1 else ""
        told = say("undecided_line", reason=why_said, together=together, subjects=printable(listed))
        print_line(console, "  " + told)


def _counted(rules: Mapping[str, int], language: str) -> Iterator[str]:
    """`栏目更新×6`"""
    for rule, n in rules.items():
        yield looked_at(rule, language) + (f"×{n}" if n > 1 else "")


def print_paths(
    console: Console, say: Spoken, reports: ReportPaths | None, ledger: Path | None
) -> None:
    for name in PATHS if reports else ():
        print_line(console, say(name, path=getattr(reports, name)))
    if ledger:
        print_line(console, say("ledger", path=ledger))
