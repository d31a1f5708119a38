"""The row of a night and what it plans: begun, what each unit is visited for, ended.

Nothing of the rules is loaded here, so that a crawl that judges nobody does not wait for them.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from app.data_folder import DataFolder
from app.night.crawl_and_merge import CLOCK_TOLERANCE, FAR_OFF, captures_of, clock_off_in
from app.night.deadlines import begin_days_anew
from app.night.own_network import without_canaries
from app.night.taking_back import take_back
from config.classify import names_a_place
from config.folder import Config
from config.office import WEEKDAYS
from config.places import UnitPlace
from config.unit import Unit
from config.words import Words
from crawler.canary import CanaryReport, look
from crawler.plan import plan_crawl, plan_second_look
from monitor.rules.dead_link import RULE as DEAD_LINK
from store.clock import Clock
from store.findings import open_findings
from store.queries.known_pages import gone
from store.queries.personal_numbers import addresses_with_numbers
from store.records import FrontierRow, KnownPage, Purpose, Run
from store.urls import canonical

if TYPE_CHECKING:
    from monitor.judging.inspection import Inspection

CLOCK_SUSPECT = Words(
    "本机时钟与各网站服务器的时间相差约{hours}小时（clock_suspect），本次不判断更新是否及时，请校准时钟。",
    "This machine's clock is about {hours} h off the servers' (clock_suspect): nothing was judged by dates. Set the clock.",
)

REDATED_A_NIGHT = 30  # articles of one unit; the next night goes on with the others
GONE_A_NIGHT = 40  # pages of one unit that are not there, asked again until two nights agree


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


def gone_pages(data_folder: DataFolder, unit: str, day: date) -> Collection[str]:
    """Pages that were not there when they were asked for: each is asked again the next night, so
    that two nights speak of it.
    """
    config = data_folder.config
    is_judged = any(config.rulebook.clause(clause).is_in_force(day) for clause in DEAD_LINK.clauses)
    if not is_judged or not config.office.crawl.links_per_unit:
        return ()
    return gone(data_folder.ledger.db, unit, GONE_A_NIGHT)


def plan_again(data_folder: DataFolder, draft: "Inspection") -> dict[str, list[FrontierRow]]:
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
    inspection: "Inspection | None" = None,
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
