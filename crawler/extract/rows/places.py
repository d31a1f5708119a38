"""Which element of a page stands for the entry around a link, and the texts that are the entry's.

An entry is the nearest li, tr, dd … around the link, else the largest element around it that leads
to one address only, else one of several alike that hold one title, its date and short links beside
it.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import cached_property
from itertools import islice, takewhile
from operator import attrgetter

from crawler.extract.dates import find_dates
from crawler.extract.flat import FlatPage
from crawler.extract.rows.days import is_any_within, row_day

_ROW_TAGS = frozenset({"li", "tr", "dd", "dt", "dl"})
_LIST_TAGS = frozenset({"body", "ul", "ol", "table", "tbody"})
_run_of = attrgetter("run")
_ENTRY_TAGS = frozenset({"div", "p", "section", "article"})
_CLIMB = 40
_FEW_LINKS, _MAX_ROW_LINKS, _MOST_LINKS = 3, 6, 30  # of one entry
_ALIKE = 3  # so many elements of one shape are no accident
_SHORT = 8  # characters; keywords, categories and 查看详情 are no longer
_SPAN = 40
_MOST_TEXTS = 60


class Places:
    """Which element of a page stands for the entry around a link."""

    def __init__(
        self, page: FlatPage, targets: Sequence[str], speaking: Sequence[int], as_of: date
    ) -> None:
        self._page, self._targets, self._speaking, self._as_of = page, targets, speaking, as_of
        self._counted: dict[int, int] = {}
        self._tells: dict[int, bool] = {}
        self._has_one: dict[int, bool] = {}
        self._units: dict[int, int] = {}
        self._shapes: dict[int, Counter[str]] = {}
        self._around_titles = {
            element
            for block in page.blocks
            if block.heading == 1
            for element in page.ancestors(block.node)
        }

    @cached_property
    def _met(self) -> Counter[str]:
        return Counter(self._targets)

    def row_of(self, anchor: int) -> int:
        tags, parents = self._page.tags, self._page.parents
        element = best = self._page.anchor_nodes[anchor]
        is_wider = False
        for _ in range(_CLIMB):
            tag, parent = tags[element].name, parents[element]
            links = self._links_in(element)
            if links == 1 and parent in self._around_titles and element not in self._around_titles:
                return element  # one link beside a whole article is not an entry with an abstract
            if (
                tag in ("dt", "dd", "li")
                and parent >= 0
                and self._links_in(parent) == 1
                and (tag != "li" or self._is_a_line(parent))
            ):
                return parent  # one <dl> or <ul> an entry, its date in the <dd> or the next <li>
            if links <= _MAX_ROW_LINKS and tag in _ROW_TAGS:
                table = self._table_of_one_entry(element) if tag == "tr" else -1
                return table if table >= 0 else element
            if links > 1 and self._is_one_of_many(element, links):
                return element
            if links > 1 and not is_wider and self._is_a_small_entry(element, links):
                unit = self._one_of_many_around(element)
                return unit if unit >= 0 else element
            if parent < 0 or tag in _LIST_TAGS:
                return best
            if links > 1 and self._holds_more(parent, element):
                unit = self._one_of_many_around(parent)
                return unit if unit >= 0 else best
            if links > 1:
                is_wider = True  # of the same links, and perhaps with their day
            else:
                best = element
            element = parent
        return best

    def texts_of(self, element: int, anchor: int) -> tuple[int, int]:
        """The span of the entry's texts: for a link that no element is wrapped around, those of the
        line it stands in.
        """
        page = self._page
        start, end = page.run_starts[element], page.run_ends[element]
        if element == page.anchor_nodes[anchor]:
            line = bisect_right(page.blocks, start, key=_run_of) - 1
            line_end = page.blocks[line + 1].run if 0 <= line < len(page.blocks) - 1 else end
            if (
                line >= 0
                and line_end - page.blocks[line].run <= _SPAN
                and self._is_alone(anchor, page.blocks[line].run, line_end)
            ):
                return page.blocks[line].run, max(end, line_end)
        return start, end

    def _is_alone(self, anchor: int, start: int, end: int) -> bool:
        """No other entry's link in the line; what many lines lead to is their channel."""
        near = range(max(0, anchor - 3), min(len(self._targets), anchor + 4))
        return not any(
            i != anchor
            and self._targets[i] not in ("", self._targets[anchor])
            and start <= self._page.anchors[i].run < end
            and self._met[self._targets[i]] < _ALIKE
            for i in near
        )

    def _is_a_line(self, element: int) -> bool:
        """A <ul> that is one line of a list: link and date in <li>s, more such lines around it."""
        page = self._page
        cells = sum(1 for _ in page.children(element))
        around = page.parents[element]
        return (
            2 <= cells <= 8
            and around >= 0
            and self._links_in(around) > 1
            # of several the head of the list may choose
            and any(map(find_dates, page.runs[page.run_starts[element] : page.run_ends[element]]))
        )

    def _table_of_one_entry(self, row: int) -> int:
        """The table around, where it leads to no other address, tells its day in another row, and
        others of its shape stand beside it; else -1.
        """
        page = self._page
        table = page.parents[row]
        if table >= 0 and page.tags[table].name == "tbody":
            table = page.parents[table]
        is_one = (
            table >= 0
            and page.tags[table].name == "table"
            and page.anchors_in(table) == page.anchors_in(row)
            and not self._tells_a_day(row)
            and self._has_others_beside(table)
            and self._tells_a_day(table)
        )
        return table if is_one else -1

    def _has_others_beside(self, element: int) -> bool:
        """Other elements of the shape, in number."""
        tags, parent = self._page.tags, self._page.parents[element]
        if parent < 0:
            return False
        if parent not in self._shapes:
            self._shapes[parent] = Counter(
                tags[child].shape for child in self._page.children(parent)
            )
        return self._shapes[parent][tags[element].shape] >= _ALIKE

    def _links_in(self, element: int) -> int:
        """How many addresses it leads to; a span of more links than an entry's is a list."""
        known = self._counted.get(element)
        if known is None:
            start, end = self._page.anchors_in(element)
            inside = self._targets[start : min(end, start + _SPAN)]
            known = self._counted[element] = (
                bool(inside[0]) if len(inside) == 1 else len({t for t in inside if t})
            )
        return known

    def _holds_more(self, parent: int, element: int) -> bool:
        return self._page.anchors_in(parent) != self._page.anchors_in(element)

    def _one_of_many_around(self, element: int) -> int:
        """The innermost such element, up to where it would hold two titles; -1 without one."""
        if element not in self._units:
            self._units[element] = next(
                (
                    around
                    for around in takewhile(
                        self._may_be_one, islice(self._page.ancestors(element), _CLIMB)
                    )
                    if self._is_one_of_many(around, self._links_in(around))
                ),
                -1,
            )
        return self._units[element]

    def _may_be_one(self, element: int) -> bool:
        return (
            self._page.tags[element].name not in _LIST_TAGS
            and self._links_in(element) <= _MOST_LINKS
            and self._has_one_title(element)
        )

    def _is_a_small_entry(self, element: int, links: int) -> bool:
        """Few links, and one date."""
        is_small = links <= _FEW_LINKS and self._page.tags[element].name in _ENTRY_TAGS
        return is_small and self._tells_a_day(element)

    def _is_one_of_many(self, element: int, links: int) -> bool:
        """One date, and links of which all but one are short (keywords, sharing, channels); other
        elements of the shape stand beside it.
        """
        tag, parent = self._page.tags[element], self._page.parents[element]
        if parent < 0 or tag.name not in _ENTRY_TAGS | _ROW_TAGS or links > _MOST_LINKS:
            return False
        return (
            self._has_others_beside(element)
            and self._has_one_title(element)
            and self._tells_a_day(element)
        )

    def _has_one_title(self, element: int) -> bool:
        """All that is longer than a keyword leads to one address."""
        known = self._has_one.get(element)
        if known is None:
            start, end = self._page.anchors_in(element)
            long = {
                self._targets[at]
                for at in range(start, min(end, len(self._targets)))
                if len(self._page.anchors[at].text) > _SHORT and self._targets[at]
            }
            known = self._has_one[element] = len(long) <= 1
        return known

    def _tells_a_day(self, element: int) -> bool:
        """Of its own: of several that nobody can choose from none is."""
        known = self._tells.get(element)
        if known is None:
            start, end = self._page.run_starts[element], self._page.run_ends[element]
            known = self._tells[element] = (
                end - start <= _MOST_TEXTS
                and is_any_within(self._speaking, start, end)
                and row_day(self._page.runs[start:end], "", self._as_of).is_dated
            )
        return known
