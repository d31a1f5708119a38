"""The commands as a person types them: what they print, how they end, and what they leave alone."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.cli import app
from config.errors import Miswritten
from tests.monitor.evidence.conftest import Place

RUN = CliRunner()


@pytest.fixture
def office(seen: Place) -> str:
    return str(seen.folder / "office")


def test_evidence_says_where_it_lies_and_verify_ends_with_0_or_6(
    seen: Place, office: str, tmp_path: Path
) -> None:
    done = RUN.invoke(
        app, ["evidence", "xinji", "--to", str(tmp_path / "x.wacz"), "--config", office, "--json"]
    )
    assert done.exit_code == 0, done.output
    told = json.loads(done.output)
    assert Path(told["file"]).is_file() and len(told["seal"]) == 64
    assert told["captures"] >= 2 and told["visits"] >= 6
    checked = RUN.invoke(
        app, ["evidence", "--verify", str(tmp_path / "x.wacz"), "--config", office]
    )
    assert checked.exit_code == 0
    assert told["seal"] in checked.output
    (tmp_path / "x.wacz").write_bytes((tmp_path / "x.wacz").read_bytes()[:-40])
    assert (
        RUN.invoke(
            app, ["evidence", "--verify", str(tmp_path / "x.wacz"), "--config", office]
        ).exit_code
        == 6
    )


def test_without_to_it_goes_to_the_data_folder(seen: Place, office: str) -> None:
    done = RUN.invoke(app, ["evidence", "xinji:stale_channel", "--config", office])
    assert done.exit_code == 0, done.output
    assert list((seen.config.data / "evidence").glob("xinji_stale_channel-*.wacz"))


@pytest.mark.parametrize(
    "arguments",
    [
        ["evidence"],
        ["evidence", "xinji", "--verify", "x.wacz"],
        ["takedown", "http://x.example/", "--who", " ", "--why", "x"],
        ["takedown", "http://x.example/", "--who", "李某"],
        ["archive", "xinji"],
        ["export"],
    ],
)
def test_half_an_order_is_refused(arguments: list[str], office: str) -> None:
    refused = RUN.invoke(app, [*arguments, "--config", office]).exception
    assert isinstance(refused, Miswritten) and refused.exit_code == 2


def test_retention_counts_and_says_when_nothing_is_set(seen: Place, office: str) -> None:
    before = (seen.config.data / "archive.db").stat().st_size
    done = RUN.invoke(app, ["retention", "--config", office])
    assert done.exit_code == 0
    assert "永久保存" in done.output
    counted = json.loads(
        RUN.invoke(app, ["retention", "--dry-run", "--json", "--config", office]).output
    )
    nothing = dict.fromkeys(("captures", "bytes", "facts", "kept_for_findings", "reports"), 0)
    assert counted == {"done": False} | nothing
    assert (seen.config.data / "archive.db").stat().st_size == before


def test_a_sealed_file_that_is_there_is_not_overwritten(office: str, tmp_path: Path) -> None:
    there = tmp_path / "x.wacz"
    there.write_bytes(b"handed out")
    refused = RUN.invoke(app, ["evidence", "xinji", "--to", str(there), "--config", office])
    assert isinstance(refused.exception, Miswritten) and str(there) in refused.exception.words.zh
    assert there.read_bytes() == b"handed out"
