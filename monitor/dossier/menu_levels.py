"""Where the channels of a site stand in the menu of its home page. Pure."""

from store.queries.dossier import DossierRows
from store.urls import canonical


def menu_levels(rows: DossierRows) -> dict[tuple[str, str], int]:
    """By (site id, canonical address): 1 the top row, 2 below it. What no menu holds is left out,
    and so is every site whose home page was last read by a reader that did not look for a menu.
    """
    levels: dict[tuple[str, str], int] = {}
    for number, page in rows.pages.items():
        if page.purpose == "home":
            menu = _menu_of(number, rows)
            levels |= {(page.site, canonical(url)): level for url, level in menu.items()}
    return levels


def _menu_of(page: int, rows: DossierRows) -> dict[str, int]:
    for span in reversed(rows.spans.get(page, ())):
        if span.outcome.shows_the_page and span.facts in rows.facts:
            return dict(rows.facts[span.facts].menu)
    return {}
