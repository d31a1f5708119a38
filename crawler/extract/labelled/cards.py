"""Where each message of a board begins and ends: in an element of its own, or in elements beside
each other (<dt> and its <dd>, three rows of one table).
"""

from collections.abc import Collection, Iterator, Sequence
from itertools import zip_longest

from crawler.extract.flat import FlatPage
from crawler.extract.labelled.fields import innermost
from crawler.extract.labelled.message import is_state

_ALIKE = 2  # elements that show what the others look like


def cards_of(
    page: FlatPage, runs: Sequence[int], labels: Collection[int], *, stands_last: bool
) -> Iterator[tuple[int, int]]:
    """The span of runs of each card: of the largest element around its label that holds no other's,
    and of what stands beside it up to the next one's.

    Args:
        runs: of the label that each card has.
        labels: runs of all labels that tell a part of a message; an element of the same shape
            without them that shows a state is a card too.
        stands_last: the label is a card's last (回复), so that its other parts stand before it.
    """
    labelled = [card for run in runs if (card := _largest_around(page, run, runs)) >= 0]
    cards = _with_those_alike(page, labelled, labels)
    if len(cards) < _ALIKE:
        yield 0, len(page.runs)
        return
    for first, last in sorted(_with_what_is_beside(page, cards, stands_last=stands_last)):
        yield page.run_starts[first], page.run_ends[last]


def _with_what_is_beside(
    page: FlatPage, cards: list[int], *, stands_last: bool
) -> Iterator[tuple[int, int]]:
    """The first and last elements of each. The outermost one, behind which nothing shows
    where it ends, has as many as the widest.
    """
    ordered = cards[::-1] if stands_last else cards
    most = 0
    for card, following in zip_longest(ordered, ordered[1:]):
        beside = [*page.behind(card)]
        if stands_last:
            around = page.parents[card]
            siblings = [*page.children(around)] if around >= 0 else []
            beside = [one for one in siblings if one < card][::-1]
        if following is None:
            own = beside[:most]
        else:
            own = beside[: beside.index(following)] if following in beside else []
        most = max(most, len(own))
        furthest = own[-1] if own else card
        yield min(card, furthest), max(card, furthest)


def _with_those_alike(page: FlatPage, cards: list[int], labels: Collection[int]) -> list[int]:
    """And the elements among them of the same shape that lack the label: what nobody answered."""
    if len(cards) == 1:
        around = (one for one in page.ancestors(cards[0]) if page.parents[one] >= 0)
        found = (_alike(page, [one], labels) for one in around)
        return next((alike for alike in found if len(alike) >= _ALIKE), cards)
    return _alike(page, cards, labels)


def _alike(page: FlatPage, cards: list[int], labels: Collection[int]) -> list[int]:
    kinds = {(page.parents[card], page.tags[card].shape) for card in cards}
    if len(kinds) != 1:
        return cards
    known, (parent, shape) = frozenset(cards), kinds.pop()
    alike = (c for c in page.children(parent) if page.tags[c].shape == shape)
    return [c for c in alike if c in known or _waits_without_a_label(page, c, labels)]


def _waits_without_a_label(page: FlatPage, element: int, labels: Collection[int]) -> bool:
    """Words and a state, and none of the labels by which a part of a message is told."""
    runs = range(page.run_starts[element], page.run_ends[element])
    is_labelled = any(run in labels for run in runs)
    return len(runs) > 1 and not is_labelled and any(is_state(page.runs[run]) for run in runs)


def _largest_around(page: FlatPage, run: int, runs: Sequence[int]) -> int:
    """Of one alone, the innermost element around its label."""
    card = -1
    for around in page.ancestors(innermost(page, run)):
        start, end = page.run_starts[around], page.run_ends[around]
        if sum(start <= other < end for other in runs) > 1:
            break
        card = around
        if len(runs) == 1:
            break
    return card
