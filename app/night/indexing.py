"""The search index brought up to what the ledger holds: after each night, and behind the console
where it has fallen back.
"""

import json
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from datetime import datetime
from itertools import islice
from pathlib import Path

from filelock import FileLock, Timeout

from app.data_folder import archive_path, read_ledger
from app.data_rights import CLOSED_FILE, leave_readable
from app.looking.page_words import PageWords
from config.errors import NotFound, StoreFailed
from config.folder import Config, load
from store.archive import Archive, open_archive
from store.records import declared_type
from store.search import index as search
from store.search.index import Source, is_stale, unindexed

BATCH = 100  # documents a transaction: readers of the index wait for none of them long

Indexed = Callable[[int], None]


def refresh_search(config: Config, indexed: Indexed = lambda _: None) -> int:
    """Take in whatever the index lacks; how many documents. 0 at once where another process is at
    it already.

    `indexed` hears the number so far after each batch. Raises StoreFailed, OutOfSpace; what was
    taken in stays.
    """
    lock = FileLock(config.data / "search.lock", mode=CLOSED_FILE)
    try:
        lock.acquire(blocking=False)
    except Timeout:
        return 0
    try:
        taken_in = _refresh(config, indexed)
    finally:
        lock.release()
    leave_readable(config.data, config.office.data_group)
    return taken_in


def refresh_in_background(folder: str) -> None:
    """The same as a process of its own, politely: parsing must not take the console's breath."""
    os.nice(10)
    refresh_search(load(Path(folder)))


def _refresh(config: Config, indexed: Indexed) -> int:
    done = 0
    with read_ledger(config) as ledger:
        if not is_stale(config.data, ledger):
            return 0
        with (
            closing(open_archive(archive_path(config.data), readonly=True)) as archive,
            search.writing(config.data, ledger) as index,
        ):
            for batch in _batches(unindexed(ledger, index.reach)):
                index.add([(source, _words(source, archive, config)) for source in batch])
                done += len(batch)
                indexed(done)
    return done


def _batches(sources: Iterable[Source]) -> Iterator[list[Source]]:
    coming = iter(sources)
    while batch := list(islice(coming, BATCH)):
        yield batch


def _words(source: Source, archive: Archive, config: Config) -> str:
    """Nothing for an entry of a list, nor where the bytes are no longer kept: its title is found
    all the same.
    """
    if not source.sha256:
        return ""
    try:
        body = archive.get(source.sha256)
    except (NotFound, StoreFailed):
        return ""
    content_type = declared_type(json.loads(source.headers))
    day = config.office.day_of(datetime.fromisoformat(source.at))
    lines = PageWords(config.rulebook).lines(
        body, url=source.url, content_type=content_type, status=source.status, day=day
    )
    return "\n".join(lines)
