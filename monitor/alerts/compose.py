"""Who has to be told what of a night, queued in the ledger: each finding once, its end once.

What is untold is asked of the ledger, not of the night: a night killed between judging and composing is made good by
the next one, and whoever becomes responsible for a unit is told of what is open there, once.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from config.folder import Config
from monitor.alerts.digest import News, leader_message, operator_message
from monitor.inspection import Inspection
from monitor.report.material import Material, gather
from store.findings import all_findings
from store.ledger import Ledger
from store.outbox import Kind, NewMessage, Telling, compose, told
from store.records import Finding, Run


def compose_night(ledger: Ledger, config: Config, inspection: Inspection, run: Run, *, now: datetime | None = None) -> int:
    """Queue this night's messages in one transaction; how many. Composing the same night again queues nothing."""
    material = gather(inspection, config, run.day)
    with ledger.transaction():
        messages = [*leader_messages(ledger, config, material, run), *operator_messages(config, inspection, material, run)]
        return compose(ledger, messages, now=now or run.finished_at or datetime.now(UTC))


def leader_messages(ledger: Ledger, config: Config, material: Material, run: Run) -> Iterator[NewMessage]:
    """A message for each person for whose units there is something new; silence where there is nothing."""
    findings = all_findings(ledger)
    for person in config.office.people:
        units = frozenset(unit.id for unit in config.units if person.id in unit.responsible)
        news = untold([finding for finding in findings if finding.unit in units], told(ledger, person.id))
        if news.tells:
            yield leader_message(person, news, material, units, config.office, run)


def untold(findings: Iterable[Finding], heard: frozenset[Telling]) -> News:
    """What of these findings has not been heard: the open ones never told in this life, and the ends of those that were."""
    found = list(findings)
    opened = [finding for finding in found if finding.state == "open" and telling(finding, Kind.OPENED) not in heard]
    closed = [
        finding
        for finding in found
        if finding.state == "closed" and telling(finding, Kind.OPENED) in heard and telling(finding, Kind.CLOSED) not in heard
    ]
    tells = (*(telling(finding, Kind.OPENED) for finding in opened), *(telling(finding, Kind.CLOSED) for finding in closed))
    return News(tuple(opened), tuple(closed), tells)


def operator_messages(config: Config, inspection: Inspection, material: Material, run: Run) -> Iterator[NewMessage]:
    """How the night went, for every operator, every night: no message means that there was no night."""
    changes = (len(inspection.opened), len(inspection.reopened), len(inspection.closed))
    people = {person.id for person in config.office.people}
    answered_for = {unit.id for unit in config.units if people & set(unit.responsible)}
    forlorn = list(dict.fromkeys(problem.label for problem in material.problems if problem.unit not in answered_for))
    for person in config.office.people:
        if person.role == "operator":
            yield operator_message(person, material, changes, forlorn, config.office, run)


def telling(finding: Finding, kind: Kind) -> Telling:
    return Telling(finding.id, finding.reopened, kind)
