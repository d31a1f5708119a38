"""The meaningful blocks of a page: what would have to differ for a person to say that something
changed.

Of a list: its entries. Of a home page: the entries of all its lists. Of anything else: title, text
and attachments. Clocks, counters, navigation, recommendations and friend links are left out
(docs/field-notes.md §11).
"""

from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import itemgetter

from crawler.extract.fingerprint import blocks_of
from crawler.extract.flat import FlatPage, RawBlock
from crawler.extract.noise.meanings import meanings
from crawler.extract.stable import stable_url
from crawler.extract.title_and_text import NO_TEXT, Body, prose_in, tables_of_words
from store.records import Block, Item, Link

MAX_BLOCKS = 3_000
MAX_TEXT = 200_000


def meaningful_lines(
    blocks: Iterable[RawBlock], *, areas: frozenset[str] = frozenset({"main"})
) -> list[str]:
    """The lines of `blocks` that say something, noise cut out of them; the cells of a row are one."""
    kept = [block for block in blocks if block.area in areas]
    said = ((block.row, left) for block, (left, _) in zip(kept, meanings(kept), strict=True) if any(map(str.isalnum, left)))  # fmt: skip
    lines: list[str] = []
    for row, cells in groupby(said, key=itemgetter(0)):
        words = [left for _, left in cells]
        lines += words if row < 0 else [" | ".join(words)]
    return lines


def list_blocks(items: Sequence[Item], prose: Sequence[str]) -> tuple[Block, ...]:
    """One block an entry (title, date, address), and one for each line of prose between them."""
    entries = [
        (f"{item.title}|{item.claimed or ''}|{stable_url(item.url)}", item.title) for item in items
    ]
    return _once([*entries, *((line, line) for line in prose)])


def text_blocks(title: str, lines: Sequence[str], attachments: Sequence[Link]) -> tuple[Block, ...]:
    """Title, lines of the text, attachments by address and name."""
    named = [title] if title else []
    links = [(f"{link.text}|{stable_url(link.url)}", link.text) for link in attachments]
    return _once([*((line, line) for line in (*named, *lines)), *links])


def prose_lines(page: FlatPage) -> list[str]:
    """Sentences of the main area that are no links: a list's introduction, a home page's notice."""
    return meaningful_lines(
        b
        for b in page.blocks
        if len(b.text) - b.link_characters >= 30 and b.link_characters < 0.5 * len(b.text)
    )


def text_lines(page: FlatPage, body: Body) -> list[str]:
    """The lines of the main text, and around it the prose and what stands in rows: what no element
    was named for may be cut into several. All words of the main area where no text stands out.
    """
    if body.is_named and not body.rows:
        lines = meaningful_lines(body.blocks, areas=frozenset({"main", "nav", "aside"}))
    else:
        text = set(map(id, body.blocks))
        lines = _in_order([b for b in page.blocks if id(b) in text or prose_in(b)], body)
    if lines and not (body.rows and body.prose < NO_TEXT):
        return lines
    return _in_order([b for b in page.blocks if b.link_characters < 0.8 * len(b.text)], body)


def table_lines(page: FlatPage) -> list[str]:
    """What stands in tables and definitions on a page of lists, a line each."""
    rows = [page.blocks[slice(*span)] for span in tables_of_words(page)]
    return [line for row in rows for line in meaningful_lines(row)]


def row_lines(rows: Iterable[Sequence[RawBlock]]) -> list[str]:
    """The words of each row as one line."""
    return [line for row in rows if (line := " | ".join(meaningful_lines(row)))]


def _in_order(blocks: Sequence[RawBlock], body: Body) -> list[str]:
    """The lines of `blocks` and of the rows, as they stand on the page."""
    if not body.rows:
        return meaningful_lines(blocks)
    in_rows = {id(block) for row in body.rows for block in row}
    rest = [(block,) for block in blocks if id(block) not in in_rows]
    return row_lines(sorted((*body.rows, *rest), key=lambda row: row[0].run))


def lines_beside(page: FlatPage, body: Body) -> list[str]:
    """What the main area says without links outside a text that no element was named for: a price
    or a telephone number is no prose and no part of the text, and still part of what the page
    means.
    """
    if body.is_named:
        return []
    inside = {id(block) for blocks in (body.blocks, *body.rows) for block in blocks}
    return meaningful_lines(
        block for block in page.blocks if not block.link_characters and id(block) not in inside
    )


def _once(said: Sequence[tuple[str, str]]) -> tuple[Block, ...]:
    return tuple({block.hash: block for block in blocks_of(said[:MAX_BLOCKS])}.values())
