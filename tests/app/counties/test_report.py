"""`gongkai report --counties` and `gongkai doctor`, as a person at the province types them."""

import json
import shutil
from datetime import UTC, datetime

import pytest
import time_machine
from typer.testing import CliRunner

from app.cli import app
from app.doctor.counties import county_checks
from config.errors import NOTHING_JUDGED, NotFound
from monitor.report.write import read_material
from tests.app.counties.conftest import Home


def report(home: Home, *more: str):  # type: ignore[no-untyped-def]
    morning = datetime(home.day.year, home.day.month, home.day.day, 8, tzinfo=UTC)
    with time_machine.travel(morning, tick=False):
        return CliRunner().invoke(
            app, ["report", "--counties", "--config", str(home.config.folder), *more]
        )


def test_one_circular_and_one_ledger_beside_the_offices_own(home: Home) -> None:
    done = report(home)
    assert done.exit_code == 0, done.output
    assert "5个县（市、区）中读取2个，未能读取3个" in done.output
    folder = home.config.data / "counties" / "reports" / home.day.isoformat()
    assert {path.name for path in folder.iterdir()} == {
        *("circular.docx", "circular.html", "problems.xlsx", "inspection.json"),
    }
    assert [line.name for line in read_material(home.config.data / "counties").unread] == [
        *("断桥县", "迟湾县", "旧镇县")
    ]
    assert not (home.config.data / "reports").exists()


def test_for_programs_a_county_that_was_not_read_has_no_counts(home: Home) -> None:
    told = json.loads(report(home, "--json").stdout)
    assert [bool(county["counts"]) for county in told["counties"]] == [True, True, *[False] * 3]
    assert told["counties"][0]["counts"]["problems"] == len(
        read_material(home.counties / "qinghe").problems
    )


def test_where_none_was_read_no_paper_is_written(home: Home) -> None:
    for county in ("qinghe", "linshui"):
        shutil.rmtree(home.counties / county)
    done = report(home)
    assert done.exit_code == NOTHING_JUDGED
    assert not (home.config.data / "counties").exists()


def test_an_office_that_names_none_is_told_how(home: Home) -> None:
    path = home.config.folder / "office.toml"
    text = path.read_text("utf-8").partition("[province]")[0]
    path.write_text(text, "utf-8")
    (home.config.folder / "units").mkdir()
    unit = 'id = "a"\nname = "某局"\nkind = "department"\n[no_own_site]\nby = "值班员"\non = 2026-03-01\n'
    (home.config.folder / "units" / "a.toml").write_text(unit, "utf-8")
    done = report(home)
    assert isinstance(done.exception, NotFound)
    assert "[[province.counties]]" in done.exception.words.zh


def test_doctor_names_each_that_cannot_be_read(home: Home) -> None:
    checks = list(county_checks(home.config, home.day))
    assert [check.state for check in checks] == ["bad", "bad", "bad", "good"]
    assert [check.seen.zh.partition("：")[0] for check in checks[:3]] == [
        "断桥县",
        "迟湾县",
        "旧镇县",
    ]
    assert checks[3].seen.zh == "5个中读取2个"


@pytest.mark.parametrize("wrong", ['id = "qinghe"', 'name = "清河县"'])
def test_two_counties_of_one_name_are_refused(home: Home, wrong: str) -> None:
    from config.errors import ConfigRefused
    from config.folder import load

    path = home.config.folder / "office.toml"
    other = {'id = "qinghe"': 'id = "linshui"', 'name = "清河县"': 'name = "临水县"'}[wrong]
    path.write_text(path.read_text("utf-8").replace(other, wrong), "utf-8")
    with pytest.raises(ConfigRefused, match="counties"):
        load(home.config.folder)
