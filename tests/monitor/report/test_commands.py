"""The commands as a person types them, over a folder of the office's on disk."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from app.commands import alert, explain, report
from config.errors import NotFound
from config.folder import load
from monitor.alerts.queueing import compose_night
from monitor.report.write import write_reports
from store.clock import Clock
from store.findings import Change, FindingTurn, apply
from store.ledger import open_ledger
from store.records import Run
from tests.monitor.report.sample import DAY, FINDINGS, UNITS, inspection

OFFICE = """
name = "老河口市政务公开办公室"
city = "老河口市"
data = "data"
[[people]]
id = "leader"
name = "分管领导"
channels = ["mailto://127.0.0.1:9?from=a@example.org&to=b@example.org&mode=insecure"]
"""

app = typer.Typer()
for name, module in (("report", report), ("explain", explain), ("alert", alert)):
    app.command(name)(module.command)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "units").mkdir()
    (tmp_path / "office.toml").write_text(OFFICE, encoding="utf-8")
    for unit in UNITS:
        words = f'id = "{unit.id}"\nname = "{unit.name}"\nkind = "{unit.kind}"\nresponsible = ["leader"]\n'
        blank = '[no_own_site]\nby = "值班员"\non = 2012-03-01\n'
        sites = "".join(f'[[sites]]\nkind = "own"\nurl = "{site.url}"\n' for site in unit.sites)
        known = words + (sites or blank)
        (tmp_path / "units" / f"{unit.id}.toml").write_text(known, encoding="utf-8")
    config = load(tmp_path)
    config.data.mkdir()
    ledger = open_ledger(config.data / "ledger.db")
    run = Run(DAY.isoformat(), DAY, Clock().now(), state="complete")
    ledger.begin_run(run)
    apply(
        ledger,
        [Change(FindingTurn.OPENED, replace(finding, id=0), run.id, DAY) for finding in FINDINGS],
    )
    compose_night(ledger, config, inspection(), run)
    ledger.close()
    write_reports(config, inspection(), DAY)
    return tmp_path


def run(*words: str) -> str:
    result = CliRunner().invoke(app, list(words))
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.stdout


def test_report_shows_the_latest_and_one_of_a_day(folder: Path) -> None:
    assert "8个单位：6个全部判断，2个部分判断（2项未能判断）" in run(
        "report", "--config", str(folder)
    ).replace("\n", "")
    told = json.loads(run("report", "--config", str(folder), "--day", "2012-11-23", "--json"))
    assert (told["judged"], told["of"], len(told["problems"])) == (8, 8, 6)
    with pytest.raises(NotFound):
        run("report", "--config", str(folder), "--day", "2012-11-22")


def test_explain_in_words_and_for_programs(folder: Path) -> None:
    assert "依据：" in run("explain", "5", "--config", str(folder))
    told = json.loads(run("explain", "zhangji:stale_channel", "--config", str(folder), "--json"))
    assert told["id"] == 5 and [event["what"] for event in told["events"]] == ["opened"]


def test_a_dry_run_shows_and_changes_nothing_and_a_failed_one_keeps(folder: Path) -> None:
    shown = run("alert", "--config", str(folder), "--dry-run")
    assert "新问题6项" in shown and shown == run("alert", "--config", str(folder), "--dry-run")
    assert "未送达，保留待重发" in run("alert", "--config", str(folder))
    assert "新问题6项" in run("alert", "--config", str(folder), "--dry-run")
