"""A page that shows others in its frames, read as a visitor sees it: all of them together.

A frameset has no words of its own (docs/field-notes.md §4), and on some pages the list is an
iframe's. Each frame is looked at like a page, and what it shows is put in its place; its address
stands there as a link, so that the crawl visits it as a page of its own. A single frame that is all
there is is entered like a redirect (`crawler.extract.jumps`).
"""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from html import escape, unescape
from typing import TYPE_CHECKING

from crawler.extract.encoding import Decoded, decode
from crawler.extract.links import absolute, query_codec
from crawler.extract.received_answer import ReceivedAnswer
from crawler.look import Look
from store.outcomes import Outcome
from store.records import FrontierRow, PageKind, Purpose, declared_type
from store.urls import query_as_asked

if TYPE_CHECKING:
    from crawler.job import CrawlJob

MOST = 8  # frames of one page that are looked at
DEEPEST = 2  # frames within frames
LARGEST = 512 << 10  # bytes of a page that may have frames: it is put together in this process

LookAt = Callable[[str], Awaitable[Look]]

_HOLDERS = (Purpose.HOME, Purpose.CHANNEL, Purpose.LIST_PAGE, Purpose.PAGE)
_SAYS_LITTLE = (Outcome.STUB, Outcome.PARSE_ANOMALY)


async def with_frames(job: "CrawlJob", row: FrontierRow, seen: Look, look_at: LookAt) -> Look:
    """`seen` with what its frames show in their places; as it is where it has none that count.
    Where every frame fails, a frameset ends as the first of them.

    `look_at` looks at one address as at a page. Raises what it raises: NotAskedTonight.
    """
    if not _may_have_frames(row, seen):
        return seen
    whole = decode(seen.body, declared_type(seen.visit.headers))
    addresses = _frames_of(whole, seen, job, row)
    looks = {url: await look_at(url) for url in addresses}
    shown = {url: look for url, look in looks.items() if _shows_a_page(look)}
    if not shown:
        return _without_any(seen, whole, looks)
    body = together(whole, seen.visit.final_url, {url: _frame(shown[url]) for url in shown})
    facts = await job.read(
        ReceivedAnswer(
            body,
            seen.visit.final_url,
            seen.visit.status,
            {"Content-Type": "text/html; charset=utf-8"},
        ),
        row.masks,
    )
    lost = tuple(
        f"frame_lost:{look.visit.outcome} {url}" for url, look in looks.items() if url not in shown
    )
    facts = replace(
        facts,
        encoding_declared=whole.declared,
        encoding_used=whole.used,
        anomalies=(*facts.anomalies, *lost),
    )
    visit = replace(seen.visit, outcome=facts.outcome, reason=facts.outcome_reason, rendered=True)
    return replace(seen, visit=visit, facts=facts, body=body, answer=seen.body)


def _may_have_frames(row: FrontierRow, seen: Look) -> bool:
    facts, outcome = seen.facts, seen.visit.outcome
    return (
        facts is not None
        and row.purpose in _HOLDERS
        and facts.kind not in (PageKind.ARTICLE, PageKind.ATTACHMENT)
        and not facts.jumps_to
        and (outcome.shows_the_page or outcome in (*_SAYS_LITTLE, Outcome.NEEDS_BROWSER))
        and len(seen.body) <= LARGEST
        and bool(_FRAME_TAG.search(seen.body.replace(b"\0", b"")))
    )


def _frames_of(whole: Decoded, seen: Look, job: "CrawlJob", row: FrontierRow) -> list[str]:
    """The addresses of the site's own frames, in the page's order."""
    scope, has_list = job.scope(row.site), bool(seen.facts and seen.facts.items)
    found = frames_in(whole, seen.visit.final_url, has_list=has_list)
    return [url for url in found if scope is None or scope.is_same_host(url)][:MOST]


def _shows_a_page(look: Look) -> bool:
    """A banner of one picture says nothing as a page, and is all that its frame is there for."""
    is_seen = look.visit.outcome.shows_the_page or look.visit.outcome in _SAYS_LITTLE
    return is_seen and look.facts is not None and look.facts.kind is not PageKind.ATTACHMENT


def _without_any(seen: Look, whole: Decoded, looks: dict[str, Look]) -> Look:
    """A frameset whose frames all fail shows a visitor their failure; other pages have words of
    their own.
    """
    if not looks or not _FRAMESET.search(whole.text):
        return seen
    url, first = next(iter(looks.items()))
    return seen.settled((first.visit.outcome, f"frame {url}: {first.visit.reason}"[:500]))


# --- one page of several, pure


def frames_of_answer(answer: ReceivedAnswer, *, has_list: bool) -> tuple[str, ...]:
    """As `frames_in`, of an answer; () where it is too large to be put together."""
    if len(answer.body) > LARGEST or not _FRAME_TAG.search(answer.body.replace(b"\0", b"")):
        return ()
    page = decode(answer.body, answer.content_type or declared_type(answer.headers.items()))
    return tuple(frames_in(page, answer.url, has_list=has_list))


def frames_in(page: Decoded, url: str, *, has_list: bool) -> list[str]:
    """The addresses of the frames of a page read at `url`, in its order. An iframe counts where the
    page has no list of its own or where it is named as the foot, and where somebody sees it.
    """
    base = _base_of(page, url)
    found = dict[str, None]()
    for match in _PIECES.finditer(page.text):
        name, attributes = (match["frame"] or "").lower(), match["attributes"] or ""
        if name == "frame" or (
            name == "iframe"
            and not _UNSEEN.search(attributes)
            and (not has_list or _A_FOOT.search(attributes))
        ):
            found[_address(attributes, base, page)] = None
    return [address for address in found if address and address != url]


@dataclass(frozen=True, slots=True)
class Frame:
    """What a frame shows: its text, and the address that it was read at."""

    page: Decoded
    url: str


def together(whole: Decoded, url: str, frames: dict[str, Frame]) -> bytes:
    """The page `whole`, read at `url`, with each of `frames` (by address) in its place. UTF-8."""
    base, placed = _base_of(whole, url), set[str]()

    def put(match: re.Match[str]) -> str:
        if match["frameset"] is not None:
            return f"<{match['closes']}div>"
        if not match["frame"]:
            return "" if match["noframes"] else match[0]
        address = _address(match["attributes"], base, whole)
        if address not in frames or address in placed:
            return ""
        placed.add(address)
        return f'<div><a href="{escape(address)}"></a>{_inner(frames[address])}</div>'

    return _CHARSET.sub("", _PIECES.sub(put, whole.text)).encode("utf-8", "replace")


def _frame(look: Look) -> Frame:
    return Frame(decode(look.body, declared_type(look.visit.headers)), look.visit.final_url)


def _inner(frame: Frame) -> str:
    """What stands in the frame's body, its references absolute."""
    text, base = frame.page.text, _base_of(frame.page, frame.url)
    begins = _BODY.search(text)
    ends = text.lower().rfind("</body")
    inner = text[begins.end() if begins else 0 : ends if ends >= 0 else len(text)]
    codec = query_codec(frame.page.used, frame.page.declared)

    def spelled_out(match: re.Match[str]) -> str:
        said = unescape(match[2].strip("\"'"))
        target = absolute(query_as_asked(said, codec), base)
        return f'{match[1]}"{escape(target or said)}"'

    return _REFERENCE.sub(spelled_out, inner)


def _base_of(page: Decoded, url: str) -> str:
    match = _BASE.search(page.text)
    return absolute(unescape(match[1].strip("\"'")), url) or url if match else url


def _address(attributes: str, base: str, page: Decoded) -> str:
    match = _SOURCE.search(attributes)
    said = unescape(match[1].strip("\"'")) if match else ""
    return absolute(query_as_asked(said, query_codec(page.used, page.declared)), base)


_VALUE = r"(\"[^\"]{0,2000}\"|'[^']{0,2000}'|[^\s>\"']+)"
# What is left open takes the rest of the page, as in a browser: no piece is looked for twice.
_PIECES = re.compile(
    r"<!--(?:.*?-->|.*\Z)|<script\b(?:.*?</script|.*\Z)|(?P<noframes><noframes\b(?:.*?</noframes\s*>|.*\Z))"
    r"|<(?P<closes>/?)(?P<frameset>frameset)\b[^<>]{0,2000}>"
    r"|<(?P<frame>i?frame)\b(?P<attributes>(?:[^>\"'<]|\"[^\"]{0,2000}\"|'[^']{0,2000}'){0,400})>(?:[^<]{0,500}</iframe\s*>)?",
    re.IGNORECASE | re.DOTALL,
)
_FRAME_TAG = re.compile(rb"<i?frame", re.IGNORECASE)
_FRAMESET = re.compile(r"<frameset\b", re.IGNORECASE)
_SOURCE = re.compile(rf"\bsrc\s*=\s*{_VALUE}", re.IGNORECASE)
_BASE = re.compile(rf"<base\b[^<>]{{0,500}}?\shref\s*=\s*{_VALUE}", re.IGNORECASE)
_BODY = re.compile(r"<body\b[^>]*>", re.IGNORECASE)
_REFERENCE = re.compile(
    rf"(<(?:a|area|img|i?frame)\b[^<>]{{0,3000}}?\s(?:href|src)\s*=\s*){_VALUE}", re.IGNORECASE
)
_A_FOOT = re.compile(r"\bfoot(?:er)?\b|\bbottom\b|\bcopyright\b|\b(?:yejiao|dibu)\b", re.IGNORECASE)
_CHARSET = re.compile(r"<meta\b[^<>]{0,300}charset[^<>]{0,100}>", re.IGNORECASE)
# a counter's or a login's: of one pixel, or not shown at all
_UNSEEN = re.compile(
    r"(?:width|height)\s*[=:]\s*[\"']?\s*[01](?![\d.%])|display\s*:\s*none|visibility\s*:\s*hidden",
    re.IGNORECASE,
)
