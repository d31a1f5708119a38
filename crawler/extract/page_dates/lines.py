"""The dates that a page tells its readers: behind a label, in the line under the title, and at the
text's end.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import compress, count, islice, pairwise, takewhile

from crawler.extract.date_labels import Label, label_of, role_of, without_weekday
from crawler.extract.date_pieces import is_calendar, read_pieces
from crawler.extract.dates import DateFound, find_dates, read_date, read_relative, to_plain
from crawler.extract.flat import FlatPage, RawBlock
from crawler.extract.patterns import patterns
from crawler.extract.publication import BYLINE_MARK, LINE_LENGTH
from store.records import DateRole

_PATTERNS = patterns(__name__)
_MAY_HOLD_A_YEAR = _PATTERNS["may_hold_a_year"]
_NO_BYLINE = _PATTERNS["no_byline"]
_NAME = _PATTERNS["name"]
_SPAN = _PATTERNS["span"]
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
_LABEL_REACH = 60
_ROW_GAP = 1  # texts between two rows: a bullet, a line of dots

Spans = Sequence[tuple[int, int]]


# --- labels


def labelled_days(page: FlatPage, texts: Sequence[str], rows: Spans) -> dict[DateRole, date]:
    """Each role's first date right after its label, in one block or in the next (table cells).

    `texts` of the page's blocks; those inside `rows` do not speak.
    """
    starts = [start for start, _ in rows]
    found: dict[DateRole, tuple[int, date]] = {}
    for index in compress(count(), map(_MAY_HOLD_A_YEAR.search, texts)):
        text = texts[index]
        if len(text) > 400 or _is_inside(rows, starts, page.blocks[index].run):
            continue
        hits = _dates_after_labels(text)
        heads = _heads_of(page, texts, index, rows, starts) if hits else ()
        for hit in hits:
            label = _label_beside(hit, text, heads)
            if label is None or (label.role is DateRole.LABELLED and _is_anothers(text, hit)):
                continue
            known = found.get(label.role)
            if known is None or label.rank < known[0]:
                found[label.role] = label.rank, hit.day
    return {role: day for role, (_, day) in found.items()}


def _label_beside(hit: DateFound, text: str, heads: Sequence[str]) -> Label | None:
    """What the words before a date say that it is, or those at the end of one of `heads`."""
    for head in heads:
        before = to_plain(f"{head[-_LABEL_REACH:]} {text[: hit.start]}"[-_LABEL_REACH:])
        if (label := label_of(before)) is not None:
            return label
    return None


def _is_anothers(text: str, hit: DateFound) -> bool:
    """A label that is quoted, or that words lead to: another page's. Or a span of days begins."""
    before = text[: hit.start]
    if _SPAN.match(to_plain(text[hit.end :])):
        return True
    return before.count("“") > before.count("”") or (
        hit.start > _LONGEST_LABEL and _is_sentence(text) and "，" in text
    )


_LONGEST_LABEL = 16  # characters, with the blanks and brackets round it


def _heads_of(
    page: FlatPage, texts: Sequence[str], index: int, rows: Spans, starts: Sequence[int]
) -> list[str]:
    """Where the label of a block may stand: in the block before it, or in the cell above it."""
    block = page.blocks[index]
    has_one_before = index > 0 and not _is_inside(rows, starts, page.blocks[index - 1].run)
    before = texts[index - 1] if has_one_before else ""
    cell = next((e for e in page.ancestors(block.node) if page.tags[e].name in ("td", "th")), -1)
    row = page.parents[cell] if cell >= 0 else -1
    if row < 0 or page.tags[row].name != "tr":
        # 预告刊登 names the day beside it as with a colon
        return [f"{before}:" if before and _label_above(page, texts, index) else before]
    above = _cell_above(page, row, cell)
    over = texts[slice(*page.blocks_in(above))] if above >= 0 else []
    is_in_the_row = index > 0 and page.blocks[index - 1].run >= page.run_starts[row]
    return [*([before] if is_in_the_row or above < 0 else []), *over[-1:]] or [""]


def _cell_above(page: FlatPage, row: int, cell: int) -> int:
    """The cell of the same place in the row above; -1 where there is none."""
    if cell - row > _WIDEST:
        return -1
    over = next((e for e in page.ancestors(row - 1) if page.parents[e] == page.parents[row]), None)
    cells = (
        [*_children(page, over, min(page.ends[over], over + _WIDEST))] if over is not None else []
    )
    place = sum(1 for _ in _children(page, row, cell))
    return cells[place] if place < len(cells) else -1


_WIDEST = 200  # elements; no row of more is a document's head


def _children(page: FlatPage, element: int, until: int) -> Iterator[int]:
    return (e for e in range(element + 1, until) if page.parents[e] == element)


def _dates_after_labels(text: str) -> list[DateFound]:
    hits = find_dates(text)
    if hits or len(text) > 200:
        return hits
    # 发布日期:20220328, only after a label
    compact = re.search(r"(?<![\dA-Za-z_-])20\d{6}(?!\d)", text)
    day = read_date(compact.group(), is_labelled=True) if compact else None
    return [DateFound(day, *compact.span())] if compact and day else []


# --- by position


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
    bare, or told by its distance (3天前). Among `linked` texts a bare one is an entry's.
    """
    best: date | None = None
    by_age = in_boxes = None
    places, title = _near_the_title(page, body)
    for index in places:
        block, text = page.blocks[index], texts[index]
        if block.heading:
            text = _beside_the_heading(page, index)
        if any(start <= block.run < end for start, end in rows):
            continue
        if (
            len(text) > LINE_LENGTH
            or block.link_characters > 0.7 * len(text)
            or _NO_BYLINE.search(text)
        ):
            continue
        hits = [hit for hit in find_dates(text) if role_of(to_plain(text[: hit.start])) is None]
        if not hits and by_age is None and _follows_a_title(page, index):
            by_age = _day_by_age(text, as_of)
        if in_boxes is None and len(text) <= _BOXES:
            boxes = _day_in_boxes(page, index)
            is_a_clocks = index < title and boxes is not None and boxes >= as_of - _A_DAY
            in_boxes = None if is_a_clocks else boxes
        if len(hits) != 1:
            continue
        before = without_weekday(text[: hits[0].start])
        rest = (before + text[hits[0].end :]).strip(_AROUND)
        is_the_days = _TIME.search(before) is not None and _AUTHOR.search(rest) is not None
        if not is_the_days and _is_another_label(before or _label_above(page, texts, index)):
            continue
        if index < title and block.area != "main":
            rest = _HOUR.sub(" ", rest)  # such a line may be a clock's
        if (index < title or _WEEKDAY.search(rest)) and hits[0].day >= as_of - _A_DAY:
            continue
        if _WEEKDAY.search(rest) and not _follows_a_title(page, index):
            continue
        rest = _NUMBER.sub(" ", _WEEKDAY.sub(" ", rest)).strip(_AROUND)
        is_alone = len(rest) <= 3 or (
            _WAY.search(rest) is not None
            and to_plain(_runs_of(page, index)[-1]) in text[hits[0].start :]
        )
        is_byline = (
            bool(
                BYLINE_MARK.search(rest)
                or _AUTHOR.search(rest)
                or _PUT_THERE.match(text, hits[0].end)
            )
            and len(rest) <= (_CLOCK_LINE if not BYLINE_MARK.search(_HOUR.sub("", rest)) else 120)
            and not _is_sentence(rest)
        )
        is_signed = (
            _NAME.fullmatch(rest) is not None
            and not _EVENT.search(rest)
            # more is a row's title
            and block.link_characters <= 0.5 * len(text)
            and _follows_a_title(page, index)
        )
        is_the_systems = _is_numeric(text, hits[0]) or _PRESS.search(rest) is not None
        is_linked = (
            len(linked) >= _A_LIST
            and not _follows_a_title(page, index)
            and any(start <= block.run < end for start, end in linked)
        )
        if is_byline or ((is_alone or is_signed) and is_the_systems and not is_linked):
            best = hits[0].day if best is None or is_byline else best
            if is_byline:
                return best
    return best or in_boxes or by_age


def _day_in_boxes(page: FlatPage, index: int) -> date | None:
    """26 | 2023-04: pieces in elements of their own, in one line or in the lines below each other."""
    lines = takewhile(
        lambda line: is_calendar(to_plain(line.text)), page.blocks[index : index + _LINES_OF_BOXES]
    )
    last = index + sum(1 for _ in lines)
    words = [run for line in range(index, last) for run in _runs_of(page, line)]
    pieces = read_pieces(to_plain(" ".join(words))) if len(words) > 1 else None
    return pieces.as_date() if pieces and pieces.is_whole else None


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
    match = _AGE.search(plain) if len(plain) <= _LABEL_REACH else None
    if match is None or role_of(plain[: match.start("when")]) not in (None, DateRole.LABELLED):
        return None
    return read_relative(match["when"], as_of)


def _is_another_label(before: str) -> bool:
    """Whoever was registered, or comes, on a day was not published on it."""
    return len(before) >= 3 and _A_LABEL.search(to_plain(before)) is not None


def _label_above(page: FlatPage, texts: Sequence[str], index: int) -> str:
    """The words of the <dt> that the line is the <dd> of."""
    if index == 0 or _is_in(page, index, "dd") < 0 or _is_in(page, index - 1, "dt") < 0:
        return ""
    return texts[index - 1]


def _is_in(page: FlatPage, index: int, name: str) -> int:
    """The element of the name around a block; -1 without one."""
    around = islice(page.ancestors(page.blocks[index].node), _LEVELS)
    return next((element for element in around if page.tags[element].name == name), -1)


_LEVELS = 4


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


_LINES_OF_BOXES = 3
_A_LIST = 3  # rows
_CLOCK_LINE = 60  # characters beside a day and its hour; more tell what happened then
_BOXES = 16  # characters of a day, its month and its year
_AROUND = " \t[]()（）【】:：|·•,-–—日"
_A_DAY = timedelta(days=1)
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


def entries_among(rows: Spans, page: FlatPage) -> list[tuple[int, int]]:
    """The rows that border on another, or whose heading leads elsewhere: a byline with a linked source
    stands between texts.
    """
    led_to = {
        block.run
        for block in page.blocks
        if block.heading > 1
        and block.link_characters >= len(block.text)
        and block.text not in page.title
    }
    ordered = sorted(set(rows))
    borders = [
        False,
        *(later[0] - earlier[1] <= _ROW_GAP for earlier, later in pairwise(ordered)),
        False,
    ]
    return [
        row
        for row, above, below in zip(ordered, borders, borders[1:], strict=False)
        if above or below or (row[1] - row[0] <= _TEASER and not led_to.isdisjoint(range(*row)))
    ]


_TEASER = 12  # texts; more are an article with a link in it


def _is_inside(rows: Spans, starts: Sequence[int], run: int) -> bool:
    """Whether the run stands in one of `rows`, which begin at `starts`, in order."""
    at = bisect_right(starts, run)
    return at > 0 and run < rows[at - 1][1]


def _is_numeric(text: str, hit: DateFound) -> bool:
    """A bare 2012年3月5日 may be the document's own (题注); a bare 2012-03-05 is the system's."""
    return "年" not in text[hit.start : hit.end] or ":" in to_plain(text)


def _is_sentence(text: str) -> bool:
    return "。" in text or text.count("，") >= 2


def signature(body: Sequence[RawBlock]) -> date | None:
    """落款: one of the last lines that is only a date, or the unit's name and a date."""
    for block in reversed(body[-12:]):
        text = block.text.strip(" 　()（）")
        if len(text) <= 40 and "年" in text and not _is_sentence(text):
            hits = find_dates(text)
            if (
                len(hits) == 1
                and hits[0].end >= len(text.rstrip()) - 1
                and (hits[0].start <= 24)
                and role_of(to_plain(text[: hits[0].start])) is None
            ):
                return hits[0].day
    return None
