"""Between the crawl and the judgement: every home page that opened tonight, once more as a search
engine's visitor sees it.
"""

from collections.abc import Iterable
from dataclasses import replace

from app.data_folder import DataFolder
from crawler.cloaking_check import HomePage, cloaking_checks
from store.clock import Clock
from store.merge.page_identities import CloakingCheck, record, shown_before
from store.records import Run


def check_for_cloaking(
    data_folder: DataFolder, run: Run, pages: Iterable[HomePage], clock: Clock
) -> list[CloakingCheck]:
    """Visit and write down; what was shown. Whether it may be believed is known when the night's
    last look at the canaries is.
    """
    config = data_folder.config
    if not config.office.crawl.as_searcher:
        return []
    found = cloaking_checks(pages, config.office, config.rulebook, clock)
    visits = [_kept(data_folder, visit, body) for visit, body in found]
    record(data_folder.ledger, run.id, visits)
    return visits


def _kept(data_folder: DataFolder, visit: CloakingCheck, body: bytes) -> CloakingCheck:
    """With its body in the archive; the first body stands for all that showed the same."""
    known = shown_before(data_folder.ledger, visit)
    if known is not None:
        return replace(visit, sha256=known)
    if body:
        data_folder.archive.put(visit.sha256, body)
    return visit
