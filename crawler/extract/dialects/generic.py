"""Any list: the like rows with the most dates; where none is dated, the most title-long links."""

import re
from collections import Counter
from collections.abc import Sequence
from urllib.parse import urlsplit

from crawler.extract.dialects.reading import ListPage, ListReading
from crawler.extract.flat import FlatPage
from crawler.extract.paging import by_button, follow_links, items_claimed
from crawler.extract.rows import ListRow, RowGroup, group_rows, read_rows, to_items
from crawler.extract.stable import shape_of

NAME = "generic"
_TITLE_LENGTH = 8  # names of channels are shorter, titles of articles longer
_ROWS_OF_A_LIST = 3


def read(page: ListPage) -> ListReading:
    """Entries, further pages and the claimed number of entries of any page."""
    rows = read_rows(page.flat, page.base, page.as_of)
    in_main = [row for row in rows if row.area == "main"]
    groups = group_rows(in_main or _own(rows, page.flat), page.as_of)
    chosen = _chosen(groups, page.url) if in_main or any(group.dated for group in groups) else ()
    return ListReading(
        dialect=NAME,
        items=to_items(chosen, page.as_of),
        next_pages=follow_links(page.flat, page.base, page.url)
        or by_button(page.source, page.base, page.url),
        items_claimed=items_claimed([block.text for block in page.flat.blocks]),
        dated=len({row.title for row in chosen if row.day is not None}),
        ahead=len({row.title for row in chosen if row.is_ahead}),
        rounded=len({row.title for row in chosen if row.when.rounded}),
        spans=tuple(row.runs for row in chosen),
    )


def _own(rows: Sequence[ListRow], page: FlatPage) -> list[ListRow]:
    """The rows under no heading such as 相关信息: a list outside main may still be called 侧栏."""
    return [
        row for row in rows if not any(start <= row.runs[0] < end for start, end in page.neighbours)
    ]


def all_lists(page: ListPage) -> tuple[ListRow, ...]:
    """A home page's rows of all lists: dated ones, and undated ones as long as titles.

    In the page's order; an undated row leads past the front page with a title of at least 5
    characters, and its group, unless dated, has two rows or more and titles of 8 on average.
    """
    groups = group_rows(read_rows(page.flat, page.base, page.as_of), page.as_of)
    rows = [
        row
        for group in groups
        if group.dated or (group.mean_title >= _TITLE_LENGTH and len(group.rows) >= 2)
        for row in group.rows
        if row.day
        # the logo leads to the front page
        or (len(row.title) >= 5 and urlsplit(row.url).path.strip("/"))
    ]
    return tuple(sorted(rows, key=lambda row: row.order))


def _chosen(groups: Sequence[RowGroup], url: str) -> tuple[ListRow, ...]:
    """The rows of the page's list: all groups dated like the best one, or the best undated one."""
    if not groups:
        return ()
    best = groups[0]
    if best.dated:
        alike = [
            g
            for g in groups
            if g.dated >= max(1, 0.5 * len(g.rows))
            and (g is best or g.dated >= 0.25 * best.dated or best.dated <= 4)
        ]
        rows = [row for group in alike for row in group.rows]
        if not all(row.is_dated for row in rows):
            rows = _without_others(rows)
        return tuple(sorted([*_headline(groups, rows), *rows], key=lambda row: row.order))
    undated = [
        g
        for g in groups
        if (
            len(g.rows) >= _ROWS_OF_A_LIST
            and g.mean_title >= _TITLE_LENGTH
            and _leads_to_articles(g, url)
        )
        or _leads_into_its_folder(g, url)
        # what leads to the page itself is a menu
        if all(row.url != url for row in g.rows)
    ]
    return max(undated, key=lambda g: len(g.rows) * min(g.mean_title, 30)).rows if undated else ()


def _without_others(rows: Sequence[ListRow]) -> list[ListRow]:
    """The dated rows, and titles among them that have no day. Of the same shape but in an element
    of their own are the list's categories.
    """
    sizes = Counter(row.within for row in rows)
    with_days = {row.within for row in rows if row.is_dated}
    return [
        row
        for row in rows
        if row.is_dated
        or (len(row.title) >= _TITLE_LENGTH and (row.within in with_days or sizes[row.within] == 1))
    ]


def _headline(groups: Sequence[RowGroup], rows: Sequence[ListRow]) -> list[ListRow]:
    """The one entry set apart above the list, with its picture: dated, at an address like theirs."""
    first = min((row.order for row in rows), default=0)
    above = [row for group in groups for row in group.rows if row.order < first and row.day]
    if not above:
        return []
    folders = Counter(map(_folder_of, rows))
    above = [row for row in above if 2 * folders[_folder_of(row)] > len(rows)]
    return above if len(above) == 1 else []


def _folder_of(row: ListRow) -> str:
    return shape_of(row.url.partition("?")[0].rpartition("/")[0])


def _leads_into_its_folder(group: RowGroup, url: str) -> bool:
    """Names shorter than titles (leaders, villages), whose pages lie in the list's own folder."""
    folder = url.partition("?")[0].rpartition("/")[0] + "/"
    return (
        len(group.rows) >= 2
        and folder.count("/") > _SLASHES_OF_A_ROOT
        and all(
            row.url.startswith(folder) and _ARTICLES_FILE.fullmatch(row.url, len(folder))
            for row in group.rows
        )
    )


_SLASHES_OF_A_ROOT = "http://host/".count("/")
# Numbered as articles are; index_2, list12, c101 and col101 are lists.
_ARTICLES_FILE = re.compile(r"(?:[\w-]+/)*(?:content_|art_|t|post_)?\d[\d_]*\.[a-z]{2,5}")


def _leads_to_articles(group: RowGroup, url: str) -> bool:
    """Most links stay on the host and name a single thing: a digit in the last step or the query."""
    host = urlsplit(url).hostname
    single = 0
    for row in group.rows:  # in canonical form, which needs no library to be taken apart
        authority, _, path = row.url.partition("://")[2].partition("/")
        step, _, query = path.partition("?")
        tail = step.rpartition("/")[2] + query
        single += authority.rpartition("@")[2].partition(":")[0] == host and any(
            map(str.isdigit, tail)
        )
    return single >= 0.6 * len(group.rows)
