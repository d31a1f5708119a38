"""Records from rows: a dataclass whose fields are the columns asked for, in that order."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from store.instants import from_text, maybe_day, maybe_instant

Record = TypeVar("Record")
Reader = Callable[[Any], Any]


def records(kind: type[Record], rows: Iterable[Sequence[Any]]) -> Iterator[Record]:
    """Each row as a `kind`: days, instants, truths, words of an enumeration and JSON lists as the
    field's type says; NULL is "" in a text, () in a list, {} in an object. Fields behind the last
    column keep their defaults.

    Raises ValueError for a row with more columns than fields, or a value that its type has not.
    """
    of_kind: Any = kind
    most, (texts, readers) = len(fields(of_kind)), _places_to_read(of_kind)
    for row in rows:
        values, count = list(row), len(row)
        if count > most:
            raise ValueError(f"{count} columns for {kind.__name__}")
        for at in texts:
            if at < count and values[at] is None:
                values[at] = ""
        for at, read in readers:
            if at < count:
                values[at] = read(values[at])
        yield kind(*values)


def record(kind: type[Record], row: Sequence[Any]) -> Record:
    """One row as a `kind`."""
    return next(records(kind, (row,)))


def maybe_record(kind: type[Record], row: Sequence[Any] | None) -> Record | None:
    """The same; None where there was no row."""
    return None if row is None else record(kind, row)


def columns(kind: type, table: str = "", *, without: Iterable[str] = ()) -> str:
    """The names of the record's fields as SQL lists them, each of `table` where one is named."""
    left_out = set(without)
    names = [field.name for field in fields(kind) if field.name not in left_out]
    return ", ".join(f"{table}.{name}" if table else name for name in names)


def places(count: int) -> str:
    """So many question marks."""
    return ", ".join("?" * count)


@cache
def _places_to_read(kind: type) -> tuple[tuple[int, ...], tuple[tuple[int, Reader], ...]]:
    """Where texts stand, in which NULL is "", and where a column becomes another value, and how."""
    hints = [get_type_hints(kind)[field.name] for field in fields(kind)]
    readers = [(at, _reader(hint)) for at, hint in enumerate(hints) if hint is not str]
    return (
        tuple(at for at, hint in enumerate(hints) if hint is str),
        tuple((at, read) for at, read in readers if read is not None),
    )


def _reader(hint: Any) -> Reader | None:
    """How a column becomes a value of that type; None where it is one already."""
    if isinstance(hint, UnionType):
        within, *others = (part for part in get_args(hint) if part is not NoneType)
        return None if others else _OPTIONAL.get(within) or _optional(_reader(within))
    if get_origin(hint) is tuple:
        within, *_ = get_args(hint)
        is_nested = get_origin(within) is tuple
        return lambda text: tuple(
            tuple(each) if is_nested else each for each in (json.loads(text) if text else ())
        )
    if get_origin(hint) is dict:
        return lambda text: json.loads(text) if text else {}
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return hint
    return _PLAIN.get(hint)


def _optional(read: Reader | None) -> Reader | None:
    return (lambda value: None if value is None else read(value)) if read else None


_PLAIN: dict[Any, Reader] = {
    str: lambda value: "" if value is None else value,
    bool: bool,
    date: date.fromisoformat,
    datetime: from_text,
}
_OPTIONAL: dict[Any, Reader | None] = {date: maybe_day, datetime: maybe_instant}
