"""`gongkai init` and `gongkai units` as people call them."""

import contextlib
import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.cli import app
from config.errors import ConfigRefused, NotFound
from config.folder import load
from tests.config.folders import OFFICE, SECOND, write_folder

run = CliRunner()


def test_from_nothing_to_a_list_of_units(tmp_path: Path) -> None:
    office, table = str(tmp_path / "office"), tmp_path / "单位表.csv"
    table.write_bytes(
        "单位名称,类别,网址\n甲局,部门,http://jia.example.gov.cn/\n乙镇,乡镇,\n".encode("gbk")
    )
    made = run.invoke(app, ["init", office, "--language", "en"], catch_exceptions=False)
    assert made.exit_code == 0 and "office.toml" in made.output

    taken = run.invoke(
        app, ["units", "import", str(table), "--config", office, "--json"], catch_exceptions=False
    )
    assert json.loads(taken.output)["added"] == ["u001", "u002"]

    checked = run.invoke(app, ["units", "check", "--config", office], catch_exceptions=False)
    assert (
        "2 units" in checked.output
        and "units/u002.toml" in checked.output
        and "sample" not in checked.output
    )

    listed = run.invoke(
        app, ["units", "list", "--config", office, "--json"], catch_exceptions=False
    )
    names = {unit["id"]: unit["name"] for unit in map(json.loads, listed.output.splitlines())}
    assert names == {"u001": "甲局", "u002": "乙镇"}, "the untouched sample made way"

    shown = run.invoke(
        app, ["units", "list", "--config", office], catch_exceptions=False, env={"COLUMNS": "200"}
    )
    assert "township" in shown.output and "http://jia.example.gov.cn/" in shown.output


def test_a_sample_that_somebody_worked_on_stays(tmp_path: Path) -> None:
    office, table = tmp_path / "office", tmp_path / "t.csv"
    table.write_text("单位名称,类别\n甲局,部门\n", encoding="utf-8")
    run.invoke(app, ["init", str(office)], catch_exceptions=False)
    sample = office / "units" / "example.toml"
    sample.write_text(
        sample.read_text(encoding="utf-8").replace("某市样例局", "某市水务局"), encoding="utf-8"
    )
    run.invoke(
        app, ["units", "import", str(table), "--config", str(office)], catch_exceptions=False
    )
    assert {path.stem for path in (office / "units").iterdir()} == {"example", "u001"}


@pytest.mark.parametrize("url", ["http://10.1.2.3/", "http://127.0.0.1:8081/", "http://[fd00::1]/"])
def test_an_address_that_is_never_connected_to_is_warned_of(url: str, tmp_path: Path) -> None:
    office, table = str(tmp_path / "office"), tmp_path / "t.csv"
    table.write_text(
        f"单位名称,类别,网址\n甲局,部门,{url}\n乙局,部门,http://101.200.1.1/\n", encoding="utf-8"
    )
    run.invoke(app, ["init", office], catch_exceptions=False)
    run.invoke(app, ["units", "import", str(table), "--config", office], catch_exceptions=False)
    warned = json.loads(
        run.invoke(
            app, ["units", "check", "--config", office, "--json"], catch_exceptions=False
        ).output
    )["warnings"]
    assert [
        warning
        for warning in warned
        if "不是公网地址" in warning and url in warning and "u001" in warning
    ]
    assert not any("u002" in warning for warning in warned)


def test_a_table_with_mistakes_changes_nothing(tmp_path: Path) -> None:
    folder, table = write_folder(tmp_path / "office", {}), tmp_path / "t.csv"
    table.write_text("单位名称,类别\n甲局,部门\n乙局,什么\n")
    done = run.invoke(app, ["units", "import", str(table), "--config", str(folder)])
    assert isinstance(done.exception, ConfigRefused)
    assert "t.csv:3 类别" in done.exception.words.zh and done.exception.language == "zh"
    assert [path.name for path in (folder / "units").iterdir()] == ["caizheng.toml"]


def test_a_table_that_is_not_there_ends_as_no_such_file(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, {})
    done = run.invoke(app, ["units", "import", "no-such-table.xlsx", "--config", str(folder)])
    assert isinstance(done.exception, NotFound) and "no-such-table.xlsx" in done.exception.words.zh
    assert list((folder / "units").iterdir()) == [folder / "units" / "caizheng.toml"]


@pytest.mark.parametrize("arguments", [["units", "check"], ["units", "list"]])
def test_what_cannot_be_read_is_refused_with_words(arguments: list[str], tmp_path: Path) -> None:
    folder = write_folder(tmp_path, {"units/shuiwu.toml": SECOND.replace('"shuiwu"', "税务")})
    done = run.invoke(app, [*arguments, "--config", str(folder)])
    assert isinstance(done.exception, ConfigRefused)
    assert "units/shuiwu.toml:1" in done.exception.words.zh


def test_units_check_warns_of_what_an_editor_left_and_ends_well(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, {"office.toml~": "x", "units/caizheng.toml.bak": "x"})
    done = run.invoke(app, ["units", "check", "--config", str(folder)], catch_exceptions=False)
    assert done.exit_code == 0
    assert "office.toml~" in done.output and "units/caizheng.toml.bak" in done.output


def test_units_check_warns_of_a_channel_that_nothing_reaches(tmp_path: Path) -> None:
    person = '[[people]]\nid = "li"\nname = "李"\nchannels = ["foo://x"]\n'
    folder = write_folder(tmp_path, {"office.toml": OFFICE + person})
    done = run.invoke(app, ["units", "check", "--config", str(folder)], catch_exceptions=False)
    assert done.exit_code == 0 and "people#1.channels#1" in done.output


def test_three_options_fill_the_folder_and_take_the_units_over(tmp_path: Path) -> None:
    office, table = tmp_path / "office", tmp_path / "单位表.csv"
    table.write_text("单位名称,类别\n甲局,部门\n", encoding="utf-8")
    filled = ["--name", '甲市"公开"办', "--city", "甲市", "--units", str(table)]
    made = run.invoke(app, ["init", str(office), *filled], catch_exceptions=False)
    config = load(office)
    assert (config.office.name, config.office.city) == ('甲市"公开"办', "甲市")
    assert [unit.name for unit in config.units] == ["甲局"]
    assert f"units check --config {office}" in made.output


def test_a_table_that_is_not_there_is_told_before_anything_is_written(tmp_path: Path) -> None:
    office = tmp_path / "office"
    done = run.invoke(app, ["init", str(office), "--units", str(tmp_path / "no.xlsx")])
    assert isinstance(done.exception, NotFound) and not office.exists()


def test_without_a_terminal_nothing_is_asked(tmp_path: Path) -> None:
    made = run.invoke(app, ["init", str(tmp_path / "office")], input="甲办\n甲市\n\n")
    assert made.exit_code == 0 and load(tmp_path / "office").office.city == "某市"


@pytest.mark.parametrize(("answers", "city"), [("甲办\n甲市\n\n", "甲市"), ("\n\n\n", "某市")])
def test_in_a_terminal_three_questions_are_asked(answers: str, city: str, tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", "from app.cli import main; main()", "init", str(tmp_path / "o")],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, "GONGKAI_LANGUAGE": "zh"},
    ) as asking:
        os.close(theirs)
        os.write(ours, answers.encode())
        with contextlib.suppress(OSError):  # the end of a terminal is an error
            while os.read(ours, 4096):
                pass
    os.close(ours)
    assert asking.returncode == 0 and load(tmp_path / "o").office.city == city
