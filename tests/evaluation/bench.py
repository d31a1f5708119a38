"""`python -m tests.evaluation.bench [DIR]`: what reading a page costs, beside bs4 + lxml doing
parse, links and text alone.

The pages are our own, of about 75 kB, and those of the HTML files of DIR that are as large.
Processor time in one process; each figure is the median of several readings, taken in turns so that
a busy machine does not favour either.

Example:  make bench CORPUS=/path/to/pages
"""

import argparse
import gc
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median
from time import process_time

from rich.console import Console
from rich.table import Table

from tests.evaluation import corpus
from tests.evaluation.bench_pages import pages
from tests.evaluation.sets.speed import BYTES, by_soup
from tests.reading import read_page

AS_OF = date(2012, 12, 31)
READINGS = 9
SOUP_READINGS = 3


def main() -> int:
    wanted = _arguments()
    sets = {"own": pages()}
    if wanted.corpus:
        sets[wanted.corpus.name] = _pages_of(wanted.corpus)
    table = Table(
        "set", "page", "kB", "gongkai ms", "bs4 + lxml ms", "ratio", box=None, pad_edge=False
    )
    for column in range(2, 6):
        table.columns[column].justify = "right"
    for name, bodies in sets.items():
        measured = {page: _measure(body) for page, body in bodies.items()}
        for page, (ours, soup) in measured.items():
            table.add_row(name, page, *_figures(len(bodies[page]), ours, soup))
        if measured:
            ours, soup = (median(times) for times in zip(*measured.values(), strict=True))
            table.add_row(
                name,
                "median",
                *_figures(int(median(map(len, bodies.values()))), ours, soup),
                style="bold",
            )
    Console().print(table)
    return 0


def _figures(size: int, ours: float, soup: float) -> tuple[str, ...]:
    return f"{size / 1000:.0f}", f"{ours:.2f}", f"{soup:.1f}", f"{soup / ours:.1f}"


def _measure(body: bytes) -> tuple[float, float]:
    """Milliseconds of one reading, ours and theirs."""
    for warm_up in (_read, by_soup):
        warm_up(body)
    ours, soup = [], []
    for turn in range(READINGS):
        ours.append(_ms(_read, body))
        if turn % (READINGS // SOUP_READINGS) == 0:
            soup.append(_ms(by_soup, body))
            gc.collect()  # their trees must not be swept up on our time
    return median(ours), median(soup)


def _ms(read: Callable[[bytes], object], body: bytes) -> float:
    began = process_time()
    read(body)
    return 1000 * (process_time() - began)


def _read(body: bytes) -> object:
    return read_page(body, url="http://www.example.gov.cn/zwgk/", as_of=AS_OF)


def _pages_of(folder: Path) -> dict[str, bytes]:
    files = {path.name: corpus.body(path) for path in sorted(folder.rglob("*.htm*"))}
    return {name: body for name, body in files.items() if len(body) in BYTES}


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.evaluation.bench",
        description=__doc__,
        formatter_class=argparse.RawTextHelpFormatter,
    )
    parser.add_argument(
        "corpus",
        type=Path,
        nargs="?",
        metavar="DIR",
        help="also the HTML files of this folder that are as large",
    )
    wanted = parser.parse_args()
    if wanted.corpus and not wanted.corpus.is_dir():
        parser.error(f"no such folder: {wanted.corpus}")
    return wanted


if __name__ == "__main__":
    sys.exit(main())
