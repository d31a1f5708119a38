"""Records from rows: a class whose fields are the columns asked for, in that order."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from itertools import chain
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from store.instants import maybe_day, maybe_instant

Record = TypeVar("Record")
Reader = Callable[[Any], Any]


def records(kind: type[Record], rows: Iterable[Sequence[Any]]) -> Iterator[Record]:
    """Each row as a `kind`, a dataclass or, of what there are many, a NamedTuple: days, instants,
    truths, words of an enumeration and JSON lists as the field's type says; NULL is "" in a text,
    () in a list, {} in an object. Fields behind the last column keep their defaults. All rows have
    as many columns as the first.

    Raises ValueError for a row with more columns than fields, or a value that its type has not.
    """
    of_kind: Any = kind
    coming = iter(rows)
    first = next(coming, None)
    if first is None:
        return
    count, (texts, readers) = len(first), _places_to_read(of_kind)
    if count > len(_names(of_kind)):
        raise ValueError(f"{count} columns for {kind.__name__}")
    texts, readers = [at for at in texts if at < count], [(a, r) for a, r in readers if a < count]
    for row in chain((first,), coming):
        values = list(row)
        if None in row:
            for at in texts:
                if values[at] is None:
                    values[at] = ""
        for at, read in readers:
            values[at] = read(values[at])
        yield kind(*values)


def keyed(kind: type[Record], rows: Iterable[Sequence[Any]]) -> Iterator[tuple[Any, Record]]:
    """The same of rows with a column before those of the record: (that, record)."""
    ahead: list[Any] = []

    def without_it() -> Iterator[Sequence[Any]]:
        for first, *rest in rows:
            ahead.append(first)
            yield rest

    for one in records(kind, without_it()):
        yield ahead.pop(), one


def record(kind: type[Record], row: Sequence[Any]) -> Record:
    """One row as a `kind`."""
    return next(records(kind, (row,)))


def maybe_record(kind: type[Record], row: Sequence[Any] | None) -> Record | None:
    """The same; None where there was no row."""
    return None if row is None else record(kind, row)


def columns(kind: type, table: str = "", *, without: Iterable[str] = ()) -> str:
    """The names of the record's fields as SQL lists them, each of `table` where one is named."""
    left_out = set(without)
    names = [name for name in _names(kind) if name not in left_out]
    return ", ".join(f"{table}.{name}" if table else name for name in names)


def places(count: int) -> str:
    """So many question marks."""
    return ", ".join("?" * count)


@cache
def _names(kind: Any) -> tuple[str, ...]:
    names: tuple[str, ...] | None = getattr(kind, "_fields", None)
    return names or tuple(field.name for field in fields(kind))


@cache
def _places_to_read(kind: type) -> tuple[list[int], list[tuple[int, Reader]]]:
    """Where texts stand, in which NULL is "", and where a column becomes another value, and how."""
    told = get_type_hints(kind)
    hints = [told[name] for name in _names(kind)]
    readers = [(at, _reader(hint)) for at, hint in enumerate(hints) if hint is not str]
    return (
        [at for at, hint in enumerate(hints) if hint is str],
        [(at, read) for at, read in readers if read is not None],
    )


def _reader(hint: Any) -> Reader | None:
    """How a column becomes a value of that type; None where it is one already."""
    if isinstance(hint, UnionType):
        within, *others = (part for part in get_args(hint) if part is not NoneType)
        return None if others else _OPTIONAL.get(within) or _optional(_reader(within))
    if get_origin(hint) is tuple:
        within, *_ = get_args(hint)
        is_nested = get_origin(within) is tuple
        return lambda text: (
            ()
            if not text or text == "[]"
            else tuple(tuple(each) if is_nested else each for each in json.loads(text))
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
    datetime: datetime.fromisoformat,
}
_OPTIONAL: dict[Any, Reader | None] = {date: maybe_day, datetime: maybe_instant}
