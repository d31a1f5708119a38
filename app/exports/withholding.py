"""Captures that no reading was ever looked through for persons' numbers (an earlier reader's, a
second vantage's): their bytes are, before they leave the house.
"""

from collections.abc import Sequence
from dataclasses import replace

from app.data_folder import DataFolder
from app.looking.page_words import PageWords
from config.errors import NotFound, StoreFailed
from store.queries.evidence import CaptureOnFile, withheld
from store.queries.personal_numbers import searched_captures
from store.records import declared_type


def without_numbers(
    data_folder: DataFolder, captures: Sequence[CaptureOnFile]
) -> tuple[CaptureOnFile, ...]:
    """The same, with a tombstone in the place of each in which a number stands. A document is
    opened for it, which takes seconds.
    """
    searched = searched_captures(data_folder.ledger, {one.page for one in captures})
    return tuple(
        replace(one, tombstone=withheld(one.sha256, one.at, one.size))
        if one.tombstone is None
        and (one.page, one.sha256) not in searched
        and _shows_numbers(data_folder, one)
        else one
        for one in captures
    )


def _shows_numbers(data_folder: DataFolder, capture: CaptureOnFile) -> bool:
    try:
        body = data_folder.archive.get(capture.sha256)
    except (NotFound, StoreFailed):
        return False  # nothing is there that could be shown
    return PageWords(data_folder.config.rulebook).shows_numbers(
        body,
        url=capture.final_url,
        content_type=declared_type(capture.headers),
        day=data_folder.config.office.day_of(capture.at),
    )
