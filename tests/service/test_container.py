"""The image of deploy/, built and run where a container engine answers. Where none does, nothing is
built and nothing is proved: the reason says so.

    GONGKAI_ENGINE=podman MIRROR=http://… SECURITY=http://… pytest tests/service/test_container.py
"""

import os
import shutil
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.monitor.console.office import free_port
from tests.service.engines import ROOT, Engine, engine
from tests.waiting import waited

SNAPSHOT = "https://snapshot.debian.org/archive/debian/20261115T000000Z/dists/bookworm/InRelease"
NEAREST = {
    "MIRROR": "http://deb.debian.org/debian",
    "SECURITY": "http://deb.debian.org/debian-security",
}
OFFICE = 1000  # the image's user

STORE = Path(tempfile.mkdtemp(prefix="gongkai-image-"))
ENGINE = engine(STORE)
pytestmark = [
    pytest.mark.soak,
    pytest.mark.timeout(3600),
    pytest.mark.skipif(
        ENGINE is None or shutil.which("mmdebstrap") is None,
        reason="NO CONTAINER ENGINE ANSWERS, OR NO mmdebstrap: THE IMAGE WAS NEITHER BUILT NOR RUN",
    ),
]


@pytest.fixture(scope="module")
def image() -> Iterator[Engine]:
    assert ENGINE is not None
    subprocess.run(
        ["sh", "deploy/rootfs.sh"], cwd=ROOT, env={**_mirrors(), **os.environ}, check=True
    )
    ENGINE.build()
    yield ENGINE
    ENGINE.remove()


def _mirrors() -> dict[str, str]:
    """None named: the script takes the packages of its own day, where those can be had from here."""
    ask = f"import urllib.request as u; u.urlopen({SNAPSHOT!r}, timeout=10)"
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, check=False)
    return {} if done.returncode == 0 else NEAREST


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder of the image's user."""
    folder = tmp_path / "data"
    folder.mkdir()
    _give(folder)
    return folder


def _give(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        if os.geteuid() == 0:
            os.chown(path, OFFICE, OFFICE)
        else:
            path.chmod(0o777 if path.is_dir() else 0o644)


def test_the_program_answers_in_the_image(image: Engine) -> None:
    assert image.run("--version").startswith("gongkai ")


def test_an_office_is_read(image: Engine, tmp_path: Path, data: Path) -> None:
    from config.starter import write_starter

    office = tmp_path / "office"
    write_starter(office)
    text = (office / "office.toml").read_text("utf-8")
    (office / "office.toml").write_text(
        text.replace('data = "data"', 'data = "/var/lib/gongkai"'), "utf-8"
    )
    _give(office)
    volumes = (f"{office}:/etc/gongkai:ro", f"{data}:/var/lib/gongkai")
    assert "1 个单位" in image.run("units", "check", volumes=volumes)


def test_nights_take_place_and_the_console_shows_them(image: Engine, data: Path) -> None:
    volumes = (f"{data}:/var/lib/gongkai",)
    demo = "/var/lib/gongkai/demo"
    image.run("demo", "--scenario", "rectification", "--data", demo, volumes=volumes)
    papers = [path.name for path in (data / "demo" / "reports").glob("*/circular.docx")]
    assert len(papers) == 5 and (data / "demo" / "ledger.db").stat().st_uid == OFFICE
    port = free_port()
    serve = ("serve", "--config", f"{demo}/office", "--port", str(port))
    with subprocess.Popen(image.command(serve, volumes), stderr=subprocess.DEVNULL) as console:
        try:
            waited(lambda: _answers(port) == 200)
        finally:
            console.terminate()


def _answers(port: int) -> int:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/login", timeout=5) as answer:
            return int(answer.status)
    except OSError:
        return 0
