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
COMPOSED = ("compose.yaml", "compose.cluster.yaml")
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
    assert called == {"schedule", "serve", "health", "worker"} and called <= COMMANDS


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


SERVICES = [unit for unit in UNITS if unit.suffix == ".service"]
EVERY_UNIT = {
    "NoNewPrivileges": "yes",
    "CapabilityBoundingSet": "",
    "AmbientCapabilities": "",
    "UMask": "0077",
    "StateDirectoryMode": "0700",
    "ProtectSystem": "strict",
    "ProtectHome": "yes",
    "ProtectProc": "invisible",
    "ProtectHostname": "yes",
    "ProtectClock": "yes",
    "ProtectKernelTunables": "yes",
    "ProtectKernelModules": "yes",
    "ProtectKernelLogs": "yes",
    "ProtectControlGroups": "yes",
    "PrivateTmp": "yes",
    "PrivateDevices": "yes",
    "RestrictAddressFamilies": "AF_INET AF_INET6 AF_UNIX",
    "RestrictNamespaces": "yes",
    "RestrictRealtime": "yes",
    "RestrictSUIDSGID": "yes",
    "LockPersonality": "yes",
    "RemoveIPC": "yes",
    "KeyringMode": "private",
    "SystemCallArchitectures": "native",
    "SystemCallErrorNumber": "EPERM",
    "SystemCallFilter": "@system-service ~@privileged @resources @chown @resources",
}
# Chromium's sandbox and the reader of documents make namespaces of their own.
NIGHT_ALONE = {
    "RestrictAddressFamilies": "AF_INET AF_INET6 AF_UNIX AF_NETLINK",
    "RestrictNamespaces": "user net pid mnt",
    "SystemCallFilter": "@system-service ~@privileged @resources @chown @resources @mount capset",
}
NIGHTS = {"gongkai", "gongkai-worker"}
MOST_EXPOSED = {
    "gongkai": 2.5,
    "gongkai-worker": 2.5,
    "gongkai-console": 2.0,
    "gongkai-health": 2.0,
}


def settings(unit: Path) -> dict[str, str]:
    """A key that stands twice is a list, in order."""
    found: dict[str, str] = {}
    for key, value in re.findall(r"^(\w+)=(.*)$", unit.read_text(encoding="utf-8"), re.M):
        found[key] = f"{found[key]} {value}" if key in found else value
    return found


@pytest.mark.parametrize("unit", SERVICES, ids=lambda unit: unit.stem)
def test_every_unit_has_the_same_walls(unit: Path) -> None:
    wanted = EVERY_UNIT | (NIGHT_ALONE if unit.stem in NIGHTS else {})
    found = settings(unit)
    assert {key: found.get(key) for key in wanted} == wanted
    assert found["User"] == "gongkai" and "MemoryMax" in found and "TasksMax" in found


@pytest.mark.parametrize("unit", SERVICES, ids=lambda unit: unit.stem)
def test_systemd_finds_little_exposed(unit: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not here: the exposure was not measured")
    done = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--no-pager", str(unit)],
        capture_output=True,
        text=True,
        check=False,
    )
    measured = re.search(r"exposure level for \S+: ([\d.]+)", done.stdout)
    if measured is None:
        pytest.skip(f"systemd-analyze cannot measure a file here: {done.stderr[:100]}")
    assert float(measured[1]) <= MOST_EXPOSED[unit.stem]


@pytest.mark.parametrize("file", COMPOSED)
def test_every_container_has_the_same_walls(file: str) -> None:
    services = yaml.safe_load((ROOT / "deploy" / file).read_text("utf-8"))["services"]
    for name, service in services.items():
        assert service["read_only"] is True and service["cap_drop"] == ["ALL"], name
        assert service["security_opt"] == ["no-new-privileges:true"], name
        assert service["user"] == "1000:1000" and service["pids_limit"] <= 512, name
        assert "mem_limit" in service and not service.get("privileged"), name
        assert all(":/var/run/docker.sock" not in volume for volume in service["volumes"]), name


@pytest.mark.parametrize("file", COMPOSED)
def test_compose_takes_the_file(file: str) -> None:
    asked = ["docker", "compose", "version"]
    if (
        not shutil.which("docker")
        or subprocess.run(asked, capture_output=True, check=False).returncode
    ):
        pytest.skip("docker compose is not here: the file was not checked by it")
    command = ["docker", "compose", "-f", str(ROOT / "deploy" / file), "config", "--quiet"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_worker_is_told_where_queue_and_home_are() -> None:
    services = yaml.safe_load((ROOT / "deploy" / "compose.cluster.yaml").read_text("utf-8"))[
        "services"
    ]
    worker, queue = services["worker"], services["queue"]
    assert worker["command"] == ["worker"] and worker["build"]["args"]["CLUSTER"] == "1"
    asked = {"GONGKAI_QUEUE", "GONGKAI_HOME"}
    assert asked <= set(worker["environment"])
    assert asked <= {
        str(option.envvar)
        for option in get_command(app).commands["worker"].params  # type: ignore[attr-defined]
    }
    assert "sslmode=require" in worker["environment"]["GONGKAI_QUEUE"]
    assert queue["secrets"] == ["queue_password"]


def test_the_queue_lets_nobody_in_without_tls_and_password() -> None:
    script = (ROOT / "deploy" / "queue" / "start.sh").read_text("utf-8")
    assert "hostssl postgres gongkai all scram-sha-256" in script and "ssl=on" in script
    assert "trust" not in script
    assert subprocess.run(["sh", "-n", "-c", script], check=False).returncode == 0


@pytest.mark.parametrize("file", ["Dockerfile", "queue/Dockerfile"])
def test_nobody_elses_image_stands_under_ours(file: str) -> None:
    """A tag may come to mean something else; packages signed and dated do not."""
    text = (ROOT / "deploy" / file).read_text(encoding="utf-8")
    assert re.findall(r"^FROM (.*)$", text, re.M) == ["scratch"]
    assert re.search(r"^USER 1000$", text, re.M)
    installs = re.findall(r"pip install .*", text)
    assert all("--require-hashes" in one or "--no-index" in one for one in installs)
    script = (ROOT / "deploy" / "rootfs.sh").read_text(encoding="utf-8")
    assert re.search(r"^DAY=\$\{DAY:-\d{8}T\d{6}Z\}$", script, re.M)
    assert "snapshot.debian.org" in script and "SOURCE_DATE_EPOCH" in script
    assert subprocess.run(["sh", "-n", str(ROOT / "deploy" / "rootfs.sh")], check=False).returncode == 0  # fmt: skip
