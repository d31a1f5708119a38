"""The page's own menu: which links stand in its top row, and which unfold below them.

The top row is the innermost element around the link home (首页) whose parts are entries side by
side, each led by a short link; where no link says home, the first frame of navigation that has such
parts. A crumb, a foot, and a row of services are none. What stands in neither row is of no known
level.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from re import Pattern

from crawler.extract.flat import Anchor, FlatPage
from crawler.extract.patterns import patterns

TOP, BELOW = 1, 2
FEWEST_ENTRIES, MOST_ENTRIES = 4, 24
LONGEST_ENTRY = 12  # characters of an entry's words; a title is longer
LONGEST_FOLD = 60  # links below one entry: more is a page, and no menu
_SHORT_SHARE = 0.8
_MOST_SERVICES = 0.4  # of the entries; more is a row of services
_ALIKE = 0.6  # of the parts are of one shape; the parts of a page's head are not
_FIRST_LINKS = 8  # of a frame without a link home, from which its row is looked for

_PATTERNS = patterns(__name__)
_HOME, _UTILITY = _PATTERNS["home"], _PATTERNS["utility"]
_CRUMB_NAMES, _CRUMB_WORDS = _PATTERNS["crumb_names"], _PATTERNS["crumb_words"]
_SIDE_NAMES = _PATTERNS["side_names"]

Entry = Sequence[Anchor]  # the link of the top row, then what unfolds below it


def menu_levels(page: FlatPage) -> Iterator[tuple[Anchor, int]]:
    """Every link of the page's menu with its level, 1 the top row and 2 below it; none where no
    menu was told for sure.
    """
    for entries in _menus(page):
        for entry in entries:
            yield entry[0], TOP
            yield from ((anchor, BELOW) for anchor in entry[1:])
        return


def _menus(page: FlatPage) -> Iterator[Sequence[Entry]]:
    homes = [
        anchor.node
        for anchor in page.anchors
        if anchor.area != "footer" and _HOME.fullmatch(_words(anchor))
    ]
    for node in homes:
        if entries := _row_around(node, page):
            yield entries
    if homes:
        return
    for index, tag in enumerate(page.tags):
        if tag.area == "nav" and not _is_named(index, page, _SIDE_NAMES):
            first, last = page.anchors_in(index)
            for anchor in islice(page.anchors[first:last], _FIRST_LINKS):
                if entries := _row_around(anchor.node, page, within=index):
                    yield entries


def _row_around(node: int, page: FlatPage, within: int = -1) -> Sequence[Entry]:
    """The entries of the innermost element around a link that holds several; () where they are no
    menu's.
    """
    for element in page.ancestors(page.parents[node]):
        parts = [child for child in page.children(element) if _holds_links(child, page)]
        if len(parts) >= FEWEST_ENTRIES:
            entries = [page.anchors[slice(*page.anchors_in(part))] for part in parts]
            is_menu = _are_alike(parts, page) and _is_menu(element, entries, page)
            return entries if is_menu else ()
        if element == within:
            break
    return ()


def _holds_links(element: int, page: FlatPage) -> bool:
    first, last = page.anchors_in(element)
    return first < last


def _are_alike(parts: Sequence[int], page: FlatPage) -> bool:
    (_, most), *_ = Counter(page.tags[part].shape for part in parts).most_common(1)
    return most >= _ALIKE * len(parts)


def _is_menu(element: int, entries: Sequence[Entry], page: FlatPage) -> bool:
    words = [_words(entry[0]) for entry in entries]
    short = sum(0 < len(each) <= LONGEST_ENTRY for each in words)
    services = sum(bool(_UTILITY.fullmatch(each.lower())) for each in words)
    return (
        len(entries) <= MOST_ENTRIES
        and short >= _SHORT_SHARE * len(entries)
        and services <= _MOST_SERVICES * len(entries)
        and max(map(len, entries)) <= LONGEST_FOLD
        and not _is_crumb(element, page)
    )


def _is_crumb(element: int, page: FlatPage) -> bool:
    runs = page.runs[page.run_starts[element] : page.run_ends[element]]
    return any(_CRUMB_WORDS.fullmatch(run) for run in runs) or any(
        _is_named(index, page, _CRUMB_NAMES) for index in page.ancestors(element)
    )


def _is_named(element: int, page: FlatPage, names: Pattern[str]) -> bool:
    return any(map(names.fullmatch, page.tags[element].names.split()))


def _words(anchor: Anchor) -> str:
    return "".join(anchor.text.split())
