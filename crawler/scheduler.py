"""Scrapy's SCHEDULER, backed by the capture file: nothing is asked that is not a row there, so
nothing can bypass it.

Requests come out of the frontier only. A request that somebody yields becomes a row like any other
(no item, no retry and no redirect of ours takes this way), is counted, and is asked when its turn
comes.
"""

from contextlib import suppress
from typing import Any

from scrapy import Request
from scrapy.core.scheduler import BaseScheduler
from scrapy.spiders import Spider

from crawler.job import CrawlJob
from crawler.scope import is_web_address
from crawler.settings import ATTACHMENT_MAXSIZE
from store.capture.file import SAME_PAGE, Queued
from store.records import FrontierRow, Purpose
from store.urls import canonical


class FrontierScheduler(BaseScheduler):
    """Hands out the capture file's rows, best first, until they or the unit's budget are used up."""

    _spider: Any
    _job: CrawlJob

    def open(self, spider: Spider) -> None:
        self._spider = spider
        self._job = self._spider.job

    def has_pending_requests(self) -> bool:
        job = self._job
        return job.failure is None and job.budget_left and job.file.has_more

    def enqueue_request(self, request: Request) -> bool:
        """Whether the request became a new row of the frontier."""
        row = FrontierRow(canonical(request.url), Purpose.PAGE, site=request.meta.get("site", ""))
        return self._job.file.seed([row]) == 1

    def next_request(self) -> Request | None:
        """The best waiting row as a request; None where budget or rows are used up. A row whose
        address is none, or another of a page that is asked, is settled here, and the next one
        taken.
        """
        if self._spider.links.waits_for_links and self._job.file.has_questions_out:
            return None
        while self.has_pending_requests() and (taken := self._job.file.take()) is not None:
            if self._spider.links.is_met_otherwise(taken.row):
                self._spider.skip(taken, SAME_PAGE)
                continue
            self._job.pages += 1
            if is_web_address(taken.row.url):
                with suppress(ValueError):
                    return self._request(taken)
            self._spider.is_no_address(taken)
        return None

    def _request(self, taken: Queued) -> Request:
        row = taken.row
        meta: dict[str, Any] = {
            "taken": taken,
            "row": row,
            "site": row.site,
            "is_entry": self._job.is_entry(row.url),
        }
        if row.purpose is Purpose.ATTACHMENT:
            meta["download_maxsize"] = ATTACHMENT_MAXSIZE
        return Request(
            self._spider.links.asked_as(row.url),
            callback=self._spider.page_came,
            errback=self._spider.page_failed,
            meta=meta,
            dont_filter=True,
        )
