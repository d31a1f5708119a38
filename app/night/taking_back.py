"""What the office took back, written into the ledger: said in the console, or by a unit that left
its list. What its files say of a unit in service is seen when that unit is judged.
"""

from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import date

from app.data_folder import ledger_path
from app.data_rights import leave_readable
from app.night.deadlines import SaidOfFindings, said_of_open, secret_on
from app.night.lock import held_night
from config.errors import GongkaiError
from config.folder import Config
from monitor.judging.withdrawal import OFFICE, UNIT_RETIRED, Withdrawal, withdrawn
from monitor.report.material import Material
from monitor.report.write import read_material, write_material
from store.desk.desk import desk_as_it_is
from store.desk.entries import Standing, standings
from store.findings import Change, FindingTurn, apply, open_findings, withdrawn_ids
from store.ledger import Ledger, open_ledger
from store.queries.analysts.nightly_files import drop_files_telling
from store.records import Finding


def take_back(ledger: Ledger, config: Config, run_id: str, day: date) -> int:
    """Withdraw what is no longer upheld as of `day`; how many. One transaction.

    Raises StoreFailed, OutOfSpace.
    """
    found = open_findings(ledger)
    said = _said(config, found)
    listed = {unit.id for unit in config.units if unit.is_in_service(day)}
    changes = [
        Change(FindingTurn.WITHDRAWN, withdrawn(finding, taken_back, since), run_id, since)
        for finding in found
        for taken_back, since in _grounds(finding, said.get(finding.id), listed, config, day)
    ]
    return len(apply(ledger, changes))


def take_back_at_once(config: Config, day: date) -> None:
    """What was just withdrawn in the console, into the ledger and out of the last night's reports;
    out of these what was just held to be secret, too, and no file for analysts tells it. `day` is
    today.

    The word itself lies on the desk already. Where a night holds the ledger, or it cannot be
    written now, that night or the next one brings it there.
    """
    with suppress(GongkaiError):
        drop_files_telling(config.data, secret_on(config, day))
    with suppress(GongkaiError), held_night(config.data):
        with closing(open_ledger(ledger_path(config.data))) as ledger:
            run = ledger.latest_run()
            if run is None:
                return
            take_back(ledger, config, run.id, run.day)
            printed = read_material(config.data)
            material = as_told_today(printed, ledger, config, run.day)
        if material == printed:
            return
        write_material(config.data, material)
        leave_readable(config.data, config.office.data_group)


def as_told_today(material: Material, ledger: Ledger, config: Config, day: date) -> Material:
    """A night's reports as they may be printed on that day: without what was withdrawn since, or is
    held to be secret, with the deadlines and persons that the office has named since.
    """
    return as_said(material, ledger, said_of_open(config, ledger, day))


def as_said(material: Material, ledger: Ledger, said: SaidOfFindings) -> Material:
    """The same by what is said already, of any office's ledger."""
    told = material.without(material.ids & withdrawn_ids(ledger))
    return told.with_secrecy(said.secret).with_said(said.deadlines, said.persons, said.told)


def _said(config: Config, found: list[Finding]) -> dict[int, Standing]:
    """What people said of them; nothing where there is no console."""
    desk = desk_as_it_is(config.data)
    return standings(desk, [(one.id, one.reopened) for one in found]) if desk else {}


def _grounds(
    finding: Finding, said: Standing | None, listed: set[str], config: Config, day: date
) -> Iterator[tuple[Withdrawal, date]]:
    """At most one, with its day: the office's word goes before its list."""
    if said and said.withdrawn:
        word = said.withdrawn
        yield Withdrawal(OFFICE, word.by_name, word.value), config.office.day_of(word.at)
    elif finding.unit not in listed and finding.last_confirmed <= day:
        yield Withdrawal(UNIT_RETIRED), day
