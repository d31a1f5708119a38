"""The image of deploy/, built and run where a container engine answers. Where none does, nothing is
built and nothing is proved: the reason says so.

    GONGKAI_ENGINE=podman MIRROR=http://… SECURITY=http://… pytest tests/service/test_container.py
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ENGINES = ("podman", "docker")
IMAGE = "gongkai:under-test"


def engine() -> str:
    """The first that answers; "" where none does. A client without its daemon is none."""
    for name in filter(None, [os.environ.get("GONGKAI_ENGINE"), *ENGINES]):
        if shutil.which(name) and _ends_well([name, "info"], timeout=20):
            return name
    return ""


def _ends_well(command: list[str], timeout: int) -> bool:
    try:
        return not subprocess.run(
            command, capture_output=True, timeout=timeout, check=False
        ).returncode
    except (OSError, subprocess.TimeoutExpired):
        return False


ENGINE = engine()
pytestmark = [
    pytest.mark.soak,
    pytest.mark.skipif(
        not ENGINE or shutil.which("mmdebstrap") is None,
        reason="NO CONTAINER ENGINE ANSWERS, OR NO mmdebstrap: THE IMAGE WAS NEITHER BUILT NOR RUN",
    ),
]


@pytest.fixture(scope="module")
def image() -> Iterator[str]:
    subprocess.run(["sh", "deploy/rootfs.sh"], cwd=ROOT, check=True)
    subprocess.run(
        [ENGINE, "build", "-f", "deploy/Dockerfile", "-t", IMAGE, "."], cwd=ROOT, check=True
    )
    yield IMAGE
    subprocess.run([ENGINE, "rmi", "-f", IMAGE], check=False)


def test_the_program_answers_in_the_image(image: str) -> None:
    shown = subprocess.run(
        [ENGINE, "run", "--rm", "--read-only", "--cap-drop", "ALL", image, "--version"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert shown.stdout.startswith("gongkai ")


def test_an_office_is_read_and_its_console_answers(image: str, tmp_path: Path) -> None:
    from config.starter import write_starter

    write_starter(tmp_path / "office")
    office = tmp_path / "office" / "office.toml"
    text = office.read_text("utf-8").replace('data = "data"', 'data = "/var/lib/gongkai"')
    office.write_text(text, "utf-8")
    for path in (tmp_path, *tmp_path.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    inside = [ENGINE, "run", "--rm", "-v", f"{tmp_path / 'office'}:/etc/gongkai:ro", image]
    checked = subprocess.run(
        [*inside, "units", "check"], capture_output=True, text=True, check=True
    )
    assert "1 个单位" in checked.stdout
