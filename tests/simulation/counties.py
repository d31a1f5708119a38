"""What a province's reading of its counties costs: python -m tests.simulation.counties

One county is judged for real (tests/simulation/ledger.py), the others are copies of its files. Then
every county is read as the product reads it; one question is put to all ledgers, by a connection to
each and by ATTACH, ten at a time, which is all that SQLite takes as it is mostly built; and the
papers over all of them are made.
"""

import argparse
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from time import perf_counter
from typing import TypeVar

from app.counties.reading import read_counties
from app.night.by_hand import inspect_last_run
from config.folder import Config, load
from monitor.counties.union import union
from monitor.report.circular import write_circular
from monitor.report.ledger_xlsx import problem_ledger
from monitor.report.write import write_reports
from store.desk.desk import open_desk
from store.ledger import open_ledger
from tests.simulation.ledger import simulate

_T = TypeVar("_T")
MOST_ATTACHED = 10
QUESTION = "SELECT rule, count(*) FROM {schema}finding WHERE state = 'open' GROUP BY rule"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--counties", type=int, default=120)
    parser.add_argument("--units", type=int, default=34)
    parser.add_argument("--pages", type=int, default=100)
    parser.add_argument("--nights", type=int, default=60)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        first = Path(made) / "first"
        config, _ = simulate(first, units=asked.units, pages=asked.pages, nights=asked.nights)
        inspection = inspect_last_run(config)
        write_reports(config, inspection, inspection.as_of)
        open_desk(config.data)
        measure(above(Path(made), config.data, asked.counties))


def above(folder: Path, data: Path, counties: int) -> Config:
    """The office above so many copies of one county."""
    named = []
    for n in range(counties):
        copied = folder / f"c{n:03}"
        (copied / "reports").mkdir(parents=True)
        for name in ("ledger.db", "desk.db"):
            shutil.copy(data / name, copied / name)
        shutil.copytree(data / "reports", copied / "reports", dirs_exist_ok=True)
        named.append(
            f'[[province.counties]]\nid = "c{n:03}"\nname = "第{n}县"\ndata = "{copied}"\n'
        )
    office = folder / "office"
    office.mkdir()
    (office / "office.toml").write_text(
        'name = "某省政务公开办公室"\ncity = "某省"\n' + "".join(named), encoding="utf-8"
    )
    return load(office)


def measure(config: Config) -> None:
    paths = [Path(county.data) / "ledger.db" for county in config.office.province.counties]
    with closing(open_ledger(paths[0], readonly=True)) as ledger:
        run = ledger.latest_run()
    assert run is not None
    size = paths[0].stat().st_size / 1e6
    print(f"{len(paths)} counties, ledgers of {size:.0f} MB, SQLite {sqlite3.sqlite_version}")
    counties = timed("each read whole, one after another", lambda: read_counties(config, run.day))
    timed("one question, a connection to each", lambda: [one(path) for path in paths])
    timed("one question, ATTACH ten at a time", lambda: attached(paths))
    told = timed("all as one", lambda: union(counties, config.office, run.day))
    timed(f"circular over {len(told.units)} units", lambda: write_circular(told))
    timed(f"problem ledger, {len(told.listed)} rows", lambda: problem_ledger(told))


def one(path: Path) -> list[tuple[str, int]]:
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as db:
        return db.execute(QUESTION.format(schema="")).fetchall()


def attached(paths: Sequence[Path]) -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = []
    for first in range(0, len(paths), MOST_ATTACHED):
        with closing(sqlite3.connect("file::memory:", uri=True)) as db:
            some = paths[first : first + MOST_ATTACHED]
            for n, path in enumerate(some):
                db.execute(f"ATTACH ? AS c{n}", (f"{path.as_uri()}?mode=ro",))
            asked = " UNION ALL ".join(QUESTION.format(schema=f"c{n}.") for n in range(len(some)))
            found += db.execute(asked).fetchall()
    return found


def timed(what: str, do: Callable[[], _T]) -> _T:
    begun = perf_counter()
    found = do()
    print(f"{what:<44}{perf_counter() - begun:9.2f} s", flush=True)
    return found


if __name__ == "__main__":
    main()
