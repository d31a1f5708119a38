"""Search over every title and text that was kept, two-character words included."""

from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from config.errors import StoreFailed
from monitor.console.excerpt import excerpt, marked
from monitor.console.line_diff import DiffPiece
from monitor.console.request import PageRequest
from store.privacy.numbers import mask
from store.search.index import Hit, Hits, is_stale
from store.search.index import search as search_for

A_PAGE = 20
LONGEST = 100  # characters that are looked for
NOTHING = Hits(0, False, ())


@dataclass(frozen=True, slots=True)
class MarkedHit:
    hit: Hit
    title: tuple[DiffPiece, ...]
    words: tuple[DiffPiece, ...]


def search(request: Request) -> Response:
    visit = PageRequest(request)
    words = mask(request.query_params.get("q", "").strip()[:LONGEST])
    unit = request.query_params.get("unit", "")
    start = visit.number("start", least=0, most=10_000, otherwise=0)
    units = visit.own_units if not unit else frozenset({unit} if visit.sees(unit) else ())
    hits, is_missing = _hits(visit, words, units, start)
    return visit.page(
        "search.html",
        q=words,
        unit=unit,
        units=visit.units,
        hits=hits,
        found=[
            MarkedHit(hit, marked(hit.title, words), excerpt(hit.text, words)) for hit in hits.shown
        ],
        start=start,
        is_missing=is_missing,
        is_stale=not is_missing and bool(words) and _is_stale(visit),
        earlier=_page(words, unit, max(0, start - A_PAGE)) if start else "",
        later=_page(words, unit, start + A_PAGE) if start + A_PAGE < hits.total else "",
    )


def _hits(
    visit: PageRequest, words: str, units: frozenset[str] | None, start: int
) -> tuple[Hits, bool]:
    """The hits, and whether there is no index yet."""
    if not words:
        return NOTHING, False
    try:
        return search_for(visit.console.data, words, units=units, start=start, count=A_PAGE), False
    except StoreFailed:
        return NOTHING, True


def _is_stale(visit: PageRequest) -> bool:
    with visit.ledger() as ledger:
        return is_stale(visit.console.data, ledger)


def _page(words: str, unit: str, start: int) -> str:
    return "/search?" + urlencode({"q": words, **({"unit": unit} if unit else {}), "start": start})
