"""Entries of channels over time, each with its own page where that was captured, and where it went
if it moved.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from monitor.dossier.facts import KnownItem, PageView
from monitor.dossier.first_sight import last_looks_without
from monitor.dossier.once import once
from store.queries.dossier import DossierRows, ItemRecord
from store.records import DateRole

_DOCUMENTS = (".xls", ".xlsx", ".pdf", ".doc", ".docx", ".et", ".wps", ".zip", ".rar", ".csv")
_SAYS_WHEN = (DateRole.META.value, DateRole.LABELLED.value)


@dataclass(frozen=True, slots=True)
class _Elsewhere:
    """Another address of the unit that shows, now, something by the same title or with the same
    words.
    """

    url: str
    first_seen: datetime
    claimed: date | None


def known_items(rows: DossierRows, views: dict[int, PageView]) -> dict[int, list[KnownItem]]:
    """The entries of every channel by its id, latest first seen first."""
    by_url = {view.url: view for view in views.values()}
    kinds = {page.url: page.purpose for page in rows.pages.values()}
    absent = last_looks_without(rows)
    found: dict[int, list[KnownItem]] = {}
    for channel, records in rows.items.items():
        found[channel] = []
        for record in records:
            page = by_url.get(record.url)
            claimed, role = _claim(record, page)
            moved_to = (
                _moved_to(record, page, rows, views, by_url) if page and _is_lost(page) else ""
            )
            is_attachment = kinds.get(record.url) == "attachment" or record.url.casefold().endswith(
                _DOCUMENTS
            )
            last_in_list = _last_in_list(record, views)
            found[channel].append(
                KnownItem(
                    record.title,
                    record.url,
                    claimed,
                    role,
                    record.url_date,
                    record.first_seen,
                    last_in_list,
                    page,
                    moved_to,
                    is_attachment,
                    absent.get((channel, record.url)),
                )
            )
    return found


def _claim(record: ItemRecord, page: PageView | None) -> tuple[date | None, str]:
    """The date that the entry claims. Where list and article differ the later one, to the unit's
    benefit: lists that show 成文日期 exist (docs/field-notes.md §10.4). An article's date later
    than we first saw it is no claim of that day.
    """
    claimed, role = record.claimed, record.date_role
    said = page.published if page and page.published_from in _SAYS_WHEN else None
    if (
        said
        and said <= (record.first_seen + timedelta(days=1)).date()
        and (claimed is None or said > claimed)
        and page
    ):
        return said, page.published_from
    return claimed, role


def _last_in_list(record: ItemRecord, views: dict[int, PageView]) -> datetime:
    """While it stands in a list page's present reading it was seen whenever that page was."""
    page = views.get(record.list_page) if record.list_page is not None else None
    looks = reversed(page.sightings) if page else iter(())
    shown = next((s.last_at for s in looks if s.outcome.shows_the_page), record.last_in_list)
    return max(record.last_in_list, shown)


def _is_lost(page: PageView) -> bool:
    return page.now is not None and not page.now.outcome.shows_the_page


def _moved_to(
    record: ItemRecord,
    page: PageView,
    rows: DossierRows,
    views: dict[int, PageView],
    by_url: dict[str, PageView],
) -> str:
    """Another address where it stands now. The same title alone is not enough, “财政收支情况”
    appears every month: the date must agree, or it must have appeared after this one was last seen;
    the same words always are.
    """
    last_open = max(
        (s.last_at for s in page.sightings if s.outcome.shows_the_page), default=record.first_seen
    )
    for other in _by_title(rows, by_url).get(record.title_key, ()):
        same_day = (
            other.claimed is None or record.claimed is None or other.claimed == record.claimed
        )
        if (
            other.url != record.url
            and same_day
            and (other.claimed is not None or other.first_seen >= last_open)
        ):
            return other.url
    for fingerprint in _fingerprints(page, rows):
        for other in _by_words(rows, views).get(fingerprint, ()):
            if other.url != record.url:
                return other.url
    return ""


def _fingerprints(page: PageView, rows: DossierRows) -> list[str]:
    for page_id, record in rows.pages.items():
        if record.url == page.url:
            return [
                span.fingerprint
                for span in reversed(rows.spans.get(page_id, ()))
                if span.fingerprint
            ][:1]
    return []


@once
def _by_title(rows: DossierRows, by_url: dict[str, PageView]) -> dict[str, list[_Elsewhere]]:
    found: dict[str, list[_Elsewhere]] = defaultdict(list)
    for records in rows.items.values():
        for record in records:
            page = by_url.get(record.url)
            is_open = page is not None and page.now is not None and page.now.outcome.shows_the_page
            if record.title_key and is_open:
                found[record.title_key].append(
                    _Elsewhere(record.url, record.first_seen, record.claimed)
                )
    return found


@once
def _by_words(rows: DossierRows, views: dict[int, PageView]) -> dict[str, list[_Elsewhere]]:
    found: dict[str, list[_Elsewhere]] = defaultdict(list)
    for page_id, spans in rows.spans.items():
        if (
            spans
            and page_id in views
            and spans[-1].outcome.shows_the_page
            and spans[-1].fingerprint
        ):
            found[spans[-1].fingerprint].append(
                _Elsewhere(views[page_id].url, spans[0].first_at, None)
            )
    return found
