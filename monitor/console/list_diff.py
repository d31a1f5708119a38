"""Two readings of one list beside each other: what came, what went, what was dated or called anew.
Pure.

A list shows the first of its pages: what new entries pushed over its end was not taken down, and is
told apart from what went out of its middle.
"""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from store.queries.console.page import KeptList, KeptListRow


@dataclass(frozen=True, slots=True)
class ListChanges:
    """`gone`: no longer listed, with entries below it that still are; `moved_on`: from the list's
    end, while others came; `redated`, `renamed`: (before, after). `is_one_reader`: both were read
    by the same version of the reader, so that no difference is its own.
    """

    came: tuple[KeptListRow, ...] = ()
    gone: tuple[KeptListRow, ...] = ()
    moved_on: tuple[KeptListRow, ...] = ()
    redated: tuple[tuple[KeptListRow, KeptListRow], ...] = ()
    renamed: tuple[tuple[KeptListRow, KeptListRow], ...] = ()
    stayed: int = 0
    is_one_reader: bool = True

    @property
    def is_empty(self) -> bool:
        return not (self.came or self.gone or self.moved_on or self.redated or self.renamed)


def list_changes(before: KeptList | None, after: KeptList | None) -> ListChanges | None:
    """None where one of the two is no list, or was not read as one."""
    if before is None or after is None or not before.rows or not after.rows:
        return None
    shared = _shared_addresses(before.rows) | _shared_addresses(after.rows)
    old = {_key(row, shared): row for row in before.rows}
    new = {_key(row, shared): row for row in after.rows}
    both = [(row, new[key]) for key, row in old.items() if key in new]
    came = tuple(row for key, row in new.items() if key not in old)
    last_kept = max((place for place, key in enumerate(old) if key in new), default=-1)
    left = [(place, row) for place, (key, row) in enumerate(old.items()) if key not in new]
    pushed = {place for place, _ in left if came and place > last_kept}
    return ListChanges(
        came=came,
        gone=tuple(row for place, row in left if place not in pushed),
        moved_on=tuple(row for place, row in left if place in pushed),
        redated=tuple(pair for pair in both if pair[0].day != pair[1].day),
        renamed=tuple(pair for pair in both if pair[0].title != pair[1].title),
        stayed=len(both),
        is_one_reader=before.extractor == after.extractor,
    )


def _shared_addresses(rows: Sequence[KeptListRow]) -> set[str]:
    """Where several entries lead to one address it tells none of them apart."""
    return {url for url, n in Counter(row.url for row in rows).items() if n > 1}


def _key(row: KeptListRow, shared: set[str]) -> Hashable:
    return (row.url, row.title) if row.url in shared else row.url
