"""Crawl without judging, and judge without crawling: the two halves of a night, each by itself."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.data_folder import ledger_path, open_data_folder
from app.night.crawl_and_merge import Progress, finish_what_was_left, gather
from app.night.disk import room_for_a_night
from app.night.lock import held_night
from app.night.not_rendered import not_rendered
from app.night.rereading import reread
from app.night.run import begin, end, look_at_own_network, plan
from app.night.vantages import with_troubles
from config.errors import NotFound
from config.folder import Config
from config.words import Words
from crawler.canary import CanaryReport
from store.clock import Clock
from store.records import Run

if TYPE_CHECKING:
    from monitor.judging.inspection import Inspection

NEVER_CRAWLED = Words(
    "还没有检查记录，无从判断。请先运行 gongkai crawl 或 gongkai nightly。",
    "Nothing has been crawled yet, so there is nothing to judge. Run gongkai crawl or gongkai nightly first.",
)


def crawl_once(
    config: Config, clock: Clock, progress: Progress, *, only: Sequence[str] = ()
) -> Run:
    """Visit every unit (or those of `only`) and merge what was seen."""
    clock = clock.held()
    with room_for_a_night(config), held_night(config.data), open_data_folder(config) as data_folder:
        reread(data_folder, clock, progress)
        run = begin(data_folder, clock, kind="manual")
        finish_what_was_left(data_folder, clock, progress)
        own_network = look_at_own_network(data_folder, run, clock)
        if own_network.good:
            units = plan(data_folder, clock, only)
            gather(data_folder, run, units, clock, progress, canaries=own_network)
            own_network = look_at_own_network(data_folder, run, clock)
        return end(data_folder, run, with_troubles(own_network, not_rendered(data_folder)), clock)


def inspect_last_run(config: Config) -> "Inspection":
    """Judge every unit as of the last run. Raises NotFound where there was none, and leaves no
    trace then.
    """
    from app.night.judging import Judging  # the rules: a crawl does not wait for them

    if not ledger_path(config.data).exists():
        raise NotFound(NEVER_CRAWLED)
    with held_night(config.data), open_data_folder(config) as data_folder:
        run = data_folder.ledger.latest_run()
        if run is None:
            raise NotFound(NEVER_CRAWLED)
        own_network = CanaryReport(good=run.state != "blind", details=run.note)
        return Judging(data_folder, run, own_network).for_good(own_network)
