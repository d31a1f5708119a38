"""Where a page's links lead: absolute web addresses, with the words and the area they stand in."""

import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import urlsplit

from crawler.extract.flat import Anchor, FlatPage
from crawler.extract.frame.menu import menu_levels
from crawler.extract.patterns import patterns
from store.records import Link
from store.urls import canonical, query_as_asked, resolved

_PATTERNS = patterns(__name__)
MAX_LINKS = 2_000  # the true count is kept beside them (docs/faults.md W19)
MAX_URL = 2_000
_LONGEST_MENU = 200
_AN_ADDRESS = re.compile(r"^(?:https?:/)?/\S|\.(?:s?html?|aspx?|jsp|php|do)\b", re.IGNORECASE)


def base_of(page: FlatPage, url: str) -> str:
    """What relative addresses are relative to."""
    if not page.base:
        return url
    return absolute(page.base, url) or url


def query_codec(used: str, declared: str) -> str:
    """The codec in which a browser asks the queries of a page that was decoded by `used`: of the
    names of GB one alone has four bytes a character (https://encoding.spec.whatwg.org).
    """
    if used.startswith("gb"):
        return "gb18030" if declared == "gb18030" else "gbk"
    return "utf-8" if used.startswith("utf") else used


def spell_queries(page: FlatPage, codec: str) -> None:
    """Every reference of `page` as a page in `codec` asks it."""
    if codec == "utf-8":
        return
    for anchor in page.anchors:
        anchor.href = query_as_asked(anchor.href, codec)
        anchor.onclick = query_as_asked(anchor.onclick, codec)
    page.refresh = query_as_asked(page.refresh, codec)
    page.base = query_as_asked(page.base, codec)
    page.frames[:] = [query_as_asked(frame, codec) for frame in page.frames]


def read_links(page: FlatPage, base: str) -> tuple[tuple[Link, ...], int]:
    """The page's links, each address and text once, and how many there were in all."""
    links: dict[tuple[str, str], Link] = {}
    count = 0
    levels = _levels(page, base)
    for anchor in page.anchors:
        if len(links) >= MAX_LINKS:
            count += not _NOWHERE.match(anchor.href)
            continue
        target = target_of(anchor, base)
        if target:
            count += 1
            words = full_words(anchor)
            if (target, words) not in links:
                is_guessed = not anchor.href or bool(_NOWHERE.match(anchor.href))
                links[target, words] = Link(
                    target, words, anchor.area, is_guessed, levels.get(target, 0)
                )
    known = {target for target, _ in links} if page.menu else set()
    for target, words in _menu(page, base):
        if len(links) < MAX_LINKS and target not in known:
            known.add(target)
            links[target, words] = Link(target, words, "nav")
            count += 1
    return tuple(links.values()), count


def _levels(page: FlatPage, base: str) -> dict[str, int]:
    """Addresses by the row of the page's menu they stand in; in several, the highest."""
    levels: dict[str, int] = {}
    for anchor, level in menu_levels(page):
        target = target_of(anchor, base)
        levels[target] = min(level, levels.get(target, level))
    return levels


def _menu(page: FlatPage, base: str) -> Iterator[tuple[str, str]]:
    """(address, words) of menus made of an image map or a select: within the site alone, since
    lists of friends are made the same way.
    """
    host = urlsplit(base).hostname
    for address, words in page.menu[:_LONGEST_MENU]:
        if isinstance(words, int):
            if not _AN_ADDRESS.search(address):
                continue  # a value of a form
            words = page.runs[words] if words < len(page.runs) else ""
        target = absolute(address, base)
        if target and urlsplit(target).hostname == host:
            yield target, words


def read_attachments(links: tuple[Link, ...]) -> tuple[Link, ...]:
    """Links to documents, by extension or by the download scripts that have none."""
    found: dict[str, Link] = {}
    for link in links:
        if link.area in ("main", "aside") and (is_attachment(link.url) or _is_named_as_one(link)):
            found.setdefault(link.url, link)
    return tuple(found.values())


def _is_named_as_one(link: Link) -> bool:
    """Its words are a file's name, whatever script hands it out."""
    return _DOCUMENT.search(f"/{link.text.lower()}") is not None


def is_attachment(url: str) -> bool:
    """The address leads to a document, so far as its spelling tells."""
    lower = url.lower()
    return bool(_DOCUMENT.search(lower) or ("down" in lower and _DOWNLOAD.search(lower)))


def target_of(anchor: Anchor, base: str) -> str:
    """The canonical address a link leads to, "" for mail, scripts and in-page jumps. A script's own
    target is read from onclick.

    Worked out once for each link: its page has one base.
    """
    if anchor.target is None:
        anchor.target = _target(anchor, base)
    return anchor.target


def _target(anchor: Anchor, base: str) -> str:
    href = anchor.href
    if href and not _NOWHERE.match(href):
        return absolute(href, base)
    for source in (anchor.onclick, href):
        if source and (match := _IN_SCRIPT.search(source)):
            return absolute(match.group(1) or match.group(2), base)
    return ""


def full_words(anchor: Anchor) -> str:
    """The link's words; the tooltip where the visible ones are cut short of it, or are missing."""
    text, tooltip = anchor.text, anchor.tooltip
    if not tooltip:
        return text
    if "：" in tooltip or ":" in tooltip:
        tooltip = _TOOLTIP_MORE.sub("", _TOOLTIP_LABEL.sub("", tooltip))
    if not text:
        return tooltip
    shown = text.rstrip(".…· ")
    # some templates put … behind words that were not cut at all
    is_cut = text != shown and len(tooltip) >= len(shown)
    return (
        tooltip
        if is_cut or (len(tooltip) > len(shown) and tooltip.startswith(shown[:20]))
        else text
    )


_NOWHERE = _PATTERNS["nowhere"]
_IN_SCRIPT = _PATTERNS["in_script"]
_TOOLTIP_MORE = _PATTERNS["tooltip_more"]
_TOOLTIP_LABEL = _PATTERNS["tooltip_label"]
_DOCUMENT = _PATTERNS["document"]
_DOWNLOAD = _PATTERNS["download"]


def is_readable(url: str) -> bool:
    """The address can be taken apart at all; http://[::1 cannot."""
    try:
        return urlsplit(url).port != -1
    except ValueError:
        return False


@lru_cache(maxsize=16384)
def absolute(href: str, base: str) -> str:
    """The canonical form of `href` seen from `base`, without a session of the server's; "" where it
    is no address of the web.
    """
    if len(href) > MAX_URL:
        return ""
    if _PLAIN_ABSOLUTE.fullmatch(href):
        return href
    origin, folder = _origin_and_folder(base)
    if origin and _PLAIN_PATH.fullmatch(href):
        url = origin + href if href[0] == "/" else folder + href.removeprefix("./")
    elif not href.strip() or _SCHEME_ONLY.fullmatch(href.strip()) or _TO_BE_FILLED.search(href):
        return ""
    else:
        try:
            url = resolved(href, base)
            if not urlsplit(url).hostname:
                return ""
        except ValueError:
            return ""
    return without_session(url) if _SESSION_MARK.search(url) else url


def without_session(url: str) -> str:
    """`url` without what a server wrote into it to know its visitor again: every visit gets
    another, and the page is the same.
    """
    return _SESSION.sub("", url).rstrip("?&")


_SESSION, _SESSION_MARK = _PATTERNS["session"], _PATTERNS["session_mark"]
_TO_BE_FILLED = re.compile(r"\{\{|\$\{|<%")  # by a script: the place of an address
_SCHEME_ONLY = re.compile(r"[A-Za-z]{2,12}:/*")
# The forms that nearly all links have need no taking apart: their canonical form is what they
# spell.
_PLAIN_ABSOLUTE = re.compile(
    r"https?://[a-z0-9][a-z0-9.-]*/[A-Za-z0-9_~=&+,!/-]*(?:\.[A-Za-z0-9_~=&+,!/-]+)*"
)
_PLAIN_PATH = re.compile(
    r"(?:/(?!/)|\./)?[A-Za-z0-9_][A-Za-z0-9_~&=+,!-]*(?:[/.][A-Za-z0-9_][A-Za-z0-9_~&=+,!-]*)*/?(?:\?[A-Za-z0-9_~%&=+,!./-]+)?"
)


@lru_cache(maxsize=256)
def _origin_and_folder(base: str) -> tuple[str, str]:
    """What "/x" and "x" are put behind, in canonical form; ("", "") for a base that is no address."""
    try:
        parts = urlsplit(canonical(base))
    except ValueError:
        return "", ""
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return "", ""
    origin = f"{parts.scheme}://{parts.netloc}"
    folder = parts.path.rsplit("/", 1)[0] + "/"
    return (origin, origin + folder) if "/." not in folder else ("", "")
