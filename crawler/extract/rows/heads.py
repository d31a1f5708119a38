"""The heads of columns, and which cell of a row stands below which."""

from collections.abc import Sequence
from itertools import islice

from crawler.extract.flat import FlatPage

_CELLS = 2, 16  # of a row under a head


class Heads:
    """The heads of a page's lists, each looked for once."""

    def __init__(self, page: FlatPage) -> None:
        self._page = page
        self._heads: dict[int, Sequence[str]] = {}

    def of_row(self, row: int) -> tuple[list[int], Sequence[str]]:
        """Where the texts of its cells begin, and what stands above each: nothing where there is no
        head, or one of other cells.
        """
        page = self._page
        if page.tags[row].name != "tr" and not page.tags[row].shape.startswith(_LINES):
            return [], ()
        cells = [page.run_starts[cell] for cell in islice(page.children(row), _CELLS[1])]
        if len(cells) < _CELLS[0]:
            return ([] if page.tags[row].name != "tr" else cells), ()
        around = self._around(row)
        if around not in self._heads:
            self._heads[around] = self._head_in(around, page.tags[row].name)
        heads = self._heads[around]
        if len(heads) == len(cells):
            return cells, heads
        return (cells if page.tags[row].name == "tr" else []), ()

    def _around(self, row: int) -> int:
        page = self._page
        if page.tags[row].name != "tr":
            return page.parents[row]
        return next((e for e in page.ancestors(row) if page.tags[e].name == "table"), -1)

    def _head_in(self, around: int, name: str) -> tuple[str, ...]:
        """The words of the first row, where it leads nowhere."""
        page = self._page
        if around < 0:
            return ()
        first = next(
            (e for e in range(around + 1, page.ends[around]) if page.tags[e].name == name), -1
        )
        if first < 0 or len({*page.anchors_in(first)}) > 1:
            return ()
        return tuple(
            " ".join(page.runs[page.run_starts[cell] : page.run_ends[cell]])[:_LONGEST]
            for cell in islice(page.children(first), _CELLS[1])
        )


_LONGEST = 24  # characters
_LINES = ("ul", "li", "dl", "div", "p")
