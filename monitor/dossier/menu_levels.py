"""Where the channels of a site stand in the menu of its home page. Pure."""

from monitor.dossier.pages import last_shown
from store.queries.dossier import DossierRows
from store.urls import canonical


def menu_levels(rows: DossierRows) -> dict[tuple[str, str], int]:
    """By (site id, canonical address): 1 the top row, 2 below it. What no menu holds is left out,
    and so is every site whose home page was last read by a reader that did not look for a menu.
    """
    levels: dict[tuple[str, str], int] = {}
    for number, page in rows.pages.items():
        if page.purpose == "home":
            read = last_shown(rows).get(number)
            menu = read.menu if read else {}
            levels |= {(page.site, canonical(url)): level for url, level in menu.items()}
    return levels
