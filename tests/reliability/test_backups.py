"""Backups and their way back (docs/faults.md M10): proven when made, proven again before they
replace anything.
"""

import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from time import monotonic, sleep

import pytest
from typer.testing import CliRunner

from app.cli import app
from app.data_folder import backup_folder, open_data_folder
from app.exports.restoring import chosen, put_back
from app.night.lock import held
from app.office_config import opened_config
from app.service.backing_up import back_up
from config.errors import AlreadyRunning, ConfigRefused, GongkaiError, NotFound, StoreFailed
from config.folder import Config, load
from store.archive import open_archive
from store.backup.backup import backups_in
from store.backup.restore import STAGING, finish_interrupted
from store.ledger import open_ledger
from tests.reliability.offices import office
from tests.reliability.promises import FLIPPED, FLIPPED_BACKUP, KILL_RESTORE, KILL_RESTORE_OFFICE
from tests.reliability.rows import row
from tests.reliability.scales import scales
from tests.store.nights import HOME, NEWS, City, Saw, a_list, entry, reading
from tests.waiting import waited

NOW = datetime(2026, 11, 23, 21, 30, tzinfo=UTC)
FLIPS = 200
ROOT = Path(__file__).parents[2]


@pytest.fixture
def config(tmp_path: Path) -> Config:
    """An office with three nights on record."""
    loaded = load(office(tmp_path / "office", {"shuiliju": HOME}, {}))
    fill(loaded.data, nights=3)
    return loaded


def fill(data: Path, nights: int, pages: int = 12) -> None:
    data.mkdir(parents=True, exist_ok=True)
    city = City(data)
    for night in range(nights):
        rows = [entry(f"第{night}夜的通知{n}", None, f"{night}-{n}") for n in range(pages)]
        articles = [
            Saw(f"{NEWS}t{night}-{n}.html", reading(f"{night}夜第{n}篇" * 20)) for n in range(pages)
        ]
        city.night(
            night,
            Saw(HOME, reading(f"首页{night}")),
            Saw(NEWS, a_list(*rows), title="工作动态"),
            *articles,
        )
    city.close()
    for capture in data.glob("*.sqlite"):
        capture.unlink()


def counts(path: Path) -> dict[str, int]:
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as db:
        tables = [
            name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        return {
            table: db.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0] for table in tables
        }


def test_a_backup_holds_everything_and_comes_back(config: Config) -> None:
    before = {name: counts(config.data / name) for name in ("ledger.db", "archive.db")}
    backup = back_up(config, NOW)
    assert {database.name: database.rows for database in backup.manifest.databases} == before
    assert sorted(file.name for file in backup.manifest.config) == [
        "office.toml",
        "units/shuiliju.toml",
    ]
    assert [
        path.stat().st_mode & 0o077 for path in (backup.path.parent, *backup.path.glob("*.db"))
    ] == [0, 0, 0]

    fill(config.data, nights=1)
    (config.data / "captures" / "2030-01-01").mkdir(parents=True)
    began = monotonic()
    outcome = put_back(chosen(config.folder, "latest"), config.folder)
    assert monotonic() - began < 60
    assert {name: counts(config.data / name) for name in before} == before
    replaced = outcome.restored.replaced
    assert replaced is not None and counts(replaced / "ledger.db")["run"] == 4
    assert (replaced / "captures" / "2030-01-01").is_dir(), (
        "files of runs that the restored ledger does not know stand aside"
    )
    with open_data_folder(config) as house:
        house.ledger.verify()
        for (name,) in house.ledger.db.conn.execute("SELECT sha256 FROM capture"):
            house.archive.get(name)


def test_a_backup_can_be_made_while_a_night_writes(config: Config) -> None:
    with held(config.data, "night"), open_data_folder(config) as house, house.ledger.transaction():
        house.ledger.db.conn.execute(
            "INSERT INTO canary (run_id, at, good, details) VALUES ('2012-03-02', '2026-11-23T21:30:00Z', 1, '')"
        )
        backup = back_up(config, NOW)
    assert backup.manifest.database("ledger.db").rows["canary"] == 0  # type: ignore[union-attr]
    assert counts(config.data / "ledger.db")["canary"] == 1


def test_fourteen_are_kept_and_a_wrong_clock_deletes_none_of_the_newest(config: Config) -> None:
    for number in range(16):
        back_up(
            config,
            NOW + timedelta(days=number) if number != 15 else datetime(1970, 1, 1, tzinfo=UTC),
        )
    kept = backups_in(backup_folder(config.office, config.folder))
    assert [backup.number for backup in kept] == list(range(3, 17))
    assert kept[-1].manifest.made_at.year == 1970
    assert not list(kept[-1].path.parent.glob(".being-made*"))


def test_a_backup_that_was_killed_leaves_nothing_that_looks_like_one(config: Config) -> None:
    folder = backup_folder(config.office, config.folder)
    (folder / ".being-made-0001").mkdir(parents=True)
    (folder / ".being-made-0001" / "ledger.db").write_bytes(b"half")
    (folder / "0009-20261101T000000Z").mkdir()
    assert backups_in(folder) == []
    assert back_up(config, NOW).number == 1
    assert not list(folder.glob(".being-made*"))


def test_every_database_of_ours_is_taken_and_nobody_elses(config: Config) -> None:
    for name, application_id in (("desk.db", 0x676B646B), ("other.db", 0x12345678)):
        with closing(sqlite3.connect(config.data / name)) as db:
            db.execute(f"PRAGMA application_id = {application_id}")
            db.execute("CREATE TABLE t (x)")
    (config.data / "text.db").write_text("no database at all")
    assert [database.name for database in back_up(config, NOW).manifest.databases] == [
        "ledger.db",
        "archive.db",
        "desk.db",
    ]


def test_nothing_to_back_up_and_no_such_backup_are_said(tmp_path: Path) -> None:
    empty = load(office(tmp_path / "office", {"a": HOME}, {}))
    with pytest.raises(NotFound, match="nothing to back up"):
        back_up(empty, NOW)
    with pytest.raises(NotFound, match="no backup 7"):
        chosen(empty.folder, "7")


@pytest.mark.parametrize("what", ["night", "schedule", "backup"])
def test_a_restore_waits_for_nobody(config: Config, what: str) -> None:
    backup = back_up(config, NOW)
    fill(config.data, nights=1)
    with held(config.data, what), pytest.raises(AlreadyRunning) as refused:
        put_back(backup, config.folder)
    assert str(os.getpid()) in refused.value.words.zh
    assert counts(config.data / "ledger.db")["run"] == 4, "nothing was replaced"


def test_the_offices_files_come_back_where_they_are_gone_or_where_it_is_asked(
    config: Config,
) -> None:
    backup, written = back_up(config, NOW), (config.folder / "office.toml").read_text()
    (config.folder / "office.toml").write_text(written.replace("某市", "别市"))
    assert put_back(backup, config.folder).restored.config == ()
    assert load(config.folder).office.city == "别市"
    put_back(backup, config.folder, with_config=True)
    assert load(config.folder).office.city == "某市"
    lost = config.folder.parent / "new machine"
    away = config.folder.parent / "disk"
    shutil.copytree(backup.path, away)
    outcome = put_back(chosen(lost, str(away)), lost)
    assert load(lost).units[0].id == "shuiliju" and outcome.data == lost / "data"
    assert counts(lost / "data" / "ledger.db")["run"] == 3


def test_an_altered_file_of_the_office_is_refused_before_anything_is_moved(config: Config) -> None:
    backup = back_up(config, NOW)
    altered = backup.path / "config" / "office.toml"
    altered.write_text(altered.read_text().replace("某市", "别市"))
    before, office = snapshot(config.data), snapshot(config.folder)
    with pytest.raises(StoreFailed):
        put_back(backup, config.folder, with_config=True)
    assert (snapshot(config.data), snapshot(config.folder)) == (before, office)


def test_on_a_new_machine_nothing_is_left_of_a_backup_that_was_refused(config: Config) -> None:
    backup = back_up(config, NOW)
    (backup.path / "ledger.db").write_bytes(b"altered")
    lost = config.folder.parent / "new machine"
    with pytest.raises(StoreFailed):
        put_back(chosen(lost, str(backup.path)), lost)
    assert not list(lost.rglob("*.toml"))


def test_a_folder_that_cannot_be_listed_is_not_one_without_backups(tmp_path: Path) -> None:
    (tmp_path / "backups").write_text("no folder")
    with pytest.raises(StoreFailed, match="backups"):
        backups_in(tmp_path / "backups")


def test_an_archive_without_its_ledger_is_no_backup(config: Config) -> None:
    backup = back_up(config, NOW)
    manifest = json.loads((backup.path / "manifest.json").read_text())
    manifest["databases"] = [one for one in manifest["databases"] if one["name"] != "ledger.db"]
    assert manifest["databases"]
    (backup.path / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(StoreFailed):
        put_back(chosen(config.folder, str(backup.path)), config.folder)


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir])
def test_a_manifest_that_is_no_file_is_not_waited_for(
    config: Config, make: Callable[[Path], None]
) -> None:
    backup = back_up(config, NOW)
    (backup.path / "manifest.json").unlink()
    make(backup.path / "manifest.json")
    with pytest.raises(StoreFailed):
        chosen(config.folder, str(backup.path))


# --- a backup is untrusted input


def hostile(change: str) -> dict[str, object]:
    changes: dict[str, dict[str, object]] = {
        "a name that climbs": {"name": "../../evil.db"},
        "an absolute name": {"name": "/tmp/evil.db"},
        "a folder in the name": {"name": "a/ledger.db"},
        "another size": {"bytes": 1},
        "another hash": {"sha256": "0" * 64},
        "another count": {"rows": {"run": 99}},
        "no such file": {"name": "desk.db"},
        "an unknown key": {"run": "rm"},
        "a petabyte": {"bytes": 1 << 50},
        "a negative size": {"bytes": -1},
        "another schema": {"migrations": []},
    }
    return changes[change]


@pytest.mark.parametrize(
    "change",
    [
        *(
            "a name that climbs",
            "an absolute name",
            "a folder in the name",
            "another size",
            "another hash",
            "another count",
        ),
        *("no such file", "an unknown key", "a petabyte", "a negative size", "another schema"),
    ],
)
def test_a_hostile_manifest_is_refused_in_words_and_changes_nothing(
    config: Config, change: str
) -> None:
    backup = back_up(config, NOW)
    manifest = json.loads((backup.path / "manifest.json").read_text())
    manifest["databases"][0] |= hostile(change)
    (backup.path / "manifest.json").write_text(json.dumps(manifest))
    before = snapshot(config.data)
    with pytest.raises((StoreFailed, NotFound)):
        put_back(chosen(config.folder, str(backup.path)), config.folder)
    assert snapshot(config.data) == before


@pytest.mark.parametrize(
    "kind",
    [
        "link to a file",
        "link to the folder's own ledger",
        "pipe",
        "folder",
        "manifest that is a link",
        "twice",
    ],
)
def test_links_pipes_and_folders_are_no_databases(config: Config, kind: str) -> None:
    backup = back_up(config, NOW)
    target, manifest = backup.path / "ledger.db", backup.path / "manifest.json"
    if kind == "manifest that is a link":
        shutil.copy(manifest, config.folder / "m.json")
        manifest.unlink()
        manifest.symlink_to(config.folder / "m.json")
    elif kind == "twice":
        written = json.loads(manifest.read_text())
        written["databases"].append(written["databases"][0])
        manifest.write_text(json.dumps(written))
    else:
        shutil.copy(target, config.folder / "elsewhere.db")
        target.unlink()
        replacements: dict[str, Callable[[], None]] = {
            "link to a file": lambda: target.symlink_to(config.folder / "elsewhere.db"),
            "link to the folder's own ledger": lambda: target.symlink_to(config.data / "ledger.db"),
            "pipe": lambda: os.mkfifo(target),
            "folder": target.mkdir,
        }
        replacements[kind]()
    before = snapshot(config.data)
    with pytest.raises(StoreFailed):
        put_back(chosen(config.folder, str(backup.path)), config.folder)
    assert snapshot(config.data) == before


def test_a_backup_of_a_newer_program_is_refused(config: Config) -> None:
    with closing(sqlite3.connect(config.data / "ledger.db")) as db:
        db.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('ledger', 'of_tomorrow', '2030')"
        )
        db.commit()
    backup = back_up(config, NOW)
    with pytest.raises(StoreFailed, match=r"newer version.*of_tomorrow"):
        put_back(backup, config.folder)


def snapshot(data: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in data.glob("*.db*")} | {
        path.name: b"" for path in data.iterdir() if path.is_dir()
    }


# --- damage


@scales(few=8, soak=50)
def test_m10_flipped_bytes_are_never_wrong_counts(
    config: Config, tmp_path: Path, size: int, is_soak: bool
) -> None:
    """In half of the copies all the bytes at once, in the others one by one: what hides best is a
    single one.
    """
    fill(config.data, nights=3, pages=60)
    for name, opened in (("ledger.db", open_ledger), ("archive.db", open_archive)):
        with closing(sqlite3.connect(config.data / name)) as db:
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        closing(opened(config.data / name)).__exit__()
    raw = {name: (config.data / name).read_bytes() for name in ("ledger.db", "archive.db")}
    truth = {name: counts(config.data / name) for name in raw}
    rng, refused = random.Random(2012), 0
    with row(FLIPPED.fault, FLIPPED.what, soak=is_soak, seeds=2012) as counted:
        for copy in range(size):
            name = "ledger.db" if copy % 4 else "archive.db"
            for positions in _flips(rng, len(raw[name]), together=copy % 2 == 0):
                path = tmp_path / f"copy{copy}" / name
                path.parent.mkdir(exist_ok=True)
                path.write_bytes(flipped(raw[name], positions, rng))
                problem = _accepted_wrongly(path, truth[name])
                refused += problem is None
                counted.point(problem or "")
                shutil.rmtree(path.parent)
        counted.note = f"{refused:,} refused, the others' counts right"
        assert refused >= size // 2


def _flips(rng: random.Random, length: int, *, together: bool) -> Iterator[list[int]]:
    positions = [rng.randrange(length) for _ in range(FLIPS)]
    yield from [positions] if together else ([position] for position in positions[: FLIPS // 8])


def flipped(raw: bytes, positions: list[int], rng: random.Random) -> bytes:
    changed = bytearray(raw)
    for position in positions:
        changed[position] ^= 1 << rng.randrange(8)
    return bytes(changed)


def _accepted_wrongly(path: Path, truth: dict[str, int]) -> str | None:
    """None: refused in words, by reader and writer. "": accepted, and every count is right."""
    opened = open_ledger if path.name == "ledger.db" else open_archive
    refusals = 0
    for readonly in (True, False):
        try:
            opened(path, readonly=readonly).close()
        except GongkaiError as error:
            refusals += 1
            assert "gongkai" in error.words.zh and "gongkai" in error.words.en, "no repair is named"
    if refusals == 2 or (refusals == 1 and path.name == "archive.db"):
        return None  # a reader of the archive verifies each body by its name instead
    return "" if counts(path) == truth else f"{path.name}: counts differ"


@scales(few=10, soak=100)
def test_m10_a_flipped_backup_is_refused(
    config: Config, tmp_path: Path, size: int, is_soak: bool
) -> None:
    backup, rng = back_up(config, NOW), random.Random(7)
    before = snapshot(config.data)
    with row(FLIPPED_BACKUP.fault, FLIPPED_BACKUP.what, soak=is_soak, seeds=7) as counted:
        for _ in range(size):
            target = rng.choice(sorted(backup.path.glob("*.db")))
            raw = target.read_bytes()
            target.write_bytes(flipped(raw, [rng.randrange(len(raw))], rng))
            try:
                put_back(backup, config.folder)
                problem = "a flipped byte was restored"
            except StoreFailed:
                problem = (
                    "" if snapshot(config.data) == before else "refused, and yet something changed"
                )
            counted.point(problem)
            target.write_bytes(raw)
        put_back(backup, config.folder)


@pytest.mark.parametrize("damage", ["empty", "cut", "text", "another program's", "gone"])
def test_a_lost_or_foreign_ledger_is_no_new_beginning(config: Config, damage: str) -> None:
    path = config.data / "ledger.db"
    for beside in config.data.glob("ledger.db-*"):
        beside.unlink()
    if damage == "gone":
        path.unlink()
    elif damage == "another program's":
        path.unlink()
        with closing(sqlite3.connect(path)) as db:
            db.execute("CREATE TABLE t (x)")
    else:
        path.write_bytes(
            {"empty": b"", "cut": path.read_bytes()[:10_000], "text": b"hello" * 1000}[damage]
        )
    with pytest.raises(StoreFailed) as refused, open_data_folder(config):
        pass
    assert (
        "gongkai restore" in refused.value.words.zh and "gongkai restore" in refused.value.words.en
    )


def test_a_data_folder_that_is_gone_while_backups_lie_elsewhere_is_no_new_beginning(
    config: Config,
) -> None:
    """An unmounted disk."""
    written = (config.folder / "office.toml").read_text()
    (config.folder / "office.toml").write_text(f'storage.backups = "copies"\n{written}')
    elsewhere = load(config.folder)
    back_up(elsewhere, NOW)
    shutil.rmtree(config.data)
    with pytest.raises(StoreFailed) as refused, open_data_folder(elsewhere):
        pass
    assert "copies" in refused.value.words.zh and not (config.data / "ledger.db").exists()
    shutil.rmtree(config.folder / "copies")
    with open_data_folder(elsewhere):
        assert (config.data / "ledger.db").exists(), "a first night is one"


@pytest.mark.parametrize("command", [["alert"], ["alert", "--dry-run"], ["backup", "--list"]])
def test_where_there_is_no_data_a_command_says_where_it_looked(
    command: list[str], tmp_path: Path
) -> None:
    folder = office(tmp_path / "office", {"a": HOME}, {})
    done = CliRunner().invoke(app, [*command, "--config", str(folder)])
    told = done.exception.words.zh if isinstance(done.exception, GongkaiError) else done.output
    assert str(folder / "data") in told and "没有待发送" not in told


# --- a restore that is killed

RESTORE = """
import sys
from pathlib import Path
from app.exports.restoring import chosen, put_back
print("begin", flush=True)
put_back(chosen(Path(sys.argv[1]), "latest"), Path(sys.argv[1]))
"""


@scales(few=3, soak=40)
def test_m10_a_killed_restore_is_the_old_data_or_the_backup(
    config: Config, size: int, is_soak: bool
) -> None:
    back_up(config, NOW)
    fill(config.data, nights=1)
    mine = {name: counts(config.data / name) for name in ("ledger.db", "archive.db")}
    theirs = {
        database.name: database.rows
        for database in chosen(config.folder, "latest").manifest.databases
    }
    keep = config.folder.parent / "keep"
    shutil.copytree(config.data, keep)
    rng, carried = random.Random(11), 0
    with row(KILL_RESTORE.fault, KILL_RESTORE.what, soak=is_soak, seeds=11) as counted:
        for number in range(size):
            with subprocess.Popen(
                [sys.executable, "-c", RESTORE, str(config.folder)],
                stdout=subprocess.PIPE,
                cwd=ROOT,
            ) as restoring:
                assert restoring.stdout is not None
                restoring.stdout.readline()
                if number % 2:
                    sleep(rng.uniform(0, 0.15))
                else:  # in the middle of the move
                    plan = config.data / STAGING / "plan.json"
                    waited(partial(_is_moving, plan, restoring), every_s=0.0001)
                restoring.send_signal(signal.SIGKILL)
            carried += finish_interrupted(config.data)
            with open_data_folder(config) as house:
                house.ledger.verify()
            now = {name: counts(config.data / name) for name in mine}
            counted.point("" if now in (mine, theirs) else "a mixture of old and restored data")
            shutil.rmtree(config.data)
            shutil.copytree(keep, config.data)
        counted.note = f"{carried} were killed in the move and carried to its end"


KILLED_AT = """
import os, shutil, signal, sys
from pathlib import Path
from app.exports.restoring import chosen, put_back

folder, count = Path(sys.argv[1]), int(sys.argv[2])
STEPS = {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "open", "shutil.rmtree"}

def watch(event, details):
    global count
    if event not in STEPS or not any(str(folder) in str(each) for each in details):
        return
    if event == "open" and "w" not in str(details[1]) and "x" not in str(details[1]):
        return
    count -= 1
    if count < 0:
        os.kill(os.getpid(), signal.SIGKILL)

backup = chosen(folder, sys.argv[3])
sys.addaudithook(watch)
put_back(backup, folder, with_config=True)
print(count)
"""
WHOLE = 1 << 30


@scales(few=8, soak=200)
def test_m10_a_killed_restore_of_the_office_is_all_old_or_all_the_backup(
    config: Config, size: int, is_soak: bool
) -> None:
    """Where the office's files are there and others, and where they are lost; then a command comes."""
    folder, away = config.folder, config.folder.parent / "away"
    shutil.copytree(back_up(config, NOW).path, away)
    theirs = office_state(folder)
    (folder / "office.toml").write_text(
        (folder / "office.toml").read_text().replace("某市", "别市")
    )
    (folder / "limits.toml").write_text("[stale_homepage]\nlimit_days = 15\n")
    fill(config.data, nights=1)
    there, lost = folder.parent / "there", folder.parent / "lost"
    shutil.copytree(folder, there)
    lost.mkdir()
    seen: list[bool] = []
    with row(KILL_RESTORE_OFFICE.fault, KILL_RESTORE_OFFICE.what, soak=is_soak) as counted:
        for before in (there, lost):
            mine = office_state(before)
            writes = WHOLE - int(restored_until(WHOLE, before, folder, away).stdout)
            assert office_state(folder) == theirs
            for point in sorted({writes * n // size for n in range(size)}):
                killed = restored_until(point, before, folder, away)
                assert killed.returncode == -signal.SIGKILL
                assert before is lost or (folder / "office.toml").is_file()
                with suppress(ConfigRefused), open_data_folder(opened_config(folder)) as house:
                    house.ledger.verify()
                now = office_state(folder)
                counted.point("" if now in (mine, theirs) else f"a mixture, {point} writes in")
                seen.append(now == theirs)
        counted.note = f"{sum(seen)} of {len(seen)} were carried to their end"
        assert set(seen) == {False, True}


def restored_until(
    write: int, before: Path, folder: Path, backup: Path
) -> subprocess.CompletedProcess[bytes]:
    """A restore of everything over a copy of `before`, killed before its write of that number,
    counted from 0.
    """
    shutil.rmtree(folder)
    shutil.copytree(before, folder)
    return subprocess.run(
        [sys.executable, "-c", KILLED_AT, str(folder), str(write), str(backup)],
        cwd=ROOT,
        check=False,
        stdout=subprocess.PIPE,
    )


def office_state(folder: Path) -> tuple[dict[str, bytes], int]:
    """The office's files, and how many nights its ledger holds (0: none)."""
    texts = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in [*folder.glob("*.toml"), *folder.glob("units/*.toml")]
    }
    ledger = folder / "data" / "ledger.db"
    return texts, counts(ledger)["run"] if ledger.exists() else 0


def _is_moving(plan: Path, restoring: subprocess.Popen[bytes]) -> bool:
    return plan.exists() or restoring.poll() is not None
