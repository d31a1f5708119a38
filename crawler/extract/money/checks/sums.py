"""Does the total equal the rows, and each row its parts?"""

from collections.abc import Iterator

from crawler.extract.money.checks.rounding import is_rounding
from crawler.extract.money.tree import SpendTree, TreeRow
from store.records import Difference

# A slip of the pen is small; rows that come to half of their head are a reading gone wrong, or a
# list of some of the parts.
_MOST = 0.2
_MAX_TOLD = 5


def sums_that_differ(tree: SpendTree, digit: float) -> list[Difference]:
    """Total and parts of one table, at most five; nothing of a table with amounts that are not
    known. `digit` is what the last one printed is worth.
    """
    if any(row.lost for row in tree.rows):
        return []
    return [
        difference
        for figures, difference in (*_total(tree), *_parts(tree))
        if _is_a_slip(difference) and not is_rounding(difference.yuan, figures, digit)
    ][:_MAX_TOLD]


def _total(tree: SpendTree) -> Iterator[tuple[int, Difference]]:
    top = [
        row.amount
        for at, row in enumerate(tree.rows)
        if row.amount is not None
        and all(tree.rows[above].amount is None for above in tree.above(at))
    ]
    if tree.is_total_printed and tree.total is not None and top:
        yield len(top), Difference("total", "合计", tree.total, sum(top))


def _parts(tree: SpendTree) -> Iterator[tuple[int, Difference]]:
    below: dict[int, list[TreeRow]] = {}
    for row, parent in zip(tree.rows, tree.parents, strict=True):
        if parent is not None:
            below.setdefault(parent, []).append(row)
    for at, parts in below.items():
        head = tree.rows[at]
        amounts = [part.amount for part in parts if part.amount is not None]
        if head.amount is None or len(amounts) < len(parts):
            continue
        is_complete = head.code and all(part.code for part in parts)
        if is_complete or sum(amounts) > head.amount:
            yield len(amounts), Difference("parts", head.name[:40], head.amount, sum(amounts))


def _is_a_slip(difference: Difference) -> bool:
    return difference.yuan <= _MOST * max(abs(difference.stated_yuan), abs(difference.found_yuan))
