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
from store.queries.dossier import DossierRows, FactsRow, ItemRecord, SpanRow

MANY_AT_ONCE = 5  # so many new entries of one look, and more than half of the list: not written so


def last_looks_without(rows: DossierRows) -> dict[tuple[int, str], datetime]:
    """By channel and address of an entry, the instant of the last complete look at the channel's
    first page before the entry was first seen there; entries of which that is not known are left
    out.
    """
    looks = _looks_around(rows)
    rows.facts.read({span.facts for _, *pair in looks for span in pair if span.facts})
    return {
        (record.channel, record.url): before.last_at
        for record, before, after in looks
        if _is_whole_and_alike(rows.facts[before.facts], rows.facts[after.facts], record.url)
    }


def _looks_around(rows: DossierRows) -> list[tuple[ItemRecord, SpanRow, SpanRow]]:
    """The last look at its list's first page before each entry came, and the first that had it;
    without entries that came in a crowd or were elsewhere before.
    """
    shown = {
        channel.id: _shown(rows.spans.get(channel.page, ()), rows) for channel in rows.channels
    }
    oldest = _first_met(rows)
    found = []
    for channel, records in rows.items.items():
        came = Counter(record.first_seen for record in records)
        for record in records:
            is_crowd = came[record.first_seen] >= MANY_AT_ONCE and (
                came[record.first_seen] * 2 > len(records)
            )
            was_elsewhere = oldest[record.title_key or record.url] < record.first_seen
            if is_crowd or was_elsewhere or channel not in shown:
                continue
            looks = shown[channel]
            at = bisect_left(looks, record.first_seen, key=lambda span: span.last_at)
            if 0 < at < len(looks):
                found.append((record, looks[at - 1], looks[at]))
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


def _is_whole_and_alike(was: FactsRow, became: FactsRow, url: str) -> bool:
    """Both looks showed the whole list in the same shape, and it came on this page: what stands on
    a further one may always have stood there.
    """
    are_whole = is_harmless(was.anomalies) and is_harmless(became.anomalies)
    return are_whole and was.list_dialect == became.list_dialect and became.lists(url)
