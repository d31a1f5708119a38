"""Days that a page's elements tell to machines (<time datetime>, microdata): read into the lines
they stand in, and by themselves where they are named as the publication's.
"""

from bisect import bisect_right
from collections.abc import Sequence
from operator import attrgetter

from crawler.extract.dates import find_dates, read_date
from crawler.extract.flat import FlatPage, Stamp
from crawler.extract.page_dates.declared import Declared, told_to_machines
from crawler.extract.patterns import patterns

_PATTERNS = patterns(__name__)
_PUBLISHED = _PATTERNS["published"]
_CHANGED = _PATTERNS["changed"]
_run_of = attrgetter("run")


def told_lines(page: FlatPage) -> list[str]:
    """The texts of the page's blocks, “last Sunday” told as the day that its element names; a day
    that its words tell stays as it is.
    """
    texts = [block.text for block in page.blocks]
    replaced: dict[int, str] = {}
    for stamp in page.stamps:
        day = read_date(stamp.value) if stamp.element >= 0 and stamp.value else None
        start, end = stamp.run, page.run_ends[stamp.element]
        if day is None or find_dates(" ".join(page.runs[start:end])[:MAX_WORDS]):
            continue
        replaced |= dict.fromkeys(range(start, end), "") | {start: f" {day.isoformat()} "}
    for index in {_block_at(page, run) for run in replaced}:
        if index >= 0:
            block = page.blocks[index]
            last = page.blocks[index + 1].run if index + 1 < len(texts) else len(page.runs)
            words = (replaced.get(run, page.runs[run]) for run in range(block.run, last))
            texts[index] = " ".join(" ".join(words).split())
    return texts


def stamped_day(
    page: FlatPage, near: tuple[int, int], rows: Sequence[tuple[int, int]]
) -> Declared | None:
    """The day that microdata call the publication's, outside `rows` and the frame of the page.

    Of several that of the runs `near` the title; None where even these tell more than one.
    """
    found = [
        (stamp.run, told)
        for stamp in page.stamps
        if _PUBLISHED.search(stamp.names)
        and not _CHANGED.search(stamp.names)
        and _is_the_pages_own(stamp, page, rows)
        and (told := _day_of(stamp, page)) is not None
    ]
    for days in (
        {told.day: told for _, told in found},
        {told.day: told for run, told in found if near[0] <= run < near[1]},
    ):
        if len(days) == 1:
            return next(iter(days.values()))
    return None


def _is_the_pages_own(stamp: Stamp, page: FlatPage, rows: Sequence[tuple[int, int]]) -> bool:
    index = _block_at(page, stamp.run)
    area = page.blocks[index].area if index >= 0 else "main"
    if area == "footer" and stamp.element >= 0:  # an article may have a foot of its own
        area = next(
            ("main" for e in page.ancestors(stamp.element) if page.tags[e].name == "article"), area
        )
    return area in ("main", "nav") and not any(start <= stamp.run < end for start, end in rows)


def _day_of(stamp: Stamp, page: FlatPage) -> Declared | None:
    if stamp.value:
        return told_to_machines(stamp.value)
    if stamp.element < 0:
        return None
    words = " ".join(page.runs[stamp.run : page.run_ends[stamp.element]])
    hits = find_dates(words) if len(words) <= MAX_WORDS else []
    return Declared(hits[0].day, hits[0].day) if len(hits) == 1 else None


MAX_WORDS = 80  # characters; what holds more is no date's element


def _block_at(page: FlatPage, run: int) -> int:
    return bisect_right(page.blocks, run, key=_run_of) - 1
