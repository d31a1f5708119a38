"""The list is headed by an item whose date lies in the future: a typing error (2027 for 2026), a
day of an event, or a pinned notice. Its true date may be recent, so its age is not known. The
reader gives such a row no date at all: in a list whose other rows are dated, a first row without
one is the same.

Not where the item has been seen there for longer than the deadline: then it proves no life.
"""

from datetime import date, timedelta

from config.words import Words
from monitor.dossier.facts import KnownItem, PageView
from monitor.judging.defence import Accusation, Defence
from monitor.judging.verdict import Why
from monitor.measures.days import chinese_day
from store.urls import canonical


def _told(accusation: Accusation) -> str | None:
    """A first item without a date of its own may have stood there all along; of a page that heads
    nothing there is nothing to be told.
    """
    page = _page(accusation)
    if page is None or not page.items:
        return None
    return "long_there" if _is_headed_by_the_future(page, accusation) else ""


DEFENCE = Defence(
    looked_for=Words(
        "首条信息的日期晚于检查日", "a first item whose date lies after the day of the check"
    ),
    why=Why.DATED_AHEAD,
    otherwise={
        "long_there": Words(
            "首条无可信日期的信息是在时限以内列出的",
            "a first item without a credible date that came within the limit",
        )
    },
    told=_told,
)


def objects(accusation: Accusation) -> bool:
    page = _page(accusation)
    return (
        page is not None
        and _is_headed_by_the_future(page, accusation)
        and not _was_there_all_along(page, accusation)
    )


def _page(accusation: Accusation) -> PageView | None:
    if accusation.channel is not None:
        return accusation.channel.page
    return accusation.site.home if accusation.site else None


def _is_headed_by_the_future(page: PageView, accusation: Accusation) -> bool:
    as_of = accusation.dossier.as_of
    is_a_list = accusation.channel is not None  # a home page is headed by pictures and tickers
    first = page.items[0] if page.items else None
    if first is None:
        return False
    days = [day for day in (first.claimed, first.url_date) if day]
    if not days:
        return is_a_list and all(item.claimed for item in page.items[1:])
    return max(days) > as_of + timedelta(days=1)


def _was_there_all_along(page: PageView, accusation: Accusation) -> bool:
    """It was first seen longer ago than the list's limit: whatever its true day is, nothing came
    since in time.
    """
    last_sign = accusation.verdict.details.get("last_date", "")
    overdue = int(accusation.verdict.details.get("overdue_days") or 0)
    if not last_sign or not overdue:
        return False
    as_of = accusation.dossier.as_of
    limit = as_of - date.fromisoformat(last_sign) - timedelta(days=overdue)
    address = canonical(page.items[0].url)
    return any(
        canonical(item.url) == address and chinese_day(item.first_seen) < as_of - limit
        for item in _known(accusation)
    )


def _known(accusation: Accusation) -> list[KnownItem]:
    """The items of the accused channel, of all channels where a home page is accused."""
    channels = accusation.site.channels if accusation.site else ()
    return [
        item
        for channel in channels
        if accusation.channel in (None, channel)
        for item in channel.items
    ]
