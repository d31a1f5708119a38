"""The dates of one article, each in its role; which evidence won is kept beside the date
(docs/field-notes.md §10.1, §10.2).

Never "the first date in the text", never the newest one: only what is declared to machines, labels,
and the line under the title speak.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from crawler.extract.dates import is_plausible, url_date
from crawler.extract.flat import FlatPage, RawBlock
from crawler.extract.page_dates.byline import near_the_title, under_the_title
from crawler.extract.page_dates.declared import (
    Declared,
    declared_days,
    said_day,
    standard_day,
)
from crawler.extract.page_dates.lines import (
    entries_among,
    labelled_days,
    signature,
)
from crawler.extract.page_dates.stamps import stamped_day, told_lines
from store.records import DateRole


@dataclass(frozen=True, slots=True)
class PageDates:
    """None where no evidence speaks; `anomalies`: dates that were found and not believed."""

    published: date | None = None
    published_from: str = ""  # a DateRole, or ""
    signed: date | None = None
    updated: date | None = None
    url_date: date | None = None
    anomalies: tuple[str, ...] = ()


def read_page_dates(
    page: FlatPage,
    body: Sequence[RawBlock],
    url: str,
    as_of: date,
    *,
    source: str = "",
    rows: Sequence[tuple[int, int]] = (),
) -> PageDates:
    """The dates of an article. `body` are the blocks of its main text, where only the closing
    signature is looked for; `source` is the page as decoded, for what is written for machines.

    `rows` are the spans of the page's texts that entries of a list take up: what is repeated row by
    row is no byline.
    """
    in_url = url_date(url)
    if in_url is not None and not is_plausible(in_url, as_of):
        in_url = None
    in_rows, texts = entries_among(rows, page), told_lines(page)
    labelled = labelled_days(page, texts, in_rows)
    told = labelled.get(DateRole.LABELLED) or under_the_title(
        page, texts, body, in_rows, as_of, linked=rows
    )
    declared = declared_days(page.metas, source)
    if page.stamps and (stamped := stamped_day(page, near_the_title(page, body), in_rows)):
        declared.append(stamped)
    is_said = not declared and DateRole.UPDATED not in labelled
    candidates = [
        (DateRole.META, standard_day(page.metas)),
        *_agreed(declared, told),
        (DateRole.META, said_day(page.metas) if is_said else None),
        (DateRole.URL, in_url),
    ]
    anomalies: list[str] = []
    published, published_from = None, ""
    for role, day in candidates:
        if day is None:
            continue
        if not is_plausible(day, as_of):
            anomalies.append(f"implausible_date:{role.value}:{day.isoformat()}")
        elif published is None:
            published, published_from = day, role.value
    signed = labelled.get(DateRole.SIGNED) or signature(body)
    updated = labelled.get(DateRole.UPDATED)
    return PageDates(
        published=published,
        published_from=published_from,
        signed=signed if signed is not None and is_plausible(signed, as_of) else None,
        updated=updated if updated is not None and is_plausible(updated, as_of) else None,
        url_date=in_url,
        anomalies=tuple(anomalies),
    )


def _agreed(
    declared: Sequence[Declared], told: date | None
) -> tuple[tuple[DateRole, date | None], ...]:
    """What a schema declares goes before what readers are told, unless the two contradict each
    other, or one schema another: then there is no telling which of them is a day of change.

    An instant of UTC that the page itself shows as the day it is written in is that day.
    """
    if not declared:
        return ((DateRole.LABELLED, told),)
    first, last = min(declared), max(declared)
    agree = last.day - first.day <= _A_DAY
    if told is None and agree:
        return ((DateRole.META, declared[0].day),)
    days = declared if agree else [first]
    if any(told == day.day for day in days):
        return ((DateRole.META, told),)
    return ((DateRole.LABELLED, told),) if any(told == day.written for day in days) else ()


_A_DAY = timedelta(days=1)
