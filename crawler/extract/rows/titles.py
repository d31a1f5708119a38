"""The title of each link of a page, and where it leads as an entry's."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import dropwhile, takewhile

from crawler.extract.dates import find_dates
from crawler.extract.flat import Anchor, FlatPage, RawBlock
from crawler.extract.links import full_words, target_of
from crawler.extract.noise.words import why_noise
from crawler.extract.patterns import patterns
from crawler.extract.title_and_text import crumb_spans

_PATTERNS = patterns(__name__)
_MORE = _PATTERNS["more"]
_READS_ON = _PATTERNS["reads_on"]
_TO_A_NEIGHBOUR = _PATTERNS["to_a_neighbour"]
_ALIKE = 3  # so many are no accident
_LIST_TAGS = frozenset({"body", "ul", "ol", "table", "tbody"})


def titles_and_targets(
    anchors: Sequence[Anchor], page: FlatPage, base: str
) -> tuple[list[str], list[str], list[str]]:
    """Of each link: its title, the words on the page that are it, and where it leads, "" where it
    is no entry's.
    """
    inside = [_title_in(anchor, page) for anchor in anchors]
    titles = [title or full_words(anchor) for title, anchor in zip(inside, anchors, strict=True)]
    shown = [title or anchor.text for title, anchor in zip(inside, anchors, strict=True)]
    crumbs = {run for start, end in crumb_spans(page) for run in range(start, end)}
    targets: list[str] = []
    more: list[int] = []
    for index, (anchor, title) in enumerate(zip(anchors, titles, strict=True)):
        target = ""
        if title and anchor.area in ("main", "aside") and anchor.run not in crumbs:
            if _is_more(title):
                more.append(index)
            else:
                target = target_of(anchor, base)
        targets.append(target)
    if len(more) >= _ALIKE:
        for index, title in _titles_above(more, titles, anchors, page).items():
            titles[index] = shown[index] = title
            targets[index] = target_of(anchors[index], base)
    return titles, shown, targets


def _titles_above(
    more: Sequence[int], titles: Sequence[str], anchors: Sequence[Anchor], page: FlatPage
) -> dict[int, str]:
    """The links of 查看详情 and the like that lead to entries whose titles are no links: nothing
    else leads there, and a title with its day stands above.
    """
    led_to = Counter(anchor.href for anchor in anchors)
    above = {
        index: _title_above(anchors[index], page)
        for index in more
        if _READS_ON.fullmatch(titles[index]) and led_to[anchors[index].href] == 1
    }
    return {index: title for index, title in above.items() if title}


def _title_above(anchor: Anchor, page: FlatPage) -> str:
    """The heading or first line of the largest element that holds this link alone, with its date."""
    entry = -1
    for element in page.ancestors(anchor.node):
        first, last = page.anchors_in(element)
        if last - first > 1 or page.tags[element].name in _LIST_TAGS:
            break
        entry = element
    blocks = page.blocks[slice(*page.blocks_in(entry))] if entry >= 0 else []
    above = [block for block in blocks if block.run < anchor.run]
    is_dated = any(find_dates(block.text) for block in blocks)
    return _first_title(above) if is_dated else ""


def _title_in(anchor: Anchor, page: FlatPage) -> str:
    """The title inside a link that is a card: its heading, else its first line without a date."""
    first, last = page.run_starts[anchor.node], page.run_ends[anchor.node]
    if len(anchor.text) < _CARD or last - first < 2:
        return ""
    lines = page.blocks[slice(*page.blocks_in(anchor.node))]
    if len(lines) > 1:
        return _first_title(lines)
    return _behind_its_day(page.runs[first:last]) or _without_counts(anchor, page)


def _first_title(lines: Sequence[RawBlock]) -> str:
    return next((line.text for line in lines if line.heading), "") or next(
        (line.text for line in lines if len(line.text) >= 4 and _SAYS_MORE.search(line.text[:20])),
        "",
    )


def _without_counts(anchor: Anchor, page: FlatPage) -> str:
    """The title of a link that holds a counter or an age beside it: 标题 <i>阅读 3.2万</i>; ""
    where it holds none.
    """
    first, *others = page.runs[page.run_starts[anchor.node] : page.run_ends[anchor.node]]
    left = [run for run in others if why_noise(run) not in ("counter", "clock")]
    if len(left) == len(others):
        return ""
    shown = " ".join([first, *left])
    return anchor.tooltip if anchor.tooltip.startswith(shown.rstrip(".…· ")[:20]) else shown


def _behind_its_day(runs: Sequence[str]) -> str:
    """The title of a card on one line: 2024 05/25 title abstract; "" where no day stands first.
    What begins as the title does, or breaks off, is its abstract.
    """
    words = [*dropwhile(lambda run: not _SAYS_MORE.search(run), runs)]
    if not words or len(words) == len(runs):
        return ""
    title, *others = words
    return "".join(
        [
            title,
            *takewhile(
                lambda run: (
                    not run.startswith(title[: _CARD // 2]) and not run.endswith(("…", "...", "。"))
                ),
                others,
            ),
        ]
    )


# than a day: 25, 2022-03, 2022-03-25, 3月
_SAYS_MORE = re.compile(r"[^\W\d_年月日时分秒]")
_CARD = 12  # characters; a shorter link holds no date beside its title


def leads_to_a_neighbour(texts: Sequence[str]) -> bool:
    return any(text[:1] in "[【上下前后" and _TO_A_NEIGHBOUR.match(text) for text in texts)


def _is_more(title: str) -> bool:
    return len(title) <= 40 and _MORE.fullmatch(title) is not None
