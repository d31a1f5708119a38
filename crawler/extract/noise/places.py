"""Where the lines of a page stand: inside its text, at the text's edge, or beside it.

What a line is worth depends on it. A figure inside the text is the text's own, whatever word stands
before it; a short figure beside it, in the line under the title or in a bar below the text, is a
counter, whatever it is called; and of what stands outside the article altogether only what people
act on counts (a telephone number, a price): the rest are boxes that come and go.
"""

import re
from collections.abc import Iterator, Sequence

from crawler.extract.flat import FlatPage, Place, RawBlock
from crawler.extract.noise.counts import is_acted_on
from crawler.extract.publication import BYLINE, LINE_LENGTH, PUBLISHED
from crawler.extract.title_and_text import FOOT, NO_TEXT, Body, prose_in

_TABLES = frozenset(("table", "dl"))
_OF_A_TEXT = frozenset(("p", "table", "dl", "ul", "ol"))
_MOST = 0.7  # of the page's words stand below its title, and above its foot
_TITLE = 4  # characters; a shorter heading names nothing
_SENTENCE = 30
_MARK = re.compile("[，。；！？]|[,;.!?](?: |$)")
_LINKED = 0.3  # of a line's words; more is an entry that leads elsewhere
_BOX = 200  # characters of prose; more is no box that comes and goes
_BOX_SHARE = 0.3


def settle_places(page: FlatPage, body: Body) -> None:
    """Give every block its place, and what stands outside the article the area "beside"."""
    blocks = page.blocks
    first, last = _from_sentence_to_sentence(page, body)
    title = _title_above(page, first if first < last else 0)
    for block in (*blocks[: max(title, 0)], *blocks[_foot(page) :]):
        _set_beside(block)
    for block in blocks:
        if _is_byline(block.text):
            block.place = Place.BESIDE
    if first >= last:
        return
    start, end = page.blocks_in(body.element)
    kinds = _kinds_of_paragraphs(page, body)
    for block in (*blocks[:start], *blocks[end:]):
        block.place = Place.BESIDE
    for block in (*blocks[start:first], *blocks[last:end]):
        if not body.is_named and not _may_be_of_the_text(page, body.element, block, kinds):
            block.place = Place.BESIDE
    for block in blocks[first:last]:
        is_row = block.link_characters > _LINKED * len(block.text)
        block.place = Place.EDGE if is_row else Place.TEXT
    if title >= 0 and body.prose >= NO_TEXT:
        for block in _outside_the_article(page, body, title):
            _set_beside(block)


def _from_sentence_to_sentence(page: FlatPage, body: Body) -> tuple[int, int]:
    """The blocks from the first sentence of the text to behind the last: a label with its value is
    none, though it may be the text's.
    """
    places = range(body.first, body.last)
    return (
        next((place for place in places if _says(page.blocks[place])), body.last),
        next((place + 1 for place in reversed(places) if _says(page.blocks[place])), body.first),
    )


def _says(block: RawBlock) -> bool:
    return prose_in(block) > 0 and (
        len(block.text) >= _SENTENCE or _MARK.search(block.text) is not None
    )


def _set_beside(block: RawBlock) -> None:
    if block.area == "main" and not is_acted_on(block.text):
        block.area = "beside"


def _is_byline(text: str) -> bool:
    return len(text) <= LINE_LENGTH and bool(BYLINE.match(text) or PUBLISHED.search(text))


def _title_above(page: FlatPage, text: int) -> int:
    """The block of the page's own title, -1 where none stands above enough words: the nearest above
    the text; without a text the first.
    """
    blocks = page.blocks
    places = range(text - 1, -1, -1) if text else range(min(len(blocks), 400))
    found = next((index for index in places if _is_title(page, blocks[index])), -1)
    if text or found < 0:
        return found
    return found if _words(blocks[found:]) >= _MOST * _words(blocks) else -1


def _foot(page: FlatPage) -> int:
    """The first block of the page's foot, the number of blocks where it has none."""
    blocks = page.blocks
    places = (i for i, b in enumerate(blocks) if b.area == "main" and FOOT.match(b.text))
    foot = next(places, len(blocks))
    return foot if _words(blocks[:foot]) >= _MOST * _words(blocks) else len(blocks)


def _words(blocks: Sequence[RawBlock]) -> int:
    return sum(len(block.text) for block in blocks if block.area == "main")


def _is_title(page: FlatPage, block: RawBlock) -> bool:
    words = "".join(block.text.split())
    return (
        len(words) >= _TITLE
        and block.area in ("main", "nav")
        and block.link_characters < len(block.text)
        and words in "".join(page.title.split())
    )


def _kinds_of_paragraphs(page: FlatPage, body: Body) -> set[str]:
    """The shapes of the elements directly inside the text's that hold its prose."""
    paragraphs = (block for block in page.blocks[body.first : body.last] if prose_in(block))
    return {page.tags[_step_below(page, body.element, block)].shape for block in paragraphs}


def _step_below(page: FlatPage, element: int, block: RawBlock) -> int:
    """The element directly inside `element` that holds the block; `element` for its own words."""
    step = block.node
    while step > element and page.parents[step] != element:
        step = page.parents[step]
    return step


def _may_be_of_the_text(page: FlatPage, element: int, block: RawBlock, kinds: set[str]) -> bool:
    tag = page.tags[_step_below(page, element, block)]
    return tag.shape in kinds or tag.name in _OF_A_TEXT


def _outside_the_article(page: FlatPage, body: Body, title: int) -> Iterator[RawBlock]:
    """What no element holds that holds title and text, but for tables and longer texts."""
    article = body.element
    node = page.blocks[title].node
    while article >= 0 and not article <= node < page.ends[article]:
        article = page.parents[article]
    start, end = page.blocks_in(article)
    for block in (*page.blocks[:start], *page.blocks[end:]):
        if not _is_in_a_table(page, block, article) and not _is_a_text(page, block, article, body):
            yield block


def _is_in_a_table(page: FlatPage, block: RawBlock, article: int) -> bool:
    around = page.ancestors(block.node)
    return any(page.tags[e].name in _TABLES and page.ends[e] <= article for e in around) or any(
        page.tags[e].name in _TABLES and e >= page.ends[article] for e in page.ancestors(block.node)
    )


def _is_a_text(page: FlatPage, block: RawBlock, article: int, body: Body) -> bool:
    """The box around the block, as large as it can be without the article, says much."""
    box = block.node
    while (parent := page.parents[box]) >= 0 and not (parent <= article < page.ends[parent]):
        box = parent
    start, end = page.blocks_in(box)
    prose = sum(map(prose_in, page.blocks[start:end]))
    return prose > min(_BOX, _BOX_SHARE * body.prose)
