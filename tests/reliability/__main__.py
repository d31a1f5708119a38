"""The table that `make soak` ends with: python -m tests.reliability [--scale few] [--write
docs/reliability.md]
"""

import argparse
import platform
import sqlite3
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from tests.reliability.promises import PROMISES, Promise
from tests.reliability.rows import Row, rows

HEAD = """# What was made to fail, and what came of it

Made by `make soak`; do not edit. Each row is a fault of [faults.md](faults.md), of its machines
(M), of the console (C) or of the hostile web (W), made to happen on purpose against the real product: `points` is how
often, `bad` how often the promise did not hold.

{date}, Python {python}, SQLite {sqlite}, {system}.
"""
SMALL = "**not run in full**, as in the default suite only:"
PROVEN = """
## What is proven, and what is not
{proofs}
"""


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--scale", choices=("soak", "few"), default="soak")
    asked.add_argument("--write", type=Path)
    options = asked.parse_args()
    found = rows(options.scale)
    table = table_of(found, rows("few") if options.scale == "soak" else [])
    print(table)
    if options.write:
        options.write.write_text(page(table), encoding="utf-8")
    sys.exit(1 if any(row.bad for row in found) else 0)


def table_of(found: list[Row], instead: list[Row]) -> str:
    """Every promise has a line, kept or not run; what was done only on the small scale says so.
    Rows that no promise names come after.
    """
    lines = [
        "| fault | what was done | promise | points | bad | seconds | seeds | |",
        "|---|---|---|---:|---:|---:|---|---|",
    ]
    known = {
        (row.fault, row.what): replace(row, note=f"{SMALL} {row.note}")
        for row in instead
        if not row.skipped
    }
    known |= {(row.fault, row.what): row for row in found}
    lines += [
        _line(promise, known.pop((promise.fault, promise.what), None)) for promise in PROMISES
    ]
    lines += [_line(Promise(row.fault, row.what, ""), row) for row in known.values()]
    return "\n".join(lines)


def page(table: str) -> str:
    head = HEAD.format(
        date=datetime.now(UTC).strftime("%Y-%m-%d"),
        python=platform.python_version(),
        sqlite=sqlite3.sqlite_version,
        system=platform.system(),
    )
    proofs = "\n".join(
        f"- **{promise.fault}, {promise.what}**: {promise.proof}"
        for promise in PROMISES
        if promise.proof
    )
    return f"{head}\n{table}\n{PROVEN.format(proofs=proofs)}"


def _line(promise: Promise, row: Row | None) -> str:
    start = f"| {promise.fault} | {promise.what} | {promise.promise} |"
    if row is None:
        return f"{start} – | – | – | – | **not run** |"
    if row.skipped:
        return f"{start} – | – | – | – | **not run**: {row.skipped} |"
    broken = f" **broken**: {' '.join('; '.join(row.problems[:2]).split())}" if row.bad else ""
    return f"{start} {row.points:,} | {row.bad} | {row.seconds:.0f} | {row.seeds} | {row.note}{broken} |"


if __name__ == "__main__":
    main()
