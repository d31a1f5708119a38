"""The service as an office runs it: a process that catches up its night, answers at its entry point, and
ends when told to.
"""

import signal
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import requests

from config.folder import load
from store.ledger import open_ledger
from tests.crawler.fixture_server import FixtureServer, Question
from tests.monitor.alerts.mailbox import free_port, mailbox
from tests.waiting import SILENCE_S, waited

OFFICE = """
name = "清河市政务公开办公室"
city = "清河市"
data = "data"
[crawl]
delay_s = 0
second_look_s = 0
workers = 1
[network]
treat_as_public = ["127.0.0.0/8"]
[network.dns]
"caizheng.example.test" = "127.0.0.1"
[schedule]
night_at = "{night_at}"
[service]
listen = "127.0.0.1:{port}"
[storage]
least_free_gb = 0
least_free_percent = 0
[[people]]
id = "watch"
name = "值班员"
role = "operator"
channels = ["{watch}"]
"""
UNIT = 'id = "caizheng"\nname = "清河市财政局"\nkind = "department"\n[[sites]]\nkind = "own"\nurl = "{url}"\n'
GONGKAI = (sys.executable, "-c", "from app.cli import main; main()")
HOME = "<html><head><title>清河市财政局</title></head><body><h1>清河市财政局</h1><p>财政局主管全市财政收支。</p></body></html>"


@pytest.mark.timeout(120)
def test_the_night_is_caught_up_once_and_told_and_the_service_ends_when_told_to(
    tmp_path: Path,
) -> None:
    async def home(question: Question) -> None:
        await question.send(HOME.encode(), Content_Type="text/html; charset=utf-8")

    fixture_server = FixtureServer({("caizheng.example.test", "/"): home})
    fixture_server.start(["127.0.0.1"])
    port = free_port()
    an_hour_ago = datetime.now(ZoneInfo("Asia/Shanghai")) - timedelta(hours=2)
    with mailbox() as box:
        (tmp_path / "units").mkdir()
        text = OFFICE.format(night_at=f"{an_hour_ago:%H:%M}", port=port, watch=box.url("watch"))
        (tmp_path / "office.toml").write_text(text, encoding="utf-8")
        (tmp_path / "units" / "caizheng.toml").write_text(
            UNIT.format(url=fixture_server.url("caizheng.example.test")), encoding="utf-8"
        )
        service = subprocess.Popen(
            [*GONGKAI, "schedule", "--config", str(tmp_path)],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        try:
            alive = waited(lambda: told_of_a_night(port))
            assert alive["alive"] and alive["of"] == 1
            waited(lambda: box.letters)
            second = subprocess.run(
                [*GONGKAI, "schedule", "--config", str(tmp_path)],
                capture_output=True,
                text=True,
                check=False,
            )
            assert second.returncode == 5 and "定时检查已由另一进程负责" in second.stderr
        finally:
            service.send_signal(signal.SIGTERM)
            said, _ = service.communicate(timeout=SILENCE_S)
            fixture_server.stop()
    assert service.returncode == 0, said
    config = load(tmp_path)
    ledger = open_ledger(config.data / "ledger.db", readonly=True)
    try:
        runs = ledger.db.conn.execute("SELECT kind, state FROM run").fetchall()
    finally:
        ledger.close()
    assert runs == [("nightly", "complete")]
    assert len(box.letters) == 1 and box.recipients == [["watch@office.example.org"]]


def told_of_a_night(port: int) -> dict[str, object]:
    told = health_of(port)
    return told if told.get("last_complete") else {}


def health_of(port: int) -> dict[str, object]:
    try:
        return dict(requests.get(f"http://127.0.0.1:{port}/health", timeout=5).json())
    except requests.ConnectionError:
        return {}
