"""What a leader understands at a glance: judged n of N first, then a line a unit, then what could
not be told.

A cell that is empty of problems says which kind of empty: `✓` was judged and is in order, `?` could
not be judged, `·` was no question for this unit, `-` was not looked at. The marks are explained
under the table; colour only repeats them.
"""

from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from config.folder import Config
from config.words import Words
from monitor.judging.inspection import Inspection
from monitor.judging.plain_text import printable
from monitor.report.circular import reason
from monitor.report.gathered import by_why, names
from monitor.report.material import Material, ReportedProblem, UnitLine, gather
from monitor.report.themes import THEMES, fault, looked_at
from monitor.report.write import ReportPaths

HEADLINE = Words(
    "{city}政务公开网上检查（{day}）：应检查{of}个单位，已判断{judged}个，未判断{left}个",
    "{city}, online inspection of {day}: judged {judged} of {of} units, not judged {left}",
)
COUNTS = Words(
    "问题{problems}项（严重{critical}项），涉及{units}个单位；未能判断{undecided}项，不计入问题",
    "{problems} problems ({critical} critical) in {units} units; {undecided} points could not be judged and are not counted",
)
UNIT = Words("单位", "Unit")
LEGEND = Words(
    "✓ 已判断，未发现问题　? 未能判断（原因见下）　· 不适用　- 未检查　! 严重　×n 同类n项",
    "✓ judged, no problem found   ? could not be judged (why: below)   · not applicable   - not looked at   ! critical   ×n n of the kind",
)
UNDECIDED = Words("未能判断（不计入问题）", "Could not be judged (not counted as problems)")
INCIDENT = Words(
    "平台故障一起：{platform} 整体无法访问，涉及{n}个单位：{units}",
    "one incident: {platform} is down with {n} units: {units}",
)
UNDECIDED_LINE = Words("因{reason}：{subjects}", "{reason}: {subjects}")
ALL_DECIDED = Words("应判断的事项均已作出判断。", "Everything that was to be judged was judged.")
REPAIRED = Words("本次复查已整改{n}项：{units}", "Found repaired: {n} problems, of {units}")
PATHS: tuple[tuple[Words, str], ...] = (
    (Words("通报", "Circular"), "circular_docx"),
    (Words("通报（网页）", "Circular, web page"), "circular_html"),
    (Words("问题台账", "Problem ledger"), "problems_xlsx"),
)
LEDGER = Words("数据库", "Database")

FINE, UNKNOWN, NOT_ASKED, NOT_LOOKED = "✓", "?", "·", "-"


def print_inspection(
    console: Console,
    inspection: Inspection,
    config: Config,
    reports: ReportPaths | None = None,
    ledger: Path | None = None,
) -> None:
    """A night's inspection; its day is the one that the inspection was judged on."""
    print_material(console, gather(inspection, config, inspection.as_of), reports, ledger)


def print_material(
    console: Console,
    material: Material,
    reports: ReportPaths | None = None,
    ledger: Path | None = None,
) -> None:
    language = material.language
    console.print(headline(material), style="bold", markup=False, highlight=False)
    console.print(counts(material), markup=False, highlight=False)
    console.print(table_of_units(material))
    console.print(LEGEND.text(language), style="dim", markup=False, highlight=False)
    print_undecided(console, material)
    if material.repaired:
        units = names([problem.label for problem in material.repaired], language)
        console.print(
            REPAIRED.text(language, n=len(material.repaired), units=units),
            markup=False,
            highlight=False,
        )
    print_paths(console, language, reports, ledger)


def headline(material: Material) -> str:
    return HEADLINE.text(
        material.language,
        city=material.city,
        day=material.as_of.isoformat(),
        of=material.of,
        judged=material.judged,
        left=material.of - material.judged,
    )


def counts(material: Material) -> str:
    return COUNTS.text(
        material.language,
        problems=len(material.problems),
        critical=material.critical,
        units=len({problem.unit for problem in material.problems}),
        undecided=len(material.undecided),
    )


def table_of_units(material: Material) -> Table:
    table = Table(show_lines=False, header_style="bold", pad_edge=False)
    table.add_column(UNIT.text(material.language), no_wrap=True)
    for theme in THEMES:
        table.add_column(
            theme.short.text(material.language), overflow="fold"
        )  # a count that is cut off says nothing
    undecided = {(item.unit, item.theme) for item in material.undecided}
    for unit in material.units:
        cells = [
            cell(unit, theme.number, material, (unit.id, theme.number) in undecided)
            for theme in THEMES
        ]
        table.add_row(escape(printable(unit.label)), *cells)
    return table


def cell(unit: UnitLine, theme: int, material: Material, is_undecided: bool) -> str:
    """Problems first; then the unknown; only what was judged and found in order gets the mark for
    it.
    """
    problems = [
        problem
        for problem in material.problems
        if problem.unit == unit.id and problem.theme == theme
    ]
    unknown = f" [yellow]{UNKNOWN}[/yellow]" if is_undecided else ""
    if problems:
        return f"[red]{escape(faults(problems, material.language))}[/red]{unknown}"
    if is_undecided:
        return unknown.strip()
    if theme in unit.themes_looked_at:
        return f"[green]{FINE}[/green]"
    return (
        f"[dim]{NOT_ASKED}[/dim]"
        if theme in unit.themes_not_applicable
        else f"[yellow]{NOT_LOOKED}[/yellow]"
    )


def faults(problems: list[ReportedProblem], language: str) -> str:
    """`栏目未更新×2!`: each fault once, how often, and whether one of them is critical."""
    words = []
    for rule in dict.fromkeys(problem.rule for problem in problems):
        same = [problem for problem in problems if problem.rule == rule]
        times = f"×{len(same)}" if len(same) > 1 else ""
        words.append(
            f"{fault(rule, language)}{times}{'!' if any(problem.is_critical for problem in same) else ''}"
        )
    return " ".join(words)


def print_undecided(console: Console, material: Material) -> None:
    language = material.language
    if not material.undecided:
        # Where units were not even judged this sentence would be a lie of silence; the headline has
        # their number.
        if not material.not_judged:
            console.print(ALL_DECIDED.text(language), markup=False, highlight=False)
        return
    console.print(UNDECIDED.text(language), style="yellow", markup=False, highlight=False)
    for platform, labels in material.incidents.items():
        told = INCIDENT.text(
            language, platform=platform, n=len(labels), units=printable(names(labels, language))
        )
        console.print("  " + told, markup=False, highlight=False)
    for why, subjects in by_why(material.undecided):
        listed = "; ".join(
            f"{label} ({', '.join(looked_at(rule, language) for rule in rules)})"
            for label, rules in subjects
        )
        console.print(
            "  "
            + UNDECIDED_LINE.text(
                language, reason=reason(why, language), subjects=printable(listed)
            ),
            markup=False,
            highlight=False,
        )


def print_paths(
    console: Console, language: str, reports: ReportPaths | None, ledger: Path | None
) -> None:
    for title, name in PATHS if reports else ():
        console.print(
            f"{title.text(language)}: {getattr(reports, name)}",
            markup=False,
            highlight=False,
            soft_wrap=True,
        )
    if ledger:
        console.print(
            f"{LEDGER.text(language)}: {ledger}", markup=False, highlight=False, soft_wrap=True
        )
