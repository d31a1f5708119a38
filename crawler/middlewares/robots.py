"""robots.txt, asked for once per host and crawl, with a budget of its own: 5 s, 512 KiB, five
redirects.

What its answer means (RFC 9309, with one deviation that we state):
- 2xx: obeyed. Only an explicit Disallow is `robots_denied`, a reported fact; the unit is asked to
  let us in.
- 4xx: there are no rules, everything is allowed.
- Where it is our own machine or line that failed, the page is not judged either, and asked later in
  the run.
- 5xx, silence, a refused or broken connection: the RFC takes this as "all forbidden". The unit
  itself registered its
  entry points for inspection, so these are asked anyway and their own answer decides what is wrong;
  every other page of the host is skipped with the reason `robots_unreachable`, so coverage shows it
  and nobody is accused.

Scrapy's own middleware waits three timeouts on a silent server and then allows, and takes any size
(docs/stack.md §2.2). An office may exempt a site of its own in writing (`robots_exemption`).
"""

import asyncio
from typing import Any
from urllib.parse import urljoin, urlsplit

from protego import Protego
from scrapy import Request

from crawler.failures import NotAskedTonight, SettledBeforeAsking
from crawler.middlewares.politeness import slow_down
from crawler.scope import host_of
from store.outcomes import Outcome

DEADLINE_S = 5
MAX_BYTES = 512 * 1024
MAX_HOPS = 5

Rules = Protego | None  # None: could not be had


class RobotsMiddleware:
    """Raises SettledBeforeAsking (`robots_denied`) or NotAskedTonight for what robots.txt keeps us
    from.
    """

    def __init__(self, crawler: Any) -> None:
        self._crawler = crawler
        self._rules: dict[str, asyncio.Future[Rules]] = {}

    @classmethod
    def from_crawler(cls, crawler: Any) -> "RobotsMiddleware":
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        job = self._crawler.spider.job
        if request.meta.get("is_robots") or not job.obeys_robots(request.meta.get("site", "")):
            return
        rules = await self._rules_for(request)
        if rules is None:
            if not request.meta.get("is_entry"):
                raise NotAskedTonight("robots_unreachable")
            return
        agent = job.office.crawl.user_agent
        if not rules.can_fetch(request.url, agent):
            raise SettledBeforeAsking(Outcome.ROBOTS_DENIED, "robots.txt")
        delay = rules.crawl_delay(agent)
        if delay:
            slow_down(request.meta.get("download_slot", ""), delay)

    async def _rules_for(self, request: Request) -> Rules:
        parts = urlsplit(request.url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._rules:
            self._rules[origin] = asyncio.ensure_future(self._fetched(f"{origin}/robots.txt"))
        try:
            return await asyncio.shield(self._rules[origin])
        except SettledBeforeAsking:
            self._rules.pop(origin, None)  # our own fault: asked anew with the next page
            raise

    async def _fetched(self, url: str) -> Rules:
        asked, guard = host_of(url), self._crawler.spider.job.guard
        for _ in range(MAX_HOPS + 1):
            try:
                answer = await self._crawler.engine.download_async(_question(url))
            except SettledBeforeAsking as error:
                if error.settled[0] is Outcome.NOT_JUDGED:
                    raise
                return None
            except Exception:
                return None
            if 300 <= answer.status < 400 and answer.headers.get("Location"):
                url = urljoin(url, answer.headers["Location"].decode("latin-1"))
                if guard.is_opened(host_of(url)) and host_of(url) != asked:
                    # what the office opened for one site is no place to be sent to by another
                    return None
                continue
            if 200 <= answer.status < 300:
                return Protego.parse(answer.body.decode("utf-8", "replace"))
            return Protego.parse("") if 400 <= answer.status < 500 else None
        return Protego.parse("")  # RFC 9309 §2.3.1.2: five hops, then as if there were none


def _question(url: str) -> Request:
    # An entry point's robots.txt is asked even where the host has failed before; the breaker still
    # counts it.
    meta = {
        "is_robots": True,
        "download_timeout": DEADLINE_S,
        "download_maxsize": MAX_BYTES,
        "unconditional": True,
    }
    return Request(url, meta=meta, dont_filter=True)
