"""Exit codes are what the documents say: the tables of docs are walked, and each code that a test
can bring about is brought about.
"""

import re
import socket
from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.cli import app
from app.night.lock import held
from config.errors import ENDS, GongkaiError
from config.folder import load
from store.ledger import open_ledger
from tests.config.folders import write_folder

DOCS = Path(__file__).parents[2] / "docs"
ROW = re.compile(r"^\| (\d+) \| (.*?) \|", re.MULTILINE)


def code_of(*words: str) -> int:
    done = CliRunner().invoke(app, list(words))
    if isinstance(done.exception, GongkaiError):
        return done.exception.exit_code
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.exit_code


@pytest.mark.parametrize("name", ["operating.md", "operating.zh-CN.md"])
def test_the_documents_list_every_code_once(name: str) -> None:
    listed = [int(code) for code, _ in ROW.findall((DOCS / name).read_text("utf-8"))]
    assert listed == sorted(ENDS)


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return write_folder(tmp_path / "office", {})


def with_ledger(office: Path) -> Path:
    config = load(office)
    config.data.mkdir(parents=True, exist_ok=True)
    open_ledger(config.data / "ledger.db").db.close()
    return config.data


def test_0_2_4_and_7(office: Path, tmp_path: Path) -> None:
    named = ("--config", str(office))
    assert code_of("units", "check", *named) == 0
    assert code_of("units", "check", "--no-such-option", *named) == 2
    assert code_of("report", "--notices", "--rectification", *named) == 2
    assert code_of("changes", "--since", "Monday", *named) == 2
    with_ledger(office)
    assert code_of("explain", "99", *named) == 7
    assert code_of("report", "--month", "2026-03", *named) == 7
    (office / "office.toml").write_text("name = 1\n", "utf-8")
    assert code_of("units", "check", *named) == 4


def test_5_while_somebody_holds_the_night(office: Path) -> None:
    with held(with_ledger(office), "night"):
        assert code_of("inspect", "--config", str(office)) == 5


def test_6_for_what_is_damaged(office: Path, tmp_path: Path) -> None:
    broken = tmp_path / "case.wacz"
    broken.write_bytes(b"no zip")
    assert code_of("evidence", "--verify", str(broken), "--config", str(office)) == 6
    data = with_ledger(office)
    (data / "ledger.db").write_bytes(b"x" * 4096)
    assert code_of("changes", "--since", "2026-11-23", "--config", str(office)) == 6


def test_9_where_nights_have_stopped(office: Path) -> None:
    with_ledger(office)
    assert code_of("health", "--config", str(office)) == 9


def test_10_where_the_port_is_taken(office: Path) -> None:
    with_ledger(office)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        assert code_of("serve", "--port", port, "--config", str(office)) == 10
