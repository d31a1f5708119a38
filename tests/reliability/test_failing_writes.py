"""The Nth write fails, for every N and in four ways (docs/faults.md M2): nothing half-written,
nothing acknowledged lost, and the same work, done again, ends as if nothing had happened.
"""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path

import pytest

import store.sqlite_file
from config.errors import StoreFailed
from store.archive import open_archive
from store.capture.file import CaptureFile, CrawlPlan, StoredVisit
from store.findings import Change, FindingTurn, apply
from store.ledger import Ledger, open_ledger
from store.merge.merge import merge
from store.outbox import MessageKind, NewMessage, Telling, compose
from store.outcomes import Outcome
from store.records import Finding, FrontierRow, Purpose, Visit
from store.verdicts import VerdictRow
from tests.monitor.report.sample import FINDINGS
from tests.reliability.faulty_sqlite import MODES, Mode, disk, faulty_files
from tests.reliability.promises import FAULTY_WRITES
from tests.reliability.rows import row
from tests.reliability.scales import scales
from tests.store.nights import FIRST_NIGHT, HOME, NEWS, City, Saw, a_list, entry, reading

DAY = date(2012, 3, 2)
PAGES = 12


@dataclass(frozen=True)
class Work:
    """Work of the store: what is there before, the work itself, what must hold after a fault, and
    at the very end.
    """

    name: str
    prepare: Callable[[Path], None]
    do: Callable[[Path, list[str]], None]  # acknowledged steps are appended
    check: Callable[
        [Path, list[str], bool], list[str]
    ]  # (folder, acknowledged, power was lost) -> what is wrong
    is_whole: Callable[[Path], list[str]]


@scales(few=13, soak=1)
def test_m2_the_nth_write_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int, is_soak: bool
) -> None:
    """`size`: every how many-th point is tried."""
    with row(
        FAULTY_WRITES.fault,
        FAULTY_WRITES.what,
        soak=is_soak,
        seeds="every point" if is_soak else f"every {size}th",
    ) as counted:
        points = []
        for work in (PAGE, MERGE, TELL):
            before = tmp_path / f"{work.name}-before"
            before.mkdir()
            work.prepare(before)
            writes = _writes_of(work, before, tmp_path / "counted", monkeypatch)
            points.append(f"{work.name} {writes}")
            for mode in MODES:
                for fail_at in range(1 + MODES.index(mode) % size, writes + 1, size):
                    folder = tmp_path / "now"
                    shutil.copytree(before, folder)
                    counted.point(
                        *(
                            f"{work.name}, {mode} at {fail_at}: {bad}"
                            for bad in _tried(work, folder, mode, fail_at, monkeypatch)
                        )
                    )
                    shutil.rmtree(folder)
        counted.note = "writes, syncs and truncations of one run: " + ", ".join(points)


def _writes_of(work: Work, before: Path, folder: Path, patch: pytest.MonkeyPatch) -> int:
    shutil.copytree(before, folder)
    acknowledged: list[str] = []
    with faulty_files(patch):
        disk.arm("EIO", 1 << 30)
        work.do(folder, acknowledged)
        count = disk.operations
        disk.arm("EIO", 0)
    assert not work.check(folder, acknowledged, False) and not work.is_whole(folder)
    shutil.rmtree(folder)
    return count


def _tried(
    work: Work, folder: Path, mode: Mode, fail_at: int, patch: pytest.MonkeyPatch
) -> list[str]:
    acknowledged: list[str] = []
    with faulty_files(patch):
        disk.arm(mode, fail_at)
        with suppress(StoreFailed):  # in words, as promised
            work.do(folder, acknowledged)
        power_lost = disk.is_without_power
        disk.arm("EIO", 0)
    if power_lost:
        for index in folder.glob("*-shm"):
            index.unlink()  # memory: gone with the power
    wrong = [*_damaged(folder), *work.check(folder, acknowledged, power_lost)]
    work.do(folder, [])
    return wrong + work.is_whole(folder)


def _damaged(folder: Path) -> list[str]:
    found = []
    for path in [*folder.glob("*.db"), *folder.glob("*.sqlite")]:
        with closing(sqlite3.connect(path)) as db:
            said = db.execute("PRAGMA integrity_check").fetchone()[0]
            found += [f"{path.name}: {said}"] if said != "ok" else []
            found += (
                [f"{path.name}: foreign key"]
                if db.execute("PRAGMA foreign_key_check").fetchone()
                else []
            )
    return found


# --- the page transaction


def _prepare_pages(folder: Path) -> None:
    rows = [FrontierRow(f"http://h/{n}", Purpose.PAGE, "main") for n in range(PAGES)]
    CaptureFile.create(
        folder / "u.sqlite",
        CrawlPlan.new("2012-03-02", "u", "nightly", FIRST_NIGHT, "office"),
        rows,
    ).close()


def _record_pages(folder: Path, acknowledged: list[str]) -> None:
    with CaptureFile.open(folder / "u.sqlite") as file:
        while taken := file.take():
            url = taken.row.url
            body = url.encode() * 400
            visit = Visit(
                url, FIRST_NIGHT, Outcome.OPEN, status=200, sha256=sha256(body).hexdigest()
            )
            stored = StoredVisit(visit, Purpose.PAGE, "main", "", 1, "", reading(url), True, ())
            found = (
                [FrontierRow(f"{url}/found", Purpose.ITEM, "main")] if "found" not in url else []
            )
            file.record(taken, [(stored, body)], state="done", discovered=found)
            acknowledged.append(url)
        if file.end() is None:
            file.finish()


def _pages_are_consistent(folder: Path, acknowledged: list[str], power_lost: bool) -> list[str]:
    """Each page whole or not at all. Power may take the last pages with it (synchronous=NORMAL), a
    refusal none.
    """
    with closing(sqlite3.connect(folder / "u.sqlite")) as db:
        visits = [url for (url,) in db.execute("SELECT url FROM visit ORDER BY seq")]
        done = {url for (url,) in db.execute("SELECT url FROM frontier WHERE state = 'done'")}
        all_rows = {url for (url,) in db.execute("SELECT url FROM frontier")}
        facts = db.execute("SELECT count(*) FROM facts").fetchone()[0]
        bodies = db.execute("SELECT count(*) FROM capture").fetchone()[0]
    wrong = []
    if len(visits) != len(set(visits)) or set(visits) != done or not facts == bodies == len(visits):
        wrong.append(
            f"half a page: {len(visits)} visits, {len(done)} done, {facts} facts, {bodies} bodies"
        )
    if any(f"{url}/found" not in all_rows for url in visits if "found" not in url):
        wrong.append("a page without its links")
    if power_lost and visits != acknowledged[: len(visits)] and visits[:-1] != acknowledged:
        wrong.append("pages lost from the middle")
    if not power_lost and not set(acknowledged) <= set(visits):
        wrong.append("an acknowledged page lost")
    return wrong


def _all_pages(folder: Path) -> list[str]:
    with CaptureFile.open(folder / "u.sqlite") as file:
        end = file.end()
        return (
            []
            if end and (end.state, end.done, end.discovered) == ("complete", 2 * PAGES, 2 * PAGES)
            else [f"not whole: {end}"]
        )


PAGE = Work("pages", _prepare_pages, _record_pages, _pages_are_consistent, _all_pages)


# --- the merge


def _prepare_merge(folder: Path) -> None:
    city = City(folder)
    first, second = (
        a_list(*(entry(f"通知{n}", date(2012, 2, 20), n) for n in range(start, start + 6)))
        for start in (0, 3)
    )
    news = partial(Saw, NEWS, purpose=Purpose.CHANNEL, title="工作动态")
    city.night(0, Saw(HOME, reading("首页")), news(first))
    run = city.begin(1)
    articles = [
        Saw(f"{NEWS}t{n}.html", reading(f"第{n}篇"), purpose=Purpose.ITEM, channel_url=NEWS)
        for n in range(8)
    ]
    city.write(run, [Saw(HOME, reading("首页变了")), news(second), *articles]).close()
    city.close()
    (folder / "2.sqlite").rename(folder / "next.sqlite")
    (folder / "1.sqlite").unlink()


def _merge(folder: Path, acknowledged: list[str]) -> None:
    # The crawl itself is the first work's business; here its finished file is only read.
    with (
        closing(open_ledger(folder / "ledger.db")) as ledger,
        closing(open_archive(folder / "archive.db")) as archive,
    ):
        with CaptureFile.open(folder / "next.sqlite") as file:
            merge(file, ledger, archive)
        acknowledged.append("merged")


def _merge_is_all_or_nothing(folder: Path, acknowledged: list[str], power_lost: bool) -> list[str]:
    with closing(sqlite3.connect(folder / "ledger.db")) as db:
        is_merged = db.execute("SELECT count(*) FROM unit_run").fetchone()[0] == 2
        looks = db.execute("SELECT count(*) FROM span").fetchone()[0]
        names = [name for (name,) in db.execute("SELECT sha256 FROM capture")]
    wrong = (
        []
        if looks == (12 if is_merged else 2)
        else [f"half a merge: {looks} spans, merged: {is_merged}"]
    )
    if acknowledged and not is_merged:
        wrong.append("an acknowledged merge lost")
    with closing(open_archive(folder / "archive.db", readonly=True)) as archive:
        wrong += [f"{name}: {bad}" for name in names if (bad := _missing(archive.get, name))]
    return wrong


def _missing(get: Callable[[str], bytes], name: str) -> str:
    try:
        get(name)
    except Exception as error:
        return str(error)
    return ""


def _is_merged(folder: Path) -> list[str]:
    return _merge_is_all_or_nothing(folder, ["merged"], False)


MERGE = Work("merge", _prepare_merge, _merge, _merge_is_all_or_nothing, _is_merged)


# --- findings, and what is told of them


def _prepare_findings(folder: Path) -> None:
    city = City(folder)
    city.begin(0)
    city.close()


def _judge_and_tell(folder: Path, acknowledged: list[str]) -> None:
    with closing(open_ledger(folder / "ledger.db")) as ledger:
        for finding in FINDINGS:
            if not _known(ledger, finding.unit):
                _open(ledger, finding)
            acknowledged.append(finding.unit)
        told = tuple(
            Telling(id_, 0, MessageKind.OPENED)
            for (id_,) in ledger.db.conn.execute("SELECT id FROM finding ORDER BY id").fetchall()
        )
        compose(
            ledger,
            [NewMessage("leader", DAY.isoformat(), DAY, "通报", "正文" * 500, told)],
            now=FIRST_NIGHT,
        )
        acknowledged.append("told")


def _known(ledger: Ledger, unit: str) -> bool:
    return (
        ledger.db.conn.execute("SELECT 1 FROM finding WHERE unit = ?", (unit,)).fetchone()
        is not None
    )


def _open(ledger: Ledger, finding: Finding) -> None:
    new = replace(finding, id=0)
    answer = VerdictRow(new.rule, new.subject, "problem", "", "problem", "", False, "", "")
    with ledger.transaction():
        ledger.record_verdicts(new.unit, [answer], run_id=DAY.isoformat(), day=DAY)
        apply(ledger, [Change(FindingTurn.OPENED, new, DAY.isoformat(), DAY)])


def _findings_are_whole(folder: Path, acknowledged: list[str], power_lost: bool) -> list[str]:
    """synchronous=FULL: what was acknowledged survives even the power."""
    with closing(sqlite3.connect(folder / "ledger.db")) as db:
        units = {unit for (unit,) in db.execute("SELECT unit FROM finding")}
        judged = {unit for (unit,) in db.execute("SELECT unit FROM verdict")}
        events = db.execute("SELECT count(DISTINCT finding) FROM finding_event").fetchone()[0]
        messages, told = (
            db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in ("message", "telling")
        )
    wrong = (
        []
        if units == judged and events == len(units)
        else [f"half a finding: {len(units)}, {len(judged)} verdicts, {events} events"]
    )
    if (messages, told) not in ((0, 0), (1, len(FINDINGS))):
        wrong.append(f"half a message: {messages} with {told} tellings")
    if lost := set(acknowledged) - units - ({"told"} if messages else set()):
        wrong.append(f"acknowledged and lost: {sorted(lost)}")
    return wrong


def _all_told(folder: Path) -> list[str]:
    return _findings_are_whole(folder, [*(finding.unit for finding in FINDINGS), "told"], False)


TELL = Work("findings", _prepare_findings, _judge_and_tell, _findings_are_whole, _all_told)


def test_the_disk_would_catch_a_store_that_does_not_sync(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The harness itself: a ledger that trusts the cache loses acknowledged findings with the
    power, and that is seen.
    """
    carefully = store.sqlite_file._make_ours

    def carelessly(connection: sqlite3.Connection, *rest: object) -> None:
        carefully(connection, *rest)  # type: ignore[arg-type]
        connection.execute("PRAGMA synchronous = OFF")

    monkeypatch.setattr(store.sqlite_file, "_make_ours", carelessly)
    before = tmp_path / "before"
    before.mkdir()
    TELL.prepare(before)
    seen = []
    for fail_at in range(5, 100, 7):
        folder = tmp_path / "now"
        shutil.copytree(before, folder)
        seen += _tried(TELL, folder, "dropped", fail_at, monkeypatch)
        shutil.rmtree(folder)
    assert any(
        "acknowledged and lost" in bad or "half a" in bad or "malformed" in bad for bad in seen
    )
