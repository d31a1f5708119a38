"""One unit's crawl by hand, as Scrapy people expect it: `scrapy crawl unit -a unit=ID -a
config=DIR`.

It plans from what the ledger knows and writes `captures/manual-<time>/<unit>.manual`. That file is
for looking at: it belongs to no run of the ledger, so no night resumes or merges it (nights take
`*.sqlite`), and nobody is judged by it.
"""

from pathlib import Path

from config.errors import NotFound
from config.folder import load
from config.words import Words
from crawler.documents.answers import read_answer
from crawler.job import CrawlJob
from crawler.plan import plan_crawl
from crawler.transport.resolver import install
from store.capture.file import CaptureFile, CrawlPlan
from store.clock import Clock
from store.ledger import open_ledger
from store.privacy.key import office_key
from store.records import KnownPage

NO_UNIT = Words(
    "配置中没有单位“{unit}”。用法：scrapy crawl unit -a unit=单位编号 -a config=配置目录",
    "the configuration has no unit {unit!r}",
)


def manual_job(unit_id: str, folder: str) -> CrawlJob:
    """Plan one unit's crawl and open its capture file. Raises ConfigRefused, NotFound, StoreFailed."""
    config = load(Path(folder or "office"))
    unit = next((unit for unit in config.units if unit.id == unit_id), None)
    if unit is None:
        raise NotFound(Words(NO_UNIT.zh.format(unit=unit_id), NO_UNIT.en.format(unit=unit_id)))
    clock = Clock()
    now = clock.now()
    run_id = f"manual-{now:%Y%m%dT%H%M%S}"
    plan = CrawlPlan.new(run_id, unit.id, "manual", now, config.office.network.vantage)
    path = config.data / "captures" / run_id / f"{unit.id}.manual"
    file = CaptureFile.create(
        path, plan, plan_crawl(unit, config.office, _known(config.data / "ledger.db", unit.id), now)
    )
    return CrawlJob(
        file,
        unit,
        config.office,
        config.rulebook,
        clock,
        install(config.office.network, [unit]),
        read_answer,
        key=office_key(config.data),
    )


def _known(ledger: Path, unit_id: str) -> list[KnownPage]:
    if not ledger.exists():
        return []
    opened = open_ledger(ledger, readonly=True)
    try:
        return opened.known_pages(unit_id)
    finally:
        opened.close()
