"""Pages that the menus of a unit's site name as places of disclosure and that are no list: a table
of powers, a contact sheet, a page under construction, a list that a script makes. Each is a channel
without entries, so that every rule says of it what it can, and none is passed over in silence.
"""

from collections.abc import Collection, Iterator

from config.classify import classify, names_a_place
from config.places import UnitPlace, plain
from config.rulebook import Rulebook
from monitor.dossier.facts import PageView
from monitor.dossier.pages import last_shown
from store.outcomes import Outcome
from store.queries.dossier import DossierRows, PageRecord
from store.urls import canonical

_LONGEST_NAME = 12  # characters of a menu's word; a title is longer
_MET_BY_A_LINK = ("page", "item")
_WITH_MENUS = ("home", "channel")


def named_pages(
    rows: DossierRows,
    views: dict[int, PageView],
    known: Collection[str],
    rulebook: Rulebook,
    place: UnitPlace,
) -> Iterator[tuple[PageRecord, str]]:
    """(page, name) in the order of first meeting. `known`: canonical addresses that are channels
    already.
    """
    listed = {record.url for records in rows.items.values() for record in records}
    in_menus = _in_menus(rows) - listed - set(known)
    for page in rows.pages.values():
        if page.purpose in _MET_BY_A_LINK and page.url in in_menus:
            view = views[page.id]
            name = page.title or view.title
            if names_a_place(name, rulebook, place) or (
                _waits_for_entries(view) and _is_a_menus_word(name, page.url, rulebook, place)
            ):
                yield page, name


def _in_menus(rows: DossierRows) -> set[str]:
    """What home pages and channels lead to beside their own entries, by their last good reading."""
    found: set[str] = set()
    for number, page in rows.pages.items():
        shown = last_shown(rows).get(number) if page.purpose in _WITH_MENUS else None
        if shown is not None:
            # the headings of a home page's boxes bear no day, and may read as entries of its own
            entries = {
                canonical(item.url)
                for item in shown.items
                if page.purpose != "home" or item.claimed or item.url_date
            }
            found |= {canonical(url) for url in shown.links or ()} - entries
    return found


def _waits_for_entries(view: PageView) -> bool:
    """正在建设中, or a list that a script makes: a channel, whatever it is called."""
    is_scripted = view.now is not None and view.now.outcome is Outcome.NEEDS_BROWSER
    return is_scripted or bool(view.placeholder)


def _is_a_menus_word(name: str, url: str, rulebook: Rulebook, place: UnitPlace) -> bool:
    """Short, and not the unit's own name: a frame of its site bears that."""
    _, said_by = classify(name, url, "", rulebook, place)
    return 1 < len(plain(name)) <= _LONGEST_NAME and said_by != "unit"
