"""How a command ends, and what it says of that."""

import os
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from app.cli import app
from app.command_line.spoken import SpokenCommand, SpokenGroup

run = CliRunner()
ROOT = Path(__file__).parents[3]


def ends_by(error: BaseException) -> typer.Typer:
    def command() -> None:
        raise error

    small = typer.Typer(cls=SpokenGroup)
    small.command("doctor", cls=SpokenCommand)(command)
    small.command("health", cls=SpokenCommand)(lambda: None)
    return small


def test_the_version_is_the_packages() -> None:
    shown = run.invoke(app, ["--version"])
    assert (shown.output, shown.exit_code) == (f"gongkai {version('gongkai')}\n", 0)


@pytest.mark.parametrize("error", [KeyboardInterrupt, typer.Abort])
@pytest.mark.parametrize(("language", "says"), [("zh", "已中断。"), ("en", "Interrupted.")])
def test_an_interrupted_command_says_so(
    error: Callable[[], BaseException], language: str, says: str
) -> None:
    ended = run.invoke(ends_by(error()), ["doctor"], env={"GONGKAI_LANGUAGE": language})
    assert ended.exit_code == 130 and says in ended.stderr


@pytest.mark.parametrize("code", [0, 8, 9])
def test_a_named_end_is_kept(code: int) -> None:
    assert run.invoke(ends_by(typer.Exit(code)), ["doctor"]).exit_code == code


def test_no_command_at_all_shows_the_page() -> None:
    shown = run.invoke(app, [], env={"GONGKAI_LANGUAGE": "zh"})
    assert shown.exit_code == 2 and shown.output.startswith("用法：gongkai")


@pytest.mark.parametrize(
    ("language", "says"), [("zh", "没有这个配置文件夹"), ("en", "there is no such")]
)
def test_a_folder_that_is_not_there_is_said_in_the_terminals_language(
    language: str, says: str, tmp_path: Path
) -> None:
    refused = subprocess.run(
        [sys.executable, "-c", "from app.cli import main; main()", "nightly", "--config", "none"],
        cwd=tmp_path,
        env={**os.environ, "GONGKAI_LANGUAGE": language, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert refused.returncode == 4 and says in refused.stderr
