"""What was seen from a second vantage point, taken into the ledger: whether registered sites open
there, and nothing more.

Such a look says nothing of what the public is shown. It writes a span of its own vantage and the
body as evidence; what is known of the page for planning and comparing (its reading, its entries,
its validators) stays the main vantage's.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from store import runs
from store.ledger import Ledger
from store.merge import page_rows
from store.merge.comparison import MergedNight, Step
from store.merge.page_rows import PageRow
from store.merge.spans import extended, opened
from store.records import Run

KIND = "vantage"  # of a crawl, and of a run made of such crawls alone


def run_for(ledger: Ledger, day: date, vantage: str, started_at: datetime) -> str:
    """The run to which a day's looks from that vantage belong; it is written complete, since each
    look stands for itself.
    """
    run = Run(
        f"{day.isoformat()}.{vantage}",
        day,
        started_at,
        KIND,
        "complete",
        vantage,
        finished_at=started_at,
    )
    if ledger.run(run.id) is None:
        with ledger.transaction():
            runs.add(ledger.db, run)
    return run.id


def write_vantage_sites(
    ledger: Ledger,
    night: MergedNight,
    steps: Sequence[Step],
    pages: dict[str, PageRow],
    sizes: dict[str, int],
) -> None:
    """One span a site. A look that proved nothing writes nothing."""
    for step in steps:
        look, db = step.look, ledger.db
        if look.url not in pages:
            pages[look.url] = page_rows.insert_page(db, night.plan.unit, look)
        if not look.is_judged:
            continue
        page = pages[look.url]
        if step.is_same and step.span is not None:
            page_rows.update_spans(db, [extended(step.span, step.seen)])
        else:
            capture = (
                page_rows.insert_capture(db, page, look, sizes[look.sha256])
                if step.keeps_body
                else None
            )
            page_rows.insert_span(db, page.id, replace(opened(step.seen), capture=capture))
