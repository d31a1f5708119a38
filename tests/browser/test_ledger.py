"""From the plan to the ledger and to the verdict: a channel that a script draws is watched, and
found out of date like any other.
"""

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from app.nightly import nightly
from config.folder import Config, load
from store.archive import open_archive
from store.clock import Clock
from tests.app.nights import Silence
from tests.browser import sites
from tests.crawler.fixture_server import FixtureServer

HOST = "hb.example"
BEGIN = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)
OFFICE = """
name = "某市政务公开办公室"
city = "某市"
[crawl]
delay_s = 0
second_look_s = 0.05
timeout_s = 5
workers = 1
[schedule]
reverify_on = ""
[network]
dns = {{ "{host}" = "127.0.0.1" }}
treat_as_public = ["127.0.0.1/32"]
"""
UNIT = """
id = "huanbao"
name = "环境保护局"
kind = "department"
[[sites]]
kind = "own"
url = "{home}"
[[channels]]
name = "通知公告"
url = "{channel}"
channel_class = "notice"
"""


def configured(folder: Path, fixture_server: FixtureServer) -> Config:
    (folder / "units").mkdir()
    (folder / "office.toml").write_text(OFFICE.format(host=HOST), encoding="utf-8")
    text = UNIT.format(home=fixture_server.url(HOST), channel=fixture_server.url(HOST, "/tzgg/"))
    (folder / "units" / "huanbao.toml").write_text(text, encoding="utf-8")
    return load(folder)


def verdicts(config: Config, night: int) -> dict[tuple[str, str], str]:
    inspection = nightly(config, Clock.set_to(BEGIN + timedelta(days=night)), Silence()).inspection
    return {
        (verdict.rule, verdict.subject): str(verdict.answer)
        for result in inspection.units
        for verdict in result.verdicts
    }


def test_a_channel_that_a_script_draws_is_judged_by_its_entries(tmp_path: Path) -> None:
    """Its newest entry is two years old. Read without a browser it would have been called empty,
    which it is not.
    """
    old = date(2024, 11, 1)
    rows = sites.rows(old)
    fixture_server = FixtureServer()
    page = sites.html(
        sites.frame(sites.FILL.format(api="/api/list.json")), ETag='"the-shell-never-changes"'
    )
    fixture_server.pages = {
        (HOST, "/"): sites.html(sites.article(1, BEGIN.date())),
        (HOST, "/tzgg/"): page,
        (HOST, "/api/list.json"): sites.data(rows),
    }
    fixture_server.pages |= {
        (HOST, row["url"]): sites.html(sites.article(n, old)) for n, row in enumerate(rows)
    }
    fixture_server.start(["127.0.0.1"])
    config = configured(tmp_path, fixture_server)
    subject = f"channel:{fixture_server.url(HOST, '/tzgg/')}"
    first = verdicts(config, 0)
    news = {"url": "/tzgg/new.html", "title": "关于新的环境影响评价的公告", "day": "2026-11-20"}
    fixture_server.pages[HOST, "/api/list.json"] = sites.data([news, *rows])
    second = verdicts(config, 1)
    fixture_server.stop()
    assert (first["stale_channel", subject], first["empty_channel", subject]) == (
        "problem",
        "clear",
    )
    assert (second["stale_channel", subject], second["empty_channel", subject]) == (
        "clear",
        "clear",
    )
    with closing(sqlite3.connect(config.data / "ledger.db")) as db:
        captures = db.execute(
            "SELECT capture.sha256, answer_sha256, rendered FROM capture JOIN page ON page.id = capture.page WHERE page.url = ?",
            (fixture_server.url(HOST, "/tzgg/"),),
        ).fetchall()
        assert db.execute(
            "SELECT etag FROM page WHERE url = ?", (fixture_server.url(HOST, "/tzgg/"),)
        ).fetchone() == ("",)
        assert db.execute("SELECT count(*) FROM item").fetchone() == (len(rows) + 1,)
    assert [rendered for _, _, rendered in captures] == [1, 1]
    assert "if-none-match" not in {
        name for _, path, headers in fixture_server.headers if path == "/tzgg/" for name in headers
    }
    archive = open_archive(config.data / "archive.db", readonly=True)
    assert rows[0]["title"].encode() in archive.get(captures[0][0])
    assert rows[0]["title"].encode() not in archive.get(
        captures[0][1]
    )  # what the server sent is kept beside it
    archive.close()
