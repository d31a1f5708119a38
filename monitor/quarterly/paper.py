"""The quarterly report on government sites as pure structure."""

from collections.abc import Iterable
from pathlib import Path

from config.folder import Config
from config.words import Spoken, word_table
from monitor.quarterly.figures import (
    LEAST_SHARE,
    Handling,
    KindLine,
    QuarterFigures,
    SuperiorLine,
)
from monitor.quarterly.sites import SiteLine, SiteResult
from monitor.report.days import written_day
from monitor.report.grouping import names
from monitor.report.papers.paper import (
    PAPER_WORDS,
    Annex,
    Paper,
    Paragraph,
    Row,
    annex_of,
    body,
    numbered,
    numbered_parts,
    part,
)
from monitor.report.reasons import reason
from monitor.report.themes import looked_at

WORDS = word_table(PAPER_WORDS, Path(__file__).parent / "words" / "quarter.toml")
GUIDE = "guide2017.check"
NAMED = 12  # units or sites in one sentence; all of them stand in the annexes
SUPERIORS = {
    "superior": 28,
    "sites": 13,
    "checked": 13,
    "share": 17,
    "vetoed": 15,
    "in_order": 14,
    "undecided": 14,
    "problems": 14,
    "verified": 14,
    "measures": 14,
}
SITES = {"unit": 28, "address": 58, "nights": 12, "result": 58}
KINDS = {"kind": 70, "problems": 22, "units": 20, "verified": 22, "overdue": 22}


def write_quarter_report(figures: QuarterFigures, config: Config) -> Paper:
    """In the office's language."""
    office, say = config.office, Spoken(WORDS, config.office.language)
    issuer, dated = office.report.issuer or office.name, written_day(figures.made_on, say.language)
    parts = [
        checked(figures, is_asked(config, figures), say),
        results(figures, say),
        problems(figures, config, say),
        handling(figures, say),
    ]
    return Paper(
        language=say.language,
        masthead=say("masthead", issuer=issuer),
        number=say("number_left_blank", year=figures.made_on.year),
        title=say("title", city=office.city, quarter=figures.quarter.said.text(say.language)),
        addressees=say("addressees"),
        paragraphs=(
            body(opening(figures, config, issuer, say)),
            *numbered_parts(parts, say),
            body(say("closing")),
        ),
        annex_label=say("annex_label"),
        annexes=tuple(annexes(figures, say)),
        signed=issuer,
        dated=dated,
        printed_by=issuer,
        printed_on=say("printed_on", day=dated),
    )


def is_asked(config: Config, figures: QuarterFigures) -> bool:
    """Whether the guide that asks for the share was in force by the last day that counts."""
    guide = next((one for one in config.rulebook.clauses if one.id == GUIDE), None)
    return guide is not None and guide.is_in_force(figures.until)


def opening(figures: QuarterFigures, config: Config, issuer: str, say: Spoken) -> str:
    return say(
        "opening.by_guide" if is_asked(config, figures) else "opening.by_itself",
        issuer=issuer,
        city=config.office.city,
        first=written_day(figures.since, say.language),
        until=written_day(figures.until, say.language),
    )


def checked(figures: QuarterFigures, is_share_asked: bool, say: Spoken) -> list[Paragraph]:
    whole, share = figures.all, figures.share
    if share is None:
        lines = [say("no_sites")]
    else:
        reached = ("yes" if share >= LEAST_SHARE else "no") if is_share_asked else "unasked"
        counted = say(
            "checked",
            sites=len(whole.sites),
            subsites=sum(line.site.kind == "subsite" for line in whole.sites),
            checked=whole.checked,
            share=percent(share),
            reached=say(f"reached.{reached}"),
            nights=figures.nights,
        )
        lines = [counted]
    if not figures.is_over:
        lines.append(say("not_over", until=written_day(figures.until, say.language)))
    if unseen := [site for site in whole.sites if site.result is SiteResult.NOT_CHECKED]:
        shown = names((site.unit.label for site in unseen), say.language)
        lines.append(say("not_checked", n=len(unseen), names=shown))
    if figures.on_portals:
        lines.append(say("on_portals", n=figures.on_portals))
    if figures.not_government:
        lines.append(say("not_government", names=names(figures.not_government, say.language)))
    return [part(say("part.checked")), *map(body, lines)]


def results(figures: QuarterFigures, say: Spoken) -> list[Paragraph]:
    head = part(say("part.results"))
    if not figures.has_vetoes:
        return [head, body(say("no_vetoes"))]
    whole = figures.all
    lines = [
        say(
            "results",
            checked=whole.checked,
            vetoed=whole.count(SiteResult.VETOED),
            in_order=whole.count(SiteResult.IN_ORDER),
            undecided=whole.count(SiteResult.UNDECIDED),
        )
    ]
    if vetoed := [site for site in whole.sites if site.vetoes]:
        shown = (say("vetoed_site", unit=one.unit.label, ids=ids(one, say)) for one in vetoed)
        lines.append(say("vetoed", names=names(shown, say.language)))
    if said := undecided(whole.sites, say):
        lines.append(say("undecided", rules=said))
    return [head, *map(body, lines), body(say("by_people"))]


def undecided(sites: Iterable[SiteLine], say: Spoken) -> str:
    """By indicator, of how many of the sites without a conclusion."""
    counted: dict[str, int] = {}
    for site in sites:
        if site.result is SiteResult.UNDECIDED:
            for rule in dict.fromkeys(rule for rule, _ in site.undecided):
                counted[rule] = counted.get(rule, 0) + 1
    by_count = sorted(counted.items(), key=lambda item: -item[1])
    return names(
        (say("undecided_rule", rule=looked_at(rule, say.language), n=n) for rule, n in by_count),
        say.language,
    )


def problems(figures: QuarterFigures, config: Config, say: Spoken) -> list[Paragraph]:
    head, found = part(say("part.problems")), figures.all.problems
    apart = {"confidential": figures.confidential, "secret": figures.secret}
    more = [body(say(name, n=n)) for name, n in apart.items() if n]
    if not found:
        return [head, body(say("no_problems")), *more]
    lead = say("problems", n=len(found), units=len({one.finding.unit for one in found}))
    labels = {unit.id: unit.label for unit in config.units}
    lines = [kind_line(kind, labels, say) for kind in figures.kinds]
    return [head, body(lead), *map(body, numbered(lines, say)), *more]


def kind_line(kind: KindLine, labels: dict[str, str], say: Spoken) -> str:
    units = [labels[unit] for unit in kind.units]
    return say(
        "kind",
        head=kind.head.text(say.language),
        n=len(kind.problems),
        units=len(units),
        names=names(units[:NAMED], say.language),
        more=say("more_units") if len(units) > NAMED else "",
    )


def handling(figures: QuarterFigures, say: Spoken) -> list[Paragraph]:
    found = figures.all.problems
    counts = {repair.value: figures.all.repaired(repair) for repair in Handling}
    counts["came_back"] = sum(one.came_back for one in found)
    counted = say("counted").join(say(f"count.{name}", n=n) for name, n in counts.items() if n)
    until = written_day(figures.until, say.language)
    lines = [say("handling", until=until, n=len(found), counts=counted)] if found else []
    if figures.withdrawn:
        lines.append(say("withdrawn", n=figures.withdrawn))
    return [part(say("part.handling")), *map(body, (*lines, say("by_hand")))]


def annexes(figures: QuarterFigures, say: Spoken) -> list[Annex]:
    superiors = [*figures.superiors, *([total(figures, say)] if len(figures.superiors) > 1 else [])]
    found = [
        annex_of(
            "superiors",
            SUPERIORS,
            [superior_row(one, figures) for one in superiors],
            say,
            note=say("measures_note"),
        ),
        annex_of("sites", SITES, [site_row(one, say) for one in figures.all.sites], say),
        annex_of("kinds", KINDS, [kind_row(one, say) for one in figures.kinds], say),
    ]
    return [annex for annex in found if annex.rows]


def total(figures: QuarterFigures, say: Spoken) -> SuperiorLine:
    return SuperiorLine(say("total"), figures.all.sites, figures.all.problems)


def superior_row(one: SuperiorLine, figures: QuarterFigures) -> Row:
    results = (SiteResult.VETOED, SiteResult.IN_ORDER, SiteResult.UNDECIDED)
    counts = [str(one.count(result)) if figures.has_vetoes else "" for result in results]
    share = percent(one.checked / len(one.sites)) if one.sites else ""
    problems = (str(len(one.problems)), str(one.repaired(Handling.VERIFIED)))
    return (one.label, str(len(one.sites)), str(one.checked), share, *counts, *problems, "")


def site_row(one: SiteLine, say: Spoken) -> Row:
    return one.unit.label, one.site.url, str(one.nights), result_text(one, say)


def result_text(one: SiteLine, say: Spoken) -> str:
    reasons = names(
        (
            say("undecided_why", rule=looked_at(rule, say.language), why=reason(why, say.language))
            for rule, why in one.undecided
        ),
        say.language,
    )
    if one.result is SiteResult.UNDECIDED and not one.undecided:
        return say("no_vetoes")
    return say(f"result.{one.result}", ids=ids(one, say), reasons=reasons)


def kind_row(one: KindLine, say: Spoken) -> Row:
    verified, overdue = (
        sum(problem.repair is repair for problem in one.problems)
        for repair in (Handling.VERIFIED, Handling.OVERDUE)
    )
    counts = (len(one.problems), len(one.units), verified, overdue)
    return (one.head.text(say.language), *map(str, counts))


def ids(one: SiteLine, say: Spoken) -> str:
    return names(map(str, one.vetoes), say.language)


def percent(share: float) -> str:
    return f"{share:.1%}".replace(".0%", "%")
