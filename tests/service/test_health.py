"""Does a night still take place? Asked of the ledger, told over HTTP and to the operators, once a
silence.
"""

from datetime import timedelta
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from typer.testing import CliRunner

from app.cli import app
from app.service.endpoints import endpoints
from app.service.health import health, health_told, health_words
from app.service.watchdog import notify_when_silent
from config.folder import load
from tests.monitor.alerts.mailbox import mailbox
from tests.service.offices import NOON, night_ended, office

PEOPLE = """
[[people]]
id = "watch"
name = "值班员"
role = "operator"
channels = ["{watch}"]
[[people]]
id = "leader"
name = "分管领导"
channels = ["{leader}"]
"""


def test_a_complete_night_of_today_is_alive_and_an_old_one_is_not(tmp_path: Path) -> None:
    config = office(tmp_path)
    night_ended(config, NOON - timedelta(hours=30))
    assert not health(config, NOON).is_alive
    night_ended(config, NOON - timedelta(hours=2))
    assert health(config, NOON).is_alive


@pytest.mark.parametrize("state", ["blind", "interrupted", "running"])
def test_a_night_in_which_nothing_could_be_judged_is_no_sign_of_life(
    tmp_path: Path, state: str
) -> None:
    config = office(tmp_path)
    night_ended(config, NOON - timedelta(hours=40))
    night_ended(config, NOON - timedelta(hours=1), state=state)
    found = health(config, NOON)
    assert not found.is_alive and "26" in health_words(found, config).zh


def test_who_asks_the_doctor_is_not_sent_to_the_doctor(tmp_path: Path) -> None:
    config = office(tmp_path)
    night_ended(config, NOON - timedelta(hours=40))
    dead = health(config, NOON)
    assert "gongkai doctor" in health_told(dead, config).zh
    assert "gongkai doctor" not in health_words(dead, config).zh
    night_ended(config, NOON - timedelta(hours=1))
    alive = health(config, NOON)
    assert health_told(alive, config).zh.startswith("正常：最近一次")
    assert health_words(alive, config).zh.startswith("最近一次"), "said by the check itself"


def test_a_new_service_has_its_first_day_before_it_is_called_dead(tmp_path: Path) -> None:
    config = office(tmp_path)
    assert health(config, NOON, since=NOON - timedelta(hours=3)).is_alive
    assert not health(config, NOON, since=NOON - timedelta(hours=27)).is_alive
    assert not health(config, NOON).is_alive, "without a service nobody promised a night"


def test_the_door_says_so_in_its_status_and_names_nobody(tmp_path: Path) -> None:
    config = office(tmp_path)
    night_ended(config, NOON - timedelta(hours=2))
    client = TestClient(endpoints(lambda: health(config, NOON)))
    alive = client.get("/health")
    assert (
        alive.status_code == 200
        and alive.json()["alive"]
        and alive.json()["hours_since_complete"] == 2
    )
    text = client.get("/metrics").text
    assert "gongkai_alive 1.0" in text and 'gongkai_last_night_state{state="complete"} 1.0' in text
    assert "财政局" not in text + alive.text
    late = TestClient(endpoints(lambda: health(config, NOON + timedelta(days=2))))
    assert (
        late.get("/health").status_code == 503 and "gongkai_alive 0.0" in late.get("/metrics").text
    )


def test_a_ledger_that_cannot_be_read_is_not_health(tmp_path: Path) -> None:
    config = office(tmp_path)
    config.data.mkdir()
    (config.data / "ledger.db").write_bytes(b"not a ledger at all" * 100)
    answer = TestClient(endpoints(lambda: health(config, NOON))).get("/health")
    assert answer.status_code == 503 and not answer.json()["alive"]


def test_the_operators_are_told_once_a_silence_and_leaders_never(tmp_path: Path) -> None:
    with mailbox() as box:
        config = office(tmp_path, PEOPLE.format(watch=box.url("watch"), leader=box.url("leader")))
        night_ended(config, NOON - timedelta(hours=30))
        box.is_full = True
        assert [told.error != "" for told in notify_when_silent(config, NOON)] == [True]
        box.is_full = False
        for hours in range(3):
            notify_when_silent(config, NOON + timedelta(hours=hours))
        assert box.recipients == [["watch@office.example.org"]]
        assert "已停" in box.letters[0]["Subject"]

        night_ended(config, NOON + timedelta(hours=3))
        assert notify_when_silent(config, NOON + timedelta(hours=4)) == []
        notify_when_silent(config, NOON + timedelta(hours=40))
        assert len(box.letters) == 2, "another silence is told anew"
        assert box.letters[0]["Message-ID"] != box.letters[1]["Message-ID"]


def test_a_damaged_ledger_is_told_too(tmp_path: Path) -> None:
    with mailbox() as box:
        config = office(tmp_path, PEOPLE.format(watch=box.url("watch"), leader=box.url("leader")))
        config.data.mkdir()
        (config.data / "ledger.db").write_bytes(b"not a ledger at all" * 100)
        notify_when_silent(config, NOON)
        assert len(box.letters) == 1 and "账本" in box.letters[0].get_content()


def test_the_command_tells_by_its_exit_code(tmp_path: Path) -> None:
    office(tmp_path)
    asked = CliRunner().invoke(app, ["health", "--config", str(tmp_path)])
    assert asked.exit_code == 9 and "尚无完整的检查" in asked.output
    assert not load(tmp_path).data.exists(), "asking makes nothing"
