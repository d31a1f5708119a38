"""A finding that the office's files no longer bear is printed nowhere the next night, in whatever way
they took it back; its history stays, and who was told is told.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest
import tomlkit

from app.night.taking_back import take_back_at_once
from app.nightly import NightResult
from config.folder import Config, load
from demo.city import City
from monitor.report.days import written_day
from monitor.report.write import paths_of
from store.desk.desk import open_desk
from store.desk.entries import DeskAction, DeskEntry, add_entry
from store.findings import FindingTurn, events_of, findings_of
from store.ledger import open_ledger
from store.outbox import waiting
from store.records import Finding
from tests.app.nights import a_few_units, night_over
from tests.monitor.alerts.delivery import deliver

# Each stale for long, and one behind an inner network.
EXEMPT, RETIRED, REMOVED, REPLACED = "hongshanzui", "zanyang", "yibao", "weijian"
SWITCHED_OFF = "sifa"
UNITS = (EXEMPT, RETIRED, REMOVED, REPLACED, SWITCHED_OFF)


@dataclass
class Told:
    """The city after two nights, between which the office's files were changed."""

    config: Config
    before: dict[str, list[Finding]]
    after: dict[str, list[Finding]]
    night: NightResult
    text: str


def known(config: Config) -> dict[str, list[Finding]]:
    with closing(open_ledger(config.data / "ledger.db", readonly=True)) as ledger:
        return {unit: findings_of(ledger, unit) for unit in UNITS}


def change(path: Path, **more: object) -> None:
    written = tomlkit.parse(path.read_text("utf-8"))
    written.update(more)
    path.write_text(tomlkit.dumps(written), "utf-8")


def printed(config: Config, night: NightResult) -> str:
    """Circular and problem ledger of that night as text."""
    paths = paths_of(config.data, night.run.day)
    book = openpyxl.load_workbook(paths.problems_xlsx)
    rows = [
        str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row
    ]
    return paths.circular_html.read_text("utf-8") + "\n".join(rows)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    folder = tmp_path_factory.mktemp("taking-back")
    with City("today", 1) as city:
        config = a_few_units(city, folder, UNITS)
        for moment in city.nights:
            night_over(city, config, moment)
        with closing(open_ledger(config.data / "ledger.db")) as ledger:
            deliver(ledger)  # told is what a channel took
        before = known(config)
        units = config.folder / "units"
        until = (city.nights[-1] + timedelta(days=90)).date()
        exemption = {
            "rule": "stale_channel",
            "reason": "职能已划转",
            "by": "李主任",
            "until": until,
        }
        change(units / f"{EXEMPT}.toml", exemptions=[exemption])
        change(units / f"{RETIRED}.toml", retired=city.nights[-1].date())
        (units / f"{REMOVED}.toml").unlink()
        sites = [{"kind": "own", "url": "http://xin.zanzhou.example/"}]
        change(units / f"{REPLACED}.toml", sites=sites)
        (config.folder / "limits.toml").write_text('off = ["intranet_only_site"]\n', "utf-8")
        config = load(config.folder)
        night = night_over(city, config, city.nights[-1] + timedelta(days=1))
    yield Told(config, before, known(config), night, printed(config, night))


@pytest.mark.parametrize(
    ("unit", "rule", "kind"),
    [
        (EXEMPT, "stale_channel", "exempt"),
        (RETIRED, "stale_channel", "unit_retired"),
        (REMOVED, "stale_channel", "unit_retired"),
        (REPLACED, "stale_channel", "site_replaced"),
        (SWITCHED_OFF, "intranet_only_site", "rule_off"),
    ],
    ids=["exempted", "retired", "removed", "site replaced", "rule off"],
)
def test_nothing_of_it_is_printed_the_next_night_and_its_history_stays(
    told: Told, unit: str, rule: str, kind: str
) -> None:
    was = [f for f in told.before[unit] if f.rule == rule and f.state == "open"]
    now = {f.id: f for f in told.after[unit]}
    assert was, "it was open before"
    for finding in was:
        after = now[finding.id]
        assert (after.state, after.withdrawn_kind) == ("withdrawn", kind), finding.subject
        assert after.sentence_zh == finding.sentence_zh, "it stays as it was said"
        assert finding.sentence_zh not in told.text
        assert finding.id not in {f.id for f in told.night.inspection.findings}
    with closing(open_ledger(told.config.data / "ledger.db", readonly=True)) as ledger:
        turns = [event.what for event in events_of(ledger, was[0].id)]
    assert turns == [FindingTurn.OPENED, FindingTurn.WITHDRAWN]


def test_what_nobody_took_back_is_printed_still(told: Told) -> None:
    [kept] = [f for f in told.after[EXEMPT] if f.rule == "missing_disclosure"]
    assert kept.state == "open" and kept.sentence_zh in told.text


def test_analysts_see_it_withdrawn_and_no_longer_among_what_is_open(told: Told) -> None:
    with closing(sqlite3.connect(told.config.data / "ledger.db")) as db:
        asked = "SELECT DISTINCT state FROM v_findings WHERE unit = ? AND rule = 'stale_channel'"
        assert {state for (state,) in db.execute(asked, (RETIRED,))} == {"withdrawn"}


def test_who_was_told_is_told_once(told: Told) -> None:
    with closing(open_ledger(told.config.data / "ledger.db", readonly=True)) as ledger:
        letters = [each for each in waiting(ledger) if "撤回" in each.subject]
    assert len(letters) == 1
    assert "由检查单位的配置文件撤回：经李主任批准，不作此项检查（职能已划转）" in letters[0].body
    assert "该单位已撤销，或已不在名录中" in letters[0].body


def test_one_day_is_said_everywhere(told: Told) -> None:
    [kept] = [f for f in told.after[EXEMPT] if f.rule == "missing_disclosure"]
    assert kept.due is not None and kept.due > kept.opened
    with closing(sqlite3.connect(told.config.data / "ledger.db")) as db:
        asked = "SELECT body FROM message WHERE id IN (SELECT message FROM delivery)"
        [entry] = [
            line
            for (body,) in db.execute(asked)
            for line in body.splitlines()
            if f"编号{kept.id}）" in line
        ]
    assert written_day(kept.due, "zh") in entry
    assert written_day(kept.due, "zh") in told.text and kept.due.isoformat() in told.text


def test_the_office_s_word_takes_it_out_of_the_night_s_reports_at_once(told: Told) -> None:
    [kept] = [f for f in told.after[EXEMPT] if f.rule == "missing_disclosure"]
    config, at = told.config, told.night.run.started_at + timedelta(hours=5)
    word = DeskEntry(
        kept.id, kept.reopened, DeskAction.WITHDRAWN, "另有渠道公开", "wang", "王主任", at
    )
    add_entry(open_desk(config.data), word)
    take_back_at_once(config, told.night.run.day)
    [after] = [f for f in known(config)[EXEMPT] if f.id == kept.id]
    assert (after.state, after.withdrawn_by, after.withdrawn_why) == (
        "withdrawn",
        "王主任",
        "另有渠道公开",
    )
    text = printed(config, told.night)
    assert kept.sentence_zh not in text and "其后撤回1项" in text
