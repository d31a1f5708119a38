"""Walls: recognised and named, never broken (docs/field-notes.md §5). A wall is no fault of the
site; it is asked to let us in.
"""

import re
from http import HTTPStatus

from crawler.extract.answer import JudgedOutcome, ReadAnswer
from crawler.extract.patterns import data_of, pattern_rows, patterns
from crawler.extract.published import is_published
from store.outcomes import Outcome

_PATTERNS = patterns(__name__)
_SMALL = 5_000
_STUB = 3_000

# By header name (and a pattern its value must match): vendor.
_BY_HEADER: tuple[tuple[str, re.Pattern[str], str], ...] = tuple(
    (name, re.compile(value), vendor) for name, value, vendor in data_of(__name__)["by_header"]
)
_BY_COOKIE: dict[str, str] = data_of(__name__)["by_cookie"]
_BY_SOURCE = pattern_rows(__name__, "by_source")
_TITLES = _PATTERNS["titles"]
_BANS = _PATTERNS["bans"]
_COOKIE_SCRIPT = _PATTERNS["cookie_script"]
_SCRIPT = _PATTERNS["script"]
_CHALLENGE_SCRIPT = _PATTERNS["challenge_script"]
_SAYS_SLOWER = _PATTERNS["says_slower"]
_SAYS_NO = _PATTERNS["says_no"]
# With these a wall may speak as well as a page; other refusals need no words.
_TALKATIVE = frozenset({200, 202, 400, 403, 404, 405, 500, 502, 503})
_SAID = 500  # characters; an article about an attack says more
_STANDARD = frozenset(HTTPStatus)
# Whoever answers with one of these did not show the page, however much they say.
_REFUSALS = frozenset({401, 403, 405, 412, 468, 491, 521})


def find_wall(answer: ReadAnswer) -> JudgedOutcome | None:
    """The wall that answered in the page's place, or None. A page that says much is never a wall,
    whatever scripts it carries, unless its status is a refusal: some walls explain themselves at
    length (CloudFront's 403 has 400 characters of prose).
    """
    if answer.is_rich and answer.status not in _REFUSALS:
        return None
    vendor = _vendor(answer)
    if answer.status == 429:
        return JudgedOutcome(Outcome.RATE_LIMITED, vendor or "429")
    if (
        _TITLES.fullmatch(answer.title)
        and answer.prose < 300
        and (vendor or not _is_of_the_site(answer))
    ):
        return JudgedOutcome(Outcome.WAF_CHALLENGE, vendor or f"title: {answer.title.strip()[:60]}")
    is_short = answer.size < _SMALL or _says_nothing(answer)
    if is_short and (turned_away := _turned_away(answer, vendor)) is not None:
        return turned_away
    if (
        answer.status in (200, 202, 400, 403, 405)
        and _says_nothing(answer)
        and len(answer.flat.anchors) <= 5
        and _CHALLENGE_SCRIPT.search(answer.source)
    ):
        return JudgedOutcome(Outcome.WAF_CHALLENGE, vendor or "challenge script")
    if answer.status in (412, 468, 491, 418) and is_short:
        return JudgedOutcome(
            Outcome.WAF_CHALLENGE,
            vendor
            or {412: "瑞数?", 468: "雷池?", 491: "网神/360?"}.get(
                answer.status, str(answer.status)
            ),
        )
    if answer.status == 521 and is_short and not _is_cloudflare_outage(answer):
        return JudgedOutcome(Outcome.WAF_CHALLENGE, vendor or "加速乐?")
    if _is_unheard_of(answer.status) and is_short and not _is_cloudflares(answer):
        return JudgedOutcome(Outcome.WAF_CHALLENGE, vendor or str(answer.status))
    if (
        answer.status == 202
        and is_short
        and (_SCRIPT.search(answer.source) or _says_nothing(answer))
    ):
        return JudgedOutcome(Outcome.WAF_CHALLENGE, vendor or "202 shell")
    if answer.status == 405 and vendor:
        return JudgedOutcome(Outcome.WAF_CHALLENGE, vendor)
    if answer.status in (401, 403):
        is_challenge = bool(vendor) and bool(_SCRIPT.search(answer.source) or "waf" in vendor)
        return (
            JudgedOutcome(Outcome.WAF_CHALLENGE, vendor)
            if is_challenge
            else JudgedOutcome(
                Outcome.HTTP_401_403, " ".join(filter(None, (str(answer.status), vendor)))
            )
        )
    if (
        vendor
        and answer.status in (404, 503)
        and is_short
        and (_says_so_itself(answer) or (answer.status == 404 and _is_wordless(answer)))
    ):
        return JudgedOutcome(Outcome.WAF_CHALLENGE, vendor)
    if answer.status == 200 and "rimon" in answer.headers and vendor:
        return JudgedOutcome(Outcome.WAF_CHALLENGE, vendor)
    if (
        answer.status == 200
        and answer.size < _SMALL
        and _BANS.fullmatch(answer.title)
        and answer.prose < 100
        and not _is_of_the_site(answer)
    ):
        return JudgedOutcome(Outcome.HTTP_401_403, f"200 with title {answer.title.strip()[:40]}")
    # a splash page leads into its site
    is_bare = answer.size < _STUB and not answer.flat.anchors and not answer.flat.images
    if (
        answer.status == 200
        and _says_nothing(answer)
        and _COOKIE_SCRIPT.search(answer.source)
        and (is_bare or vendor)
    ):
        return JudgedOutcome(
            Outcome.WAF_CHALLENGE, vendor or "script that writes a cookie or reloads"
        )
    return None


def _turned_away(answer: ReadAnswer, vendor: str) -> JudgedOutcome | None:
    """In so many words, on a page that says little else and stands in no site."""
    if answer.status not in _TALKATIVE or answer.prose >= 300 or answer.flat.has_password_field:
        return None
    if _is_of_the_site(answer) or answer.said >= _SAID:
        return None
    words = f"{answer.title} {answer.words}"
    if said := _SAYS_SLOWER.search(words):
        return JudgedOutcome(Outcome.RATE_LIMITED, vendor or said.group()[:40])
    said = _SAYS_NO.search(words)
    return JudgedOutcome(Outcome.WAF_CHALLENGE, vendor or said.group()[:40]) if said else None


def _is_of_the_site(answer: ReadAnswer) -> bool:
    """With the site's navigation about it, or marks of publication: no wall has them."""
    return len(answer.flat.anchors) >= 5 or is_published(answer)


def _is_unheard_of(status: int) -> bool:
    """In no standard: whatever answered so stands between us and the site (493, 512, 566, 567 …)."""
    return status >= 400 and status not in _STANDARD


def _is_cloudflares(answer: ReadAnswer) -> bool:
    """Its 520 to 530 tell of an origin that is down."""
    return (
        answer.status in range(520, 531)
        and "cloudflare" in answer.headers.get("server", "").lower()
    )


def _vendor(answer: ReadAnswer) -> str:
    for name, pattern, vendor in _BY_HEADER:
        if name in answer.headers and pattern.search(answer.headers[name]):
            return vendor
    if vendor := _vendor_by_source(answer):
        return vendor
    cookies = answer.headers.get("set-cookie", "").lower()
    for mark, vendor in _BY_COOKIE.items():
        if mark in cookies:
            return vendor
    server = answer.headers.get("server", "").lower()
    if "akamaighost" in server:
        return "akamai"
    if "cloudfront" in answer.headers.get("x-cache", "").lower() and answer.status in (403, 405):
        return "cloudfront"
    return "safeline" if "safeline" in server else ""


def _vendor_by_source(answer: ReadAnswer) -> str:
    head = answer.source[:20_000]
    return next((vendor for vendor, pattern in _BY_SOURCE if pattern.search(head)), "")


def _says_nothing(answer: ReadAnswer) -> bool:
    return answer.said < 80 and len(answer.flat.anchors) <= 3


def _says_so_itself(answer: ReadAnswer) -> bool:
    return bool(
        re.search(
            r"云防护|拦截|challenge|blocked|防火墙|cf-chl|验证",
            answer.title + answer.source[:4000],
            re.IGNORECASE,
        )
    )


def _is_wordless(answer: ReadAnswer) -> bool:
    """A body without words, such as a script alone. A 404 without a body is the origin's, whichever
    network handed it on.
    """
    return not answer.words and bool(answer.source.strip())


def _is_cloudflare_outage(answer: ReadAnswer) -> bool:
    return (
        "cloudflare" in answer.headers.get("server", "").lower()
        and "web server is down" in answer.source.lower()
    )
