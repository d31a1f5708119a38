"""What is said of many rows, in one line where it is the same. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from config.problems import ConfigProblem
from config.sentences import note
from config.words import Words

# The note in place of many.
_OF_MANY = {
    "scheme_added": "scheme_added_many",
    "taken_for_channel": "taken_for_channel_many",
    "not_confirmed": "not_confirmed_many",
    "hidden_row": "hidden_row_many",
    "taken_once": "taken_once_many",
}
EACH = 3  # rows up to which every one has a line of its own


@dataclass(frozen=True, slots=True)
class Remark:
    """The note of that name about a row."""

    name: str
    row: int
    values: Mapping[str, object]


def remarks_as_words(remarks: Sequence[Remark]) -> Iterator[Words]:
    """In the order of their first rows."""
    for name in dict.fromkeys(remark.name for remark in remarks):
        alike = [remark for remark in remarks if remark.name == name]
        rows = [remark.row for remark in alike]
        if len(alike) > EACH:
            yield note(_OF_MANY[name], rows=in_words(rows), n=len(alike))
        else:
            yield from (note(name, row=one.row, **one.values) for one in alike)


def many_as_one(problems: Sequence[ConfigProblem]) -> list[ConfigProblem]:
    """Problems that say the same of the same column of many rows, as one at the first of them."""
    alike: dict[tuple[str, str, Words, Words], list[ConfigProblem]] = {}
    for one in problems:
        alike.setdefault((one.file, one.key, one.what, one.repair), []).append(one)
    made: list[ConfigProblem] = []
    for same in alike.values():
        made += [_one_of(same)] if len(same) > EACH else same
    return sorted(made, key=lambda one: one.line or 0)


def in_words(rows: Iterable[int]) -> str:
    """Row numbers as a person writes them: 2—5、9."""
    runs: list[str] = []
    for _, run in groupby(enumerate(sorted(set(rows))), key=lambda pair: pair[1] - pair[0]):
        numbers = [number for _, number in run]
        ends = dict.fromkeys((numbers[0], numbers[-1]))
        runs.append(("—" if len(numbers) > 2 else "、").join(map(str, ends)))
    return "、".join(runs)


def _one_of(same: Sequence[ConfigProblem]) -> ConfigProblem:
    rows = in_words(one.line for one in same if one.line)
    zh, en = (
        note("and_rows", what=what, rows=rows, n=len(same))
        for what in (same[0].what.zh, same[0].what.en)
    )
    return replace(same[0], what=Words(zh.zh, en.en))
