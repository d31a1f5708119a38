"""Service guides of a unit: each matter once, by its fullest guide; which elements it lacks."""

from collections.abc import Iterable
from dataclasses import dataclass

from monitor.dossier.facts import PageView
from store.merge.item_identity import title_key
from store.records import ServiceGuide

CLASSES = ("name", "basis", "conditions", "materials", "place", "hours", "phone", "steps")


@dataclass(frozen=True, slots=True)
class Matter:
    """A guide, the page it stands on, and the classes of elements that have no value there; of the
    unread ones nobody can tell.
    """

    guide: ServiceGuide
    page: PageView
    missing: tuple[str, ...]
    unread: tuple[str, ...]

    def is_thin(self, classes: int) -> bool:
        return len(self.missing) >= classes

    def may_be_thin(self, classes: int) -> bool:
        return len(self.missing) + len(self.unread) >= classes


def matters_of(pages: Iterable[PageView]) -> list[Matter]:
    """Of pages that were open at their last look, in order."""
    found: dict[str, Matter] = {}
    for page in pages:
        if page.now is None or not page.now.outcome.shows_the_page:
            continue
        for guide in page.guides or ():
            matter = _matter(guide, page)
            key = title_key(guide.title)
            known = found.get(key)
            if known is None or len(matter.missing) < len(known.missing):
                found[key] = matter
    return list(found.values())


def _matter(guide: ServiceGuide, page: PageView) -> Matter:
    given, elsewhere = guide.are("given"), guide.are("elsewhere")
    return Matter(
        guide,
        page,
        tuple(what for what in CLASSES if what not in given and what not in elsewhere),
        tuple(what for what in CLASSES if what in elsewhere),
    )
