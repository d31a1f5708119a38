"""Title and main text of a page: the element with most of its paragraphs, what stands in rows
beside it (tables, definitions, cards), and what names it.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate, chain, compress, count, repeat, takewhile
from operator import attrgetter

from crawler.extract.dates import find_dates
from crawler.extract.flat import FlatPage, RawBlock
from crawler.extract.noise.words import why_noise
from crawler.extract.patterns import patterns
from crawler.extract.publication import BYLINE, LINE_LENGTH
from crawler.extract.tags import Tag

_PATTERNS = patterns(__name__)
_NAMED_BODY = _PATTERNS["named_body"]
_PUNCTUATION = re.compile(r"[，。；：！？、,;!?]|\. |\.$")
BODY_SHARE = 0.7
# Characters of prose: less is no text, and more is one, even where no element was named for it.
NO_TEXT, A_TEXT = 40, 150


@dataclass(frozen=True, slots=True)
class Body:
    """The main text: its blocks in order, how many characters of prose they hold, and whether an
    element was named for it. `rows`: what stands outside it in rows, each the blocks of one.
    `first`, `last`: the page's blocks from the first line of prose to behind the last; `sums`: the
    characters of prose before each block of the page.
    """

    blocks: tuple[RawBlock, ...]
    prose: int
    is_named: bool
    run_start: int = 0
    run_end: int = 0
    element: int = -1
    first: int = 0
    last: int = 0
    sums: Sequence[int] = ()
    rows: tuple[tuple[RawBlock, ...], ...] = ()

    @property
    def words_in_rows(self) -> int:
        """Characters in rows, links left out."""
        return sum(len(block.text) - block.link_characters for row in self.rows for block in row)


NO_BODY = Body((), 0, is_named=False)


def find_body(page: FlatPage) -> Body:
    """The main text, possibly empty. A named element wins where it holds enough of the prose."""
    weights = [prose_in(block) for block in page.blocks]
    sums = [0, *accumulate(weights)]
    total = sums[-1]
    named = _named_body(page, sums)
    if named is not None and (body := _body(page, named, sums, is_named=True)).prose >= 0.3 * total:
        return body
    if not total:
        return NO_BODY
    # whatever holds so large a share in one piece holds the middle
    middle = page.blocks[bisect_right(sums, total / 2) - 1]
    for index in page.ancestors(middle.node):
        start, end = page.blocks_in(index)
        if sums[end] - sums[start] >= BODY_SHARE * total and page.tags[index].name not in (
            "p",
            "span",
            "a",
            "font",
        ):
            return _body(page, index, sums, is_named=False)
    return NO_BODY


def _named_body(page: FlatPage, sums: list[int]) -> int | None:
    named = {tag for tag in set(page.tags) if tag.names and _is_named_for_text(tag)}
    best, most = None, -1
    for index in compress(count(), map(named.__contains__, page.tags)) if named else ():
        start, end = page.blocks_in(index)
        if sums[end] - sums[start] > most:
            best, most = index, sums[end] - sums[start]
    return best


@lru_cache(maxsize=4096)
def _is_named_for_text(tag: Tag) -> bool:
    return (
        tag.name not in ("body", "html", "a", "li", "ul")
        and _NAMED_BODY.search(tag.names) is not None
    )


def _body(page: FlatPage, index: int, sums: list[int], *, is_named: bool) -> Body:
    start, end = page.blocks_in(index)
    blocks = tuple(b for b in page.blocks[start:end] if b.area == "main" or is_named)
    return Body(
        blocks,
        sums[end] - sums[start],
        is_named,
        page.run_starts[index],
        page.run_ends[index],
        element=index,
        first=bisect_right(sums, sums[start], start, end + 1) - 1,
        last=bisect_left(sums, sums[end], start, end),
        sums=sums,
    )


def prose_in(block: RawBlock) -> int:
    """Characters of prose: words that are no link, long enough and punctuated, outside the frame."""
    if block.area != "main":
        return 0
    if block.prose is None:
        block.prose = _prose_of(block)
    return block.prose


def _prose_of(block: RawBlock) -> int:
    own = len(block.text) - block.link_characters
    if own < 12 or own < 0.4 * len(block.text):
        return 0
    if own < 30 and not _PUNCTUATION.search(block.text):
        return 0
    if own < LINE_LENGTH and (BYLINE.match(block.text) or _IDENTITY.match(block.text)):
        return 0
    return 0 if "{{" in block.text or why_noise(block.text) else own


# --- rows

_ROWS = 3  # so many alike are no accident of the layout
_ROWS_OF_CELLS = 2  # nor so many lines of a table that each say two things
_CLIMB = 5  # elements from a word to its row
_ROW_LENGTH = 2_000  # characters; more is a part of the page
_NO_ROWS = frozenset(("td", "th", "a", "span", "body", "html"))
_SAYS_NOTHING = _PATTERNS["says_nothing"]
FOOT = _PATTERNS["foot"]


def with_rows(page: FlatPage, body: Body) -> Body:
    """The body with what stands beside it in rows: a table of powers or fees, definitions, cards,
    lines between <br>. Their words are short and unpunctuated, and still what the page is for.

    Rows are three or more elements of one shape within one element, each with words that are no
    link, or two lines of a table with two each. From the first that tells whose page it is (主办,
    备案号) it is the page's foot.
    """
    inside = set(map(id, body.blocks if body.prose >= A_TEXT else ()))
    own = [
        index
        for index, block in enumerate(page.blocks)
        if id(block) not in inside and _is_own_word(block)
    ]
    shapes: dict[int, Counter[str]] = {}
    groups: dict[tuple[int, str], dict[tuple[int, int], None]] = defaultdict(dict)
    for index in own:
        node = page.blocks[index].node
        row = _row_around(page, node, shapes)
        if row >= 0:
            groups[page.parents[row], page.tags[row].shape][page.blocks_in(row)] = None
        else:
            groups[node, ""][index, index + 1] = None
    rows: list[tuple[RawBlock, ...]] = []
    done = 0
    for start, end in sorted(chain.from_iterable(map(_rows_of, repeat(page), groups.values()))):
        if start >= done:
            rows.append(tuple(page.blocks[start:end]))
            done = end
    return replace(body, rows=tuple(rows))


def _is_own_word(block: RawBlock) -> bool:
    text = block.text
    return (
        block.area == "main"
        and not block.heading
        and "{{" not in text
        and block.link_characters < 0.5 * len(text)
        and any(map(str.isalnum, text))
        and not _SAYS_NOTHING.fullmatch(text)
        and not (len(text) < LINE_LENGTH and (BYLINE.match(text) or _CRUMB.match(text)))
        and not why_noise(text)
    )


def _row_around(page: FlatPage, element: int, shapes: dict[int, Counter[str]]) -> int:
    """The innermost element around a word that has its like beside it, -1 where none has."""
    for _ in range(_CLIMB):
        parent, tag = page.parents[element], page.tags[element]
        if parent < 0:
            break
        if tag.name not in _NO_ROWS:
            if parent not in shapes:
                shapes[parent] = Counter(page.tags[child].shape for child in page.children(parent))
            if shapes[parent][tag.shape] >= (_ROWS_OF_CELLS if tag.name == "tr" else _ROWS):
                return element
        element = parent
    return -1


def _rows_of(page: FlatPage, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans of blocks up to the page's foot, none where too few are left or one is no row."""
    rows = [
        *takewhile(
            lambda span: not any(FOOT.match(block.text) for block in page.blocks[slice(*span)]),
            spans,
        )
    ]
    blocks = [page.blocks[start:end] for start, end in rows]
    are_cells = all(sum(map(_is_own_word, row)) >= 2 for row in blocks)
    is_enough = len(rows) >= (_ROWS_OF_CELLS if are_cells else _ROWS)
    is_whole = all(sum(len(block.text) for block in row) <= _ROW_LENGTH for row in blocks)
    return rows if is_enough and is_whole else []


_FIELDS, _ROWS_OF_FIELDS = 4, 2


def tables_of_words(page: FlatPage) -> list[tuple[int, int]]:
    """The spans of blocks of the tables and definitions whose words are no links: the head of a
    document, prices, who leads an office. Not the tables that a page is laid out in, nor those of
    entries.
    """
    spans = []
    for element in compress(count(), map(_HOLD_FIELDS.__contains__, map(_name_of, page.tags))):
        start, end = page.blocks_in(element)
        first, last = page.anchors_in(element)
        is_table = page.tags[element].name == "table"
        rows = sum(tag.name == "tr" for tag in page.tags[element : page.ends[element]])
        if (
            end - start >= (_FIELDS if is_table else 2)
            and (rows >= _ROWS_OF_FIELDS or not is_table)
            and (last - first) * 2 < (rows if is_table else end - start)
            and not any(prose_in(block) > A_TEXT for block in page.blocks[start:end])
        ):
            spans.append((start, end))
    return spans


_HOLD_FIELDS = frozenset(("table", "dl"))
_name_of = attrgetter("name")

# --- title

_META_TITLES = ("articletitle", "og:title", "title")
_TITLE_NAMES = _PATTERNS["title_names"]
_SEPARATORS = _PATTERNS["separators"]
_TITLE_LABEL = _PATTERNS["title_label"]
_JUNK = _PATTERNS["junk"]


def find_title(page: FlatPage, body: Body, *, is_article: bool) -> str:
    """What the page calls itself: an article's confirmed heading, else the <title>'s first part."""
    if is_article:
        meta = page.metas.get("articletitle", "")
        found = meta or _confirmed_heading(page) or _labelled_title(page.blocks)
        if (
            not found
            and (above := _above_the_byline(page))
            and _names_an_office(first_part(page.title))
        ):
            found = above
        found = found or _repeated_line(page) or _lone_heading(page, body)
        if found:
            return found
    return (
        first_part(page.title)
        or next((page.metas[name] for name in _META_TITLES if page.metas.get(name)), "")
        or _lone_heading(page, body)
    )


def _confirmed_heading(page: FlatPage) -> str:
    """A heading that the <title> repeats; alone neither is trusted: templates copy <title>s."""
    whole = _letters(page.title)
    if not whole:
        return ""
    best, of_the_site = "", ""
    for index, block in enumerate(page.blocks[:400]):
        if not block.heading and not _is_named_as_title(page, block):
            continue
        text = _whole_heading(page, index)
        if len(of_the_site if block.area == "nav" else best) < len(text) <= 200:
            letters = _letters(text)
            is_repeated = len(letters) >= 4 and (
                letters in whole
                or (len(letters) >= 10 and whole.startswith(letters[: max(10, len(letters) // 2)]))
            )
            if is_repeated and block.area == "nav":
                of_the_site = text
            elif is_repeated and block.area != "footer":
                best = text
    return best or of_the_site


def _whole_heading(page: FlatPage, index: int) -> str:
    """The heading with the lines that <br> cut off it, without a byline that stands inside it."""
    first = page.blocks[index]
    lines = [first.text]
    for block in page.blocks[index + 1 : index + 4]:
        if block.node != first.node or block.heading != first.heading:
            break
        lines.append(block.text)
    joint = "" if _HAN.search(first.text) else " "
    runs = page.runs[page.run_starts[first.node] : page.run_ends[first.node]]
    if len(lines) == 1 and len(runs) > 1 and find_dates(runs[-1]) and not find_dates(runs[0]):
        return joint.join(runs[:-1]).strip()
    return joint.join(lines)


_HAN = re.compile(r"[\u4e00-\u9fff]")


def _above_the_byline(page: FlatPage) -> str:
    """The line above 发布时间：…, which its place names where <title> and headings do not."""
    for index, block in enumerate(page.blocks[:300]):
        if block.area != "main" or len(block.text) > LINE_LENGTH or not BYLINE.match(block.text):
            continue
        above = page.blocks[index - 1] if index else block
        is_title = (
            4 <= len(above.text) <= 120
            and above.link_characters < 0.5 * len(above.text)
            and above.area == "main"
        )
        is_cell = _LABELLED_CELL.match(above.text) or (
            index > 1 and page.blocks[index - 2].text.endswith((":", "："))
        )
        if (
            is_title
            and not is_cell
            and not _CRUMB.match(above.text)
            and not why_noise(above.text)
            and _HAN.search(above.text)
        ):
            return above.text
        return ""
    return ""


_LABELLED_CELL = re.compile(r"^.{1,8}[:：]|.*[。：:]$")
_OFFICE = _PATTERNS["office"]


def _names_an_office(title: str) -> bool:
    """The <title> is the site's and the same on all its pages."""
    return not title or _OFFICE.search(title) is not None


def _is_named_as_title(page: FlatPage, block: RawBlock) -> bool:
    """The element around the block, but for spans without a name, is called a title."""
    element = block.node
    while element >= 0 and page.tags[element].shape == "span":
        element = page.parents[element]
    return element >= 0 and _says_title(page.tags[element].names)


@lru_cache(maxsize=4096)
def _says_title(names: str) -> bool:
    return _TITLE_NAMES.search(names) is not None


def _repeated_line(page: FlatPage) -> str:
    """The <title>'s first part where a line repeats it: old sites set headings in bold only."""
    title = first_part(page.title)
    letters = _letters(title)
    if len(letters) < 4:
        return ""
    said = any(
        letters[0] in block.text and _letters(block.text) == letters
        for block in page.blocks[:400]
        if len(block.text) >= len(letters)
    )
    return title if said else ""


def _labelled_title(blocks: Sequence[RawBlock]) -> str:
    """标题：in the head table of a 公开 page; the words follow in the same cell or the next."""
    for index, block in enumerate(blocks[:60]):
        match = _TITLE_LABEL.match(block.text)
        if match:
            return match.group(1).strip() or (
                blocks[index + 1].text if index + 1 < len(blocks) else ""
            )
    return ""


def _lone_heading(page: FlatPage, body: Body) -> str:
    for level in (1, 2, 3):
        for index, block in enumerate(page.blocks):
            if (
                block.heading == level
                and block.area in ("main", "nav")
                and 4 <= len(block.text) <= 200
                and not _JUNK.match(block.text)
            ):
                return _whole_heading(page, index)
    first = body.blocks[0].text if body.blocks else ""
    names_something_else = _CRUMB.match(first) or _IDENTITY.match(first)
    return (
        first
        if 4 <= len(first) <= 80
        and not first.endswith(("。", "：", ":"))
        and not names_something_else
        else ""
    )


_IDENTITY = _PATTERNS["identity"]


def first_part(title: str) -> str:
    parts = [
        part.strip()
        for part in _SEPARATORS.split(title)
        if part and part.strip() and not _JUNK.match(part.strip())
    ]
    return parts[0] if parts else title.strip()


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


# --- place

_CRUMB = _PATTERNS["crumb"]
_MAY_BE_A_CRUMB = re.compile("位置|所在")
_CRUMB_STEP = re.compile(r"\s*(?:>+|»|›|/|\\|→|≫|-+>|\||::)\s*")


def breadcrumb(page: FlatPage) -> tuple[str, ...]:
    """The steps of 当前位置：首页 > 政务公开 > 通知公告, outermost first; () where none are."""
    texts = [block.text for block in page.blocks[:300]]
    for index in compress(count(), map(_MAY_BE_A_CRUMB.search, texts)):
        if len(texts[index]) > 200 or (match := _CRUMB.match(texts[index])) is None:
            continue
        words = match.group(1)
        follow = index + 1
        while not words.strip(" >»:：") and follow < min(index + 3, len(page.blocks)):
            words, follow = page.blocks[follow].text, follow + 1
        # each step in an element of its own
        while words.rstrip().endswith((">", "»")) and follow < min(index + 8, len(page.blocks)):
            words, follow = f"{words} {page.blocks[follow].text}", follow + 1
        return tuple(step.strip() for step in _CRUMB_STEP.split(words) if step.strip())[:10]
    return ()


def crumb_spans(page: FlatPage) -> list[tuple[int, int]]:
    """The spans of runs of the lines that tell the place: their links lead to no entry."""
    texts = [block.text for block in page.blocks[:300]]
    runs = [block.run for block in page.blocks[:301]] + [len(page.runs)]
    return [
        (runs[index], runs[index + 1])
        for index in compress(count(), map(_MAY_BE_A_CRUMB.search, texts))
        if len(texts[index]) <= 200 and _CRUMB.match(texts[index])
    ]
