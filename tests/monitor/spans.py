"""Outcomes of night after night as the ledger keeps them, for the oracles of random histories."""

from collections.abc import Iterable

from store.outcomes import Outcome


def spans_of(outcomes: Iterable[Outcome | None]) -> list[tuple[Outcome, list[int]]]:
    """The same outcome again is the same span, with the numbers of its nights; None is a night that
    left nothing.
    """
    spans: list[tuple[Outcome, list[int]]] = []
    for number, outcome in enumerate(outcomes):
        if outcome is None:
            continue
        if spans and spans[-1][0] is outcome:
            spans[-1][1].append(number)
        else:
            spans.append((outcome, [number]))
    return spans
