"""A picture of each page of a case, where the machine has a browser; none where it has not: the
bytes are the proof.
"""

from itertools import islice

from app.data_folder import DataFolder
from config.errors import NotFound, StoreFailed
from crawler.browser.pictures import Kept, pictures_of
from crawler.settings import user_agent
from monitor.evidence.case import Case
from store.queries.evidence import CaptureOnFile
from store.records import declared_type

MOST = 12  # pages rendered for one export, the evidence's own first: each takes a second or two
_PAGES = ("text/html", "application/xhtml")


def pictures(data_folder: DataFolder, case: Case) -> dict[str, bytes]:
    """PNG by SHA-256 of the body it shows; without those that have no bytes, are documents, or
    could not be rendered.
    """
    kept = dict(
        islice(
            (
                (capture.sha256, page)
                for capture in case.captures
                if (page := _page(data_folder, capture))
            ),
            MOST,
        )
    )
    office = data_folder.config.office
    rendered = pictures_of(kept.values(), agent=user_agent(office), zone=office.time_zone)
    return {sha256: picture for sha256, picture in zip(kept, rendered, strict=False) if picture}


def _page(data_folder: DataFolder, capture: CaptureOnFile) -> Kept | None:
    declared = declared_type(capture.headers)
    if capture.tombstone is not None or (
        declared and not declared.strip().lower().startswith(_PAGES)
    ):
        return None
    try:
        return Kept(capture.final_url, data_folder.archive.get(capture.sha256), declared)
    except (NotFound, StoreFailed):
        return None  # the WARC says of it that it is lost or damaged
