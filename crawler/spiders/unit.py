"""The one spider: visits what a unit's frontier holds and writes down what it saw, failed visits
included.

It has no opinions. Each row ends with at least one visit, each visit with exactly one outcome, and
everything that came of a page is one transaction of the capture file.
"""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from hashlib import sha256
from typing import Any, NoReturn

import scrapy
from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from config.errors import GongkaiError, StoreFailed
from crawler.extract.fingerprint import learn_masks
from crawler.extract.received_answer import ReceivedAnswer
from crawler.failures import NotAskedTonight, SettledBeforeAsking
from crawler.has_changed import is_known, is_same
from crawler.job import CrawlJob
from crawler.link_discovery import Discovered, LinkDiscovery
from crawler.look import Look
from crawler.settings import settings_for
from crawler.visiting import Try, failed, look
from store.capture.file import Queued, State, StoredVisit
from store.outcomes import ANSWERED, Ours, Outcome
from store.records import FrontierRow

# The host took the question and said something about the page; anything else is a row that failed.
NO_ADDRESS = "not an address of the web"
TRIES = 2  # one retry, later in the run


class UnitSpider(scrapy.Spider):
    """`scrapy crawl unit -a unit=ID -a config=DIR`; our workers hand over a `job` instead."""

    name = "unit"
    job: CrawlJob
    links: LinkDiscovery

    @classmethod
    def from_crawler(
        cls,
        crawler: Any,
        *args: Any,
        job: CrawlJob | None = None,
        unit: str = "",
        config: str = "",
        **kwargs: Any,
    ) -> "UnitSpider":
        """Without a `job` the program ends in words where there is no such configuration or unit."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        if job is None:
            # needs the whole product; a worker's start does not wait for that
            from crawler.workers.manual import (
                manual_job,
            )

            try:
                job = manual_job(unit, config)
            except GongkaiError as error:
                _end_in_words(error)
        spider.job = job
        spider.links = LinkDiscovery(row for row, _, _ in spider.job.file.frontier_states())
        crawler.settings.setdict(settings_for(spider.job.office), priority="spider")
        crawler.signals.connect(spider.spider_closed, scrapy.signals.spider_closed)
        return spider

    async def start(self) -> AsyncIterator[Any]:
        """Nothing: the frontier is where this spider starts."""
        return
        yield

    async def page_came(self, response: Response) -> None:
        """An answer, whatever it says."""
        assert response.request is not None
        taken: Queued = response.request.meta["taken"]
        try:
            await self._page_came(taken, response)
        except StoreFailed as error:
            self._store_failed(error)
        except NotAskedTonight as left:
            self.skip(taken, left.reason)
        except Exception:
            self.logger.exception("our own fault at %s", taken.row.url)
            self._record_our_bug(taken)

    def page_failed(self, failure: Failure) -> None:
        """No answer, and why."""
        request: Request = failure.request  # type: ignore[attr-defined]
        taken: Queued = request.meta["taken"]
        try:
            if isinstance(failure.value, NotAskedTonight):
                self.job.file.skip(taken, failure.value.reason)
            else:
                error = failure.value or RuntimeError("no error named")
                self._record(taken, [failed(self._next_try(taken), error, request)])
        except StoreFailed as error:
            self._store_failed(error)

    def is_no_address(self, taken: Queued) -> None:
        """The row spells no address of the web: it is named, and nobody is asked."""
        error = SettledBeforeAsking(Outcome.REFUSED_BY_OUR_POLICY, NO_ADDRESS)
        try:
            self._record(taken, [failed(self._next_try(taken), error, Request("about:blank"))])
        except StoreFailed as store_error:
            self._store_failed(store_error)

    def skip(self, taken: Queued, reason: str) -> None:
        """The row is not asked tonight."""
        try:
            self.job.file.skip(taken, reason)
        except StoreFailed as error:
            self._store_failed(error)

    def spider_closed(self, reason: str) -> None:
        """Write down how the crawl ended; a shutdown leaves the file to be resumed."""
        if self.job.failure is None and reason == "finished":
            try:
                self.job.file.finish(self.job.stop_reason)
            except StoreFailed as error:
                self.job.failure = error

    async def _page_came(self, taken: Queued, response: Response) -> None:
        first = await look(self._next_try(taken), response, self._download)
        if not self._differs(taken.row, first):
            self._record(taken, [first])
            return
        await asyncio.sleep(self.job.office.crawl.second_look_s)
        second = await self._second_look(taken)
        if not second.shows_the_page:
            self._record(taken, [first, second], changed=first)
            return
        masks = frozenset(taken.row.masks) | learn_masks(_blocks(first), _blocks(second))
        if is_same(taken.row.known_blocks, _blocks(second), masks):
            self._record(taken, [first, second], masks=masks)
        else:
            self._record(
                taken, [first, await self._read_again(second, masks)], changed=second, masks=masks
            )

    def _next_try(self, taken: Queued) -> Try:
        return Try(self.job, taken.row, taken.attempts + 1)

    def _differs(self, row: FrontierRow, seen: Look) -> bool:
        """A page known well enough to be compared, and it reads otherwise than it did."""
        facts = seen.facts
        if (
            not seen.shows_the_page
            or facts is None
            or not row.known_fingerprint
            or facts.fingerprint == row.known_fingerprint
        ):
            return False
        # The known fingerprint is older than the masks learned since; the known blocks can be
        # masked today.
        return not is_known(row.known_blocks, _blocks(seen), frozenset(row.masks))

    async def _second_look(self, taken: Queued) -> Look:
        """Asked without validators: what the server calls unchanged is the question."""
        meta = {
            "row": taken.row,
            "site": taken.row.site,
            "is_entry": self.job.is_entry(taken.row.url),
            "unconditional": True,
        }
        request = Request(self.links.asked_as(taken.row.url), meta=meta, dont_filter=True)
        second = Try(self.job, taken.row, taken.attempts + 2, is_second_look=True)
        try:
            response = await self._download(request)
        except Exception as error:
            return failed(second, error, request)
        return await look(second, response, self._download)

    async def _read_again(self, seen: Look, masks: frozenset[str]) -> Look:
        visit = seen.visit
        answer = ReceivedAnswer(seen.body, visit.final_url, visit.status, dict(visit.headers))
        facts = await self.job.read(answer, masks)
        return replace(seen, facts=facts)

    async def _download(self, request: Request) -> Response:
        engine = self.crawler.engine
        assert engine is not None
        return await engine.download_async(request)

    def _record(
        self,
        taken: Queued,
        looks: list[Look],
        *,
        changed: Look | None = None,
        masks: frozenset[str] = frozenset(),
    ) -> None:
        """All that came of one row; facts and body are of the last look that shows the page."""
        row = taken.row
        looks = [self._with_known_addresses(row, seen) for seen in looks]
        best = next((seen for seen in reversed(looks) if seen.shows_the_page), looks[0])
        leads = best.facts if best.shows_the_page or _shows_its_menu(best) else None
        following = (
            self.links.lead_on(row, leads, self.job.scope(row.site))
            if leads and self.job.file.discovers
            else Discovered()
        )
        is_first = changed is None and not row.known_fingerprint and best.shows_the_page
        learned = tuple(sorted(masks - set(row.masks)))
        visits = [
            self._stored(
                row,
                seen,
                is_best=seen is best,
                changed=seen is best and (is_first or changed is not None),
                masks=learned if seen is best else (),
            )
            for seen in looks
        ]
        self.job.file.record(
            taken,
            visits,
            state=self._state(taken, looks[0].visit.outcome),
            discovered=following.rows,
            turned_away=following.turned_away,
            skip_reason="robots_denied" if looks[0].visit.outcome is Outcome.ROBOTS_DENIED else "",
            answers=[
                (stored.visit.answer_sha256, best.answer)
                for stored, _ in visits
                if stored.visit.answer_sha256
            ],
        )
        self.job.on_page()

    def _with_known_addresses(self, row: FrontierRow, seen: Look) -> Look:
        if not seen.shows_the_page or seen.facts is None:
            return seen
        self.links.learn(row, seen.facts)
        return replace(seen, facts=self.links.of_known_pages(seen.facts))

    def _stored(
        self, row: FrontierRow, seen: Look, *, is_best: bool, changed: bool, masks: tuple[str, ...]
    ) -> tuple[StoredVisit, bytes | None]:
        """A body is kept where it is news: first seen, changed, or an error not seen last time."""
        keeps = (
            is_best
            and bool(seen.body)
            and (
                changed or (not seen.shows_the_page and seen.visit.outcome is not row.known_outcome)
            )
        )
        visit = (
            replace(seen.visit, sha256=_name(seen.body), answer_sha256=_name(seen.answer))
            if keeps
            else seen.visit
        )
        purpose, channel = self.links.purpose_of(
            row, seen.facts if seen.shows_the_page else None, self.job.scope(row.site)
        )
        facts = seen.facts if is_best else None
        stored = StoredVisit(
            visit, purpose, row.site, channel, row.depth, row.title_hint, facts, changed, masks
        )
        return stored, seen.body if keeps else None

    def _state(self, taken: Queued, outcome: Outcome) -> State:
        if not outcome.is_settled_for_tonight and taken.attempts + 1 < TRIES:
            return "queued"
        if outcome is Outcome.ROBOTS_DENIED:
            return "skipped"
        return "done" if outcome.group in ANSWERED else "failed"

    def _record_our_bug(self, taken: Queued) -> None:
        error = RuntimeError("our bug")
        seen = failed(self._next_try(taken), error, Request(taken.row.url))
        assert seen.visit.reason == Ours.OUR_BUG
        try:
            self._record(replace(taken, attempts=TRIES), [seen])
        except StoreFailed as store_error:
            self._store_failed(store_error)

    def _store_failed(self, error: StoreFailed) -> None:
        """The store fails: stop at once, nothing half-written."""
        self.job.failure = error


def _name(body: bytes) -> str:
    return sha256(body).hexdigest() if body else ""


def _end_in_words(error: GongkaiError) -> NoReturn:
    """`scrapy crawl` would print a traceback and end with 0; the exit codes are those of `gongkai`."""
    sys.stderr.write(f"{error.words.zh}\n{error.words.en}\n")
    sys.stderr.flush()
    os._exit(error.exit_code)


def _shows_its_menu(seen: Look) -> bool:
    """A script is to make its list, and the links of its frame stand in the HTML all the same."""
    return seen.visit.outcome is Outcome.NEEDS_BROWSER and seen.facts is not None


def _blocks(seen: Look) -> tuple[str, ...]:
    return tuple(block.hash for block in seen.facts.blocks) if seen.facts else ()
