"""Several counties at a glance: how many were read, a line each, and of each that was not read why."""

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from config.words import Spoken
from monitor.counties.county import WORDS, Counties
from monitor.judging.judged_words import judged_words
from monitor.judging.plain_text import printable
from monitor.report.material import CountyLine, Material
from monitor.report.terminal import WORDS as OF_REPORTS
from monitor.report.terminal import counts, print_line, print_paths
from monitor.report.write import ReportPaths

COLUMNS = ("county", "night", "problems", "critical", "overdue", "unconfirmed", "judged")


def print_counties(
    console: Console, counties: Counties, material: Material, paths: ReportPaths | None
) -> None:
    say = Spoken(WORDS, material.language)
    print_line(console, headline(counties, material, say), style="bold")
    if counties.read:
        print_line(console, counts(material))
    console.print(table_of_counties(counties, say))
    for one in counties.unread:
        if detail := one.detail.text(say.language):
            print_line(console, f"{one.county.name}: {printable(detail)}", style="yellow")
    print_paths(console, Spoken(OF_REPORTS, material.language), paths, None)


def headline(counties: Counties, material: Material, say: Spoken) -> str:
    values = {"city": material.city, "of": len(counties.all), "read": len(counties.read)}
    if not counties.unread:
        return say("headline_all", **values)
    return say("headline", **values, unread=len(counties.unread))


def table_of_counties(counties: Counties, say: Spoken) -> Table:
    table = Table(show_lines=False, header_style="bold", pad_edge=False)
    for column in COLUMNS:
        table.add_column(say(column), overflow="fold")
    for line in counties.lines:
        table.add_row(*row(line, say))
    return table


def row(line: CountyLine, say: Spoken) -> tuple[str, ...]:
    """No number stands where nothing was read."""
    name, night = escape(printable(line.name)), line.as_of.isoformat() if line.as_of else "-"
    if line.counts is None:
        why = say("not_read", why=line.why.text(say.language))
        return name, night, "-", "-", "-", "-", f"[yellow]{escape(why)}[/yellow]"
    told = line.counts
    numbers = (told.problems, told.critical, told.overdue, told.unconfirmed)
    return name, night, *map(str, numbers), judged_words(told.judged).text(say.language)
