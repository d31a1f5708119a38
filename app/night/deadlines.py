"""What the nights ask of the desk: until when people have given time, who sees to what, what is
held to be secret and what was escalated.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from app.demo_clock import clock_of
from config.folder import Config
from monitor.judging.withdrawal import by_files
from monitor.report.workdays import repair_due
from store.desk.desk import Desk, desk_as_it_is
from store.desk.entries import held_secret, standings
from store.findings import Change, FindingTurn, apply, open_findings, withdrawn_ids
from store.ledger import Ledger
from store.outbox import told_to_anybody
from store.records import Finding, Run


@dataclass(frozen=True, slots=True)
class SaidOfFindings:
    """By finding, the deadline that somebody set, and who was named to see to it; ids of those that
    the office holds to be secret (涉密) that day, open or not, and of those escalated in their present life.
    """

    deadlines: Mapping[int, date] = field(default_factory=dict)
    persons: Mapping[int, str] = field(default_factory=dict)
    secret: frozenset[int] = frozenset()
    escalated: frozenset[int] = frozenset()
    told: frozenset[int] = frozenset()  # somebody was told of them, or spoke of them
    # the last day on which each was held to be secret, of those that may be told again
    were_secret: Mapping[int, date] = field(default_factory=dict)


def not_to_be_told(config: Config, ledger: Ledger, day: date) -> frozenset[int]:
    """Findings that were taken back, by the office's files of that day, on the desk or in the
    ledger already, or are held to be secret that day. Raises StoreFailed.
    """
    found, desk = open_findings(ledger), desk_as_it_is(config.data)
    apart = withdrawn_ids(ledger) | _off_the_files(config, found, day)
    if desk is None:
        return apart
    said = standings(desk, [(finding.id, finding.reopened) for finding in found])
    return apart | held_secret(desk, day) | {n for n, each in said.items() if each.withdrawn}


def _off_the_files(config: Config, found: Iterable[Finding], day: date) -> frozenset[int]:
    """What the next night withdraws: exempted, switched off, of an address or a unit that is no
    longer on record.
    """
    units = {unit.id: unit for unit in config.units if unit.is_in_service(day)}
    return frozenset(
        finding.id
        for finding in found
        if finding.unit not in units or by_files(finding, units[finding.unit], config.rulebook, day)
    )


def said_of_open(config: Config, ledger: Ledger, day: date) -> SaidOfFindings:
    """Of the open ones, as of `day`; nothing where there is no console. Raises StoreFailed."""
    return said_on(desk_as_it_is(config.data), ledger, day)


def said_on(desk: Desk | None, ledger: Ledger, day: date) -> SaidOfFindings:
    """The same of any ledger and its desk. Raises StoreFailed."""
    told = told_to_anybody(ledger)
    if desk is None:
        return SaidOfFindings(told=told)
    said = standings(desk, [(finding.id, finding.reopened) for finding in open_findings(ledger)])
    return SaidOfFindings(
        {number: each.deadline for number, each in said.items() if each.deadline},
        {number: each.person for number, each in said.items() if each.person},
        held_secret(desk, day),
        frozenset(number for number, each in said.items() if each.escalated),
        told | {number for number, each in said.items() if each.is_known},
        {
            number: each.secrecy.day
            for number, each in said.items()
            if each.secrecy and each.secrecy.day and not each.is_secret(day)
        },
    )


def secret_today(config: Config) -> frozenset[int]:
    """Raises StoreFailed."""
    return secret_on(config, config.office.day_of(clock_of(config).now()))


def secret_on(config: Config, day: date) -> frozenset[int]:
    """Ids of findings, open or not, that the office holds to be secret (涉密) that day. Raises
    StoreFailed.
    """
    desk = desk_as_it_is(config.data)
    return held_secret(desk, day) if desk else frozenset()


def begin_days_anew(ledger: Ledger, config: Config, run: Run) -> int:
    """Of what nobody was told yet, or might be told while it was held to be secret (涉密), the days
    begin with the run's day, because the letters of its night may be the first that tell it; how
    many were moved. Raises StoreFailed, OutOfSpace.
    """
    open_ones = [one for one in open_findings(ledger) if one.due is not None]
    if not open_ones:
        return 0
    said, due = said_of_open(config, ledger, run.day), repair_due(run.day, config.office)
    moved = [
        Change(FindingTurn.KEPT, replace(one, due=due), run.id, run.day)
        for one in open_ones
        if one.due is not None
        and one.due < due
        and (one.id not in said.told or one.due <= said.were_secret.get(one.id, date.min))
    ]
    return len(apply(ledger, moved))
