"""From the links of a page to the entries of its lists, each with its day."""

from collections import defaultdict
from datetime import date
from itertools import compress, count
from operator import attrgetter

from crawler.extract.flat import FlatPage
from crawler.extract.rows.crowded import entries_in
from crawler.extract.rows.days import (
    MAY_SPEAK_OF_TIME,
    NO_DAY,
    RowDay,
    is_any_within,
    row_day,
    without_date,
)
from crawler.extract.rows.headings import under_headings
from crawler.extract.rows.heads import Heads
from crawler.extract.rows.places import Places
from crawler.extract.rows.row import ListRow
from crawler.extract.rows.sides import with_days_beside
from crawler.extract.rows.titles import leads_to_a_neighbour, titles_and_targets

MAX_ROWS = 3_000
_BULLETS = " ·•・▪■◆●>»-—\t"


def read_rows(page: FlatPage, base: str, as_of: date) -> list[ListRow]:
    """Every link outside header and footer as a row; images and words of one entry are one row."""
    anchors = page.anchors[:MAX_ROWS]
    titles, shown, targets = titles_and_targets(anchors, page, base)
    speaking = [*compress(count(), map(MAY_SPEAK_OF_TIME.search, page.runs))]
    places, heads = Places(page, targets, speaking, as_of), Heads(page)
    told: dict[int, tuple[int, RowDay]] = {}  # by the longest title so far
    rows: dict[int, list[ListRow]] = defaultdict(list)
    for index, target in enumerate(targets):
        anchor, title = anchors[index], titles[index]
        if not target or leads_to_a_neighbour(page.runs[max(0, anchor.run - 1) : anchor.run + 1]):
            continue
        element = places.row_of(index)
        start, end = places.texts_of(element, index)
        when = NO_DAY
        if is_any_within(speaking, start, end):
            length, when = told.get(element, (0, NO_DAY))
            if 2 * len(shown[index]) >= length:
                cells, above = heads.of_row(element)
                when = row_day(
                    page.runs[start:end],
                    shown[index],
                    as_of,
                    [cell - start for cell in cells],
                    above,
                )
                told[element] = max(length, len(shown[index])), when
            title = without_date(title)
        within = page.parents[element]
        group = hash((page.signature(within), page.tags[element].name))
        title = title.strip(_BULLETS) or title
        rows[element].append(
            ListRow(title, target, anchor.area, group, when, index, (start, end), within)
        )
    dealt, closed = with_days_beside(rows, page, as_of, speaking)
    entries = sorted(entries_in(dealt, closed, page, as_of), key=attrgetter("order"))
    return under_headings(entries, page, as_of)
