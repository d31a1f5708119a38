"""Help as a person reads it: in the office's language, at the width of the terminal."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.cli import app
from app.cli_page import every_command
from app.command_line.help_page import help_page
from app.command_line.line_width import columns, wrapped
from app.command_line.words import examples
from config.errors import ENDS
from config.starter import write_starter

run = CliRunner()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [60, 80, 100])
def test_no_line_is_wider_than_the_terminal(language: str, width: int) -> None:
    for name, command in every_command():
        page = help_page(command, f"gongkai {name}", name, language, width)
        exempt = {f"  {one}" for one in examples(name)} | {page.partition("\n")[0]}
        for line in page.splitlines():
            assert columns(line) <= width or line in exempt, (name, line)


def test_a_line_ends_where_chinese_may_and_begins_with_no_mark() -> None:
    lines = wrapped("已有检查、定时进程或备份在运行（.docx、.xlsx）。 [默认：office]", 20)
    assert [columns(line) <= 20 for line in lines] == [True] * len(lines)
    assert "".join(lines).replace(" ", "") == (
        "已有检查、定时进程或备份在运行（.docx、.xlsx）。[默认：office]"
    )
    assert not any(line[0] in "，。、）]" for line in lines)


def test_a_flag_is_shown_as_one_and_a_value_by_its_kind() -> None:
    page = run.invoke(app, ["report", "--help"], env={"GONGKAI_LANGUAGE": "en"}).output
    assert "  --notices  " in page and "  --day YYYY-MM-DD  " in page and "<" not in page


@pytest.mark.parametrize(("language", "says"), [("zh", "用法："), ("en", "Usage:")])
def test_the_terminals_language_before_an_office_is_known(language: str, says: str) -> None:
    for environment in (
        {"GONGKAI_LANGUAGE": language},
        {"GONGKAI_LANGUAGE": "", "LANG": f"{language}_X"},
    ):
        page = run.invoke(app, ["nightly", "-h"], env=environment).output
        assert page.startswith(says)


def test_the_offices_language_where_there_is_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_starter(tmp_path / "office", "en")
    monkeypatch.chdir(tmp_path)
    page = run.invoke(app, ["nightly", "-h"], env={"GONGKAI_LANGUAGE": "zh"}).output
    assert page.startswith("Usage:")


def test_the_first_page_names_every_end() -> None:
    page = run.invoke(app, ["--help"], env={"GONGKAI_LANGUAGE": "zh"}).output.replace("\n", "")
    for code, end in ENDS.items():
        assert f"{code} {end.zh}".replace(" ", "") in page.replace(" ", "")
    for name in ("nightly", "try", "units"):
        assert name in page
