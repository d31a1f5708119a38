"""What a page asks for while it is rendered, answered by the crawl's own download: its guard, its
robots.txt, its manners, its limits.

The browser resolves nothing and connects to nobody, so there is no second way in that would need
guarding: an address is judged at the moment of connecting, by the resolver that every other request
of the crawl passes (docs/faults.md W14).
"""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from html import escape
from itertools import count
from typing import Any, Protocol

from scrapy import Request
from scrapy.http import Response

from crawler.browser.limits import PART_BYTES, PART_S
from crawler.browser.messages import Ask, FetchedAnswer
from crawler.errnos import Settled
from crawler.extract.encoding import decode
from crawler.failures import NotAskedTonight, SettledBeforeAsking
from crawler.scope import is_web_address
from crawler.transport.address_guard import AddressGuard
from crawler.transport.redirects import PART, SameHost, visit_of

Download = Callable[[Request], Awaitable[Response]]

_METHODS = {
    "document": ("GET",),
    "frame": ("GET",),
    "script": ("GET",),
    "fetch": ("GET", "HEAD", "POST"),
}
_CACHE_BYTES = 16 << 20
_PASSED_ON = ("access-control-allow-origin", "access-control-allow-credentials", "access-control-allow-headers", "access-control-expose-headers")  # fmt: skip
_SENT = ("accept", "content-type", "x-requested-with", "referer")
_WORDS = ("text/", "json", "javascript", "ecmascript", "xml")
_LEADS_ON = '<!DOCTYPE html><meta charset="utf-8"><meta http-equiv="refresh" content="0;url={url}">'


class ScriptCache:
    """Scripts of one unit's site, asked for once a crawl however many of its pages run them."""

    def __init__(self) -> None:
        self._scripts: dict[str, FetchedAnswer] = {}
        self._bytes = 0

    def of(self, url: str) -> FetchedAnswer | None:
        """The script at `url`, None where it was not kept."""
        return self._scripts.get(url)

    def keep(self, url: str, answer: FetchedAnswer) -> None:
        """Keep a script that came whole, up to 16 MiB in all."""
        if answer.status == 200 and self._bytes + len(answer.body) <= _CACHE_BYTES:
            self._scripts[url] = answer
            self._bytes += len(answer.body)


class FetchingCrawl(Protocol):
    """What `SubresourceFetcher` needs of a crawl."""

    @property
    def script_cache(self) -> ScriptCache: ...

    @property
    def guard(self) -> AddressGuard: ...


class SubresourceFetcher:
    """Of one page. `led_away`: where its script led, unfollowed; `refused`: not answered."""

    def __init__(
        self, crawl: FetchingCrawl, site: str, is_same_host: SameHost | None, download: Download
    ) -> None:
        self._crawl, self._site, self._download = crawl, site, download
        self._visit = visit_of("", is_same_host, crawl.guard.is_opened)
        self._parts = replace(self._visit, policy=PART, is_same_host=is_same_host or _nobody)
        self.led_away: Settled | None = None
        self.refused: dict[str, str] = {}

    async def __call__(self, ask: Ask) -> FetchedAnswer:
        answer = await self._answered(ask)
        if answer.refused and len(self.refused) < 10:
            self.refused[ask.url[:200]] = answer.refused
        return answer

    async def _answered(self, ask: Ask) -> FetchedAnswer:
        if not is_web_address(ask.url) or ask.method not in _METHODS.get(ask.kind, ()):
            return FetchedAnswer(ask.number, refused="not asked for")
        if refused := self._parts.refusal(ask.url, 0):
            return FetchedAnswer(ask.number, refused=refused[1])
        if ask.kind == "document" and (away := self._visit.refusal(ask.url, 0)):
            self.led_away = away
            return FetchedAnswer(ask.number, refused=away[1])
        if ask.kind == "script" and (known := self._crawl.script_cache.of(ask.url)):
            return FetchedAnswer(ask.number, known.status, known.headers, known.body)
        try:
            answer = await self._fetched(ask)
        except SettledBeforeAsking as settled:
            return FetchedAnswer(
                ask.number, refused=f"{settled.settled[0]} {settled.settled[1]}".strip()
            )
        except NotAskedTonight as skipped:
            return FetchedAnswer(ask.number, refused=skipped.reason)
        except Exception as error:
            return FetchedAnswer(ask.number, refused=type(error).__name__)
        if ask.kind == "script":
            self._crawl.script_cache.keep(ask.url, answer)
        return answer

    async def _fetched(self, ask: Ask) -> FetchedAnswer:
        url, method, body = ask.url, ask.method, ask.body
        for hops in count():
            response = await self._download(self._request(ask, url, method, body))
            location = (response.headers.get("Location") or b"").decode("latin-1")
            onward = self._parts.leads_to(response.status, location, response.url)
            if not onward:
                return _answer(ask, response)
            if not is_web_address(onward):
                return FetchedAnswer(ask.number, refused=f"redirect to {onward[:100]}")
            # the browser goes there itself, so that the page knows where it is
            if ask.kind in (
                "document",
                "frame",
            ):
                page = _LEADS_ON.format(url=escape(onward, quote=True)).encode()
                return FetchedAnswer(
                    ask.number, 200, {"content-type": "text/html; charset=utf-8"}, page
                )
            if response.status in (301, 302, 303):
                method, body = ("HEAD" if method == "HEAD" else "GET"), b""
            if refused := self._parts.refusal(onward, hops):
                return FetchedAnswer(ask.number, refused=refused[1])
            url = onward
        raise AssertionError("unreachable: the loop returns")

    def _request(self, ask: Ask, url: str, method: str, body: bytes) -> Request:
        meta: dict[str, Any] = {
            "site": self._site,
            "unconditional": True,
            "part_of_a_page": True,
            "download_maxsize": PART_BYTES,
            "download_timeout": PART_S,
        }
        headers = {
            name: value
            for name, value in ask.headers.items()
            if name in _SENT and (body or name != "content-type")
        }
        return Request(url, method=method, body=body, headers=headers, meta=meta, dont_filter=True)


def _nobody(_: str) -> bool:
    """A page of no known site has no address of its own."""
    return False


def _answer(ask: Ask, response: Response) -> FetchedAnswer:
    kind = _header(response, "Content-Type")
    if ask.kind in ("document", "frame") and kind and "html" not in kind.lower():
        return FetchedAnswer(ask.number, refused=f"{kind[:60]} is no page")
    headers = {name: value for name in _PASSED_ON if (value := _header(response, name))}
    body = response.body
    if ask.kind != "fetch" or not kind or any(word in kind.lower() for word in _WORDS):
        # Our own rule decides the encoding here too: a browser believes what servers declare
        # (docs/field-notes.md §7).
        kind, body = (
            f"{kind.partition(';')[0].strip() or 'text/plain'}; charset=utf-8",
            decode(body, kind).text.encode("utf-8", "replace"),
        )
    return FetchedAnswer(ask.number, response.status, headers | {"content-type": kind}, body)


def _header(response: Response, name: str) -> str:
    return (response.headers.get(name) or b"").decode("utf-8", "replace")
