"""The league table as `gongkai report --score` shows it."""

import pytest
import typer
from typer.testing import CliRunner

from app.commands import report
from config.errors import Miswritten, NotFound
from config.folder import Config

app = typer.Typer()
app.command("report")(report.command)


def run(config: Config, *words: str) -> str:
    result = CliRunner().invoke(app, ["--config", str(config.folder), *words])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.stdout


def test_the_command_shows_ranks_and_says_where_the_papers_are(config: Config) -> None:
    shown = run(config, "--score", "2012Q4")
    assert "   1  100.0  环保局  按40分折算；下属单位1个问题，不计入本单位" in shown
    assert "   —      —  税务局  不评分：92夜中只有0夜作出判断" in shown
    assert "2012Q4.xlsx" in shown


def test_it_is_refused_where_scores_are_off_or_the_quarter_is_none(fresh: Config) -> None:
    with pytest.raises(Miswritten):
        run(fresh, "--score", "2012")
    with pytest.raises(NotFound, match="has not begun"):
        run(fresh, "--score", "2099Q4")
    office = fresh.folder / "office.toml"
    office.write_text(office.read_text("utf-8").replace("on = true", "on = false"), "utf-8")
    with pytest.raises(NotFound, match=r"\[score\] on = true"):
        run(fresh, "--score", "2012Q4")
