"""What stands in deploy/ calls commands and names files that there are."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from typer.main import get_command

from app.cli import app

ROOT = Path(__file__).parents[2]
UNITS = sorted((ROOT / "deploy" / "systemd").iterdir())
COMMANDS = set(get_command(app).commands)  # type: ignore[attr-defined]


def test_the_units_of_systemd_call_commands_that_exist() -> None:
    called = {
        found[1]
        for unit in UNITS
        for found in re.finditer(
            r"^ExecStart=\S+/gongkai (\w+)", unit.read_text(encoding="utf-8"), re.M
        )
    }
    assert called == {"schedule", "serve", "health"} and called <= COMMANDS


@pytest.mark.skipif(
    shutil.which("systemd-analyze") is None,
    reason="systemd-analyze is not here: the units were not verified",
)
def test_systemd_accepts_the_units(tmp_path: Path) -> None:
    program = tmp_path / "gongkai"
    program.write_text("#!/bin/sh\n", encoding="utf-8")
    program.chmod(0o755)
    for unit in UNITS:
        text = unit.read_text(encoding="utf-8").replace(
            "/opt/gongkai/.venv/bin/gongkai", str(program)
        )
        (tmp_path / unit.name).write_text(text, encoding="utf-8")
    found = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *(str(tmp_path / unit.name) for unit in UNITS)],
        capture_output=True,
        text=True,
        check=False,
    )
    said = [line for line in (found.stdout + found.stderr).splitlines() if "gongkai" in line]
    assert said == []


def test_compose_runs_the_three_services_from_one_image() -> None:
    compose = yaml.safe_load((ROOT / "deploy" / "compose.yaml").read_text(encoding="utf-8"))
    services = compose["services"]
    assert (
        services["schedule"]["command"] == ["schedule"]
        and services["console"]["command"][0] == "serve"
    )
    assert all(
        service["read_only"] and "data:/var/lib/gongkai" in service["volumes"]
        for service in services.values()
    )
    assert {"schedule", "serve", "health"} <= COMMANDS


def test_the_image_copies_every_package_there_is() -> None:
    text = (ROOT / "deploy" / "Dockerfile").read_text(encoding="utf-8")
    copied = {found[1] for found in re.finditer(r"^COPY (\w+) \w+$", text, re.M)}
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests"}
    assert copied == packages
