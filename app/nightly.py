"""The whole night on one page: plan, crawl, merge, judge, look again, judge for good, tell.

A night is one row of the ledger, `run`. What a killed night left behind is finished first; nothing
is planned anew over it. Where our own network is not good nobody is judged, and that is what the
night says.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from app.data_folder import DataFolder, ledger_path, open_data_folder
from app.night.crawl_and_merge import (
    CLOCK_TOLERANCE,
    FAR_OFF,
    Crawls,
    Progress,
    captures_of,
    clock_off_in,
    finish_what_was_left,
    gather,
)
from app.night.deadlines import begin_days_anew, said_of_open
from app.night.disk import room_for_a_night
from app.night.escalating import escalate
from app.night.judging import Judging
from app.night.links import gone_pages
from app.night.lock import held_night
from app.night.not_rendered import not_rendered
from app.night.own_network import without_canaries
from app.night.repairs import repairs_since_last
from app.night.rereading import reread
from app.night.taking_back import take_back
from app.night.time_stamping import close_night
from app.night.vantages import look_from_everywhere, with_troubles
from config.classify import names_a_place
from config.errors import GongkaiError
from config.folder import Config
from config.office import WEEKDAYS
from config.places import UnitPlace
from config.unit import Unit
from config.words import Words
from crawler.canary import CanaryReport, look
from crawler.plan import plan_crawl, plan_second_look
from monitor.alerts.queueing import compose_night
from monitor.judging.inspection import Inspection
from monitor.report.write import ReportPaths, write_reports
from store.clock import Clock
from store.findings import open_findings
from store.queries.personal_numbers import addresses_with_numbers
from store.records import FrontierRow, KnownPage, Purpose, Run
from store.urls import canonical

CLOCK_SUSPECT = Words(
    "本机时钟与各网站服务器的时间相差约{hours}小时（clock_suspect），本次不判断更新是否及时，请校准时钟。",
    "This machine's clock is about {hours} h off the servers' (clock_suspect): nothing was judged by dates. Set the clock.",
)

REDATED_A_NIGHT = 30  # articles of one unit; the next night goes on with the others


@dataclass(frozen=True, slots=True)
class NightResult:
    """What a night leaves behind for people."""

    run: Run
    inspection: Inspection
    reports: ReportPaths
    ledger: Path
    secret: frozenset[int] = frozenset()  # ids of findings told by their number alone (涉密)


def nightly(
    config: Config,
    clock: Clock,
    progress: Progress,
    *,
    only: Sequence[str] = (),
    crawls: Crawls | None = None,
) -> NightResult:
    """Inspect every unit (or those of `only`) once, at the time that `clock` shows as it begins.
    `crawls`: who crawls, by default this machine.

    Raises:
        AlreadyRunning: somebody else holds this data folder's night.
        StoreFailed, OutOfSpace: nothing is half-written; the next night resumes.
    """
    clock = clock.held()
    with room_for_a_night(config), held_night(config.data), open_data_folder(config) as data_folder:
        reread(data_folder, clock, progress)
        run = begin(data_folder, clock)
        finish_what_was_left(data_folder, clock, progress, crawls)
        own_network = look_at_own_network(data_folder, run, clock)
        again: dict[str, list[FrontierRow]] = {}
        elsewhere: list[GongkaiError] = []
        if own_network.good:
            units = plan(data_folder, clock, only)
            gather(data_folder, run, units, clock, progress, canaries=own_network, crawls=crawls)
            elsewhere = look_from_everywhere(data_folder, clock, progress)
        judging = Judging(data_folder, run, own_network)
        if own_network.good:
            judging.look_beside(clock)
            again = plan_again(data_folder, judging.draft())
            gather(
                data_folder,
                run,
                again,
                clock,
                progress,
                kind="second_look",
                canaries=own_network,
                crawls=crawls,
            )
            own_network = look_at_own_network(data_folder, run, clock)
        inspection = judging.for_good(own_network, again)
        troubles = [*elsewhere, *judging.troubles, *not_rendered(data_folder)]
        troubled = with_troubles(own_network, troubles)
        run = end(data_folder, run, troubled, clock, inspection)
        escalate(data_folder.ledger, config, run, clock.now())
        said = said_of_open(config, data_folder.ledger, run.day)
        compose_night(
            data_folder.ledger,
            config,
            inspection,
            run,
            deadlines=said.deadlines,
            secret=said.secret,
            escalated=said.escalated,
            persons=said.persons,
        )
        reports = write_reports(
            config,
            inspection,
            run.day,
            said.deadlines,
            said.persons,
            said.told,
            said.secret,
            repairs=repairs_since_last(config, data_folder.ledger, run.day),
        )
        close_night(data_folder, run)
    return NightResult(run, inspection, reports, ledger_path(config.data), said.secret)


def begin(data_folder: DataFolder, clock: Clock, kind: str = "nightly") -> Run:
    now = clock.now()
    day = data_folder.config.office.day_of(now)
    data_folder.ledger.sync_units(data_folder.config.units, now)
    run = Run(
        id=data_folder.ledger.next_run_id(day),
        day=day,
        started_at=now,
        kind=kind,
        vantage=data_folder.config.office.network.vantage,
    )
    data_folder.ledger.begin_run(run)
    take_back(data_folder.ledger, data_folder.config, run.id, run.day)
    begin_days_anew(data_folder.ledger, data_folder.config, run)
    return run


def look_at_own_network(data_folder: DataFolder, run: Run, clock: Clock) -> CanaryReport:
    """Ask the canaries and write down what they said; without any, what the run's own visits say."""
    office = data_folder.config.office
    if not office.canaries:
        return without_canaries(captures_of(data_folder, run))
    report = look(office, clock)
    data_folder.ledger.log_canaries(run.id, clock.now(), good=report.good, details=report.details)
    return report


def plan(
    data_folder: DataFolder, clock: Clock, only: Sequence[str]
) -> dict[str, list[FrontierRow]]:
    """What each unit in service is visited for tonight."""
    now, office = clock.now(), data_folder.config.office
    today = office.day_of(now)
    chosen = [unit for unit in data_folder.config.in_service(today) if not only or unit.id in only]
    is_reverified = office.schedule.reverify_on == WEEKDAYS[today.weekday()]
    anew = {
        unit.id: open_subjects(data_folder, unit.id) if is_reverified else frozenset()
        for unit in chosen
    }
    known = {unit.id: data_folder.ledger.known_pages(unit.id) for unit in chosen}
    return {
        unit.id: plan_crawl(
            unit,
            office,
            known[unit.id],
            now,
            anew[unit.id],
            {
                *named_places(unit, known[unit.id], data_folder.config),
                *gone_pages(data_folder, unit.id, today),
                *addresses_with_numbers(data_folder.ledger, unit.id),
            },
        )
        for unit in chosen
    }


def named_places(unit: Unit, known: Iterable[KnownPage], config: Config) -> frozenset[str]:
    """Pages that are no list and bear a menu's word for a place of disclosure: they are looked at
    as channels are.
    """
    place = UnitPlace.of(unit, config.office.city)
    return frozenset(
        page.url
        for page in known
        if page.purpose in (Purpose.PAGE, Purpose.ITEM)
        and not page.channel_url
        and names_a_place(page.title, config.rulebook, place)
    )


def open_subjects(data_folder: DataFolder, unit_id: str) -> frozenset[str]:
    """The pages that the unit's open findings rest on: once a week each is looked at anew, its
    repair is not left to chance.
    """
    urls = (
        str(entry.get("url", ""))
        for finding in open_findings(data_folder.ledger, unit_id)
        for entry in finding.evidence
    )
    return frozenset(canonical(url) for url in urls if url.startswith(("http://", "https://")))


def plan_again(data_folder: DataFolder, draft: Inspection) -> dict[str, list[FrontierRow]]:
    """The subjects of problems not yet on record, to be seen a second time before anybody is named;
    and what a list dates anew tonight, so that no answer hangs on which articles had their turn.
    """
    ledger, subjects = data_folder.ledger, draft.second_look_urls()
    looks = {
        unit.unit: [
            *subjects.get(unit.unit, ()), *ledger.redated_pages(unit.unit, REDATED_A_NIGHT),
        ]
        for unit in draft.units
    }  # fmt: skip
    return {
        unit_id: plan_second_look(urls, ledger.known_pages(unit_id))
        for unit_id, urls in looks.items()
        if urls
    }


def end(
    data_folder: DataFolder,
    run: Run,
    own_network: CanaryReport,
    clock: Clock,
    inspection: Inspection | None = None,
) -> Run:
    """A night that could not see, or did not know what day it was, says so and counts for nobody;
    one that saw and could judge nothing is not complete. Without `inspection` it was not to judge.
    """
    off = clock_off_in(data_folder, run, own_network)
    warning = (
        CLOCK_SUSPECT.text(
            data_folder.config.office.language, hours=round(off.total_seconds() / 3600)
        )
        if off > CLOCK_TOLERANCE
        else ""
    )
    could_see = own_network.good and off <= FAR_OFF
    has_judged = inspection is None or inspection.judged_units.judged > 0
    state = "blind" if not could_see else "complete" if has_judged else "unjudged"
    note = " ".join(filter(None, [warning, own_network.details]))
    ended = replace(run, state=state, note=note, finished_at=clock.now())
    data_folder.ledger.end_run(ended)
    return ended
