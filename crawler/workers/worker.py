"""A worker process: several units' crawls at once, one Scrapy crawl and one capture file each, in
one event loop. Which ones is said line by line, as places become free.

Politeness leaves each crawl mostly waiting, so one process carries many. The worker installs the
address guard itself: Scrapy's runner, other than its process classes, ignores TWISTED_DNS_RESOLVER
(docs/stack.md §2.5). Started by `crawler.workers.pool` as `python -m crawler.workers.worker`; ends
when its standard input does, so it never outlives its parent.
"""

import asyncio
import gc
import json
import logging
import os
import resource
import sys
from collections.abc import Callable
from dataclasses import asdict
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from typing import Any

import scrapy
from pydantic import TypeAdapter
from scrapy.crawler import AsyncCrawlerRunner
from scrapy.settings import Settings
from scrapy.utils.reactor import install_reactor

from config.office import Office
from config.rulebook import Rulebook
from config.unit import Unit
from crawler.browser.renderer import Renderer
from crawler.canary import CanaryReport
from crawler.extract.reader import Reader, ReadingContext
from crawler.extract.received_answer import ReceivedAnswer
from crawler.own_line import OwnLine
from crawler.settings import TWISTED_REACTOR
from crawler.vantage import ALIAS, Way, opened_at
from crawler.workers.permit import Permit
from crawler.workers.progress_events import Order, ProgressEvent
from store.capture.file import CaptureFile
from store.clock import Clock
from store.privacy.logs import MaskedFormatter
from store.records import PageFacts

MEMORY = 4 << 30  # bytes of address space; a page that wants more kills its worker, not the machine
LONGEST = 64 << 20  # bytes of a line: the first holds the office's files
_COLLECTED = 10_000, 10, 10  # objects more than before, and collections of the younger ones
SCRAPY = "2.19"  # each minor changes defaults that matter here (docs/stack.md §1.1)


def main() -> None:
    """Read the order, crawl, end. Exit code 0: every file's end or the store's failure was told."""
    if not scrapy.__version__.startswith(SCRAPY + "."):
        sys.exit(f"Scrapy {SCRAPY} is needed, this is {scrapy.__version__}")
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))
    log = logging.StreamHandler()
    log.setFormatter(MaskedFormatter("%(asctime)s %(name)s %(levelname)s %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[log])
    install_reactor(TWISTED_REACTOR)
    from twisted.internet import reactor as installed

    reactor: Any = installed
    code = 1

    async def work() -> None:
        nonlocal code
        try:
            await _crawl_all()
            code = 0
        except Exception:
            logging.getLogger(__name__).exception("the worker failed")
        finally:
            reactor.stop()

    reactor.callWhenRunning(lambda: asyncio.ensure_future(work()))
    reactor.run()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)  # a thread that still waits for a dead name server would hold up the end


async def _crawl_all() -> None:
    parent = _Parent()
    order = TypeAdapter(Order).validate_json(await parent.line())
    from crawler.spiders.unit import UnitSpider
    from crawler.transport.resolver import install

    crawl = _SharedByCrawls(order, install)
    settings = Settings()
    settings.setmodule("crawler.settings", priority="project")
    runner = AsyncCrawlerRunner(settings)
    places = asyncio.Semaphore(order.at_once)
    try:
        async with asyncio.TaskGroup() as crawls:
            while path := await parent.line():
                crawls.create_task(crawl.one(Path(path.decode()), runner, UnitSpider, places))
    finally:
        await crawl.renderer.close()


class _Parent:
    """What the parent says, line by line. Where it is gone this process is, too: every page so far
    is safe, the rest resumed.
    """

    def __init__(self) -> None:
        self._lines: asyncio.Queue[bytes] = asyncio.Queue()
        self._listening = asyncio.ensure_future(self._listen())

    async def line(self) -> bytes:
        """The next one, without its end; empty when no more is to be crawled."""
        return await self._lines.get()

    async def _listen(self) -> None:
        reader = asyncio.StreamReader(limit=LONGEST)
        await asyncio.get_running_loop().connect_read_pipe(
            lambda: asyncio.StreamReaderProtocol(reader), sys.stdin.buffer
        )
        while line := await reader.readline():
            self._lines.put_nowait(line.rstrip(b"\n"))
        os._exit(1)


class _SharedByCrawls:
    """What all crawls of this process share."""

    def __init__(self, order: Order, install: Callable[..., Any]) -> None:
        self.office = Office.model_validate_json(order.office)
        self.units = {
            unit_id: Unit.model_validate_json(text) for unit_id, text in order.units.items()
        }
        self.rulebook = Rulebook.model_validate_json(order.rulebook) if order.rulebook else None
        self.clock = order.clock
        self.key = bytes.fromhex(order.key)
        self.permit = Permit(Path(order.permit) if order.permit else None)
        self.vantage = self.office.vantage(order.vantage)
        opened = opened_at(self.vantage, self.units.values()) if self.vantage else {}
        self.guard = install(self.office.network, self.units.values(), opened)
        if way := Way.of(self.vantage):
            self.guard.open_way(ALIAS, way.host)
        self.line = OwnLine(
            self.office,
            self.clock,
            lambda report: _tell(_looked(report, self.clock)),
        )
        self.renderer = Renderer()
        self.reader = partial(_read, order.reader)

    async def one(
        self, path: Path, runner: AsyncCrawlerRunner, spider: Any, places: asyncio.Semaphore
    ) -> None:
        """Crawl one file to its end; a store that fails is told, and ends nobody else's crawl."""
        from crawler.job import CrawlJob

        async with places:
            with CaptureFile.open(path) as file:
                unit = self.units[file.plan().unit]
                _tell(_events(file, unit.id, "started"))
                job = CrawlJob(
                    file,
                    unit,
                    self.office,
                    self.rulebook,
                    self.clock,
                    self.guard,
                    self.reader,
                    renderer=self.renderer,
                    key=self.key,
                    permit=self.permit,
                )
                job.line, job.vantage = (None, self.vantage) if self.vantage else (self.line, None)
                job.on_page = lambda: _tell(_events(file, unit.id, "page"))
                await runner.crawl(spider, job=job)
                if job.failure is not None:
                    _tell(
                        ProgressEvent(
                            unit.id,
                            "failed",
                            detail=job.failure.words.en,
                            file=str(path),
                            exit_code=job.failure.exit_code,
                        )
                    )
                else:
                    _tell(_events(file, unit.id, "ended" if file.end() is not None else "left"))


def _read(reader: str, answer: ReceivedAnswer, context: ReadingContext) -> PageFacts:
    """By the reader of that name, looked up with the first answer (`CrawlJob.read` has loaded it)."""
    return _loaded(reader)(answer, context)


@cache
def _loaded(name: str) -> Reader:
    module, _, function = name.partition(":")
    found: Reader = getattr(import_module(module), function)
    # A page is thousands of short-lived objects. What was loaded stays, and need not be looked
    # through at every collection: a tenth of what reading costs.
    gc.freeze()
    gc.set_threshold(*_COLLECTED)
    return found


def _events(file: CaptureFile, unit: str, event: Any) -> ProgressEvent:
    counts, end = file.counts(), file.end()
    return ProgressEvent(
        unit,
        event,
        sum(counts.values()) - counts["queued"],
        counts["queued"],
        end.state if end else "",
        str(file.path),
    )


def _looked(report: CanaryReport, clock: Clock) -> ProgressEvent:
    return ProgressEvent(
        "",
        "looked",
        detail=report.details,
        at=clock.now().isoformat(),
        is_good=report.good,
    )


def _tell(event: ProgressEvent) -> None:
    sys.stdout.write(json.dumps(asdict(event)) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
