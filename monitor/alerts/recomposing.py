"""Letters that wait, written anew from what stands: nothing leaves that people have taken back,
held to be secret or given another day since the night on which it was composed.

A letter tells of nothing that it did not tell before: what is new since is the next night's.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from config.folder import Config
from config.office import Person
from monitor.alerts.letters import Surroundings, Untold, key_of, leader_message, night_of
from monitor.alerts.queueing import (
    answered_for,
    held_of,
    held_units,
    hosts_on_record,
    operator_messages,
    told_of,
    what_to_tell,
)
from monitor.alerts.trend import open_by_night
from monitor.report.material import Material
from store.ledger import Ledger
from store.outbox import MessageKind, NewMessage, Telling, WaitingMessage, told_at, waiting
from store.records import Finding, Run


@dataclass(frozen=True, slots=True)
class SaidSince:
    """What people have said until now: by finding, the day and the person; ids of what was
    escalated, of what is held to be secret, and of all that is told to nobody (that, and what was
    taken back).
    """

    deadlines: Mapping[int, date] = field(default_factory=dict)
    persons: Mapping[int, str] = field(default_factory=dict)
    escalated: frozenset[int] = frozenset()
    secret: frozenset[int] = frozenset()
    apart: frozenset[int] = frozenset()
    today: date | None = None

    def speaks_of(self, message: WaitingMessage) -> bool:
        return any(
            telling.finding in known
            for telling in message.tells
            for known in (self.deadlines, self.persons, self.apart)
        )


def recomposed(
    ledger: Ledger,
    config: Config,
    material_of: Callable[[date], Material | None],
    since: SaidSince,
) -> Iterator[tuple[WaitingMessage, NewMessage | None]]:
    """(a letter about findings that waits, the same as it stands); None where nothing is left to
    tell. Nothing is written.

    `material_of`: what the reports of that day are made of, as they may be told now. Without it a
    letter cannot be written anew: it is left as it is, or is None where people have spoken of one
    of its findings.
    """
    people = {person.id: person for person in config.office.people}
    silent = held_units(config, since.today) if since.today else {}
    findings, first_told = told_of(ledger, since.apart, silent), told_at(ledger)
    for message in waiting(ledger):
        person, run = people.get(message.person), ledger.run(night_of(message.run_id))
        if person is None or run is None:
            continue
        material = material_of(run.day)
        if message.run_id != key_of(person, run.id):
            if material and material.turned:  # the operators' letter of that night
                for new in operator_messages(ledger, config, material, run):
                    if new.person == person.id:
                        yield message, new
            continue
        if material:
            units = answered_for(person, config) - set(silent)
            heard = _all_of(findings) - message.tells  # nothing but what this very letter told
            to_tell = what_to_tell(
                *(person, units, findings, heard, config, run),
                *(since.deadlines, since.escalated, first_told),
            )
            to_tell = replace(to_tell, persons=since.persons)
            yield message, _letter(ledger, config, person, units, to_tell, run, material, since)
        elif since.speaks_of(message):
            yield message, None


def _letter(
    ledger: Ledger,
    config: Config,
    person: Person,
    units: frozenset[str],
    to_tell: Untold,
    run: Run,
    material: Material,
    since: SaidSince,
) -> NewMessage | None:
    if not to_tell.tells and not to_tell.is_summary:
        return None
    told = open_by_night(ledger, units or None, since.secret)
    nights = tuple(night for night in told if night[0] <= run.day)
    silent = held_units(config, since.today) if since.today else {}
    held = held_of(answered_for(person, config), silent)
    around = Surroundings(nights, hosts_on_record(ledger, config, material), held)
    return leader_message(person, to_tell, material, units, config.office, run, around)


def _all_of(findings: list[Finding]) -> frozenset[Telling]:
    """Whatever may be told of these, in the life that they are in."""
    return frozenset(Telling(f.id, f.reopened, kind) for f in findings for kind in MessageKind)
