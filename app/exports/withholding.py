"""Bytes are looked through for persons' numbers before they leave the house: for those that no
reading counts, and where none was ever looked through (an earlier reader's, a second vantage's)
for all.
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
    """The same, with a tombstone in the place of each in which a number stands. A document that
    was not looked through is opened for it, which takes seconds.
    """
    searched = searched_captures(data_folder.ledger, {one.page for one in captures})
    return tuple(
        replace(one, tombstone=withheld(one.sha256, one.at, one.size))
        if one.tombstone is None
        and _shows_numbers(data_folder, one, is_searched=(one.page, one.sha256) in searched)
        else one
        for one in captures
    )


def _shows_numbers(data_folder: DataFolder, capture: CaptureOnFile, *, is_searched: bool) -> bool:
    try:
        body = data_folder.archive.get(capture.sha256)
    except (NotFound, StoreFailed):
        return False  # nothing is there that could be shown
    words, content_type = PageWords(data_folder.config.rulebook), declared_type(capture.headers)
    if is_searched:
        return words.spells_number(body, url=capture.final_url, content_type=content_type)
    return words.shows_numbers(
        body,
        url=capture.final_url,
        content_type=content_type,
        day=data_folder.config.office.day_of(capture.at),
    )
