"""How `today_0_1_0.tar.xz` was made: the demo city by the program of 0.1.0, cut to five units.

    git worktree add ../v0 d1cf569 && cd ../v0 && make demo SCENARIO=today
    python -m tests.upgrade.cut ../v0/data/demo-today

The five hold findings of nine rules. Nothing that is kept is altered, and no row comes from a
program younger than 0.1.0.
"""

import shutil
import sqlite3
import sys
import tarfile
import tempfile
from contextlib import closing
from pathlib import Path

ASSET = Path(__file__).with_name("today_0_1_0.tar.xz")
# No site; stale, late; one-sided, a heavy 其他 explained; intranet; vague, empty, vanished.
UNITS = ("guodong", "hongshanzui", "nongye", "sifa", "ziran")

# In this order each table's rows can be told by what is still there.
_LEDGER = (
    *(
        f"DELETE FROM {table} WHERE unit NOT IN (SELECT id FROM kept)"
        for table in ("unit_run", "site", "page", "channel", "verdict", "finding", "second_visit")
    ),
    "DELETE FROM unit WHERE id NOT IN (SELECT id FROM kept)",
    *(
        f"DELETE FROM {table} WHERE page NOT IN (SELECT id FROM page)"
        for table in ("capture", "facts", "span")
    ),
    "DELETE FROM item WHERE channel NOT IN (SELECT id FROM channel)",
    *(
        f"DELETE FROM {table} WHERE facts NOT IN (SELECT id FROM facts)"
        for table in ("spend_table", "mention", "page_identity")
    ),
    "DELETE FROM spend_line WHERE spend_table NOT IN (SELECT id FROM spend_table)",
    "DELETE FROM finding_event WHERE finding NOT IN (SELECT id FROM finding)",
    "DELETE FROM telling",  # a letter speaks of units that are not here
    "DELETE FROM message",
)
_BODIES = """WITH RECURSIVE needed(sha256) AS (
    SELECT sha256 FROM ledger.capture UNION SELECT answer_sha256 FROM ledger.capture
    UNION SELECT sha256 FROM ledger.second_visit
    UNION SELECT base FROM body JOIN needed USING (sha256) WHERE base IS NOT NULL)
  DELETE FROM body WHERE sha256 NOT IN (SELECT sha256 FROM needed WHERE sha256 IS NOT NULL)"""


def cut(demo: Path, asset: Path) -> None:
    """Write the asset from a demo's data folder, which is left as it is."""
    with tempfile.TemporaryDirectory() as place:
        data = Path(place)
        for name in ("ledger.db", "archive.db"):
            shutil.copy(demo / name, data / name)
        shutil.copytree(demo / "office", data / "office")
        _cut_office(data / "office")
        with closing(sqlite3.connect(data / "ledger.db", isolation_level=None)) as ledger:
            ledger.execute("CREATE TEMP TABLE kept (id TEXT)")
            ledger.executemany("INSERT INTO kept VALUES (?)", [(unit,) for unit in UNITS])
            for statement in _LEDGER:
                ledger.execute(statement)
            ledger.execute("VACUUM")
        with closing(sqlite3.connect(data / "archive.db", isolation_level=None)) as archive:
            archive.execute("ATTACH ? AS ledger", (str(data / "ledger.db"),))
            archive.execute(_BODIES)
            archive.execute("VACUUM")
        with tarfile.open(asset, "w:xz", preset=9) as out:
            for path in (data / "office", data / "ledger.db", data / "archive.db"):
                out.add(path, path.name, filter=_by_nobody)


def _cut_office(office: Path) -> None:
    for unit in (office / "units").iterdir():
        if unit.stem not in UNITS:
            unit.unlink()
    settings = office / "office.toml"
    lines = settings.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = ['data = ".."\n' if line.startswith("data =") else line for line in lines]
    settings.write_text("".join(kept), encoding="utf-8")


def _by_nobody(member: tarfile.TarInfo) -> tarfile.TarInfo:
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    return member


if __name__ == "__main__":
    cut(Path(sys.argv[1]), ASSET)
