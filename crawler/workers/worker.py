"""A worker process: several units' crawls at once, one Scrapy crawl and one capture file each, in
one event loop.

Politeness leaves each crawl mostly waiting, so one process carries many. The worker installs the
address guard itself: Scrapy's runner, other than its process classes, ignores TWISTED_DNS_RESOLVER
(docs/stack.md §2.5). Started by `crawler.workers.pool` as `python -m crawler.workers.worker`; ends
when its standard input does, so it never outlives its parent.
"""

import asyncio
import json
import logging
import os
import resource
import sys
from collections.abc import Callable
from dataclasses import asdict
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
from crawler.own_line import OwnLine
from crawler.settings import TWISTED_REACTOR
from crawler.vantage import ALIAS, Way, opened_at
from crawler.workers.progress_events import Order, ProgressEvent
from store.capture.file import CaptureFile
from store.clock import Clock
from store.privacy.logs import MaskedFormatter

MEMORY = 4 << 30  # bytes of address space; a page that wants more kills its worker, not the machine
SCRAPY = "2.19"  # each minor changes defaults that matter here (docs/stack.md §1.1)


def main() -> None:
    """Read the order, crawl, end. Exit code 0: every file's end or the store's failure was told."""
    if not scrapy.__version__.startswith(SCRAPY + "."):
        sys.exit(f"Scrapy {SCRAPY} is needed, this is {scrapy.__version__}")
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))
    log = logging.StreamHandler()
    log.setFormatter(MaskedFormatter("%(asctime)s %(name)s %(levelname)s %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[log])
    order = TypeAdapter(Order).validate_json(sys.stdin.buffer.readline())
    install_reactor(TWISTED_REACTOR)
    from twisted.internet import reactor as installed

    reactor: Any = installed
    code = 1

    async def work() -> None:
        nonlocal code
        try:
            await _crawl_all(order)
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


async def _crawl_all(order: Order) -> None:
    asyncio.get_running_loop().add_reader(sys.stdin.fileno(), _end_with_the_parent)
    from crawler.spiders.unit import UnitSpider
    from crawler.transport.resolver import install

    crawl = _SharedByCrawls(order, install)
    try:
        await _crawl_files(crawl, order, UnitSpider)
    finally:
        await crawl.renderer.close()


async def _crawl_files(crawl: "_SharedByCrawls", order: Order, spider: Any) -> None:
    settings = Settings()
    settings.setmodule("crawler.settings", priority="project")
    runner = AsyncCrawlerRunner(settings)
    places = asyncio.Semaphore(order.at_once)
    await asyncio.gather(*(crawl.one(Path(path), runner, spider, places) for path in order.files))


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
        self.vantage = self.office.vantage(order.vantage)
        opened = opened_at(self.vantage, self.units.values()) if self.vantage else {}
        self.guard = install(self.office.network, self.units.values(), opened)
        if way := Way.of(self.vantage):
            self.guard.open_way(ALIAS, way.host)
        self.line = OwnLine(
            self.office,
            self.clock,
            lambda report: _tell(_looked(report, self.clock, order.files[0])),
        )
        self.renderer = Renderer()
        module, _, name = order.reader.partition(":")
        self.reader = getattr(import_module(module), name)

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
                elif file.end() is not None:
                    _tell(_events(file, unit.id, "ended"))


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


def _looked(report: CanaryReport, clock: Clock, file: str) -> ProgressEvent:
    return ProgressEvent(
        "",
        "looked",
        detail=report.details,
        file=file,
        at=clock.now().isoformat(),
        is_good=report.good,
    )


def _tell(event: ProgressEvent) -> None:
    sys.stdout.write(json.dumps(asdict(event)) + "\n")
    sys.stdout.flush()


def _end_with_the_parent() -> None:
    """Standard input ended: the parent is gone. Every page so far is safe, the rest resumed."""
    if not os.read(sys.stdin.fileno(), 1):
        os._exit(1)


if __name__ == "__main__":
    main()
