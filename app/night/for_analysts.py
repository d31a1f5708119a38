"""What a night leaves for analysts as it ends: the search index brought up to it, and a database
file to take away.

The file holds what may leave the house: no letters, nothing that is held to be secret or tells of
persons' numbers, and nobody's name. Texts are cleared of persons as open data is
(app/exports/open_data.py).
"""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from app.data_folder import ledger_path, read_ledger
from app.exports.open_data import LEFT_OUT, Scrub
from app.night.indexing import refresh_search
from config.folder import Config
from monitor.analysts.beside import AnalystRows
from monitor.report.themes import is_confidential
from store.clock import Clock
from store.findings import all_findings
from store.instants import to_text
from store.queries.analysts.nightly_files import nightly_files, nightly_path, write_nightly_file
from store.queries.analysts.views import RowsBeside

# By column, in any table: who; what the program says of public pages; what people typed.
WHO = frozenset({"person", "answering", "acknowledged_by", "by_name", "withdrawn_by"})
TOLD = frozenset(
    {"title", "url", "sentence_zh", "sentence_en", "evidence", "details", "address", "subject"}
    | {"final_url", "old", "new", "note"}
)
TYPED = frozenset({"withdrawn_why", "value"})
_WHERE_NOTHING_IS_LEFT = {"evidence": "[]", "details": "{}"}


def leave_for_analysts(config: Config, clock: Clock) -> None:
    """Raises StoreFailed, OutOfSpace."""
    refresh_search(config)
    leave_nightly_file(config, clock)


def leave_nightly_file(config: Config, clock: Clock) -> Path | None:
    """Of the last night; older ones than `console.nightly_files` are taken away. None where none is
    wanted, or there was no night. Raises StoreFailed, OutOfSpace.
    """
    kept, path = config.office.console.nightly_files, None
    with read_ledger(config) as ledger:
        run = ledger.latest_run()
        private = [one.id for one in all_findings(ledger) if is_confidential(one.rule)]
    if kept and run is not None:
        path = nightly_path(config.data, run.day)
        about = {"made_at": to_text(clock.now()), "office": config.office.name, "day": str(run.day)}
        rows = _without(private, AnalystRows(config.data, lambda: config, clock))
        write_nightly_file(path, ledger_path(config.data), rows, _told(Scrub.of(config)), about)
    for old in nightly_files(config.data)[kept:]:
        old.unlink(missing_ok=True)
    return path


def _without(private: list[int], beside: AnalystRows) -> RowsBeside:
    """What concerns persons' numbers is told to the unit and the office alone, as a secret is."""
    apart = json.dumps([*json.loads(beside.secret()), *private])
    return replace(beside.rows(), secret=lambda: apart)


def _told(scrub: Scrub) -> Callable[[str, str], Callable[[str], str] | None]:
    def told(_table: str, column: str) -> Callable[[str], str] | None:
        if column in WHO:
            return lambda text: LEFT_OUT if text else ""
        if nothing := _WHERE_NOTHING_IS_LEFT.get(column):
            return lambda text: nothing if scrub.told(text) == LEFT_OUT else scrub.told(text)
        return scrub.typed if column in TYPED else scrub.told if column in TOLD else None

    return told
