"""Rounds of probes that wait: the ledger has one writer, and a night may hold it for hours.

Twenty rounds a day are what the standard counts from, and none may be lost because it came at two
in the morning. A round that finds the ledger taken is a small file here, until the next round, or
anybody else who asks, takes it in.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from store.probes import SampleRow

NAME = "%Y%m%dT%H%M%S%fZ"


def put(data: Path, at: datetime, rows: Sequence[SampleRow]) -> Path:
    """The round's rows, kept whole or not at all."""
    path = _folder(data) / f"{at:{NAME}}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(".part")
    half.write_bytes(_rows().dump_json(list(rows)))
    half.replace(path)
    return path


@contextmanager
def waiting(data: Path) -> Iterator[list[SampleRow]]:
    """All rows that wait, oldest first; gone for good where the block ends well.

    Killed between writing and clearing away, the next taker would meet them again: the ledger keeps
    one sample of a site and instant.
    """
    paths = sorted(_folder(data).glob("*.json"))
    yield [row for path in paths for row in _read(path)]
    for path in paths:
        path.unlink(missing_ok=True)


def _read(path: Path) -> list[SampleRow]:
    """A file that this program cannot read is no sample of anybody's."""
    try:
        return _rows().validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return []


def _folder(data: Path) -> Path:
    return data / "probes"


@cache
def _rows() -> TypeAdapter[list[SampleRow]]:
    return TypeAdapter(list[SampleRow])
