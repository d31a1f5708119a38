"""When an entry must have been put up by our own looks: after the last look at its whole list that
lacked it, and not later than the first that had it.

Nothing is said where the first sight may be ours alone: on the first watch of a list, after a
redesign, where a deeper page was read for the first time, where many entries came at once (a
migration, a better reader), or where the same title or address stood elsewhere before.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime

from monitor.dossier.facts import is_harmless
from store.queries.dossier import DossierRows, ItemRecord, SpanRow

MANY_AT_ONCE = 5  # so many new entries of one look, and more than half of the list: not written so


def last_looks_without(rows: DossierRows) -> dict[tuple[int, str], datetime]:
    """By channel and address of an entry, the instant of the last complete look at the channel's
    first page before the entry was first seen there; entries of which that is not known are left
    out.
    """
    shown = {
        channel.id: _shown(rows.spans.get(channel.page, ()), rows) for channel in rows.channels
    }
    oldest = _first_met(rows)
    found: dict[tuple[int, str], datetime] = {}
    for channel, records in rows.items.items():
        came = Counter(record.first_seen for record in records)
        for record in records:
            is_crowd = came[record.first_seen] >= MANY_AT_ONCE and (
                came[record.first_seen] * 2 > len(records)
            )
            was_elsewhere = oldest[record.title_key or record.url] < record.first_seen
            if is_crowd or was_elsewhere or channel not in shown:
                continue
            look = _last_look_before(record, shown[channel], rows)
            if look is not None:
                found[channel, record.url] = look
    return found


def _first_met(rows: DossierRows) -> dict[str, datetime]:
    """Of each title (or address, where it has none) when it was first met in any list or page."""
    met: dict[str, datetime] = {}
    for key, at in _meetings(rows):
        met[key] = min(at, met.get(key, at))
    return met


def _meetings(rows: DossierRows) -> Iterator[tuple[str, datetime]]:
    seen = {
        page.url: rows.spans[number][0].first_at
        for number, page in rows.pages.items()
        if rows.spans.get(number)
    }
    for records in rows.items.values():
        for record in records:
            met = min(record.first_seen, seen.get(record.url, record.first_seen))
            yield record.title_key or record.url, met


def _shown(spans: Iterable[SpanRow], rows: DossierRows) -> list[SpanRow]:
    return [span for span in spans if span.outcome.shows_the_page and span.facts in rows.facts]


def _last_look_before(
    record: ItemRecord, shown: list[SpanRow], rows: DossierRows
) -> datetime | None:
    """None where the look before it, or the one at which it came, did not show the whole list in
    the same shape, or where it came on a further page: what stands there may always have stood
    there. `shown`: the looks at the list's first page, by the last instant of each.
    """
    came = bisect_left(shown, record.first_seen, key=lambda span: span.last_at)
    if came in (0, len(shown)):
        return None
    before, after = shown[came - 1], shown[came]
    was, became = rows.facts[before.facts], rows.facts[after.facts]
    are_whole = is_harmless(was.anomalies) and is_harmless(became.anomalies)
    is_comparable = are_whole and was.list_dialect == became.list_dialect
    return before.last_at if is_comparable and became.lists(record.url) else None
