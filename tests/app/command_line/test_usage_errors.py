"""What is written wrongly is said in the language of whoever wrote it, and ends with 2."""

import pytest
from typer.testing import CliRunner

from app.cli import app

run = CliRunner()

WRONG = {
    "nigtly": ("没有命令“nigtly”。是否应为 nightly？", "no command 'nigtly'. Did you mean"),
    "units imprt x": ("没有命令“imprt”", "no command 'imprt'"),
    "init --langauge en": ("没有选项 --langauge。是否应为 --language？", "no option --langauge."),
    "init a b c": ("多出了：b c", "too much: b c"),
    "init --language": ("--language 后面要写一个值", "--language needs a value"),
    "init --language fr": ("--language：没有“fr”，请用 zh、en", "there is no 'fr'; use zh, en"),
    "demo --scenario x": ("--scenario：没有“x”", "--scenario: there is no 'x'"),
    "report --json=3": ("--json 后面不写值", "--json takes no value"),
    "report --day x": ("--day：x 不是日期", "--day: x is no day"),
    "archive --year x": ("--year：x 不是整数", "--year: x is not a whole number"),
    "archive --year 1800": ("最小为 1990", "the least is 1990"),
    "serve --port 99999": ("--port：99999 太大，最大为 65535", "the most is 65535"),
    "explain": ("缺少 FINDING", "FINDING is missing"),
    "takedown x": ("缺少 --who", "--who TEXT is missing"),
    "--nothing": ("没有选项 --nothing", "no option --nothing"),
}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("command", WRONG)
def test_a_usage_error_is_said_in_both_languages(command: str, language: str) -> None:
    refused = run.invoke(app, command.split(), env={"GONGKAI_LANGUAGE": language})
    assert refused.exit_code == 2 and refused.stdout == ""
    assert WRONG[command][language == "en"] in refused.stderr
    assert refused.stderr.startswith("用法：" if language == "zh" else "Usage: ")
    assert "--help" in refused.stderr
    if language == "zh":
        assert not {"Usage", "Error", "Invalid", "Missing", "Try"} & set(refused.stderr.split())
