"""The evidence replays in a public tool that knows nothing of us: pywb, in its own environment."""

import re
import socket
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

import pytest

from app.exports.evidence import export_evidence
from monitor.evidence.warc import surt
from tests.monitor.evidence.conftest import PAGES, Place
from tests.waiting import SILENCE_S, waited

PYWB = Path(__file__).parents[3] / ".venv-pywb" / "bin"
pytestmark = pytest.mark.skipif(
    not (PYWB / "wb-manager").exists(),
    reason="NO PYWB: `make .stamps/pywb` installs it; the replay of evidence is NOT tested here",
)


@pytest.fixture(scope="module")
def replay(seen: Place, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a collection that holds the unit's evidence."""
    folder = tmp_path_factory.mktemp("pywb")
    export_evidence("xinji", seen.config, datetime(2026, 11, 23, tzinfo=UTC), folder / "case.wacz")
    for step in (["init", "case"], ["add", "--unpack-wacz", "case", str(folder / "case.wacz")]):
        done = subprocess.run(
            [PYWB / "wb-manager", *step], cwd=folder, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with (
        (folder / "log").open("wb") as log,
        subprocess.Popen(
            [PYWB / "pywb", "-b", "127.0.0.1", "-p", str(port)], cwd=folder, stdout=log, stderr=log
        ) as server,
    ):
        try:
            yield _answering(f"http://127.0.0.1:{port}/case")
        finally:
            server.terminate()


def _answering(base: str) -> str:
    def home() -> bytes:
        try:
            return _get(f"{base}/")
        except URLError:
            return b""

    waited(home)
    return base


def _get(url: str) -> bytes:
    return bytes(build_opener(ProxyHandler({})).open(url, timeout=SILENCE_S).read())


def test_the_bytes_that_come_back_are_the_servers(replay: str, seen: Place) -> None:
    for path in ("/", "/tzgg/"):
        assert _get(f"{replay}/2026id_/{seen.url(path)}") == PAGES[path]


def test_it_replays_with_the_right_title_and_words(replay: str, seen: Place) -> None:
    page = _get(f"{replay}/2026mp_/{seen.url('/tzgg/')}").decode()
    assert re.search("<title>(.*?)</title>", page) is not None
    assert "<title>通知公告</title>" in page
    assert "关于开展第6次河道清淤工作的通知" in page


def test_our_index_is_the_one_that_pywb_makes(replay: str, seen: Place) -> None:
    found = _get(f"{replay}/cdx?url={seen.url('/')}&matchType=prefix&output=json").decode()
    for path in ("/", "/tzgg/"):
        assert f'"{surt(seen.url(path))}"' in found
