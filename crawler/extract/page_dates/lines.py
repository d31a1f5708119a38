"""The dates that a page tells its readers behind a label, and at the text's end."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import compress, count, islice, pairwise

from crawler.extract.date_labels import Label, label_of, role_of
from crawler.extract.dates import DateFound, find_dates, read_date, to_plain
from crawler.extract.flat import FlatPage, RawBlock
from crawler.extract.patterns import patterns
from store.records import DateRole

_PATTERNS = patterns(__name__)
_MAY_HOLD_A_YEAR = _PATTERNS["may_hold_a_year"]
_SPAN = _PATTERNS["span"]
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
        hit.start > _LONGEST_LABEL and is_sentence(text) and "，" in text
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
        return [f"{before}:" if before and label_above(page, texts, index) else before]
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


def label_above(page: FlatPage, texts: Sequence[str], index: int) -> str:
    """The words of the <dt> that the line is the <dd> of."""
    if index == 0 or _is_in(page, index, "dd") < 0 or _is_in(page, index - 1, "dt") < 0:
        return ""
    return texts[index - 1]


def _is_in(page: FlatPage, index: int, name: str) -> int:
    """The element of the name around a block; -1 without one."""
    around = islice(page.ancestors(page.blocks[index].node), _LEVELS)
    return next((element for element in around if page.tags[element].name == name), -1)


_LEVELS = 4


def entries_among(rows: Spans, page: FlatPage) -> list[tuple[int, int]]:
    """The rows that border on another, or whose heading leads elsewhere: a byline with a linked
    source stands between texts.
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


def is_sentence(text: str) -> bool:
    return "。" in text or text.count("，") >= 2


def signature(body: Sequence[RawBlock]) -> date | None:
    """落款: one of the last lines that is only a date, or the unit's name and a date."""
    for block in reversed(body[-12:]):
        text = block.text.strip(" 　()（）")
        if len(text) <= 40 and "年" in text and not is_sentence(text):
            hits = find_dates(text)
            if (
                len(hits) == 1
                and hits[0].end >= len(text.rstrip()) - 1
                and (hits[0].start <= 24)
                and role_of(to_plain(text[: hits[0].start])) is None
            ):
                return hits[0].day
    return None
