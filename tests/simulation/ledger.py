"""A data folder as after so many nights of so many units.

One unit's nights go through the real capture files, reader and merge; the other units are copies of
its rows under names of their own. What is asked of all units together finds as many rows, and rows
as wide, as real nights would have left.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from time import process_time
from typing import Any

from config.folder import Config, load
from config.unit import Unit
from store.archive import open_archive
from store.capture.file import CaptureFile, CrawlPlan, StoredVisit
from store.instants import squeeze, unsqueeze
from store.ledger import open_ledger
from store.merge.merge import merge
from store.outcomes import Outcome
from store.records import FrontierRow, PageFacts, Purpose, Run, Visit
from tests.reading import read_page
from tests.simulation.site import FIRST_DAY, HOST, UNIT_NAME, SimulatedSite, day_of

REVERIFIED_IN = 30  # nights, in which every page is looked at
TEMPLATE = "u0000"  # the unit whose nights are real
_AT = datetime(FIRST_DAY.year, FIRST_DAY.month, FIRST_DAY.day, 1, tzinfo=UTC)
_IP = "203.0.113.7"  # of all units: one county server


@dataclass(slots=True)
class MergeTimes:
    """What the merge of the one unit's nights took; seconds of processor time."""

    new_pages: int = 0
    new_s: float = 0.0
    unchanged_pages: int = 0
    unchanged_s: float = 0.0


def simulate(folder: Path, *, units: int, pages: int, nights: int) -> tuple[Config, MergeTimes]:
    """Office, ledger and archive in the empty `folder`."""
    config = config_of(folder, units)
    times = _nights(config, SimulatedSite(pages, nights))
    with closing(sqlite3.connect(config.data / "ledger.db", isolation_level=None)) as db:
        db.executescript("PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF")
        db.execute("BEGIN")
        _copy_unit(db, units)
        db.execute("COMMIT")
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return config, times


def config_of(folder: Path, units: int) -> Config:
    office = folder / "office"
    (office / "units").mkdir(parents=True)
    (office / "office.toml").write_text(
        'name = "某市政务公开办公室"\ncity = "某市"\ndata = "../data"\n', "utf-8"
    )
    for number in range(units):
        kind = "government" if number == 1 else "township" if number % 4 == 0 else "department"
        unit, name = _named(number)
        (office / "units" / f"{unit}.toml").write_text(
            f'id = "{unit}"\nname = "{name}"\nkind = "{kind}"\n'
            f'[[sites]]\nid = "main"\nkind = "own"\nurl = "http://{unit}.example.test/"\n'
            f'[[sites]]\nid = "second"\nkind = "own"\nurl = "http://{unit}.example.test/c0/index.html"\n',
            "utf-8",
        )
    (folder / "data").mkdir()
    return load(office)


def _named(number: int) -> tuple[str, str]:
    """Id and name, both as long as those of the unit that is copied."""
    return f"u{number:04}", f"某市第{number:04}局"


def _nights(config: Config, site: SimulatedSite) -> MergeTimes:
    times, unit = MergeTimes(), config.units[0]
    purposes = site.purposes()
    readings = {url: _read(site, url) for url in purposes}
    with (
        closing(open_ledger(config.data / "ledger.db")) as ledger,
        closing(open_archive(config.data / "archive.db")) as archive,
    ):
        ledger.sync_units(config.units, _AT)
        seen, changed = purposes, purposes
        for night in range(site.nights):
            if night:
                changed = site.turn()
                readings |= {url: _read(site, url) for url in changed}
                purposes |= changed
                seen = changed | _due(purposes, night)
            run = Run(day_of(night).isoformat(), day_of(night), _AT + timedelta(days=night))
            ledger.begin_run(run)
            with _capture_file(config.data, run, unit, seen, changed, readings) as file:
                began = process_time()
                merge(file, ledger, archive)
                took = process_time() - began
            ledger.end_run(
                replace(run, state="complete", finished_at=run.started_at + timedelta(hours=2))
            )
            if not night:
                times.new_pages, times.new_s = len(seen), took
        last = Run(f"{run.id}.2", run.day, run.started_at + timedelta(hours=3))
        ledger.begin_run(last)
        with _capture_file(config.data, last, unit, purposes, {}, readings) as file:
            began = process_time()
            merge(file, ledger, archive)
            times.unchanged_pages, times.unchanged_s = len(purposes), process_time() - began
        ledger.end_run(
            replace(last, state="complete", finished_at=last.started_at + timedelta(hours=2))
        )
    return times


def _due(purposes: dict[str, Purpose], night: int) -> dict[str, Purpose]:
    """Home page and channels every night, of the others those whose turn it is."""
    return {
        url: purpose
        for number, (url, purpose) in enumerate(purposes.items())
        if purpose is not Purpose.ITEM or number % REVERIFIED_IN == night % REVERIFIED_IN
    }


Reading = tuple[bytes, PageFacts]


def _read(site: SimulatedSite, url: str) -> Reading:
    body = site.body(url)
    return body, replace(read_page(body, url=url, as_of=day_of(site.night)), text="")


def _capture_file(
    data: Path,
    run: Run,
    unit: Unit,
    seen: dict[str, Purpose],
    changed: dict[str, Purpose],
    readings: dict[str, Reading],
) -> CaptureFile:
    plan = CrawlPlan.new(run.id, unit.id, "nightly", run.started_at, "office")
    rows = [FrontierRow(url, purpose, "main") for url, purpose in seen.items()]
    path = data / "captures" / run.id / f"{unit.id}.sqlite"
    file = CaptureFile.create(path, plan, rows)
    for at in range(len(rows)):
        taken = file.take()
        assert taken is not None
        body, facts = readings[taken.row.url]
        is_changed = taken.row.url in changed
        file.record(taken, [_visit(taken.row, run, at, body, facts, is_changed)], state="done")
    file.finish("")
    return file


def _visit(
    row: FrontierRow, run: Run, seconds: int, body: bytes, facts: PageFacts, is_changed: bool
) -> tuple[StoredVisit, bytes | None]:
    visit = Visit(
        url=row.url,
        at=run.started_at + timedelta(seconds=seconds),
        outcome=Outcome.OPEN,
        status=200,
        ip=_IP,
        vantage="office",
        headers=(("Content-Type", "text/html; charset=utf-8"), ("ETag", '"a"')),
        sha256=sha256(body).hexdigest() if is_changed else "",
    )
    stored = StoredVisit(visit, row.purpose, "main", "", 1, "", facts, is_changed, ())
    return stored, body if is_changed else None


# --- copies ---


def _copy_unit(db: sqlite3.Connection, units: int) -> None:
    tables = {name: _columns(db, name) for name in _tables(db)}
    last = {
        table: db.execute(f"SELECT max(rowid) FROM {table}").fetchone()[0] or 0 for table in tables
    }
    db.create_function("renamed", 2, _renamed, deterministic=True)
    for number in range(1, units):
        for table, columns in tables.items():
            chosen = ", ".join(
                _copied(table, column, refers, last, number) for column, refers in columns
            )
            db.execute(
                f"INSERT INTO {table} SELECT {chosen} FROM {table} WHERE rowid <= {last[table]}"
            )


_OF_ALL = {"run", "canary", "unit", "site"}  # rows that are not one unit's


def _tables(db: sqlite3.Connection) -> Iterator[str]:
    """That hold rows of the unit."""
    for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        is_ours = not name.startswith(("sqlite_", "_")) and name not in _OF_ALL
        if is_ours and db.execute(f"SELECT 1 FROM {name} LIMIT 1").fetchone():
            yield name


def _columns(db: sqlite3.Connection, table: str) -> list[tuple[str, str]]:
    """(name, the table whose row it names; else "name" where it is the row's own, "words" where it may
    bear words of the unit).
    """
    refers = {row[3]: row[2] for row in db.execute(f"PRAGMA foreign_key_list({table})")}
    found = []
    for _, name, kind, _, _, is_key in db.execute(f"PRAGMA table_info({table})").fetchall():
        own = table if is_key and kind == "INTEGER" else ""
        of_page = "facts" if (table, name) == ("page", "facts") else ""
        words = "" if kind not in ("TEXT", "BLOB") else "name" if is_key else "words"
        referred = refers.get(name, "")
        found.append(
            (name, (referred if referred not in _OF_ALL else "") or own or of_page or words)
        )
    return found


def _copied(table: str, column: str, refers: str, last: dict[str, int], number: int) -> str:
    if refers in last:
        return f"{column} + {number * last[refers]}"
    if refers == "name":
        return f"{column} || '-{number}'"
    return f"renamed({column}, {number})" if refers else column


def _renamed(value: Any, number: int) -> Any:
    unit, name = _named(number)
    if isinstance(value, str):
        return value.replace(TEMPLATE, unit).replace(UNIT_NAME, name) if "0000" in value else value
    if isinstance(value, bytes):
        return squeeze(_in_json(unsqueeze(value), unit, name))
    return value


def _in_json(value: object, unit: str, name: str) -> object:
    if isinstance(value, str):
        return value.replace(TEMPLATE, unit).replace(UNIT_NAME, name)
    return [_in_json(each, unit, name) for each in value] if isinstance(value, list) else value


assert TEMPLATE in HOST
