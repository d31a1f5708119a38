"""What leaves as WACZ passes the validator of those who keep the format: py-wacz, in its own
environment.
"""

import json
import subprocess
from pathlib import Path
from zipfile import ZipFile

import pytest
from typer.testing import CliRunner

from app.cli import app
from tests.monitor.evidence.conftest import Place

VALIDATOR = Path(__file__).parents[3] / ".venv-pywb" / "bin" / "wacz"
COMMANDS = {
    "volume": ("archive", "xinji", "--year", "2024"),
    "evidence of a unit": ("evidence", "xinji"),
}


@pytest.fixture(scope="module", params=COMMANDS)
def made(
    request: pytest.FixtureRequest, seen: Place, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """By the command itself, as an office makes it."""
    command = COMMANDS[request.param]
    folder = tmp_path_factory.mktemp("wacz")
    to = folder if command[0] == "archive" else folder / "unit.wacz"
    config = ["--to", str(to), "--config", str(seen.folder / "office")]
    ran = CliRunner().invoke(app, [*command, *config])
    assert ran.exit_code == 0, ran.output
    [file] = folder.glob("*.wacz")
    return file


@pytest.mark.skipif(
    not VALIDATOR.exists(),
    reason="NO WACZ: `make .stamps/pywb` installs it; the real validator is NOT asked here",
)
def test_the_real_validator_finds_it_valid(made: Path) -> None:
    asked = [str(VALIDATOR), "validate", "-f", str(made)]
    said = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert "the passed WACZ is valid" in said.stdout, said.stdout + said.stderr
    assert said.returncode == 0


def test_no_file_lies_deeper_than_validators_look_and_none_is_called_a_table(made: Path) -> None:
    with ZipFile(made) as zipped:
        names = zipped.namelist()
        listed = json.loads(zipped.read("datapackage.json"))["resources"]
    assert [name for name in names if name.count("/") > 1] == []
    assert {one["type"] for one in listed} == {"file"}
