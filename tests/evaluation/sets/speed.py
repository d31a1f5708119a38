"""What a page costs: decode, parse and all facts of pages around 75 kB, beside bs4 + lxml doing
parse, links and text alone.

The median over the pages of each page's median over several readings; one process, processor time.
"""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from statistics import median
from time import process_time

from bs4 import BeautifulSoup

from tests.evaluation.score import OURS, Answers, Goal, Question
from tests.reading import read_page

FOLDER = "zh-articles"

BYTES = range(50_000, 110_000)
READINGS = 9


def questions(folder: Path, today: date) -> Iterator[Question]:
    pages = {path.name: path.read_bytes() for path in sorted(folder.rglob("*.html"))}
    chosen = {name: body for name, body in pages.items() if len(body) in BYTES}
    if not chosen:
        return
    ours = _measured(
        OURS, chosen, lambda body: read_page(body, url="http://page.invalid/a/", as_of=today)
    )
    soup = _measured("bs4 + lxml: parse, links, text", chosen, by_soup)
    size = median(map(len, chosen.values())) / 1000
    yield Question(
        "speed",
        "decode, parse and all facts of a page",
        ours,
        (soup,),
        Goal("≤ 3 ms", ms_at_most=3.0),
        f"median {size:.0f} kB",
    )


def _measured(name: str, pages: dict[str, bytes], read: Callable[[bytes], object]) -> Answers:
    answers = Answers(name)
    times = {page: _median_ms(body, read) for page, body in pages.items()}
    for page, ms in times.items():
        answers.add(page, True, "", f"{ms:.2f} ms, {len(pages[page])} bytes")
    answers.median_ms = median(times.values())
    return answers


def _median_ms(body: bytes, read: Callable[[bytes], object]) -> float:
    read(body)  # the first reading warms what is made once
    times = []
    for _ in range(READINGS):
        began = process_time()
        read(body)
        times.append(process_time() - began)
    return 1000 * median(times)


def by_soup(body: bytes) -> tuple[list[str], str]:
    tree = BeautifulSoup(body, "lxml")
    return [str(link["href"]) for link in tree.find_all("a", href=True)], tree.get_text()
