"""Who has to be told what of a night, queued in the ledger: each finding once, its end once.
Whoever heard of what was withdrawn is told that, whether they still answer for the unit or not.

What is untold is asked of the ledger, not of the night: a night killed between judging and
composing is made good by the next one, and whoever becomes responsible for a unit is told of what
is open there, once.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from config.folder import Config
from config.office import WEEKDAYS, Office
from config.unit import with_all_below
from monitor.alerts.letters import Untold, leader_message, operator_message
from monitor.judging.inspection import Inspection
from monitor.report.confirmation import by_confirmation
from monitor.report.material import NONE_SET, Material, gather
from store.findings import all_findings
from store.ledger import Ledger
from store.outbox import MessageKind, NewMessage, Telling, compose, told
from store.records import Finding, Run


def compose_night(
    ledger: Ledger,
    config: Config,
    inspection: Inspection,
    run: Run,
    *,
    now: datetime | None = None,
    deadlines: Mapping[int, date] = NONE_SET,
) -> int:
    """Queue this night's messages in one transaction; how many. Composing the same night again
    queues nothing.

    `deadlines`: finding id -> the day that people have set for its repair; until then it is not
    escalated.
    """
    material = gather(inspection, config, run.day)
    with ledger.transaction():
        messages = [
            *leader_messages(ledger, config, material, run, deadlines),
            *operator_messages(config, inspection, material, run),
        ]
        return compose(ledger, messages, now=now or run.finished_at or datetime.now(UTC))


def leader_messages(
    ledger: Ledger,
    config: Config,
    material: Material,
    run: Run,
    deadlines: Mapping[int, date] = NONE_SET,
) -> Iterator[NewMessage]:
    """One message for each person for whom there is something new, or whose day of summary it is;
    else silence. Who answers for a unit is told of the units below it too.
    """
    findings = all_findings(ledger)
    is_summary_day = falls_on(run.day, config.office.schedule.summary_on)
    for person in config.office.people:
        own = (unit.id for unit in config.units if person.id in unit.responsible)
        units = with_all_below(own, config.units)
        mine = [finding for finding in findings if finding.unit in units]
        heard = told(ledger, person.id)
        to_tell = with_withdrawn(untold(mine, heard), findings, heard)
        to_tell = replace(to_tell, deadlines=deadlines)
        if person.id in config.office.alerts.escalate_to:
            late = overdue(findings, config.office, run.day, deadlines)
            to_tell = with_escalated(to_tell, late, heard)
        if is_summary_day and units:
            to_tell = replace(to_tell, still_open=by_confirmation(mine, run.day), is_summary=True)
        if to_tell.tells or to_tell.is_summary:
            yield leader_message(person, to_tell, material, units, config.office, run)


def overdue(
    findings: Iterable[Finding], office: Office, day: date, deadlines: Mapping[int, date]
) -> list[Finding]:
    """Open findings that nobody has mended in `alerts.escalate_after_days`, nor been given more
    time for.
    """
    after = office.alerts.escalate_after_days
    return [
        finding
        for finding in findings
        if after
        and finding.state == "open"
        and (day - finding.opened).days >= after
        and not deadlines.get(finding.id, date.min) >= day
    ]


def with_escalated(to_tell: Untold, late: Sequence[Finding], heard: frozenset[Telling]) -> Untold:
    """`to_tell` with those of `late` that this person has not been told of as late in this life of
    theirs.
    """
    tells = {finding.id: telling(finding, MessageKind.ESCALATED) for finding in late}
    unheard = tuple(finding for finding in late if tells[finding.id] not in heard)
    told_late = (tells[finding.id] for finding in unheard)
    return replace(to_tell, escalated=unheard, tells=(*to_tell.tells, *told_late))


def with_withdrawn(
    to_tell: Untold, findings: Iterable[Finding], heard: frozenset[Telling]
) -> Untold:
    """`to_tell` with those that this person was told of, and that were taken back since."""
    taken_back = tuple(
        finding
        for finding in findings
        if finding.state == "withdrawn"
        and heard & {telling(finding, MessageKind.OPENED), telling(finding, MessageKind.ESCALATED)}
        and telling(finding, MessageKind.WITHDRAWN) not in heard
    )
    tells = (telling(finding, MessageKind.WITHDRAWN) for finding in taken_back)
    return replace(to_tell, withdrawn=taken_back, tells=(*to_tell.tells, *tells))


def falls_on(day: date, days: Sequence[str | int]) -> bool:
    """Whether `day` is one of these weekdays or days of the month."""
    return day.day in days or WEEKDAYS[day.weekday()] in days


def untold(findings: Iterable[Finding], heard: frozenset[Telling]) -> Untold:
    """What of these findings has not been heard: the open ones never told in this life, and the
    ends of those that were.
    """
    found = list(findings)
    opened = [
        finding
        for finding in found
        if finding.state == "open" and telling(finding, MessageKind.OPENED) not in heard
    ]
    closed = [
        finding
        for finding in found
        if finding.state == "closed"
        and telling(finding, MessageKind.OPENED) in heard
        and telling(finding, MessageKind.CLOSED) not in heard
    ]
    tells = (
        *(telling(finding, MessageKind.OPENED) for finding in opened),
        *(telling(finding, MessageKind.CLOSED) for finding in closed),
    )
    return Untold(tuple(opened), tuple(closed), tells)


def operator_messages(
    config: Config, inspection: Inspection, material: Material, run: Run
) -> Iterator[NewMessage]:
    """How the night went, for every operator, every night: no message means that there was no
    night.
    """
    changes = (len(inspection.opened), len(inspection.reopened), len(inspection.closed))
    people = {person.id for person in config.office.people}
    answered_for = with_all_below(
        (unit.id for unit in config.units if people & set(unit.responsible)), config.units
    )
    unassigned = [one.label for one in material.listed if one.unit not in answered_for]
    for person in config.office.people:
        if person.role == "operator":
            yield operator_message(
                person, material, changes, list(dict.fromkeys(unassigned)), config.office, run
            )


def telling(finding: Finding, kind: MessageKind) -> Telling:
    return Telling(finding.id, finding.reopened, kind)
