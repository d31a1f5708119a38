"""robots.txt, asked for once per host and crawl, with a budget of its own: 5 s, 512 KiB, five
redirects.

What its answer means (RFC 9309, with two deviations that we state):
- 2xx: obeyed. Only an explicit Disallow is `robots_denied`, a reported fact; the unit is asked to
  let us in.
- 4xx, or a redirect to another host: there are no rules, everything is allowed.
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
from itertools import count
from typing import Any

from scrapy import Request

from crawler.failures import NotAskedTonight, SettledBeforeAsking
from crawler.transport.rate_limiter import slow_down
from crawler.transport.redirects import ROBOTS, Redirects
from crawler.transport.robots_txt import (
    DEADLINE_S,
    MAX_BYTES,
    NO_RULES,
    RobotsRules,
    place_of,
    rules_of,
)
from store.outcomes import Outcome


class RobotsMiddleware:
    """Raises SettledBeforeAsking (`robots_denied`) or NotAskedTonight by robots.txt."""

    def __init__(self, crawler: Any) -> None:
        self._crawler = crawler
        self._rules: dict[str, asyncio.Future[RobotsRules]] = {}

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

    async def _rules_for(self, request: Request) -> RobotsRules:
        place = place_of(request.url)
        if place not in self._rules:
            self._rules[place] = asyncio.ensure_future(self._fetched(place))
        try:
            return await asyncio.shield(self._rules[place])
        except SettledBeforeAsking:
            self._rules.pop(place, None)  # our own fault: asked anew with the next page
            raise

    async def _fetched(self, url: str) -> RobotsRules:
        redirects = Redirects(ROBOTS, url, is_opened=self._crawler.spider.job.guard.is_opened)
        for hops in count():
            try:
                answer = await self._crawler.engine.download_async(_question(url))
            except SettledBeforeAsking as error:
                if error.settled[0] is Outcome.NOT_JUDGED:
                    raise
                return None
            except Exception:
                return None
            location = (answer.headers.get("Location") or b"").decode("latin-1")
            onward = redirects.leads_to(answer.status, location, url)
            if not onward:
                return rules_of(answer.status, answer.body)
            if refused := redirects.refusal(onward, hops):
                # RFC 9309 §2.3.1.2: five hops, then as if there were none; another host's are
                # none of this one's
                return NO_RULES if refused[0] in (Outcome.REDIRECT_LOOP, Outcome.MOVED) else None
            url = onward
        raise AssertionError("unreachable: the loop returns")


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
