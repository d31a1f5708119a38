"""The whole night on one page: plan, crawl, merge, judge, look again, judge for good, tell.

A night is one row of the ledger, `run`. What a killed night left behind is finished first; nothing
is planned anew over it. Where our own network is not good nobody is judged, and that is what the
night says.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.data_folder import ledger_path, open_data_folder
from app.night.crawl_and_merge import Crawls, Progress, finish_what_was_left, gather
from app.night.deadlines import said_of_open
from app.night.disk import room_for_a_night
from app.night.escalating import escalate
from app.night.judging import Judging
from app.night.lock import held_night
from app.night.not_rendered import not_rendered
from app.night.repairs import repairs_since_last
from app.night.rereading import reread
from app.night.run import begin, end, look_at_own_network, plan, plan_again
from app.night.time_stamping import close_night
from app.night.vantages import look_from_everywhere, with_troubles
from config.errors import GongkaiError
from config.folder import Config
from monitor.alerts.queueing import compose_night
from monitor.judging.inspection import Inspection
from monitor.report.write import ReportPaths, write_reports
from store.clock import Clock
from store.records import FrontierRow, Run


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
