"""Title and main text of a page: the element that holds most of its paragraphs, and the words that name it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from crawler.extract.flat import FlatPage, Node, RawBlock
from crawler.extract.noise import why_noise

# What CMSs call the element of the text (field-notes §8), then what anybody calls it.
_NAMED_BODY = re.compile(
    r"\b(?:zoom\w*|trs_editor|trs_ueditor|ucap-?content|vsb_content\w*|v_news_content|wp_articlecontent|article-?(?:content|body|con|text|main)|articlecontent|news_?(?:content|text|con|body)|"
    r"content_?text|con_?text|con_?txt|text_?con|newscontent|content_?body|xl_?con\w*|info_?content|pages_content|main_?text|bodytext|entry-content|post-content|markdown-body|js_content)\b"
)
_PUNCTUATION = re.compile(r"[，。；：！？、,;!?]|\. |\.$")
BODY_SHARE = 0.7


@dataclass(frozen=True, slots=True)
class Body:
    """The main text: its blocks in order, how many characters of prose they hold, and whether an element was named for it."""

    blocks: tuple[RawBlock, ...]
    prose: int
    is_named: bool
    run_start: int = 0
    run_end: int = 0


def find_body(page: FlatPage) -> Body:
    """The main text, possibly empty. A named element wins where it holds a good part of the page's prose."""
    weights = [_weight(block) for block in page.blocks]
    sums = [0]
    for weight in weights:
        sums.append(sums[-1] + weight)
    total = sums[-1]
    named = _named_body(page, sums)
    if named is not None and sums[named.block_end] - sums[named.block_start] >= 0.3 * total:
        return _body(page, named, sums, is_named=True)
    if not total:
        return Body((), 0, is_named=False)
    deepest: Node | None = None
    for node in page.nodes:
        if sums[node.block_end] - sums[node.block_start] >= BODY_SHARE * total and node.tag not in ("p", "span", "a", "font"):
            deepest = node  # document order: a later one that still holds the share lies inside, or is as good
    if deepest is None:
        return Body((), 0, is_named=False)
    return _body(page, deepest, sums, is_named=False)


def _named_body(page: FlatPage, sums: list[int]) -> Node | None:
    best, most = None, -1
    for node in page.nodes:
        if node.names.strip() and node.tag not in ("body", "html", "a", "li", "ul") and _NAMED_BODY.search(node.names):
            weight = sums[node.block_end] - sums[node.block_start]
            if weight > most:
                best, most = node, weight
    return best


def _body(page: FlatPage, node: Node, sums: list[int], *, is_named: bool) -> Body:
    blocks = tuple(b for b in page.blocks[node.block_start : node.block_end] if b.area == "main" or is_named)
    return Body(blocks, sums[node.block_end] - sums[node.block_start], is_named, node.run_start, node.run_end)


def _weight(block: RawBlock) -> int:
    """Characters of prose: words that are no link, long enough and punctuated, outside the frame."""
    if block.area != "main":
        return 0
    own = len(block.text) - block.link_characters
    if own < 12 or own < 0.4 * len(block.text):
        return 0
    if own < 30 and not _PUNCTUATION.search(block.text):
        return 0
    return own if not why_noise(block.text) else 0


# --- title -----------------------------------------------------------------------------------------------------------

_META_TITLES = ("articletitle", "og:title", "title")
_TITLE_NAMES = re.compile(r"\b\w*(?:title|biaoti|headline|\bbt\b|_bt\b|tit\b)\w*")
_SEPARATORS = re.compile(r"\s*[_|｜»]\s*|\s+[-–—·>]+\s+|\s*(?:-{2,}|—{1,2}|>>)\s*|(?<=[\u4e00-\u9fff])-(?=[\u4e00-\u9fff])")
_TITLE_LABEL = re.compile(r"^\s*(?:标\s*题|名\s*称|信息名称|文件名称|公文标题)\s*[:：]\s*(.*)$")
_JUNK = re.compile(
    r"^(?:首页|网站首页|正文|内容|文章内容|信息公开|无标题(?:文档)?|untitled.*|home|index|详情|详细页|内容页|列表|栏目)$", re.IGNORECASE
)


def find_title(page: FlatPage, body: Body, *, is_article: bool) -> str:
    """What the page calls itself. For an article the heading that the <title> confirms; else the <title>'s own first part."""
    if is_article:
        meta = page.metas.get("articletitle", "")
        found = meta or _confirmed_heading(page) or _labelled_title(page.blocks) or _repeated_line(page) or _lone_heading(page, body)
        if found:
            return found
    return (
        _first_part(page.title)
        or next((page.metas[name] for name in _META_TITLES if page.metas.get(name)), "")
        or _lone_heading(page, body)
    )


def _confirmed_heading(page: FlatPage) -> str:
    """A heading that the <title> repeats: neither alone can be trusted (templates copy <title>s, sites style headings freely)."""
    whole = _letters(page.title)
    if not whole:
        return ""
    best = ""
    for block in page.blocks[:400]:
        if block.heading or _TITLE_NAMES.search(page.nodes[block.node].names if block.node >= 0 else ""):
            text = block.text
            letters = _letters(text)
            is_repeated = len(letters) >= 4 and (
                letters in whole or (len(letters) >= 10 and whole.startswith(letters[: max(10, len(letters) // 2)]))
            )
            if is_repeated and len(text) > len(best) and len(text) <= 200 and block.area != "footer":
                best = text
    return best


def _repeated_line(page: FlatPage) -> str:
    """The <title>'s own first part, where a line of the page says the same: old sites set their headings in bold and no more."""
    title = _first_part(page.title)
    letters = _letters(title)
    return title if len(letters) >= 4 and any(_letters(block.text) == letters for block in page.blocks[:400]) else ""


def _labelled_title(blocks: Sequence[RawBlock]) -> str:
    """标题：in the head table of a 公开 page; the words follow in the same cell or the next."""
    for index, block in enumerate(blocks[:60]):
        match = _TITLE_LABEL.match(block.text)
        if match:
            return match.group(1).strip() or (blocks[index + 1].text if index + 1 < len(blocks) else "")
    return ""


def _lone_heading(page: FlatPage, body: Body) -> str:
    for level in (1, 2, 3):
        for block in page.blocks:
            if block.heading == level and block.area in ("main", "nav") and 4 <= len(block.text) <= 200 and not _JUNK.match(block.text):
                return block.text
    first = body.blocks[0].text if body.blocks else ""
    names_something_else = _CRUMB.match(first) or _IDENTITY.match(first)
    return first if 4 <= len(first) <= 80 and not first.endswith(("。", "：", ":")) and not names_something_else else ""


# The footer's identity lines (field-notes §12): whose page it is, never what it says.
_IDENTITY = re.compile(
    r"(?:主办|承办|主管|版权所有|技术支持|联系(?:电话|地址|我们)|网站标识码|网站地图|.{0,4}ICP备|.{0,3}公网安备|copyright)", re.IGNORECASE
)


def _first_part(title: str) -> str:
    parts = [part.strip() for part in _SEPARATORS.split(title) if part and part.strip() and not _JUNK.match(part.strip())]
    return parts[0] if parts else title.strip()


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


# --- place -----------------------------------------------------------------------------------------------------------

_CRUMB = re.compile(
    r"^.{0,6}(?:当前位置|您的位置|现在的位置|你的位置|所在位置|当前所在|您现在的位置|您当前的位置|位置)\s*(?:是|为)?\s*[:：>»]?\s*(.*)$"
)
_CRUMB_STEP = re.compile(r"\s*(?:>+|»|›|/|\\|→|≫|-+>|\||::)\s*")


def breadcrumb(page: FlatPage) -> tuple[str, ...]:
    """The steps of 当前位置：首页 > 政务公开 > 通知公告, outermost first; empty where the page shows none."""
    for index, block in enumerate(page.blocks[:300]):
        if len(block.text) > 200:
            continue
        match = _CRUMB.match(block.text)
        if not match:
            continue
        words = match.group(1)
        follow = index + 1
        while not words.strip(" >»:：") and follow < min(index + 3, len(page.blocks)):
            words, follow = page.blocks[follow].text, follow + 1
        while words.rstrip().endswith((">", "»")) and follow < min(index + 8, len(page.blocks)):  # each step in an element of its own
            words, follow = f"{words} {page.blocks[follow].text}", follow + 1
        return tuple(step.strip() for step in _CRUMB_STEP.split(words) if step.strip())[:10]
    return ()
