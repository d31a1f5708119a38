"""What a quarter came to: sites in charge, checked, with and without a veto, problems by kind and
what became of them. Pure; every count is made here, once, for Word document and sheets alike.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from config.folder import Config
from config.unit import Unit
from config.words import Words
from monitor.measures.services import runs_a_government_site
from monitor.quarterly.sites import (
    OWN_SITES,
    SiteLine,
    SiteResult,
    government_sites,
    site_lines,
    veto_clauses,
)
from monitor.report.themes import fault_of_kind, is_confidential
from monitor.scoring.lives import Life
from monitor.scoring.quarter import QuarterOfYear
from store.desk.deadline import RepairDeadline
from store.queries.quarters.answers import AnswerSpan
from store.queries.quarters.site_days import SiteDays
from store.records import Finding

LEAST_SHARE = 0.3  # guide2017.check: 每季度巡查抽检，比例不低于30% [law]


class Handling(StrEnum):
    """What became of a problem by the last day that counts."""

    VERIFIED = "verified"  # a crawl found it repaired
    UNTOLD = "untold"  # nobody was told of it: its days have not begun
    IN_TIME = "in_time"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class QuarterProblem:
    """A finding that stood on some day of the quarter, with the last of its lives there."""

    finding: Finding
    life: Life
    repair: Handling
    came_back: bool = False  # in the quarter, after a repair in this one or before


@dataclass(frozen=True, slots=True)
class KindLine:
    head: Words
    problems: tuple[QuarterProblem, ...]

    @property
    def units(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.finding.unit for one in self.problems))


@dataclass(frozen=True, slots=True)
class SuperiorLine:
    """One 主管单位: the unit above, or the office where none is on record."""

    label: str
    sites: tuple[SiteLine, ...]
    problems: tuple[QuarterProblem, ...]

    def count(self, result: SiteResult) -> int:
        return sum(site.result is result for site in self.sites)

    @property
    def checked(self) -> int:
        return len(self.sites) - self.count(SiteResult.NOT_CHECKED)

    def repaired(self, repair: Handling) -> int:
        return sum(one.repair is repair for one in self.problems)


@dataclass(frozen=True, slots=True)
class QuarterFigures:
    quarter: QuarterOfYear
    until: date  # the day of its last night: of what came after nobody knows
    is_over: bool
    nights: int  # carried through
    has_vetoes: bool  # whether any indicator with a veto was in force
    superiors: tuple[SuperiorLine, ...]
    kinds: tuple[KindLine, ...]
    withdrawn: int
    confidential: int
    secret: int
    on_portals: int  # units with a channel on a portal and no site
    not_government: tuple[str, ...]  # labels of units with a site that is none of the government's
    since: date  # the day of its first night: of what came before nobody knows either
    made_on: date

    @property
    def all(self) -> SuperiorLine:
        """Every superior together."""
        sites = tuple(site for one in self.superiors for site in one.sites)
        problems = tuple(problem for one in self.superiors for problem in one.problems)
        return SuperiorLine("", sites, problems)

    @property
    def share(self) -> float | None:
        return self.all.checked / len(self.all.sites) if self.all.sites else None


def quarter_figures(
    config: Config,
    quarter: QuarterOfYear,
    until: date,
    nights: int,
    found: Iterable[tuple[Finding, Sequence[Life]]],
    looked: Iterable[SiteDays],
    answers: Iterable[AnswerSpan],
    deadlines: Mapping[int, date],
    secret: Collection[int] = (),
    *,
    told: Collection[int] = (),
    is_over: bool = True,
    since: date | None = None,
    made_on: date | None = None,
) -> QuarterFigures:
    """`found`: each finding with all of its lives, oldest first; `deadlines`: by finding, the days
    that people have set; `secret`: those that the office decided to be secret (涉密);
    `told`: those that somebody was told of; `since`: the day of the first night, else the quarter's
    first; `made_on`: the day on which it is told, else that of the last night.
    """
    bound = {unit.id: unit for unit in config.units if runs_a_government_site(unit)}
    known = [(finding, [*of_it]) for finding, of_it in found]
    relapsed = {f.id for f, of_it in known if sum(not life.is_withdrawn for life in of_it) > 1}
    lives = [(finding, [*_reaching(of_it, quarter.first, until)]) for finding, of_it in known]
    lives = [(finding, of_it) for finding, of_it in lives if of_it and finding.unit in bound]
    standing = [
        (finding, [life for life in of_it if not life.is_withdrawn]) for finding, of_it in lives
    ]
    named = [
        (f, of_it)
        for f, of_it in standing
        if of_it and not is_confidential(f.rule) and f.id not in secret
    ]
    problems = [
        replace(
            _problem(f, of_it[-1], until, deadlines, told),
            came_back=f.id in relapsed and of_it[-1].begun >= quarter.first,
        )
        for f, of_it in named
    ]
    sites = [*government_sites(config.units, quarter)]
    clauses = veto_clauses(config, quarter, until)
    lines = site_lines(
        sites,
        looked,
        answers,
        [(finding, life) for finding, of_it in named for life in of_it],
        clauses,
        config.rulebook.score.vetoes,
        (quarter.first, until),
    )
    return QuarterFigures(
        quarter=quarter,
        until=until,
        is_over=is_over,
        nights=nights,
        has_vetoes=bool(clauses),
        superiors=tuple(_superiors(lines, problems, bound, config)),
        kinds=tuple(_kinds(problems)),
        withdrawn=sum(all(life.is_withdrawn for life in of_it) for _, of_it in lives),
        confidential=sum(is_confidential(f.rule) for f, of_it in standing if of_it),
        secret=sum(
            f.id in secret for f, of_it in standing if of_it and not is_confidential(f.rule)
        ),
        on_portals=sum(
            bool(unit.sites) and all(site.kind not in OWN_SITES for site in unit.sites)
            for unit in bound.values()
        ),
        not_government=tuple(
            unit.label for unit in config.units if unit.id not in bound and unit.sites
        ),
        since=since or quarter.first,
        made_on=made_on or until,
    )


def _reaching(lives: Iterable[Life], first: date, until: date) -> Iterator[Life]:
    for life in lives:
        if life.begun <= until and (life.ended is None or life.ended >= first):
            yield life


def _problem(
    finding: Finding,
    last: Life,
    until: date,
    deadlines: Mapping[int, date],
    told: Collection[int],
) -> QuarterProblem:
    if last.ended is not None:
        repair = Handling.VERIFIED if last.ended <= until else Handling.IN_TIME
    elif finding.id not in told:
        repair = Handling.UNTOLD
    else:
        until_when = RepairDeadline(deadlines.get(finding.id) or finding.due, is_running=True)
        repair = Handling.OVERDUE if until_when.days_past(until) else Handling.IN_TIME
    return QuarterProblem(finding, last, repair)


def _superiors(
    lines: Iterable[SiteLine],
    problems: Iterable[QuarterProblem],
    bound: Mapping[str, Unit],
    config: Config,
) -> Iterator[SuperiorLine]:
    """In the order of the office's list; the office itself first."""
    labels = {unit.id: unit.label for unit in config.units}
    office = config.office.report.issuer or config.office.name
    sites: dict[str, list[SiteLine]] = {office: []}
    found: dict[str, list[QuarterProblem]] = {}

    def above(unit: Unit) -> str:
        return labels.get(unit.parent or "", office)

    for line in lines:
        sites.setdefault(above(line.unit), []).append(line)
    for problem in problems:
        found.setdefault(above(bound[problem.finding.unit]), []).append(problem)
    for label in dict.fromkeys((*sites, *found)):
        if sites.get(label) or found.get(label):
            yield SuperiorLine(label, tuple(sites.get(label, ())), tuple(found.get(label, ())))


def _kinds(problems: Iterable[QuarterProblem]) -> list[KindLine]:
    """The kind of most problems first."""
    groups: dict[Words, list[QuarterProblem]] = {}
    for problem in problems:
        head = fault_of_kind(problem.finding.rule, problem.finding.kind)
        groups.setdefault(head, []).append(problem)
    lines = [KindLine(head, tuple(same)) for head, same in groups.items()]
    return sorted(lines, key=lambda line: -len(line.problems))
