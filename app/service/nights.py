"""The service's night: asked once an hour, at the minute that nights begin, whether one is due
(`app.service.due` decides).

An hourly look, and not a daily one, because a clock that is put forward may skip the night's hour,
a laptop may sleep through it, and a night that failed is worth another try while its catch-up
window lasts.
"""

import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.data_folder import ledger_path, read_ledger
from app.service.due import DueNight, night_due, night_of
from app.service.last_good_config import standing_config
from config.errors import GongkaiError
from config.folder import Config
from config.words import Words
from monitor.judging.judged_words import judged_words
from monitor.judging.words import run_state_words
from store.clock import Clock
from store.queries.nights import last_night_began

if TYPE_CHECKING:
    from app.night.crawl_and_merge import Crawls

BEGINS = Words("{day} 的检查开始。", "The night of {day} begins.")
LATE = Words("补做 {day} 的检查。", "Catching up the night of {day}.")
CATCHES_UP = Words(
    "补做 {day} 的检查（此前有{missed}夜未检查，不再逐夜补做）。",
    "Catching up the night of {day} ({missed} nights before it were missed and are not made up one by one).",
)
DONE = Words(
    "{day} 的检查结束（{state}）：{judged}。",
    "The night of {day} is over ({state}): {judged}.",
)
FAILED = Words("{day} 的检查未完成：{cause}", "The night of {day} was not done: {cause}")

RunNight = Callable[[Path], None]
WhoCrawls = Callable[[Config], "AbstractContextManager[Crawls | None]"]


def crawled_here(config: Config) -> "AbstractContextManager[Crawls | None]":
    """By processes of this machine alone."""
    del config
    return nullcontext()


def look(config_folder: Path, run_night: RunNight, now: datetime | None = None) -> DueNight | None:
    """Run the night if one is due; what was due. The folder is read anew each time, so that changes
    count from the next night.

    Our own errors are said and waited out: a scheduler that dies of one bad night keeps no more
    nights.
    """
    day = "-"
    now = now or datetime.now(UTC)
    try:
        config = standing_config(config_folder)
        due = night_due(now, last_night(config, now), config.office.schedule, config.office.zone)
        if due is None:
            return None
        day = due.day.isoformat()
        words = CATCHES_UP if due.missed else LATE if due.is_catch_up else BEGINS
        say(words, config, day=day, missed=due.missed)
        run_night(config_folder)
    except GongkaiError as error:
        failed = FAILED.filled(day=day, cause=error.words)
        print("\n".join(failed), file=sys.stderr, flush=True)
        return None
    return due


def last_night(config: Config, now: datetime | None = None) -> date | None:
    """The newest night that was run to its end by now. A night that was killed is not one: it is
    due again.
    """
    if not ledger_path(config.data).exists():
        return None
    with read_ledger(config) as ledger:
        began = last_night_began(ledger, now or datetime.now(UTC))
    return night_of(began, config.office.schedule, config.office.zone) if began else None


def spend_night(config_folder: Path, crawls: WhoCrawls = crawled_here) -> None:
    """One night, the messages it queued, the scans it met recognised, and what analysts find
    of it. `crawls`: here, or on other machines.
    """
    from app.night.for_analysts import leave_for_analysts
    from app.night.recognising import recognise_scans
    from app.nightly import nightly
    from app.service.alerting import send_alerts

    config = standing_config(config_folder)
    with crawls(config) as elsewhere:
        night = nightly(config, Clock(), _quietly, crawls=elsewhere)
    send_alerts(config, datetime.now(UTC), patiently=True)
    recognise_scans(config, Clock())
    leave_for_analysts(config, Clock())
    said = DONE.filled(
        day=night.run.day.isoformat(),
        state=run_state_words(night.run.state),
        judged=judged_words(night.inspection.judged_units),
    )
    say(said, config)


def _quietly(event: object) -> None:
    """Nobody watches a night of the scheduler's; what it found is in the reports."""


def say(words: Words, config: Config, **values: object) -> None:
    print(words.text(config.office.language, **values), flush=True)
