"""The whole night on one page: plan, crawl, merge, judge, look again, judge for good, tell.

A night is one row of the ledger, `run`. What a killed night left behind is finished first; nothing is planned anew
over it. Where our own network is not good nobody is judged, and that is what the night says.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from app.gather import Progress, clock_is_suspect, finish_what_was_left, gather
from app.house import House, ledger_path, open_house
from app.night_lock import held_night
from app.rereading import reread
from config.folder import Config
from config.unit import Unit
from crawler.canary import CanaryReport, look
from crawler.plan import plan_crawl, plan_second_look
from monitor.alerts.compose import compose_night
from monitor.dossier import build
from monitor.facts import Dossier
from monitor.inspection import Inspection, inspect
from monitor.report.write import ReportPaths, write_reports
from store.clock import Clock
from store.records import FrontierRow, Run


@dataclass(frozen=True, slots=True)
class Night:
    """What a night leaves behind for people."""

    run: Run
    inspection: Inspection
    reports: ReportPaths
    ledger: Path


def nightly(config: Config, clock: Clock, progress: Progress, *, only: Sequence[str] = ()) -> Night:
    """Inspect every unit (or those of `only`) once, at the time that `clock` shows.

    Raises:
        AlreadyRunning: somebody else holds this data folder's night.
        StoreFailed, OutOfSpace: nothing is half-written; the next night resumes.
    """
    with held_night(config.data), open_house(config) as house:
        reread(house, clock, progress)
        run = begin(house, clock)
        finish_what_was_left(house, clock, progress)
        own_network = look_at_own_network(house, run, clock)
        dossiers: dict[str, Dossier] = {}
        if own_network.good:
            gather(house, run, plan(house, clock, only), clock, progress)
            dossiers = open_dossiers(house, run)
            again = plan_again(house, draft(house, run, dossiers))
            gather(house, run, again, clock, progress, kind="second_look")
            dossiers |= open_dossiers(house, run, again)
            own_network = look_at_own_network(house, run, clock)
        inspection = judge(house, run, dossiers or open_dossiers(house, run), own_network)
        run = end(house, run, own_network, clock)
        compose_night(house.ledger, config, inspection, run)
        reports = write_reports(config, inspection, run.day)
    return Night(run, inspection, reports, ledger_path(config.data))


def begin(house: House, clock: Clock, kind: str = "nightly") -> Run:
    now = clock.now()
    day = now.astimezone(house.config.office.zone).date()
    house.ledger.sync_units(house.config.units, now)
    run = Run(id=house.ledger.next_run_id(day), day=day, started_at=now, kind=kind, vantage=house.config.office.network.vantage)
    house.ledger.begin_run(run)
    return run


def look_at_own_network(house: House, run: Run, clock: Clock) -> CanaryReport:
    report = look(house.config.office, clock)
    house.ledger.log_canaries(run.id, clock.now(), good=report.good, details=report.details)
    return report


def plan(house: House, clock: Clock, only: Sequence[str]) -> dict[str, list[FrontierRow]]:
    """What each unit in service is visited for tonight."""
    now, office = clock.now(), house.config.office
    chosen = [unit for unit in units_in_service(house.config, now.astimezone(office.zone).date()) if not only or unit.id in only]
    return {unit.id: plan_crawl(unit, office, house.ledger.known_pages(unit.id), now) for unit in chosen}


def plan_again(house: House, draft: Inspection) -> dict[str, list[FrontierRow]]:
    """The subjects of problems not yet on record, to be seen a second time before anybody is named."""
    return {unit_id: plan_second_look(urls, house.ledger.known_pages(unit_id)) for unit_id, urls in draft.second_look_urls().items()}


def open_dossiers(house: House, run: Run, only: Collection[str] | None = None) -> dict[str, Dossier]:
    """All that is known of each unit (or of those in `only`) as of tonight."""
    suspect = clock_is_suspect(house, run)
    return {
        unit.id: build(house.ledger, unit, config=house.config, run_id=run.id, as_of=run.day, network_good=True, clock_suspect=suspect)
        for unit in units_in_service(house.config, run.day)
        if only is None or unit.id in only
    }


def draft(house: House, run: Run, dossiers: Mapping[str, Dossier]) -> Inspection:
    """What would be found, if the first look were all; nothing is written."""
    return inspect(dossiers.values(), house.ledger, run_id=run.id, as_of=run.day, draft=True)


def judge(house: House, run: Run, dossiers: Mapping[str, Dossier], own_network: CanaryReport) -> Inspection:
    """Every dossier through every rule; findings open, stay and close. A line that failed by the end of the night proves nothing."""
    told = [replace(dossier, network_good=own_network.good) for dossier in dossiers.values()]
    return inspect(told, house.ledger, run_id=run.id, as_of=run.day)


def end(house: House, run: Run, own_network: CanaryReport, clock: Clock) -> Run:
    ended = replace(run, state="complete" if own_network.good else "blind", note=own_network.details, finished_at=clock.now())
    house.ledger.end_run(ended)
    return ended


def units_in_service(config: Config, day: date) -> list[Unit]:
    return [unit for unit in config.units if unit.retired is None or day < unit.retired]
