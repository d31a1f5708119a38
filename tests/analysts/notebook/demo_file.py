"""The night's file that docs/analysis.md works with, made anew:  python -m tests.analysts.notebook.demo_file

Several minutes: the demo city is inspected. Afterwards: python -m tests.analysts.notebook.worked --write
"""

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

import zstandard

from app.demo_city import inspect_city
from app.demo_clock import clock_of
from app.night.for_analysts import leave_nightly_file
from demo.cities import city_of
from tests.analysts.notebook.worked import KEPT
from tests.app.nights import Silence

# What one play of the scenario has in common with every other: no ports, no instants of this machine.
COMPARED = {
    "v_repairs": "finding, unit, rule, state, stage, told, due, came_back, closed",
    "v_said": "finding, what, value, day",
    "verdict": "unit, rule, answer, why, first_day, last_day, nights",
    "finding_event": "finding, what, day",
    "v_spending": "unit, document, year, code, name, amount_yuan, is_other",
}


def compared(file: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as connection:
        return {
            name: sorted(connection.execute(f"SELECT {columns} FROM {name}"), key=repr)
            for name, columns in COMPARED.items()
        }


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, city_of("rectification", 1) as city:
        _, config = inspect_city(city, Path(folder) / "demo", Silence())
        made = leave_nightly_file(config, clock_of(config))
        assert made is not None and made.name == KEPT.name.removesuffix(".zst")
        KEPT.write_bytes(zstandard.ZstdCompressor(19).compress(made.read_bytes()))


if __name__ == "__main__":
    main()
