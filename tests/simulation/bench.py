"""What judging costs as units and nights grow: `make bench-judging`.

Ledgers are simulated (tests/simulation/ledger.py) and judged as `gongkai inspect` judges them, each
in a process of its own. Processor seconds, since a machine is shared; what counts are the ratios of
one run. `--folder` keeps what was made, so that two states of the code judge the same ledgers.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from app.night.by_hand import inspect_last_run
from app.night.indexing import refresh_search
from config.folder import load
from monitor.report.write import write_reports
from tests.simulation.ledger import MergeTimes, simulate

SIZES = ((34, 34, 30), (100, 34, 30), (400, 34, 30), (1_000, 34, 30), (34, 1_000, 365))
HEAD = f"{'units':>5} {'pages':>5} {'nights':>6} {'ledger MB':>9} {'CPU ms a unit':>13} {'wall s':>7} {'memory MB':>9}"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument(
        "--folder", type=Path, help="keep the made ledgers here, and use them again"
    )
    parser.add_argument("--judge", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--index", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("sizes", nargs="*", help="units:pages:nights …")
    asked = parser.parse_args()
    if asked.judge or asked.index:
        print(json.dumps(_judged(asked.judge) if asked.judge else _indexed(asked.index)))
        return
    sizes = [tuple(map(int, size.split(":"))) for size in asked.sizes] or SIZES
    with tempfile.TemporaryDirectory() as made:
        print(HEAD)
        for units, pages, nights in sizes:
            _measure(asked.folder or Path(made), units, pages, nights)
        _measure_one_site(Path(made))


def _measure(base: Path, units: int, pages: int, nights: int) -> None:
    folder = base / f"{units}-{pages}-{nights}"
    if not folder.exists():
        simulate(folder, units=units, pages=pages, nights=nights)
    megabytes = (folder / "data" / "ledger.db").stat().st_size / 1e6
    told = _in_a_process("--judge", folder)
    print(
        f"{units:5} {pages:5} {nights:6} {megabytes:9.0f} {1000 * told['cpu_s'] / units:13.1f}"
        f" {told['wall_s']:7.1f} {told['memory_mb']:9.0f}   reports {told['reports_kb'] / units:.1f} kB a unit",
        flush=True,
    )


def _measure_one_site(base: Path) -> None:
    """Merge and search index, by one unit of 1,000 pages."""
    folder = base / "one-site"
    config, times = simulate(folder, units=1, pages=1_000, nights=2)
    told = _in_a_process("--index", folder)
    archive = (config.data / "archive.db").stat().st_size
    print(_merge_words(times))
    print(
        f"search index: {told['cpu_s'] * 1000 / told['documents']:.1f} ms a document,"
        f" {told['bytes'] / archive:.1f} × the archive"
    )


def _merge_words(times: MergeTimes) -> str:
    new, unchanged = times.new_pages / times.new_s, times.unchanged_pages / times.unchanged_s
    return f"merge: {new:,.0f} new pages a second, {unchanged:,.0f} unchanged"


def _in_a_process(what: str, folder: Path) -> dict[str, float]:
    asked = [sys.executable, "-m", "tests.simulation.bench", what, str(folder)]
    said: dict[str, float] = json.loads(
        subprocess.run(asked, check=True, capture_output=True).stdout
    )
    return said


def _judged(folder: Path) -> dict[str, float]:
    config = load(folder / "office")
    began, cpu = perf_counter(), _cpu_s()
    inspection = inspect_last_run(config)
    wall_s, cpu_s = perf_counter() - began, _cpu_s() - cpu
    memory_mb = max(_usage(who).ru_maxrss for who in _EVERYBODY) / 1024
    reports = write_reports(config, inspection, inspection.as_of).material_json.parent
    return {
        "cpu_s": cpu_s,
        "wall_s": wall_s,
        "memory_mb": memory_mb,
        "reports_kb": sum(path.stat().st_size for path in reports.iterdir()) / 1000,
    }


def _indexed(folder: Path) -> dict[str, float]:
    config, cpu = load(folder / "office"), _cpu_s()
    documents = refresh_search(config)
    size = sum(path.stat().st_size for path in config.data.glob("search.db*"))
    return {"cpu_s": _cpu_s() - cpu, "documents": documents, "bytes": size}


_EVERYBODY = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
_usage = resource.getrusage


def _cpu_s() -> float:
    """Of this process and of those it has waited for."""
    return sum(_usage(who).ru_utime + _usage(who).ru_stime for who in _EVERYBODY)


if __name__ == "__main__":
    main()
