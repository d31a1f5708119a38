"""How long backup and restore take on a year of nights, and that nothing is lost: `make bench-backup`.

34 units × 1,000 pages × 365 nights by default; `--folder` keeps what was made. The data folder is backed up, taken away, restored
from the backup, and every row of every database compared.
"""

import argparse
import shutil
import sqlite3
import tempfile
import time
from contextlib import closing
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from app.exports.restoring import chosen, put_back
from app.service.backing_up import back_up
from config.folder import Config, load
from tests.monitor.console.big_ledger import NIGHTS, PAGES, UNITS, build

DATABASES = ("ledger.db", "archive.db")  # the search index is made again


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--units", type=int, default=UNITS)
    parser.add_argument("--pages", type=int, default=PAGES)
    parser.add_argument("--nights", type=int, default=NIGHTS)
    parser.add_argument("--folder", type=Path, help="keep the made office here, and use it again")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        began, folder = time.perf_counter(), asked.folder or Path(made)
        if (folder / "office").exists():
            config = load(folder / "office")
        else:
            config = build(
                folder,
                units=asked.units,
                pages=asked.pages,
                nights=asked.nights,
                with_search=False,
            )
        sizes = ", ".join(f"{n} {(config.data / n).stat().st_size >> 20} MB" for n in DATABASES)
        print(f"made in {time.perf_counter() - began:.0f} s: {sizes}", flush=True)
        rows, backup_s, restore_s = there_and_back(config)
        print(f"backup {backup_s:.1f} s, restore {restore_s:.1f} s, {rows:,} rows the same")


def there_and_back(config: Config) -> tuple[int, float, float]:
    """Rows compared, seconds of the backup, seconds of the restore. Raises AssertionError where
    something was lost.
    """
    before = contents(config.data)
    began = time.perf_counter()
    backup = back_up(config, datetime.now(UTC), config.folder.parent / "backups")
    backup_s = time.perf_counter() - began
    shutil.rmtree(config.data)
    began = time.perf_counter()
    put_back(chosen(config.folder, str(backup.path)), config.folder)
    restore_s = time.perf_counter() - began
    after = contents(config.data)
    assert after == before, sorted(set(before.items()) ^ set(after.items()))[:5]
    return sum(count for count, _ in before.values()), backup_s, restore_s


def contents(data: Path) -> dict[str, tuple[int, str]]:
    """Of every table: how many rows, and a digest of all of them in their order."""
    found = {}
    for name in DATABASES:
        with closing(sqlite3.connect(f"file:{data / name}?mode=ro", uri=True)) as db:
            tables = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]  # fmt: skip
            for table in tables:
                digest, count = sha256(), 0
                for row in db.execute(f'SELECT * FROM "{table}"'):
                    digest.update(repr(row).encode())
                    count += 1
                found[f"{name}.{table}"] = count, digest.hexdigest()
    return found


if __name__ == "__main__":
    main()
