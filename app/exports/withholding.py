"""Bytes are looked through for persons' numbers before they leave the house: for those that no
reading counts, and where none was ever looked through (an earlier reader's, a second vantage's)
for all. What cannot be read stays: nobody knows what stands in it.
"""

from collections.abc import Sequence
from dataclasses import replace

from app.data_folder import DataFolder
from app.looking.page_words import PageWords
from config.errors import NotFound, StoreFailed
from store.queries.evidence import CaptureOnFile, Private, withheld
from store.queries.personal_numbers import searched_captures
from store.records import declared_type


def without_numbers(
    data_folder: DataFolder, captures: Sequence[CaptureOnFile]
) -> tuple[CaptureOnFile, ...]:
    """The same, with a tombstone in the place of each in which a number stands or may stand. A
    document that was not looked through is opened for it, which takes seconds.
    """
    searched = searched_captures(data_folder.ledger, {one.page for one in captures})

    def as_given(one: CaptureOnFile) -> CaptureOnFile:
        is_searched = (one.page, one.sha256) in searched
        why = None if one.tombstone else _private(data_folder, one, is_searched=is_searched)
        return replace(one, tombstone=withheld(one.sha256, one.at, one.size, why)) if why else one

    return tuple(map(as_given, captures))


def _private(
    data_folder: DataFolder, capture: CaptureOnFile, *, is_searched: bool
) -> Private | None:
    try:
        body = data_folder.archive.get(capture.sha256)
    except (NotFound, StoreFailed):
        return None  # nothing is there that could be shown
    words, content_type = PageWords(data_folder.config.rulebook), declared_type(capture.headers)
    if is_searched:
        spells_one = words.spells_number(body, url=capture.final_url, content_type=content_type)
        return Private.SHOWS_NUMBERS if spells_one else None
    return words.private(
        body,
        url=capture.final_url,
        content_type=content_type,
        day=data_folder.config.office.day_of(capture.at),
    )
