"""The day in the line under the title, where it stands bare, beside source and author, or is told
by its distance.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import takewhile
from typing import NamedTuple

from crawler.extract.date_labels import role_of, without_weekday
from crawler.extract.date_pieces import is_calendar, read_pieces
from crawler.extract.dates import DateFound, find_dates, read_relative, to_plain
from crawler.extract.flat import FlatPage, RawBlock
from crawler.extract.page_dates.lines import Spans, is_sentence, label_above
from crawler.extract.patterns import patterns
from crawler.extract.publication import BYLINE_MARK, LINE_LENGTH
from store.records import DateRole

_PATTERNS = patterns(__name__)
_NO_BYLINE = _PATTERNS["no_byline"]
_NAME = _PATTERNS["name"]
_TIME = _PATTERNS["time"]
_WAY = _PATTERNS["way"]
_HOUR = _PATTERNS["hour"]
_A_LABEL = _PATTERNS["a_label"]
_PUT_THERE = _PATTERNS["put_there"]
_WEEKDAY = _PATTERNS["weekday"]
_NUMBER = _PATTERNS["number"]
_PRESS = _PATTERNS["press"]
_AUTHOR = _PATTERNS["author"]
_AGE = _PATTERNS["age"]
_EVENT = _PATTERNS["event"]
_LONGEST_AGE = 60  # characters
_LINES_OF_BOXES = 3
_A_LIST = 3  # rows
_LONGEST, _LONGEST_CLOCK = 120, 60  # characters beside a day; beside its hour more tell an event
_BOXES = 16  # characters of a day, its month and its year
_AROUND = " \t[]()（）【】:：|·•,-–—日"
_A_DAY = timedelta(days=1)


class _Line(NamedTuple):
    """A short line near the title; `is_above` it, where a page has its clock."""

    place: int  # among the blocks
    text: str
    is_above: bool
    follows: bool  # a title closely
    area: str
    links: float  # the share of its characters


def under_the_title(
    page: FlatPage,
    texts: Sequence[str],
    body: Sequence[RawBlock],
    rows: Spans,
    as_of: date,
    *,
    linked: Spans = (),
) -> date | None:
    """The date of the line under the title, alone or beside source, author and counts; only there
    bare, or told by its distance (3天前). `rows` do not speak; among `linked` texts a bare one is
    an entry's.
    """
    bare = by_age = in_boxes = None
    for line in _lines(page, texts, body, rows):
        hits = _unlabelled(line.text)
        if not hits and line.follows:
            by_age = by_age or _day_by_age(line.text, as_of)
        in_boxes = in_boxes or _day_in_boxes(page, line, as_of)
        if len(hits) != 1 or (rest := _beside(line, hits[0], page, texts, as_of)) is None:
            continue
        if _is_byline(line, hits[0], rest):
            return hits[0].day
        is_entrys = len(linked) >= _A_LIST and not line.follows and _is_in(linked, page, line)
        if bare is None and not is_entrys and _is_bare(line, hits[0], rest, page):
            bare = hits[0].day
    return bare or in_boxes or by_age


def _lines(
    page: FlatPage, texts: Sequence[str], body: Sequence[RawBlock], rows: Spans
) -> Iterator[_Line]:
    places, title = _near_the_title(page, body)
    for index in places:
        block = page.blocks[index]
        text = _beside_the_heading(page, index) if block.heading else texts[index]
        line = _Line(
            index,
            text,
            index < title,
            _follows_a_title(page, index),
            block.area,
            block.link_characters / max(1, len(text)),
        )
        is_short = len(text) <= LINE_LENGTH and line.links <= _MOST_LINKS
        if is_short and not _NO_BYLINE.search(text) and not _is_in(rows, page, line):
            yield line


_MOST_LINKS, _LINKS_OF_A_TITLE = 0.7, 0.5  # of a line's characters


def _is_in(rows: Spans, page: FlatPage, line: _Line) -> bool:
    run = page.blocks[line.place].run
    return any(start <= run < end for start, end in rows)


def _unlabelled(text: str) -> list[DateFound]:
    return [hit for hit in find_dates(text) if role_of(to_plain(text[: hit.start])) is None]


def _beside(
    line: _Line, hit: DateFound, page: FlatPage, texts: Sequence[str], as_of: date
) -> str | None:
    """What stands beside the line's day, without weekday and number of the document; None where a
    label names it another thing's, or a clock shows it.
    """
    before = without_weekday(line.text[: hit.start])
    rest = (before + line.text[hit.end :]).strip(_AROUND)
    is_the_texts = _TIME.search(before) is not None and _AUTHOR.search(rest) is not None
    if not is_the_texts and _is_another_label(before or label_above(page, texts, line.place)):
        return None
    has_weekday = _WEEKDAY.search(rest) is not None
    if (line.is_above or has_weekday) and hit.day >= as_of - _A_DAY:
        return None
    if has_weekday and not line.follows:
        return None
    if line.is_above and line.area != "main":
        rest = _HOUR.sub(" ", rest)
    return _NUMBER.sub(" ", _WEEKDAY.sub(" ", rest)).strip(_AROUND)


def _is_byline(line: _Line, hit: DateFound, rest: str) -> bool:
    """Source, author, counts or what was done stand beside the day."""
    is_marked = BYLINE_MARK.search(_HOUR.sub("", rest)) is not None
    if is_sentence(rest) or len(rest) > (_LONGEST if is_marked else _LONGEST_CLOCK):
        return False
    return (
        is_marked
        or BYLINE_MARK.search(rest) is not None
        or _AUTHOR.search(rest) is not None
        or _PUT_THERE.match(line.text, hit.end) is not None
    )


def _is_bare(line: _Line, hit: DateFound, rest: str, page: FlatPage) -> bool:
    """The day as a system writes it, alone, behind the way to the page, or beside a name."""
    if not _is_numeric(line.text, hit) and not _PRESS.search(rest):
        return False
    if len(rest) <= _HARDLY:
        return True
    if _WAY.search(rest):
        return to_plain(_runs_of(page, line.place)[-1]) in line.text[hit.start :]
    return (
        line.follows
        and line.links <= _LINKS_OF_A_TITLE
        and _NAME.fullmatch(rest) is not None
        and not _EVENT.search(rest)
    )


_HARDLY = 3  # characters


def _day_in_boxes(page: FlatPage, line: _Line, as_of: date) -> date | None:
    """26 | 2023-04: pieces in elements of their own, in one line or in the lines below each other."""
    if len(line.text) > _BOXES:
        return None
    boxes = page.blocks[line.place : line.place + _LINES_OF_BOXES]
    count = sum(1 for _ in takewhile(lambda box: is_calendar(to_plain(box.text)), boxes))
    words = [
        run for index in range(line.place, line.place + count) for run in _runs_of(page, index)
    ]
    pieces = read_pieces(to_plain(" ".join(words))) if len(words) > 1 else None
    day = pieces.as_date() if pieces and pieces.is_whole else None
    is_a_clocks = line.is_above and day is not None and day >= as_of - _A_DAY
    return None if is_a_clocks else day


def _runs_of(page: FlatPage, index: int) -> list[str]:
    last = page.blocks[index + 1].run if index + 1 < len(page.blocks) else len(page.runs)
    return page.runs[page.blocks[index].run : last]


def _beside_the_heading(page: FlatPage, index: int) -> str:
    """What stands inside the page's heading in pieces of its own, and is no part of the <title>."""
    pieces = _runs_of(page, index)
    others = [piece for piece in pieces if piece not in page.title]
    return " ".join(others) if len(others) < len(pieces) else page.blocks[index].text


def _day_by_age(text: str, as_of: date) -> date | None:
    plain = to_plain(text)
    match = _AGE.search(plain) if len(plain) <= _LONGEST_AGE else None
    if match is None or role_of(plain[: match.start("when")]) not in (None, DateRole.LABELLED):
        return None
    return read_relative(match["when"], as_of)


def _is_another_label(before: str) -> bool:
    """Whoever was registered, or comes, on a day was not published on it."""
    return len(before) >= 3 and _A_LABEL.search(to_plain(before)) is not None


def _is_numeric(text: str, hit: DateFound) -> bool:
    """A bare 2012年3月5日 may be the document's own (题注); a bare 2012-03-05 is the system's."""
    return "年" not in text[hit.start : hit.end] or ":" in to_plain(text)


def near_the_title(page: FlatPage, body: Sequence[RawBlock]) -> tuple[int, int]:
    """The span of runs in which a line of the page's own may tell its day."""
    places, _ = _near_the_title(page, body)
    return (page.blocks[places[0]].run, page.blocks[places[-1]].run + 1) if places else (0, 0)


def _near_the_title(page: FlatPage, body: Sequence[RawBlock]) -> tuple[list[int], int]:
    """The blocks between title and text, or twelve above it, and the first ones below each; and the
    title's own, the first of the text where there is none.
    """
    first = next((i for i, block in enumerate(page.blocks) if body and block is body[0]), None)
    if first is None:
        return [], 0
    titles = [
        index
        for index in range(max(0, first - _FARTHEST), min(first + _FIRST_LINES, len(page.blocks)))
        if _names_the_page(page, page.blocks[index])
    ]
    title = titles[-1] if titles else first
    above = range(min(title, max(0, first - 12)), first)
    inside = {id(block) for block in body[: max(0, title - first) + _FIRST_LINES]}
    last = min(first + _FARTHEST, len(page.blocks))
    return [*above, *(i for i in range(first, last) if id(page.blocks[i]) in inside)], title


_FIRST_LINES = 5
_FARTHEST = 60  # blocks; toolbars and pictures may stand between a title and its text


def _names_the_page(page: FlatPage, block: RawBlock) -> bool:
    return block.heading == 1 or (len(block.text) >= 6 and block.text in page.title)


def _follows_a_title(page: FlatPage, index: int) -> bool:
    """A heading, or a line of the <title>, is one of the three lines above."""
    return any(
        block.heading or _names_the_page(page, block)
        for block in page.blocks[max(0, index - 3) : index + bool(page.blocks[index].heading)]
    )
