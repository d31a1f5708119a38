"""Who has to be told what of a night, queued in the ledger: each finding once, its end once.
Whoever heard of what was withdrawn is told that, whether they still answer for the unit or not.

What is untold is asked of the ledger, not of the night: a night killed between judging and
composing is made good by the next one, and whoever becomes responsible for a unit is told of what
is open there, once.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from config.folder import Config
from config.office import WEEKDAYS, Office, Person
from config.unit import HeldLetters, Unit, with_all_below
from monitor.alerts.letters import Surroundings, Untold, leader_message, operator_message
from monitor.alerts.trend import open_by_night
from monitor.judging.inspection import Inspection
from monitor.judging.plain_text import NEVER_LINKED
from monitor.judging.verdict import Why
from monitor.report.confirmation import by_confirmation
from monitor.report.gathering.gather import NOBODY_SET, NONE_SET, gather
from monitor.report.material import Material
from monitor.report.themes import is_confidential
from store.findings import all_findings
from store.ledger import Ledger
from store.outbox import (
    MessageKind,
    NewMessage,
    Telling,
    compose,
    drop_untaken,
    told,
    told_at,
)
from store.records import Finding, Run
from store.urls import host_of

# What whoever hears of an escalation need not be told besides.
_LATE = (MessageKind.ESCALATED, MessageKind.OVERDUE)
PARKED = "parked"  # the kind of a finding: the name on record is for sale


def compose_night(
    ledger: Ledger,
    config: Config,
    inspection: Inspection,
    run: Run,
    *,
    now: datetime | None = None,
    deadlines: Mapping[int, date] = NONE_SET,
    secret: Collection[int] = (),
    escalated: Collection[int] = (),
    persons: Mapping[int, str] = NOBODY_SET,
) -> int:
    """Queue this night's messages in one transaction; how many. Composing the same night again
    queues nothing.

    `deadlines`: finding id -> the day that people have set for its repair; until then it is not
    escalated. `secret`: what the office holds to be secret that day: told to nobody while it is
    open. `escalated`: what was not repaired in time (逾期未整改，已上报). `persons`: who was named
    to see to it.
    """
    material = gather(inspection, config, run.day, secret=secret)
    now = now or run.finished_at or datetime.now(UTC)
    with ledger.transaction():
        messages = [
            *leader_messages(
                *(ledger, config, material, run, now),
                *(deadlines, secret, escalated, persons),
            ),
            *operator_messages(ledger, config, material, run),
        ]
        return compose(ledger, messages, now=now)


def leader_messages(
    ledger: Ledger,
    config: Config,
    material: Material,
    run: Run,
    now: datetime,
    deadlines: Mapping[int, date] = NONE_SET,
    secret: Collection[int] = (),
    escalated: Collection[int] = (),
    persons: Mapping[int, str] = NOBODY_SET,
) -> Iterator[NewMessage]:
    """One message for each person for whom there is something new, or whose day of summary it is;
    else silence. Who answers for a unit is told of the units below it too; of what was escalated
    the office's operators and `alerts.escalate_to` hear as well.
    """
    hosts = hosts_on_record(ledger, config, material)
    silent = held_units(config, run.day)
    findings, first_told = told_of(ledger, secret, silent), told_at(ledger)
    for person in config.office.people:
        mine = answered_for(person, config)
        units = mine - set(silent)
        heard = told(ledger, person.id)
        to_tell = what_to_tell(
            person, units, findings, heard, config, run, deadlines, escalated, first_told
        )
        if to_tell.tells or to_tell.is_summary:
            trend = tuple(open_by_night(ledger, units or None, secret))
            around = Surroundings(trend, hosts, held_of(mine, silent))
            to_tell = replace(to_tell, persons=persons)
            yield leader_message(person, to_tell, material, units, config.office, run, around)
        else:
            drop_untaken(ledger, person.id, at=now)


def told_of(ledger: Ledger, secret: Collection[int], silent: Collection[str] = ()) -> list[Finding]:
    """All but those that nobody is told of, and those of units whose letters are held. That what was
    told is taken back is told in any case.
    """
    return [
        f
        for f in all_findings(ledger)
        if f.unit not in silent and (f.state == "withdrawn" or f.id not in secret)
    ]


def held_units(config: Config, day: date) -> dict[str, Unit]:
    """The units of which nobody is written to on that day, by id."""
    return {unit.id: unit for unit in config.units if unit.holds_letters(day)}


def held_of(
    units: Collection[str], silent: Mapping[str, Unit]
) -> tuple[tuple[str, HeldLetters], ...]:
    """Those among `units`, as a letter says them."""
    return tuple(
        (unit.label, unit.held_letters)
        for unit in silent.values()
        if unit.id in units and unit.held_letters
    )


def answered_for(person: Person, config: Config) -> frozenset[str]:
    """Ids of the units that this person is told of: their own and those below."""
    own = (unit.id for unit in config.units if person.id in unit.responsible)
    return with_all_below(own, config.units)


def what_to_tell(
    person: Person,
    units: frozenset[str],
    findings: Sequence[Finding],
    heard: frozenset[Telling],
    config: Config,
    run: Run,
    deadlines: Mapping[int, date],
    escalated: Collection[int],
    first_told: Mapping[tuple[int, int], datetime],
) -> Untold:
    """What of `findings` this person, who answers for `units`, has not `heard` by that night.
    `first_told` to anybody, by finding and life.
    """
    mine = [finding for finding in findings if finding.unit in units]
    to_tell = with_withdrawn(untold(mine, heard), findings, heard)
    to_tell = replace(to_tell, deadlines=deadlines)
    reported = [
        finding
        for finding in findings
        if finding.id in escalated
        and (finding.unit in units or hears_of_all(person, finding, config.office))
    ]
    to_tell = with_reported(to_tell, reported, heard)
    to_tell = with_overdue(to_tell, mine, run.day, heard)
    if person.id in config.office.alerts.escalate_to:
        may_hear = [f for f in findings if f.unit in units or not is_confidential(f.rule)]
        late = overdue(may_hear, config.office, run.day, deadlines, first_told)
        to_tell = with_escalated(to_tell, late, heard)
    return replace(
        to_tell,
        still_open=by_confirmation(mine, run.day),
        is_summary=falls_on(run.day, config.office.schedule.summary_on) and bool(units),
    )


def hears_of_all(person: Person, finding: Finding, office: Office) -> bool:
    """Whether this person is told of what was escalated at any unit; of what is confidential only
    whose office it is.
    """
    if person.role == "operator":
        return True
    return person.id in office.alerts.escalate_to and not is_confidential(finding.rule)


def with_reported(
    to_tell: Untold, reported: Sequence[Finding], heard: frozenset[Telling]
) -> Untold:
    """`to_tell` with those that were escalated since their deadline passed."""
    unheard = tuple(f for f in reported if telling(f, MessageKind.ESCALATED) not in heard)
    tells = [telling(f, kind) for f in unheard for kind in _LATE if telling(f, kind) not in heard]
    return replace(to_tell, reported=unheard, tells=(*to_tell.tells, *tells))


def overdue(
    findings: Iterable[Finding],
    office: Office,
    day: date,
    deadlines: Mapping[int, date],
    told_at: Mapping[tuple[int, int], datetime],
) -> list[Finding]:
    """Open findings that nobody has mended in `alerts.escalate_after_days` since somebody was told,
    nor been given more time for. `told_at` by finding and life.
    """
    after = office.alerts.escalate_after_days
    return [
        finding
        for finding in findings
        if after
        and finding.state == "open"
        and (first := told_at.get((finding.id, finding.reopened)))
        and (day - office.day_of(first)).days >= after
        and not deadlines.get(finding.id, date.min) >= day
    ]


def with_escalated(to_tell: Untold, late: Sequence[Finding], heard: frozenset[Telling]) -> Untold:
    """`to_tell` with those of `late` that this person has not been told of as late in this life of
    theirs.
    """
    tells = {finding.id: telling(finding, MessageKind.ESCALATED) for finding in late}
    unheard = tuple(
        finding
        for finding in late
        if tells[finding.id] not in heard and finding not in to_tell.reported
    )
    told_late = (tells[finding.id] for finding in unheard)
    return replace(to_tell, escalated=unheard, tells=(*to_tell.tells, *told_late))


def with_overdue(
    to_tell: Untold, mine: Iterable[Finding], day: date, heard: frozenset[Telling]
) -> Untold:
    """`to_tell` with those of `mine` whose day of repair went by since they were told of."""
    late = tuple(
        finding
        for finding in mine
        if finding.state == "open"
        and (due := to_tell.deadlines.get(finding.id) or finding.due)
        and due < day
        and telling(finding, MessageKind.OPENED) in heard
        and telling(finding, MessageKind.OVERDUE) not in heard
        and finding not in to_tell.reported
    )
    tells = (telling(finding, MessageKind.OVERDUE) for finding in late)
    return replace(to_tell, overdue=late, tells=(*to_tell.tells, *tells))


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


def hosts_on_record(ledger: Ledger, config: Config, material: Material) -> frozenset[str]:
    """Whose addresses a letter may lead to: those that the office has on record. Of a unit whose
    site is hijacked, parked, or shows nothing of the unit's own, none: a stranger may live there.
    """
    strangers = {
        one.unit
        for one in all_findings(ledger)
        if one.state == "open" and (one.rule in NEVER_LINKED or one.kind == PARKED)
    } | {item.unit for item in material.undecided if item.why == Why.IDENTITY_UNCLEAR}
    kept = [unit for unit in config.units if unit.id not in strangers]
    sites = {host_of(site.url) for unit in kept for site in unit.sites}
    return frozenset(sites | {host_of(one.url) for unit in kept for one in unit.channels}) - {""}


def operator_messages(
    ledger: Ledger, config: Config, material: Material, run: Run
) -> Iterator[NewMessage]:
    """How the night went, for every operator, every night: no message means that there was no
    night.
    """
    people = {person.id for person in config.office.people}
    silent = held_units(config, run.day)
    around = Surroundings(
        tuple(open_by_night(ledger, None)),
        hosts_on_record(ledger, config, material),
        held_of(silent.keys(), silent),
    )
    answered_for = with_all_below(
        (unit.id for unit in config.units if people & set(unit.responsible)), config.units
    )
    unassigned = [one.label for one in material.listed if one.unit not in answered_for]
    for person in config.office.people:
        if person.role == "operator":
            nobody_s = list(dict.fromkeys(unassigned))
            yield operator_message(person, material, nobody_s, config.office, run, around)


def telling(finding: Finding, kind: MessageKind) -> Telling:
    return Telling(finding.id, finding.reopened, kind)
