"""`--to`: a folder that is not there is a slip of the pen or a disk that is not mounted; it is said,
never made.
"""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.cli import app
from config.errors import Miswritten
from tests.config.folders import write_folder

run = CliRunner()
COMMANDS = (
    ["evidence", "caizheng"],
    ["export", "unit"],
    ["archive", "caizheng", "--year", "2012"],
    ["backup"],
    ["crawl", "--vantage", "inner"],
)


def refused(command: list[str], to: str, folder: Path) -> Miswritten:
    done = run.invoke(app, [*command, "--to", to, "--config", str(folder / "office")])
    assert isinstance(done.exception, Miswritten), done.output
    return done.exception


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_a_folder_that_is_not_there_is_said_and_not_made(
    command: list[str], tmp_path: Path
) -> None:
    write_folder(tmp_path / "office", {})
    said = refused(command, str(tmp_path / "usb" / "2012" / "x.csv"), tmp_path)
    assert str(tmp_path / "usb" / "2012") in said.words.zh and not (tmp_path / "usb").exists()


@pytest.mark.parametrize("to", ["", "  "])
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_nothing_for_a_place_is_not_the_folder_one_stands_in(
    command: list[str], to: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write_folder(tmp_path / "office", {})
    assert "--to" in refused(command, to, tmp_path).words.en
    assert [path.name for path in tmp_path.iterdir()] == ["office"]
