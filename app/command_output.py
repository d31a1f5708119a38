"""How the end of a command is shown: a table for people, or the one object that programs read."""

import json
import sys

from rich.console import Console

from app.nightly import NightResult
from config.folder import Config
from config.words import Words
from monitor.judging.inspection import Inspection
from monitor.report.terminal import print_inspection
from store.records import Run

WALK_AROUND = Words(
    "在控制台中查看：gongkai user add li --role office --config {folder}，然后 gongkai serve --config {folder}",
    "Walk around in the console: gongkai user add li --role office --config {folder}, then gongkai serve --config {folder}",
)
CRAWLED = Words(
    "检查 {run} 已完成抓取，状态：{state}。{note}", "Run {run} has crawled; state: {state}. {note}"
)


def show_night(night: NightResult, config: Config, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(night.inspection.as_json(), ensure_ascii=False))
    else:
        print_inspection(Console(), night.inspection, config, night.reports, night.ledger)
    if "clock_suspect" in night.run.note:
        print(night.run.note, file=sys.stderr)


def show_way_to_console(config: Config) -> None:
    """What a newcomer does next with the demo city's data."""
    print(WALK_AROUND.text(config.office.language, folder=config.folder))


def show_inspection(inspection: Inspection, config: Config, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(inspection.as_json(), ensure_ascii=False))
    else:
        print_inspection(Console(), inspection, config)


def show_run(run: Run, config: Config, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps({"run": run.id, "state": run.state, "note": run.note}, ensure_ascii=False))
    else:
        print(CRAWLED.text(config.office.language, run=run.id, state=run.state, note=run.note))
