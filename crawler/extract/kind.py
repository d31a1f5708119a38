"""What kind of page it is, and why, by its structure; addresses decide only for a site's root."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from crawler.extract.dialects.reading import ListReading
from crawler.extract.flat import FlatPage, RawBlock
from crawler.extract.patterns import patterns
from crawler.extract.publication import LINE_LENGTH, OWN_BYLINE
from crawler.extract.title_and_text import A_TEXT, NO_TEXT, Body
from store.records import Link, PageKind

_PATTERNS = patterns(__name__)
_ROOT = _PATTERNS["root"]
_SUBSITE_ROOT = _PATTERNS["subsite_root"]
_MORE = _PATTERNS["more"]
_PLACEHOLDER = _PATTERNS["placeholder"]
_GIVES_A_REASON = _PATTERNS["gives_a_reason"]
_MOVE_NOTICE = _PATTERNS["move_notice"]
_LONGEST_NOTICE = 200  # characters
_MAY_SAY_NONE = _PATTERNS["may_say_none"]
_LIST_NAMES = _PATTERNS["list_names"]
_ARTICLE_ADDRESS = _PATTERNS["article_address"]
_LIST_ADDRESS = _PATTERNS["list_address"]
_ASKS_WHO = _PATTERNS["asks_who"]
_WAY_FROM_HOME = _PATTERNS["way_from_home"]

# A list may stand under a few lines of introduction; more than this for each of its rows and the
# rows stand beside a text.
_PROSE_PER_ROW = 25
_FEW_WORDS = 80  # characters; the frame of an empty channel may say as much


@dataclass(frozen=True, slots=True)
class KindWithReason:
    """`placeholder`: what the page prints instead of entries, "" where it has none to excuse."""

    kind: PageKind
    reason: str
    placeholder: str = ""


def kind_of(
    page: FlatPage,
    body: Body,
    reading: ListReading,
    crumb: tuple[str, ...],
    attachments: tuple[Link, ...],
    url: str,
    *,
    has_byline: bool,
) -> KindWithReason:
    """The kind of an open page. `has_byline`: meta tag or label gave a publication date."""
    placeholder = find_placeholder(page, body)
    parts = urlsplit(url)
    if not parts.query and parts.netloc and _ROOT.fullmatch(parts.path or "/"):
        return KindWithReason(
            PageKind.HOME, "root of the site", placeholder if not reading.items else ""
        )
    if (
        not crumb
        and not parts.query
        and _SUBSITE_ROOT.fullmatch(parts.path)
        and _sections(page) >= 3
    ):
        return KindWithReason(PageKind.HOME, "front page of a sub-site: several lists with 更多")
    if reading.certain and reading.items:
        return KindWithReason(PageKind.LIST, f"{reading.dialect} list of {len(reading.items)}")
    prose = _prose_outside_rows(body, reading)
    is_content = "articletitle" in page.metas or bool(_ARTICLE_ADDRESS.search(url))
    dated_list = (
        reading.with_days >= 3
        and prose < max(300, _PROSE_PER_ROW * reading.with_days)
        and not (prose >= A_TEXT and _is_a_margin(page, body, reading))
    )
    if prose >= NO_TEXT and (is_content or has_byline) and _has_a_list_beside(body, reading):
        return KindWithReason(
            PageKind.ARTICLE, "text with its own date or address, a list beside it"
        )
    if prose >= (NO_TEXT if body.is_named or is_content else A_TEXT) and not (
        dated_list and not (body.is_named and prose > _PROSE_PER_ROW * reading.with_days)
    ):
        return KindWithReason(
            PageKind.ARTICLE, "text stands out" if not body.is_named else "named text element"
        )
    if is_content and not dated_list and (body.prose > 0 or attachments):
        shell = body.prose < 100 and attachments
        return KindWithReason(
            PageKind.ATTACHMENT if shell else PageKind.ARTICLE,
            "shell around an attachment" if shell else "content tags or address",
        )
    if (
        body.prose < 300
        and _has_its_own_byline(page, reading)
        and _has_a_list_beside(body, reading)
    ):
        return KindWithReason(
            PageKind.ATTACHMENT if attachments else PageKind.ARTICLE,
            "a publication line of its own, a list beside it",
        )
    if dated_list or (reading.with_days and (crumb or reading.next_pages or reading.items_claimed)):
        return KindWithReason(PageKind.LIST, reading.dates_in_words)
    if (
        attachments
        and body.prose < A_TEXT
        and (has_byline or len(reading.items) <= len(attachments) + 1)
    ):
        return KindWithReason(PageKind.ATTACHMENT, "shell around an attachment")
    if has_byline and body.prose > 0 and not reading.next_pages:
        return KindWithReason(PageKind.ARTICLE, "publication line")
    if body.rows and not reading.with_days and _are_content(page, body, reading, placeholder):
        return KindWithReason(PageKind.ARTICLE, f"{len(body.rows)} rows of words")
    if len(reading.items) >= 3 and body.prose < A_TEXT:
        return KindWithReason(PageKind.LIST, reading.dates_in_words)
    # Old sites have no element for the text: banner and footer then pass for prose beside
    # 正在建设中.
    if reading.certain or (placeholder and (body.prose < _FEW_WORDS or crumb)):
        return KindWithReason(PageKind.LIST, "a list without entries", placeholder)
    if _is_empty_list(page, body, crumb, url):
        return KindWithReason(PageKind.LIST, "a channel's frame without entries", placeholder)
    if reading.items and reading.with_days:
        return KindWithReason(PageKind.LIST, reading.dates_in_words)
    if body.prose >= NO_TEXT:
        return KindWithReason(PageKind.ARTICLE, "some text")
    return KindWithReason(PageKind.OTHER, "neither list nor text")


def find_placeholder(page: FlatPage, body: Body) -> str:
    """正在建设中, 暂无内容 … as printed in the main area; "" where nothing of the kind is. The cell of
    a table says it of its row.
    """
    in_rows = {id(block) for row in body.rows for block in row}
    for block in page.blocks:
        text = block.text
        if (
            len(text) <= 60
            and block.area == "main"
            and block.link_characters < len(text)
            and id(block) not in in_rows
            and _says_none(text)
        ):
            return text
    return ""


def find_move_notice(page: FlatPage) -> str:
    """“本栏目停止更新，请点击…查看” as printed outside of links; "" where the page says no such thing."""
    return next(
        (
            block.text
            for block in page.blocks
            if block.area == "main"
            and len(block.text) <= _LONGEST_NOTICE
            and block.link_characters * 2 < len(block.text)
            and _MOVE_NOTICE.search(block.text)
        ),
        "",
    )


def _says_none(text: str) -> bool:
    return (
        _MAY_SAY_NONE.search(text.lower()) is not None
        and _PLACEHOLDER.search(text) is not None
        and _GIVES_A_REASON.search(text) is None
    )


def _sections(page: FlatPage) -> int:
    return sum(
        1
        for anchor in page.anchors
        if anchor.area != "footer" and len(anchor.text) <= 10 and _MORE.fullmatch(anchor.text)
    )


def _has_a_list_beside(body: Body, reading: ListReading) -> bool:
    """Dated rows that are all outside the text, and of which the page says nothing more:
    neighbours, not what the page is for.
    """
    is_the_page = reading.next_pages or reading.items_claimed is not None
    return (
        bool(reading.with_days)
        and not is_the_page
        and not any(body.run_start <= start < body.run_end for start, _ in reading.spans)
    )


def _is_a_margin(page: FlatPage, body: Body, reading: ListReading) -> bool:
    """The rows stand at the side of a text that the page's own heading stands above."""
    if not _has_a_list_beside(body, reading):
        return False
    starts = {start for start, _ in reading.spans}
    headings = (
        block.text
        for block in page.blocks
        if block.heading and body.run_start - _ABOVE <= block.run < body.run_start
    )
    return any(text in page.title for text in headings) and not any(
        block.area == "main" for block in page.blocks if block.run in starts
    )


_ABOVE = 8  # texts between a heading and what it stands above


def _has_its_own_byline(page: FlatPage, reading: ListReading) -> bool:
    """发布时间：… once, and in no row: a picture or a film is all that stands below it."""
    lines = [
        b.run
        for b in page.blocks
        if b.area == "main" and len(b.text) <= LINE_LENGTH and OWN_BYLINE.match(b.text)
    ]
    return len(lines) == 1 and not any(start <= lines[0] < end for start, end in reading.spans)


_ENTRY = 600  # characters; what is longer is a text that happens to hold a link and a date


def _prose_outside_rows(body: Body, reading: ListReading) -> int:
    """Characters of prose that are no list entry's abstract."""
    if not reading.with_days:
        return body.prose
    inside: dict[tuple[int, int], int] = dict.fromkeys(reading.spans, 0)
    for block in body.blocks:
        for span in reading.spans:
            if span[0] <= block.run < span[1]:
                inside[span] += len(block.text) - block.link_characters
                break
    return max(0, body.prose - sum(length for length in inside.values() if length <= _ENTRY))


def _are_content(page: FlatPage, body: Body, reading: ListReading, placeholder: str) -> bool:
    """The rows are what the page is for: they say more than the entries' titles; beside an empty
    list or 正在建设中 a few lines are not.
    """
    words = body.words_in_rows
    if words < _FEW_WORDS and (placeholder or _has_an_empty_list(page)):
        return False
    return words > sum(len(item.title) for item in reading.items)


def _is_empty_list(page: FlatPage, body: Body, crumb: tuple[str, ...], url: str) -> bool:
    """A breadcrumb and a channel's address, or an element named as a list, and nothing inside."""
    if body.prose >= _FEW_WORDS or _ARTICLE_ADDRESS.search(url) or shows_a_picture(page):
        return False
    if any(_ASKS_WHO.search(block.text) for block in page.blocks):
        return False
    bare_list = any(
        tag.name in ("ul", "ol") and page.run_starts[index] == page.run_ends[index]
        for index, tag in enumerate(page.tags)
    )
    # a sentence above an empty list is its introduction; alone it is what the channel holds
    is_bare = bare_list or (bool(crumb) and not any(map(_is_a_sentence, body.blocks)))
    return (
        _has_an_empty_list(page)
        or (is_bare and bool(_LIST_ADDRESS.search(urlsplit(url).path)))
        or _holds_a_nameless_list_alone(page, crumb)
    )


def _is_a_sentence(block: RawBlock) -> bool:
    """What somebody wrote, and no words of a frame: the channel holds it, short as it is."""
    return (
        _A_SENTENCE <= len(block.text) <= _LONGEST_NOTICE
        and block.text.endswith("。")
        and block.link_characters * 2 < len(block.text)
        and not _says_none(block.text)
    )


_A_SENTENCE = 15  # characters


def _holds_a_nameless_list_alone(page: FlatPage, crumb: tuple[str, ...]) -> bool:
    """Below the line that tells the place stands no word, but a list that no script could fill: it
    has no name.
    """
    said = [block for block in page.blocks if block.area != "footer"]
    last = said[-1] if said else None
    is_way = last is not None and (
        _WAY_FROM_HOME.fullmatch(last.text) or (crumb and last.text.endswith(crumb[-1]))
    )
    if last is None or not is_way:
        return False
    return any(
        tag.name in ("ul", "ol")
        and not tag.names
        and last.run < page.run_starts[index] == page.run_ends[index]
        for index, tag in enumerate(page.tags)
    )


def shows_a_picture(page: FlatPage) -> bool:
    """A large one, below the menus and above the foot: what the channel holds may stand in it."""
    menus = max((anchor.run for anchor in page.anchors if anchor.area == "nav"), default=0)
    foot = min((b.run for b in page.blocks if b.area == "footer"), default=len(page.runs))
    return any(menus < run <= foot for run in page.pictures)


def _has_an_empty_list(page: FlatPage) -> bool:
    """An element named as a list holds no word."""
    return any(
        tag.name in ("ul", "ol", "div", "table", "tbody")
        and page.run_starts[index] == page.run_ends[index]
        and _LIST_NAMES.search(tag.names)
        for index, tag in enumerate(page.tags)
    )
