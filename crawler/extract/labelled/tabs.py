"""Bars of labels whose words stand apart: names of tabs with their boxes behind them in the same
order, links to places within the page.
"""

from collections.abc import Set
from itertools import islice, takewhile

from crawler.extract.flat import FlatPage

_TABS = frozenset(("li", "a", "span", "button", "label"))
_FRAME = frozenset(("nav", "footer"))
_LEAST = 3
APART = -1  # nobody knows which words are the tab's


def box_of_tab(page: FlatPage, element: int, labels: Set[int]) -> int | None:
    """The element that holds what a tab names, or `APART`; None where it is no tab.

    Args:
        element: the innermost one around the label.
        labels: the runs that are labels of the page and nothing else.
    """
    tab = _whole(page, element)
    if tab < 0 or page.tags[tab].name not in _TABS:
        return None
    bar = page.parents[tab]
    tabs = [*page.children(bar)] if bar >= 0 else []
    known = sum(page.run_starts[one] in labels for one in tabs)
    # a label beside its value, and so on, are as many labels as values
    if len(tabs) < _LEAST or not all(_is_one_text(page, one) for one in tabs):
        return None
    if known < 2 * len(tabs) / 3:
        return None
    boxes = _boxes(page, bar, len(tabs))
    return boxes[tabs.index(tab)] if boxes else APART


def _whole(page: FlatPage, element: int) -> int:
    """The largest of the innermost elements that hold this text and no other."""
    around = takewhile(lambda one: _is_one_text(page, one), islice(page.ancestors(element), 3))
    return max(around, default=-1, key=lambda one: -one)


def _is_one_text(page: FlatPage, element: int) -> bool:
    """One that is no label by its colon either: 办理条件： waits for its words behind it."""
    start, end = page.run_starts[element], page.run_ends[element]
    return end - start == 1 and not page.runs[start].endswith((":", "：", "】"))


def _boxes(page: FlatPage, bar: int, count: int) -> list[int]:
    """As many elements of one name behind the bar, or within what stands behind it."""
    for around in islice(page.ancestors(bar), 2):
        beside = [one for one in page.behind(around) if page.tags[one].area not in _FRAME]
        for boxes in ([*page.children(beside[0])] if beside else [], beside):
            names = [page.tags[box].name for box in boxes]
            alike = sum(1 for _ in takewhile(names[:1].__contains__, names))
            has_words = any(page.run_ends[box] > page.run_starts[box] for box in boxes[:alike])
            if alike == count and has_words:
                return boxes[:alike]
    return []
