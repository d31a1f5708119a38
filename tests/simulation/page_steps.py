"""What one page of a first crawl costs by step, measured alone in this process: read, recorded in
the capture file, merged into ledger and archive. Milliseconds of processor time.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from time import process_time

from crawler.documents.answers import read_answer
from crawler.extract.reader import ReadingContext
from crawler.extract.received_answer import ReceivedAnswer
from store.archive import open_archive
from store.capture.file import CaptureFile, CrawlPlan, StoredVisit
from store.ledger import open_ledger
from store.merge.merge import merge
from store.outcomes import Outcome
from store.records import FrontierRow, Run, Visit
from tests.simulation.ledger import config_of
from tests.simulation.site import HOST, SimulatedSite

_AT = datetime(2026, 1, 5, 1, tzinfo=UTC)


def steps_of_a_page(www: Path, address: str, folder: Path) -> dict[str, float]:
    """The mean over the pages laid out in `www` as those of `address`; `folder` is filled."""
    purposes = SimulatedSite(sum(1 for _ in www.rglob("*.html")), 1).purposes()
    pages = {
        url.replace(HOST, address): (
            purpose,
            (www / (url.removeprefix(HOST) or "index.html")).read_bytes(),
        )
        for url, purpose in purposes.items()
    }
    spent: dict[str, float] = {}
    context = ReadingContext(_AT.date())
    read_answer(ReceivedAnswer(b"<p>", address, 200, {}), context)  # the words of all readers
    with _timed(spent, "reading"):
        facts = {
            url: read_answer(ReceivedAnswer(body, url, 200, {"Content-Type": "text/html"}), context)
            for url, (_, body) in pages.items()
        }
    config = config_of(folder, 1)
    ledger, archive = (
        open_ledger(config.data / "ledger.db"),
        open_archive(config.data / "archive.db"),
    )
    with closing(ledger), closing(archive):
        ledger.sync_units(config.units, _AT)
        ledger.begin_run(Run("r", date(2026, 1, 5), _AT, kind="manual", vantage="office"))
        plan = CrawlPlan.new("r", config.units[0].id, "nightly", _AT, "office")
        rows = [FrontierRow(url, purpose, site="main") for url, (purpose, _) in pages.items()]
        with CaptureFile.create(folder / "u.sqlite", plan, rows) as file:
            with _timed(spent, "recording"):
                while taken := file.take():
                    purpose, body = pages[taken.row.url]
                    name = sha256(body).hexdigest()
                    visit = Visit(taken.row.url, _AT, Outcome.OPEN, status=200, sha256=name)
                    stored = StoredVisit(
                        visit, purpose, "main", "", 0, "", facts[taken.row.url], True, ()
                    )
                    file.record(taken, [(stored, body)], state="done")
            file.finish()
            with _timed(spent, "merging"):
                merge(file, ledger, archive)
    return {name: seconds / len(pages) * 1000 for name, seconds in spent.items()}


@contextmanager
def _timed(spent: dict[str, float], step: str) -> Iterator[None]:
    began = process_time()
    yield
    spent[step] = process_time() - began
