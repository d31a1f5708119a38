"""A list's further pages by the page itself, never by number alone (docs/field-notes.md §9)."""

import re
from collections.abc import Sequence
from html import unescape

from crawler.extract.flat import FlatPage
from crawler.extract.links import absolute, target_of
from crawler.extract.patterns import patterns

_PATTERNS = patterns(__name__)
MAX_PAGES = 100

_NEXT = _PATTERNS["next"]
_MAY_TURN = _PATTERNS["may_turn"]
_NUMBER = _PATTERNS["number"]
_NEITHER = _PATTERNS["neither"]


def follow_links(page: FlatPage, base: str, url: str) -> tuple[str, ...]:
    """Next pages by the real links of the pager: 下一页 first, then higher numbers in their order."""
    next_url = ""
    numbered: dict[int, str] = {}
    for anchor in page.anchors:
        words = anchor.text or anchor.tooltip
        if len(words) > 12 or not _MAY_TURN.search(words) or _NEITHER.search(words):
            continue
        target = target_of(anchor, base)
        if not target or target == url:
            continue
        if _NEXT.fullmatch(words) and not next_url and _is_pager_like(target, url, base):
            next_url = target
        elif (match := _NUMBER.fullmatch(words)) and _is_pager_like(target, url, base):
            numbered.setdefault(int(match.group(1)), target)
    pages = dict.fromkeys([next_url] if next_url else [])
    if len(numbered) >= 2 or next_url:
        current = next((number for number, target in numbered.items() if target == next_url), 2) - 1
        pages.update(
            dict.fromkeys(numbered[number] for number in sorted(numbered) if number > current)
        )
    return tuple(pages)[:MAX_PAGES]


def by_button(source: str, base: str, url: str) -> tuple[str, ...]:
    """The next page behind <input type="button" value="下一页"
    onclick="location.href='index_2.jhtml'">; buttons are no links.
    """
    for words in _NEXT_VALUE.finditer(source):
        tag = source.rfind("<", max(0, words.start() - _LONGEST_TAG), words.start())
        button = _BUTTON.match(source, tag) if tag >= 0 else None
        if (
            button
            and words.end() <= button.end()
            and (address := _IN_BUTTON.search(unescape(button.group())))
        ):
            target = absolute(address.group(1) or address.group(2), base)
            if target and target != url and _is_pager_like(target, url, base):
                return (target,)
    return ()


_LONGEST_TAG = 1_200  # characters
_BUTTON = _PATTERNS["button"]
_NEXT_VALUE = _PATTERNS["next_value"]
_IN_BUTTON = _PATTERNS["in_button"]


def _is_pager_like(target: str, url: str, base: str) -> bool:
    """The same script with another query, a neighbour in its folder or with its name; or one in the
    folder that the page's addresses are relative to.
    """
    path, here = target.split("?")[0].split("#")[0], url.split("?")[0].split("#")[0]
    if path == here:
        return target != url
    stem = re.sub(r"(?:[_-]?\d+)?\.\w{2,5}$", "", here)
    folder = here.rsplit("/", 1)[0]
    return path.startswith((stem, folder + "/", base.rpartition("/")[0] + "/"))


def trs_pages(script: str, url: str) -> tuple[str, ...]:
    """createPageHTML(pages, current, "index", "html"): page 1 is index.html, page 2 index_1.html
    (docs/field-notes.md §8).
    """
    match = _TRS.search(script)
    if match is None:
        return ()
    pages, current = (_number(word, script) for word in (match[1], match[2]))
    name, extension = match[3], match[4].lstrip(".")
    return tuple(
        absolute(f"{name}_{number}.{extension}", url)
        for number in range(current + 1, min(pages, current + 1 + MAX_PAGES))
    )


_TRS = _PATTERNS["trs"]


def _number(word: str, script: str) -> int:
    """A number as written, or that of the variable so called; 0 where there is none."""
    if word.isdecimal():
        return int(word)
    found = re.search(rf"\b{word}\s*=\s*['\"]?(\d{{1,5}})\b", script)
    return int(found[1]) if found else 0


_COUNT = _PATTERNS["count"]


def items_claimed(texts: Sequence[str]) -> int | None:
    """N of 共N条, where the page says it once and clearly."""
    for text in texts:
        if (
            ("共" in text or "总" in text or "合计" in text)
            and len(text) <= 200
            and (match := _COUNT.search(text))
        ):
            return int(match.group(1) or match.group(2))
    return None
