"""The doctor sees what is wrong, says how to mend it, and does not call unknown what it did not see
good.
"""

import json
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from app.cli import app
from app.doctor import machine
from app.doctor.check import CheckState
from app.doctor.network import clock_check
from app.night.disk import GB
from crawler.probing.probe import Probe
from store.clock import Clock
from store.outcomes import Outcome
from tests.monitor.alerts.mailbox import mailbox
from tests.service.offices import night_ended, office


def examined(folder: Path) -> tuple[int, dict[str, dict[str, Any]]]:
    result = CliRunner().invoke(app, ["doctor", "--config", str(folder), "--json"])
    lines = [json.loads(line) for line in result.output.splitlines()]
    return result.exit_code, {line["name"]: line for line in lines}


def test_without_canaries_network_and_clock_are_unknown_and_not_good(tmp_path: Path) -> None:
    office(tmp_path)
    code, checks = examined(tmp_path)
    assert code == 0
    assert checks["doors"]["state"] == checks["clock"]["state"] == "unknown"
    assert all(
        check["remedy"]["zh"]
        for name, check in checks.items()
        if check["state"] in ("bad", "unknown")
    )


def test_an_old_night_and_a_wrong_mail_server_must_be_mended(tmp_path: Path) -> None:
    with mailbox() as box:
        good = box.url("watch")
        people = f"""
[[people]]
id = "watch"
name = "值班员"
role = "operator"
channels = ["{good}", "mailto://127.0.0.1:9?from=a@example.org&to=b@example.org&mode=insecure&user=u&pass=verysecret"]
"""
        config = office(tmp_path, people)
        night_ended(config, datetime.now(UTC) - timedelta(days=3))
        result = CliRunner().invoke(app, ["doctor", "--config", str(tmp_path)])
    assert result.exit_code == 8
    assert "✗ 夜间检查" in result.output and "verysecret" not in result.output
    assert result.output.count("✗ 通知 值班员") == 1 and result.output.count("✓ 通知 值班员") == 1
    assert box.letters == [], "a doctor writes to nobody"


def test_a_full_disk_is_seen_before_the_night(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = office(tmp_path)
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=GB - 1))
    assert machine.room_on_disk(config).state is CheckState.BAD


@pytest.mark.parametrize(
    ("minutes", "state"), [(1, CheckState.GOOD), (30, CheckState.WARN), (120, CheckState.BAD)]
)
def test_the_clock_is_held_against_the_median_of_others(minutes: int, state: CheckState) -> None:
    now = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)

    class Fixed(Clock):
        def now(self) -> datetime:
            return now

    def probe(date: datetime | None) -> Probe:
        return Probe("http://a.example.test/", now, Outcome.OPEN, "", 0.1, (), server_date=date)

    off = timedelta(minutes=minutes)
    dates = [now - off, now - off, now + timedelta(days=400), None]
    found = clock_check([probe(date) for date in dates[:2] + dates[3:]], Fixed())
    assert found.state is state
    assert clock_check([probe(None)], Fixed()).state is CheckState.UNKNOWN
