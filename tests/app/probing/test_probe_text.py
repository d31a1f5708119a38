"""What a probe says for people: of a site that does not answer, our own line is named beside theirs."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.cli import app
from tests.config.folders import write_folder

OFFICE = """
name = "某市政务公开办"
city = "某市"
language = "{language}"
[network]
dns = {{ "gone.example" = "nxdomain" }}
"""


@pytest.mark.parametrize(
    ("language", "ours", "robots"),
    [("zh", "请先用 gongkai doctor 排除", "未禁止"), ("en", "gongkai doctor", "nothing forbidden")],
)
def test_a_name_that_is_not_found_is_not_said_to_be_the_units_fault_alone(
    language: str, ours: str, robots: str, tmp_path: Path
) -> None:
    folder = write_folder(tmp_path, {"office.toml": OFFICE.format(language=language)})
    probed = CliRunner().invoke(app, ["probe", "http://gone.example/", "--config", str(folder)])
    assert probed.exit_code == 0, probed.output
    assert "dns_nxdomain" in probed.output and ours in probed.output.replace("\n", "")
    assert robots in probed.output and "通过" not in probed.output
