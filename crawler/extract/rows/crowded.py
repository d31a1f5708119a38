"""The entries among the links of one element, where it holds several: what stands beside a title is
its picture, channel or office, a keyword or a button.
"""

from collections import Counter, defaultdict
from collections.abc import Container, Mapping, Sequence
from datetime import date

from crawler.extract.date_pieces import is_calendar
from crawler.extract.dates import to_plain
from crawler.extract.flat import FlatPage
from crawler.extract.rows.days import NO_DAY
from crawler.extract.rows.row import ListRow
from crawler.extract.rows.sides import with_days_inside

SHORT = 8  # characters; keywords, categories and 查看详情 are no longer
_ALIKE = 3  # elements; so many are no accident


def entries_in(
    rows: Mapping[int, list[ListRow]], closed: Container[int], page: FlatPage, as_of: date
) -> list[ListRow]:
    """The entries of each element: most hold one link, and nothing is to be chosen. The day of
    those `closed` by it is their last entry's.
    """
    entries: list[ListRow] = []
    crowded: dict[int, list[ListRow]] = {}
    for element, members in rows.items():
        if len(members) == 1 and len(members[0].title) > SHORT:
            entries.append(members[0])
        else:
            crowded[element] = members
    if not crowded:
        return entries
    parts = {element for element in crowded if _is_part_of_an_entry(element, rows, page)}
    met = Counter(
        url
        for element, members in rows.items()
        if element not in parts
        for url in {row.url for row in members}
    )
    beside = _beside_titles(crowded)
    for element, members in crowded.items():
        if element in parts:
            continue
        chosen = _titles_among([row for row in members if row.order not in beside], met)
        if element in closed:
            chosen[:-1] = [row._replace(when=NO_DAY) for row in chosen[:-1]]
        entries += with_days_inside(chosen, page, as_of)
    return entries


def _titles_among(rows: Sequence[ListRow], met: Mapping[str, int]) -> list[ListRow]:
    """A line may hold a [channel] link before the title, or a picture and the words of one entry:
    the longest title speaks for it.

    Only where several links of one line are all as long as titles is each an entry of its own
    (lists in columns). What other lines lead to as well, as `met` counts, is the unit or the
    channel of the entry; so is the folder that it lies in.
    """
    rows = [row for row in rows if met[row.url] == 1] or [*rows]
    rows = [row for row in rows if not _is_folder_of_another(row, rows)]
    if len(rows) == 1:
        return [*rows]
    by_target: dict[str, ListRow] = {}
    for row in rows:
        known = by_target.get(row.url)
        if known is None or _length(row.title) > _length(known.title):
            by_target[row.url] = row
    longest = max(len(row.title) for row in by_target.values())
    return [
        row
        for row in by_target.values()
        if len(row.title) >= max(5, longest / 2) or len(row.title) == longest
    ]


def _length(title: str) -> int:
    """Of a title's words: a day that is a link of its own has none."""
    return 0 if is_calendar(to_plain(title)) else len(title)


def _is_folder_of_another(row: ListRow, rows: Sequence[ListRow]) -> bool:
    return row.url.endswith("/") and any(
        other.url != row.url and other.url.startswith(row.url) for other in rows
    )


def _beside_titles(crowded: Mapping[int, list[ListRow]]) -> set[int]:
    """The links, by their order, at a place among those of an element whose like lead to the same
    addresses again and again, while those at another place never do: 〔讲座〕 before the title.
    """
    alike: dict[tuple[int, int], list[list[ListRow]]] = defaultdict(list)
    for members in crowded.values():
        if len(members) > 1:
            alike[members[0].group, len(members)].append(members)
    beside: set[int] = set()
    for lines in alike.values():
        if len(lines) < _ALIKE:
            continue
        places = [*zip(*lines, strict=True)]
        repeats = [len({row.url for row in place}) < len(place) for place in places]
        if not all(repeats):
            beside |= {
                row.order
                for place, is_repeated in zip(places, repeats, strict=True)
                if is_repeated
                for row in place
            }
    return beside


def _is_part_of_an_entry(element: int, rows: Mapping[int, list[ListRow]], page: FlatPage) -> bool:
    """Keywords, buttons for sharing: nothing but short words, inside the entry that has the title."""
    if any(len(row.title) > SHORT for row in rows[element]):
        return False
    length = max(len(row.title) for row in rows[element])
    return any(
        around in rows and any(len(row.title) > length for row in rows[around])
        for around in page.ancestors(page.parents[element])
    )
