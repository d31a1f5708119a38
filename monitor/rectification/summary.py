"""How far every finding is on its way to a repair, as of one day: the lines of the summary
整改情况汇总 and of what the circular says of repairs. Pure; counted here once for all papers.

Only what a crawl found repaired is called repaired; an answer that the office accepted is a word.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo
from itertools import pairwise

from config.folder import Config
from config.unit import Unit
from monitor.rectification.stage import Rectification, RepairStage, rectification
from monitor.report.themes import is_confidential
from store.desk.entries import NOTHING_ENTERED, Standing
from store.findings import FindingEvent, FindingTurn
from store.records import Finding


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """One finding. `told`: the day on which a message of it first reached anybody in this life."""

    finding: Finding
    unit: Unit | None  # None: no longer in the office's files
    persons: tuple[str, ...]
    standing: Standing
    stands: Rectification
    told: date | None
    relapses: int

    @property
    def label(self) -> str:
        return self.unit.label if self.unit else self.finding.unit

    @property
    def is_overdue(self) -> bool:
        return self.stands.overdue_days > 0

    @property
    def is_private(self) -> bool:
        """Nobody but the unit and the office may read what it says."""
        return is_confidential(self.finding.rule) or self.stands.secret_until is not None


@dataclass(frozen=True, slots=True)
class Summary:
    since: date  # what ended before is not listed
    as_of: date  # the last inspection
    lines: tuple[SummaryLine, ...]

    def of(self, *stages: RepairStage) -> tuple[SummaryLine, ...]:
        return tuple(line for line in self.lines if line.stands.stage in stages)

    @property
    def overdue(self) -> tuple[SummaryLine, ...]:
        return tuple(line for line in self.lines if line.is_overdue)

    @property
    def relapsed(self) -> tuple[SummaryLine, ...]:
        return tuple(line for line in self.lines if line.relapses)

    @property
    def escalated(self) -> tuple[SummaryLine, ...]:
        return tuple(line for line in self.lines if line.stands.escalated)

    def by_unit(self) -> dict[str, tuple[SummaryLine, ...]]:
        """By the unit's label, in the order of the lines."""
        groups: dict[str, list[SummaryLine]] = {}
        for line in self.lines:
            groups.setdefault(line.label, []).append(line)
        return {label: tuple(lines) for label, lines in groups.items()}


def summary(
    config: Config,
    findings: Iterable[Finding],
    standings: Mapping[int, Standing],
    told: Mapping[tuple[int, int], date],
    came_back: Mapping[int, int],
    *,
    since: date,
    as_of: date,
) -> Summary:
    """Everything open, and what ended on `since` or later, unit by unit in the office's order.

    `told` by finding and life; `came_back`: how often, by finding.
    """
    units = {unit.id: unit for unit in config.units}
    order = {unit_id: place for place, unit_id in enumerate(units)}
    names = config.office.owners
    listed = [one for one in findings if _is_listed(one, since)]
    listed.sort(key=lambda one: (order.get(one.unit, len(order)), one.unit, one.id))
    return Summary(
        since,
        as_of,
        tuple(
            _line(
                one,
                units.get(one.unit),
                names,
                standings.get(one.id, NOTHING_ENTERED),
                told.get((one.id, one.reopened)),
                came_back.get(one.id, 0),
                as_of,
                config.office.zone,
            )
            for one in listed
        ),
    )


def _is_listed(finding: Finding, since: date) -> bool:
    ended = {"closed": finding.closed, "withdrawn": finding.withdrawn}.get(finding.state)
    return finding.state == "open" or (ended is not None and ended >= since)


def _line(
    finding: Finding,
    unit: Unit | None,
    names: Mapping[str, str],
    standing: Standing,
    told: date | None,
    came_back: int,
    as_of: date,
    zone: tzinfo,
) -> SummaryLine:
    answering = (names[one] for one in (unit.responsible if unit else ()) if one in names)
    persons = (standing.person,) if standing.person else tuple(answering)
    reached = () if told is None else (finding.id,)
    stands = rectification(finding, standing, reached, as_of, zone)
    return SummaryLine(finding, unit, persons, standing, stands, told, came_back)


def relapses(events: Sequence[FindingEvent]) -> int:
    """How often it came back after a repair, by the turns of its lives, oldest first; after it was
    withdrawn is no relapse.
    """
    turns = [event.what for event in events if event.what is not FindingTurn.KEPT]
    came_back = (FindingTurn.CLOSED, FindingTurn.REOPENED)
    return sum(pair == came_back for pair in pairwise(turns))
