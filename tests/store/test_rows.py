"""A row becomes a record by the types of its fields; what does not fit is refused."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import NamedTuple

import pytest

from store.outcomes import Outcome
from store.rows import columns, keyed, maybe_record, places, record, records


@dataclass(frozen=True, slots=True)
class Sample:
    name: str
    at: datetime
    ended: datetime | None
    day: date | None
    outcome: Outcome
    before: Outcome | None
    is_good: bool
    status: int | None
    words: tuple[str, ...]
    headers: tuple[tuple[str, str], ...]
    details: dict[str, str] = field(default_factory=dict)
    note: str = "no note"


AT = "2012-03-05T02:00:00Z"
FULL = (
    "x",
    AT,
    AT,
    "2012-03-05",
    "open",
    "http_404_410",
    1,
    200,
    '["a"]',
    '[["k", "v"]]',
    '{"a": "b"}',
    "n",
)
EMPTY = (None, AT, None, None, "open", None, 0, None, None, None, None, None)


def test_each_value_is_read_by_the_type_of_its_field() -> None:
    at = datetime(2012, 3, 5, 2, tzinfo=UTC)
    assert record(Sample, FULL) == Sample(
        "x",
        at,
        at,
        date(2012, 3, 5),
        Outcome.OPEN,
        Outcome.HTTP_404_410,
        True,
        200,
        ("a",),
        (("k", "v"),),
        {"a": "b"},
        "n",
    )


def test_null_is_nothing_of_its_kind() -> None:
    at = datetime(2012, 3, 5, 2, tzinfo=UTC)
    empty = Sample("", at, None, None, Outcome.OPEN, None, False, None, (), (), {}, "")
    assert record(Sample, EMPTY) == empty


def test_fields_behind_the_last_column_keep_their_defaults() -> None:
    (short,) = records(Sample, [FULL[:10]])
    assert (short.details, short.note) == ({}, "no note")
    assert maybe_record(Sample, None) is None


@pytest.mark.parametrize(
    "row", [(*FULL, "one too many"), FULL[:9], (*FULL[:4], "no outcome", *FULL[5:])]
)
def test_what_does_not_fit_is_refused(row: tuple[object, ...]) -> None:
    with pytest.raises((ValueError, TypeError)):
        record(Sample, row)


def test_columns_are_the_fields_in_their_order() -> None:
    assert columns(Sample, "s", without=("details", "note")).split(", ") == [
        *("s.name", "s.at", "s.ended", "s.day", "s.outcome"),
        *("s.before", "s.is_good", "s.status", "s.words", "s.headers"),
    ]
    assert places(3) == "?, ?, ?"


class Tupled(NamedTuple):
    name: str
    at: datetime
    outcome: Outcome
    note: str = "no note"


def test_a_named_tuple_is_read_as_a_dataclass_is() -> None:
    assert columns(Tupled) == "name, at, outcome, note"
    assert list(records(Tupled, [(None, AT, "open"), ("x", AT, "open")])) == [
        Tupled("", datetime(2012, 3, 5, 2, tzinfo=UTC), Outcome.OPEN),
        Tupled("x", datetime(2012, 3, 5, 2, tzinfo=UTC), Outcome.OPEN),
    ]
    with pytest.raises(ValueError, match="5 columns for Tupled"):
        record(Tupled, ("x", AT, "open", "y", "z"))


def test_what_stands_before_a_record_comes_with_it() -> None:
    rows = [(7, "x", AT, "open"), (8, "y", AT, "open")]
    assert [(number, one.name) for number, one in keyed(Tupled, rows)] == [(7, "x"), (8, "y")]
    assert list(keyed(Tupled, [])) == []
