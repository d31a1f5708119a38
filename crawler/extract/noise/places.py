"""Where the lines of a page stand: inside its text, at the text's edge, or beside it.

What a line is worth depends on it. A figure inside the text is the text's own, whatever word stands
before it; a short figure beside it, in the line under the title or in a bar below the text, is a
counter, whatever it is called; and of what stands outside the article altogether only what people
act on counts (a telephone number, a price): the rest are boxes that come and go.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from operator import attrgetter

from crawler.extract.areas import is_consent_button
from crawler.extract.dates import find_dates
from crawler.extract.flat import FlatPage, Place, RawBlock
from crawler.extract.noise.counts import acted_on, is_count, is_of_a_box
from crawler.extract.publication import BYLINE, LINE_LENGTH, PUBLISHED
from crawler.extract.title_and_text import (
    FOOT,
    NO_TEXT,
    Body,
    first_part,
    prose_in,
    tables_of_words,
)

_OF_A_TEXT = frozenset(("p", "table", "dl", "ul", "ol"))
_MOST = 0.7  # of the page's words stand below its title, and above its foot
_TITLE = 4  # characters; a shorter heading names nothing
_BELOW_A_HEADING = 200  # characters
_NEAR = 6  # blocks from a heading that the <title> does not repeat to its text
_BEFORE_A_TITLE = 12  # characters in the heading besides: [通知公告]
_SENTENCE = re.compile("[，。；！？]|[.!?]$|[\u4e00-\u9fff].{28}[\u4e00-\u9fff]|.{60}")
_ENDS = re.compile("[。；！？.!?;]$|.{160}")
_ENTRY = 0.3  # of a line's words in links; more is an entry that leads elsewhere
_LINKS, _SHARE_OF_LINKS = 3, 0.6  # in a box of links to other pages
_LINES = 8  # in a box that helps
_BOX, _BOX_SHARE = 100, 0.3  # characters of prose; more is no box that comes and goes
_ALIKE, _CLIMB = 3, 5  # cards in a row, and elements from a word to its card


_run_of = attrgetter("run")


def settle_places(page: FlatPage, body: Body) -> None:
    """Give every block its place, and the area "beside" to what stands outside the article: above
    the title, in the page's foot, in boxes of their own.
    """
    blocks = page.blocks
    first, last = _from_sentence_to_sentence(page, body)
    heading = _own_heading(page)
    has_text = heading < first < last
    title = _title_above(page, heading, first if has_text else 0)
    above = [p for p in range(title) if p < heading or prose_in(blocks[p]) <= _BOX]
    spans = [*((place, place + 1) for place in above), (_foot(page), len(blocks))]
    if has_text:
        _settle_around(page, body, first, last)
        for block in blocks[max(title, 0) : first]:
            if block.area == "nav" and _tells_a_day(block):
                block.area = "main"
        if title >= 0 and body.prose >= NO_TEXT:
            spans += _outside_the_article(page, body, title)
        spans += _boxes_beside(page, title, first, last)
    else:
        _settle_cards(page)
    in_tables = {place for span in tables_of_words(page) for place in range(*span)}
    for place in (place for span in spans for place in range(*span)):
        if place not in in_tables:
            _set_beside(blocks[place])
    for place, block in enumerate(blocks):
        if block.place is Place.BESIDE and place in in_tables:
            block.place = Place.EDGE
        elif block.place is Place.EDGE and _is_byline(block.text):
            block.place = Place.BESIDE
        is_beside = block.place is Place.BESIDE and block.area == "main"
        if is_beside and block.words is block.text and not block.link_characters:
            block.words = _elements_apart(page, place)
    _settle_rows(page, in_tables)


def _settle_rows(page: FlatPage, in_tables: Iterable[int]) -> None:
    """The cells of a line of a table say together what they say."""
    for place in in_tables:
        around = page.ancestors(page.blocks[place].node)
        page.blocks[place].row = next((e for e in around if page.tags[e].name == "tr"), -1)


def _settle_around(page: FlatPage, body: Body, first: int, last: int) -> None:
    blocks = page.blocks
    start, end = page.blocks_in(body.element)
    for block in (*blocks[:start], *blocks[end:]):
        block.place = Place.BESIDE
    for block in blocks[start:first]:
        if _tells_a_day(block):
            block.place = Place.BESIDE
    for block in blocks[first:last]:
        if block.link_characters <= _ENTRY * len(block.text):
            block.place = Place.TEXT
    if body.is_named:
        return
    shapes = {page.tags[_step_below(page, body.element, block)].shape for block in blocks[first:last] if prose_in(block)}  # fmt: skip
    for block in (*blocks[start:first], *blocks[last:end]):
        tag = page.tags[_step_below(page, body.element, block)]
        if tag.shape not in shapes and tag.name not in _OF_A_TEXT:
            block.place = Place.BESIDE


def _step_below(page: FlatPage, element: int, block: RawBlock) -> int:
    """The element directly inside `element` that holds the block; `element` for its own words."""
    step = block.node
    while step > element and page.parents[step] != element:
        step = page.parents[step]
    return step


def _from_sentence_to_sentence(page: FlatPage, body: Body) -> tuple[int, int]:
    """The blocks from the first sentence of the text to behind the last: a label with its value is
    none, though it may be the text's.
    """
    places = range(body.first, body.last)
    return (
        next((place for place in places if _is_sentence(page.blocks[place])), body.last),
        next(
            (place + 1 for place in reversed(places) if _is_sentence(page.blocks[place])),
            body.first,
        ),
    )


def _is_sentence(block: RawBlock) -> bool:
    """Prose, and no line of a few words and the day when they were put there."""
    text = block.text
    return (
        prose_in(block) > 0
        and _SENTENCE.search(text) is not None
        and (_ENDS.search(text) is not None or not find_dates(text))
    )


def _set_beside(block: RawBlock) -> None:
    if block.area == "main":
        block.words = acted_on(block.text)
        block.area = "main" if block.words else "beside"


def _elements_apart(page: FlatPage, place: int) -> str:
    """The words of a line, those of its elements apart: 阅读 12<i>赞 3</i>. A day stays whole."""
    block = page.blocks[place]
    following = page.blocks[place + 1].run if place + 1 < len(page.blocks) else len(page.runs)
    apart = " ".join(page.runs[block.run : following])
    return apart if len(find_dates(apart)) == len(find_dates(block.text)) else block.text


def _tells_a_day(block: RawBlock) -> bool:
    return len(block.text) <= LINE_LENGTH and bool(find_dates(block.text))


def _is_byline(text: str) -> bool:
    return len(text) <= LINE_LENGTH and bool(BYLINE.match(text) or PUBLISHED.search(text))


# --- title and foot


def _own_heading(page: FlatPage) -> int:
    """The block of the first h1 that the <title> repeats and under which enough follows, -1 where
    none is: features above it belong to other pages.
    """
    whole = "".join(page.title.split())
    for place, block in enumerate(page.blocks):
        if block.heading == 1 and _is_title(block, whole, ""):
            return place if _words(page.blocks[place:]) >= _BELOW_A_HEADING else -1
    return -1


def _title_above(page: FlatPage, heading: int, text: int) -> int:
    """The block of the page's own title: the nearest above the text; without a text its own heading
    or the first above most of the words. -1 where none is.
    """
    if heading >= 0 and not text:
        return heading
    whole, named = "".join(page.title.split()), "".join(first_part(page.title).split())
    places = range(text - 1, -1, -1) if text else range(min(len(page.blocks), 400))
    for place in places:
        if _is_title(page.blocks[place], whole, named):
            is_above = text or _words(page.blocks[place:]) >= _MOST * _words(page.blocks)
            return place if is_above else -1
    near = range(text - 1, max(text - 1 - _NEAR, -1), -1) if heading < 0 else ()
    return next((place for place in near if _is_heading(page.blocks[place])), heading)


def _is_heading(block: RawBlock) -> bool:
    return block.heading > 0 and block.area == "main" and len(block.text) >= _TITLE


def _is_title(block: RawBlock, whole: str, named: str) -> bool:
    if block.area not in ("main", "nav") or len(block.text) < _TITLE or not whole:
        return False
    words = "".join(block.text.split())
    is_named = len(named) >= _TITLE and named in words
    return (words in whole and block.link_characters < len(block.text)) or (
        is_named and bool(block.heading) and len(words) <= len(named) + _BEFORE_A_TITLE
    )


def _foot(page: FlatPage) -> int:
    """The first block of the page's foot, the number of blocks where it has none."""
    blocks = page.blocks
    places = (i for i, b in enumerate(blocks) if b.area == "main" and FOOT.match(b.text))
    foot = next(places, len(blocks))
    if foot == len(blocks):
        return foot
    return foot if _words(blocks[:foot]) >= _MOST * _words(blocks) else len(blocks)


def _words(blocks: Iterable[RawBlock]) -> int:
    return sum(len(block.text) for block in blocks if block.area == "main")


# --- boxes


def _outside_the_article(page: FlatPage, body: Body, title: int) -> Iterator[tuple[int, int]]:
    """The spans of blocks outside the innermost element that holds title and text, but for boxes
    that hold a text of their own.
    """
    article, node = body.element, page.blocks[title].node
    while article >= 0 and not article <= node < page.ends[article]:
        article = page.parents[article]
    start, end = (
        bisect_left(page.blocks, run, key=_run_of)
        for run in (page.run_starts[article], page.run_ends[article])
    )
    place = 0
    while place < len(page.blocks):
        if start <= place < end:
            place = end
            continue
        _, done = _box_around(page, place, lambda element: element <= article < page.ends[element])
        prose = body.sums[done] - body.sums[place]
        box = page.blocks[place:done]
        is_reply = (
            prose
            and place >= end
            and _is_in_the_column(page, place, article)
            and not any(map(_is_of_a_box, box))
        )
        if prose <= min(_BOX, _BOX_SHARE * body.prose) and not is_reply:
            yield place, done
        place = done


def _is_in_the_column(page: FlatPage, place: int, article: int) -> bool:
    """Some element but the whole page holds the block and the article."""
    around = next(e for e in page.ancestors(page.blocks[place].node) if e <= article < page.ends[e])
    return page.tags[around].name not in ("body", "html")


def _boxes_beside(page: FlatPage, title: int, first: int, last: int) -> Iterator[tuple[int, int]]:
    """The spans of boxes below the text that lead to other pages, whatever stands above them, or
    that help the visitor or ask how the page pleased.
    """
    kept = [page.blocks[place].node for place in (title, first, last - 1) if place >= 0]

    def holds_the_text(element: int) -> bool:
        return any(element <= node < page.ends[element] for node in kept)

    done = last
    for place in range(last, len(page.blocks)):
        if place >= done and page.blocks[place].area == "main":
            start, done = _box_around(page, place, holds_the_text)
            box = page.blocks[start:done]
            if _leads_away(page, start, done) or (
                len(box) <= _LINES and any(map(_is_of_a_box, box))
            ):
                yield start, done


def _is_of_a_box(block: RawBlock) -> bool:
    return is_of_a_box(block.text) or is_consent_button(block.text)


def _leads_away(page: FlatPage, start: int, end: int) -> bool:
    box = page.blocks[start:end]
    last_run = page.blocks[end].run if end < len(page.blocks) else len(page.runs)
    links = sum(box[0].run <= anchor.run < last_run for anchor in page.anchors)
    linked = sum(block.link_characters for block in box)
    return links >= _LINKS and linked >= _SHARE_OF_LINKS * sum(len(block.text) for block in box)


def _box_around(
    page: FlatPage, place: int, holds_the_text: Callable[[int], bool]
) -> tuple[int, int]:
    """The blocks of the largest element around one that does not hold the text."""
    box = page.blocks[place].node
    if holds_the_text(box):
        return place, place + 1
    while (parent := page.parents[box]) >= 0 and not holds_the_text(parent):
        box = parent
    return page.blocks_in(box)


def _settle_cards(page: FlatPage) -> None:
    """A count in a card that leads elsewhere stands beside the card's title, whatever it counts."""
    for block in page.blocks:
        is_bare = block.area == "main" and not block.link_characters and is_count(block.text)
        if is_bare and _is_in_a_card(page, block):
            block.place = Place.BESIDE


def _is_in_a_card(page: FlatPage, block: RawBlock) -> bool:
    element = block.node
    for _ in range(_CLIMB):
        parent = page.parents[element]
        if parent < 0 or page.tags[element].name in ("td", "th", "dd"):
            return False
        first, last = page.anchors_in(element)
        if first < last:
            shape = page.tags[element].shape
            alike = sum(page.tags[child].shape == shape for child in page.children(parent))
            return alike >= _ALIKE
        element = parent
    return False
