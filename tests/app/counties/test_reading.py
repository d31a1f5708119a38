"""Five counties as they came home: two well, one torn, one too late, one of an older version; and
what else may come.
"""

import os
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from app.counties.reading import read_counties, read_county
from monitor.counties.county import CountyRead, CountyUnread, Unread
from monitor.counties.union import union
from monitor.report.write import read_material
from store.desk.desk import desk_path, open_desk
from store.desk.entries import DeskAction, DeskEntry, add_entry
from store.findings import open_findings
from store.ledger import open_ledger
from tests.app.counties.conftest import Home


def unread(home: Home, county: str = "qinghe", day: date | None = None) -> CountyUnread:
    [named] = [one for one in home.config.office.province.counties if one.id == county]
    found = read_county(home.config, named, day or home.day)
    assert isinstance(found, CountyUnread), found
    return found


def read(home: Home, county: str = "qinghe") -> CountyRead:
    found = read_counties(home.config, home.day).one(county)
    assert isinstance(found, CountyRead), found
    return found


def states(home: Home) -> dict[str, str]:
    return {
        one.county.id: one.because if isinstance(one, CountyUnread) else "read"
        for one in read_counties(home.config, home.day).all
    }


def files_of(folder: Path) -> dict[Path, tuple[int, bytes]]:
    return {
        path: (path.stat().st_mtime_ns, path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith(("-shm", "-wal"))
    }


def test_every_kind_of_county_is_told_as_what_it_is_and_none_is_touched(home: Home) -> None:
    before = files_of(home.counties)
    assert states(home) == {
        "qinghe": "read",
        "linshui": "read",
        "duanqiao": Unread.UNREADABLE,
        "chiwan": Unread.STALE,
        "jiuzhen": Unread.OTHER_VERSION,
    }
    assert files_of(home.counties) == before


def test_what_is_read_is_what_the_countys_own_papers_say(home: Home) -> None:
    told = read(home)
    assert told.material == read_material(home.counties / "qinghe")
    assert told.material.problems and told.line.counts
    assert told.line.counts.problems == len(told.material.problems)
    assert sum(n for _, what, n in told.turns if what == "opened") >= len(told.material.problems)


def test_of_what_was_not_read_no_number_is_told(home: Home) -> None:
    found = read_counties(home.config, home.day)
    together = union(found, home.config.office, home.day)
    assert [line.counts is None for line in found.lines] == [False, False, True, True, True]
    assert all(line.why.zh and line.why.en for line in together.unread)
    assert {unit.id.partition("/")[0] for unit in together.units} == {"qinghe", "linshui"}


def test_the_advice_is_the_provinces_and_not_that_of_ones_own_files(home: Home) -> None:
    """Who followed “gongkai restore latest” here would restore another folder."""
    for county in ("duanqiao", "jiuzhen"):
        detail = unread(home, county).detail
        assert str(home.counties / county) in detail.zh
        assert "restore" not in detail.en and "nightly" not in detail.en


def test_nothing_there(home: Home) -> None:
    shutil.rmtree(home.counties / "qinghe")
    assert unread(home).because is Unread.MISSING


def test_without_its_desk_nobody_knows_what_is_secret(home: Home) -> None:
    desk_path(home.counties / "qinghe").unlink()
    assert unread(home).because is Unread.NO_DESK


def test_a_desk_of_another_version(home: Home) -> None:
    with closing(sqlite3.connect(desk_path(home.counties / "qinghe"))) as desk, desk:
        desk.execute("INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('desk', 'of_2030', '')")  # fmt: skip
    assert unread(home).because is Unread.OTHER_VERSION


def test_a_torn_desk(home: Home) -> None:
    path = desk_path(home.counties / "qinghe")
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert unread(home).because is Unread.UNREADABLE


def test_reports_that_did_not_come(home: Home) -> None:
    shutil.rmtree(home.counties / "qinghe" / "reports")
    assert unread(home).because is Unread.NO_NIGHT


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"office": 1}'])
def test_a_report_cut_short(home: Home, body: bytes) -> None:
    [report] = (home.counties / "qinghe").glob("reports/*/inspection.json")
    report.write_bytes(body)
    assert unread(home).because is Unread.UNREADABLE


def test_reports_of_an_earlier_night_than_the_ledgers(home: Home) -> None:
    """What was found repaired since would be told as open."""
    [report] = (home.counties / "qinghe").glob("reports/*/inspection.json")
    earlier = (home.day - timedelta(days=1)).isoformat()
    report.write_text(report.read_text("utf-8").replace(home.day.isoformat(), earlier), "utf-8")
    report.parent.rename(report.parents[1] / earlier)
    found = unread(home)
    assert found.because is Unread.MIXED and home.day.isoformat() in found.detail.zh


def test_a_night_that_is_still_to_come(home: Home) -> None:
    assert unread(home, day=home.day - timedelta(days=1)).because is Unread.MIXED


def test_it_becomes_stale_as_days_pass(home: Home) -> None:
    limit = home.config.office.province.stale_after_days
    [named, *_] = home.config.office.province.counties
    assert isinstance(read_county(home.config, named, home.day + timedelta(days=limit)), CountyRead)
    assert unread(home, day=home.day + timedelta(days=limit + 1)).because is Unread.STALE


def test_what_is_held_to_be_secret_since_the_night_is_told_by_its_number(home: Home) -> None:
    with closing(open_ledger(home.counties / "qinghe" / "ledger.db", readonly=True)) as ledger:
        secret = open_findings(ledger)[0]
    before = read(home).material
    entry = DeskEntry(
        secret.id, 0, DeskAction.SECRECY_ACCEPTED, "涉密", "lisi", "李四",
        datetime(2026, 11, 20, 2, tzinfo=UTC), day=home.day + timedelta(days=30),
    )  # fmt: skip
    add_entry(open_desk(home.counties / "qinghe"), entry)
    told = read(home)
    assert told.line.counts and told.line.counts.secret == 1
    assert len(told.material.problems) == len(before.problems) - 1
    together = union(read_counties(home.config, home.day), home.config.office, home.day)
    assert secret.sentence_zh.encode() not in together.model_dump_json().encode()


def test_a_folder_that_may_not_be_written(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """As another user's, or a disk mounted read-only: nothing is left beside the copies."""
    for path in home.counties.rglob("*-*"):
        if path.name.endswith(("-shm", "-wal")):
            path.unlink()
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    assert states(home)["qinghe"] == "read"
    assert not [path for path in home.counties.rglob("*") if path.name.endswith(("-shm", "-wal"))]


def test_a_folder_that_may_not_be_looked_into(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(path: Path) -> bool:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "exists", refused)
    found = unread(home)
    assert found.because is Unread.UNREADABLE and "Permission denied" in found.detail.en
