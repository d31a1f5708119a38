"""Whose page is it? What a page says of itself, and what stands on it that is not its owner's
(docs/faults.md W10). Pure.

A department's page names the department, its ICP number, its 网站标识码 and the emblem of party and
state offices; a stranger's page has none of them and other words. Nothing is decided here:
monitor/measures/identity.py weighs what was seen. Addresses of strangers are kept broken up, so
that no later text can lead anybody there.

Costs about a twentieth of a millisecond: only the first and last words of a page are kept, and what
needs a closer look (is this link hidden?) is looked at on the few pages that bear a word of the
list.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from hashlib import blake2b
from urllib.parse import urlsplit

from config.rulebook import Lexicon
from crawler.extract.flat import FlatPage, RawBlock
from crawler.extract.patterns import data_of, patterns
from store.records import Block, Link, PageIdentity, PageKind

_PATTERNS = patterns(__name__)
HEAD, FOOT = 240, 600  # characters kept of the first and last words
SAMPLE = 1_000  # characters from which the script of the language is told
SEARCHED = 20_000  # characters of visible text searched for words of the list
MOST = 20  # strangers' links kept
REPORTED = 2  # more words of reporting than this in the text, and the text reports
NEAR_END = 20_000  # characters of the source in which the emblem stands
WHOLE_FOOT = 3_000  # characters of the last words in which a site's own particulars stand
NEAR = 3_000  # characters before a link in which the element that hides it begins


def identity_of(
    flat: FlatPage, links: tuple[Link, ...], source: str, url: str, kind: PageKind, lexicon: Lexicon
) -> PageIdentity | None:
    """What `flat`, read at `url`, tells of owner and strangers. None for articles."""
    if kind in (PageKind.ARTICLE, PageKind.ATTACHMENT) and urlsplit(url).path.strip("/"):
        return None
    # Police and courts write about gambling, and a lottery of the state is no stranger
    # (docs/rulebook.md §3.4).
    words, reporting = _words(tuple(lexicon.foreign)), _words(tuple(lexicon.reporting))
    tags = _plain(
        " ".join((flat.title, flat.metas.get("keywords", ""), flat.metas.get("description", "")))
    )
    foot = " ".join(reversed(_up_to(FOOT, reversed(flat.blocks))))[-FOOT:]
    own, here = _host(url), "/".join(url.split("/", 3)[:3]) + "/"
    outlinks = [
        link
        for link in links
        if not link.url.startswith(here) and is_strangers_host(_host(link.url), own)
    ]
    seen = PageIdentity(
        title=flat.title[:120],
        head=" ".join(_up_to(HEAD, flat.blocks))[:HEAD],
        foot=foot,
        marks=tuple(sorted(set(_marks(foot, flat, source)))),
        links=len(links),
        outlinks=len(outlinks),
        foreign_in_tags=tuple(dict.fromkeys(words.findall(tags))),
        reporting=bool(reporting.search(tags)),
        strangers=tuple(_strangers(outlinks, source, words, reporting)),
        sends_away=_sends_away(source, own),
        basics=tuple(_basics(flat, source)),
    )
    if (
        seen.marks
        and not seen.foreign_in_tags
        and not seen.strangers
        and len(outlinks) * 2 < len(links)
    ):
        return (
            seen  # registered as an office's, and nothing against it: the text need not be searched
        )
    text = " ".join(block.text for block in flat.blocks)[:SEARCHED]
    is_report = len(reporting.findall(text)) > REPORTED
    return replace(
        seen,
        letters=len(text),
        han_share=_han_share(text[:SAMPLE]),
        foreign_in_text=0 if is_report else len(words.findall(text)),
    )


def sign_blocks(identity: PageIdentity | None) -> tuple[Block, ...]:
    """A stranger's words are part of what a page means: one hidden link more is a change that is
    looked at twice and kept.

    None on an ordinary page, whose fingerprint is what it was.
    """
    if identity is None:
        return ()
    signs = [*(f"title: {word}" for word in identity.foreign_in_tags), *identity.strangers]
    signs += [f"sends away: {identity.sends_away}"] if identity.sends_away else []
    return tuple(
        Block(blake2b(sign.encode(), digest_size=8).hexdigest(), sign[:80]) for sign in signs
    )


def is_strangers_host(host: str, own: str) -> bool:
    """Another's host, and no office's, school's or association's."""
    if not host or host == own or ("." + host).endswith(_PUBLIC) or _HERE.fullmatch(host):
        return False
    return _registered(host) != _registered(own)


def broken_up(host: str) -> str:
    """A host for people to read and for no program to follow."""
    return host.replace(".", "[.]")


# --- what it says of itself


def _up_to(length: int, blocks: Iterable[RawBlock]) -> list[str]:
    """The words of the first blocks that come to so many characters together."""
    found: list[str] = []
    for block in blocks:
        found.append(block.text)
        length -= len(block.text)
        if length <= 0:
            break
    return found


_ICP = _PATTERNS["icp"]
_POLICE = _PATTERNS["police"]
_SITE_CODE = _PATTERNS["site_code"]


def _marks(foot: str, flat: FlatPage, source: str) -> Iterator[str]:
    """Numbers of the office's registrations, and the emblem of party and state offices."""
    yield from (f"icp:{number}" for number in _ICP.findall(foot))
    yield from (f"police:{number}" for number in _POLICE.findall(foot))
    yield from (f"code:{number}" for number in _SITE_CODE.findall(foot))
    if code := flat.metas.get("siteidcode", ""):
        yield f"code:{code.lower().removeprefix('bm')[:12]}"
    if "conac.cn" in source[-NEAR_END:]:
        yield "emblem"


_SPONSOR = _PATTERNS["sponsor"]
_ICP_NUMBER = _PATTERNS["icp_number"]
_POLICE_SAID = _PATTERNS["police_said"]
_IN_THE_SOURCE: dict[str, list[str]] = data_of(__name__)["words"]
_SCRIPT_FILE = _PATTERNS["script_file"]
_ANY_SCRIPT = _PATTERNS["any_script"]
_NO_WORDS = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1\s*>|<[^>]*>|&nbsp;", re.I | re.S)
SITE_TAGS = ("SiteName", "SiteDomain", "SiteIDCode")
COLUMN_TAGS = (*SITE_TAGS, "ColumnName")
ARTICLE_TAGS = (*SITE_TAGS, "ArticleTitle", "PubDate", "ContentSource")


def missing_tags(flat: FlatPage, kind: PageKind) -> tuple[str, ...] | None:
    """Which tags of guide2017.a3 that every such page bears are not there, or empty; None for a
    page of another kind.
    """
    wanted = {
        PageKind.HOME: SITE_TAGS,
        PageKind.LIST: COLUMN_TAGS,
        PageKind.ARTICLE: ARTICLE_TAGS,
    }.get(kind)
    return tuple(tag for tag in wanted if not flat.metas.get(tag.lower())) if wanted else None


def _basics(flat: FlatPage, source: str) -> Iterator[str]:
    """Which particulars of its owner a page bears (monitor/judging/site_basics.py); `foot_unread`
    where a script, a frame or a picture brings the foot, `icons_unread` where one may bring its
    pictures.
    """
    foot = _plain("".join(reversed(_up_to(WHOLE_FOOT, reversed(flat.blocks)))))
    lower = source.lower()
    has_icp = _bears("icp_link", lower) or ("icp" in lower and _ICP_NUMBER.search(source))
    said = {
        "sponsor": _SPONSOR.search(foot),
        "icp": _ICP.search(foot) or has_icp,
        "police": _POLICE_SAID.search(foot) or _bears("police_link", lower),
        "site_code": _SITE_CODE.search(foot),
    }
    yield from (name for name, found in said.items() if found)
    yield from (["site_code"] if not said["site_code"] and flat.metas.get("siteidcode") else [])
    yield from (mark for mark in ("emblem", "find_errors") if _bears(mark, lower))
    is_brought = flat.frames or _ANY_SCRIPT.search(source) or _ends_in_a_picture(source, lower)
    if not any(said.values()) and is_brought:
        yield "foot_unread"
    elif _SCRIPT_FILE.search(source, max(0, _begin_of_foot(source) - NEAR)):
        yield "icons_unread"


def _bears(mark: str, lower: str) -> bool:
    return any(word in lower for word in _IN_THE_SOURCE[mark])


def _ends_in_a_picture(source: str, lower: str) -> bool:
    """Below the last words of the page stands a picture: its foot may be one."""
    at = lower.rfind("<img", max(0, len(source) - NEAR_END))
    return at >= 0 and not _NO_WORDS.sub("", source[at:]).strip()


def _begin_of_foot(source: str) -> int:
    """About where its last number stands."""
    at = max(source.rfind("标识码"), source.rfind("ICP备"))
    return at if at >= 0 else len(source) - NEAR_END


_HAN = re.compile(r"[\u3400-\u9fff]+")
_LETTERS = re.compile(r"[^\W\d_]+")


def _han_share(text: str) -> float:
    """Chinese among all letters of the sample; 1.0 where there are none."""
    letters = sum(map(len, _LETTERS.findall(text)))
    return round(sum(map(len, _HAN.findall(text))) / letters, 3) if letters else 1.0


# --- what is not its own


@lru_cache(maxsize=16)
def _words(listed: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(
        "|".join(re.escape(word.lower()) for word in sorted(listed, key=len, reverse=True))
        or r"(?!)"
    )


_UNSEEN = re.compile(r"[\s\u200b-\u200f\u2060\ufeff\u00ad]+")


def _plain(text: str) -> str:
    """As the eye takes it: no full-width or invisible letter hides a word (docs/faults.md C6)."""
    return _UNSEEN.sub("", unicodedata.normalize("NFKC", text)).lower()


def _strangers(
    outlinks: list[Link], source: str, words: re.Pattern[str], reporting: re.Pattern[str]
) -> Iterator[str]:
    """`hidden: 葡京娱乐 → www[.]example[.]com`: links to others' hosts with words of the list."""
    found = 0
    if not outlinks or not words.search(_plain("\n".join(link.text for link in outlinks))):
        return
    for link in outlinks:
        text = _plain(link.text)
        if found < MOST and words.search(text) and not reporting.search(text):
            found += 1
            host = _host(link.url)
            yield f"{'hidden' if _is_hidden(source, host) else 'shown'}: {link.text[:40]} → {broken_up(host)}"


_HIDING = _PATTERNS["hiding"]


def _is_hidden(source: str, host: str) -> bool:
    """The first link to `host` stands in an element not shown, moved off the page or of no size."""
    at = source.lower().find(host)
    before = source[max(0, at - NEAR) : at] if at >= 0 else ""
    opened = list(_HIDING.finditer(before + ">"))
    if not opened:
        return False
    tag, since = opened[-1][1].lower(), before[opened[-1].end() :].lower()
    return since.count(f"</{tag}") + since.count(f"<\\/{tag}") <= len(
        re.findall(rf"<\s*{tag}\b", since)
    )


_TO_A_STRANGER = _PATTERNS["to_a_stranger"]


def _sends_away(source: str, own: str) -> str:
    """The host, broken up, to which a script sends those from a search engine; "" where to none."""
    at = source.find("referrer")
    while at >= 0:
        for found in _TO_A_STRANGER.finditer(source[at : at + 1_600]):
            if is_strangers_host(found[1].lower(), own):
                return broken_up(found[1].lower())
        at = source.find("referrer", at + 1_600)
    return ""


_PUBLIC = (".gov.cn", ".edu.cn", ".org.cn", ".mil.cn", ".conac.cn", ".政务", ".公益")
_HERE = _PATTERNS["here"]
_TWO_LABELS = frozenset(
    {"com.cn", "net.cn", "gov.cn", "org.cn", "edu.cn", "ac.cn", "co.uk", "com.hk", "com.tw"}
)


@lru_cache(maxsize=4096)
def _registered(host: str) -> str:
    """The name that somebody paid for: the last two labels, or three under a public second level."""
    labels = host.split(".")
    return ".".join(labels[-3:] if ".".join(labels[-2:]) in _TWO_LABELS else labels[-2:])


@lru_cache(maxsize=8192)
def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""
