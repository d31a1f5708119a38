"""Where a request may go, decided before it is asked: the guard's word on its host, the host's own
health, and the slot of its address.
"""

from typing import Any

from scrapy import Request

from crawler.failures import NotAskedTonight, SettledBeforeAsking
from crawler.scope import host_of
from crawler.transport.address_guard import Resolution
from crawler.vantage import is_registered, put_on_its_way, refusal


class PolitenessMiddleware:
    """Asks the guard where the host leads, and puts the request into its address's slot."""

    def __init__(self, crawler: Any) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Any) -> "PolitenessMiddleware":
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Raises SettledBeforeAsking where we may not go, NotAskedTonight where a host is down."""
        job = self._crawler.spider.job
        await job.wait_to_ask()
        is_entry = request.meta.get("is_entry", False)
        breaker = job.breakers.of(host_of(request.url))
        if not is_entry and (why := breaker.why_not):
            raise NotAskedTonight(why)
        answer = await job.guard.look_up(host_of(request.url))
        if job.way is not None:
            _send_on_its_way(request, answer, job)
            return
        if not answer.may_connect:
            answer = answer.for_entry_point() if is_entry else answer
            if is_entry:
                breaker.trip()
            job.heard(answer.outcome, request)
            raise SettledBeforeAsking(answer.outcome, answer.reason, answer.seen)
        request.meta["download_slot"] = f"ip:{answer.addresses[0]}"


def _send_on_its_way(request: Request, answer: Resolution, job: Any) -> None:
    """To a second vantage's proxy. Raises SettledBeforeAsking for what is not asked for there."""
    refused = refusal(answer, job.vantage, is_registered=is_registered(request.url, job.unit))
    if refused:
        raise SettledBeforeAsking(*refused, answer.seen)
    put_on_its_way(request, job.way)
