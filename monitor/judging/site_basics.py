"""What a government site says of itself at its foot and in its tags (guide2017.a1, guide2017.a3),
and what its host offers beside its pages: remarks alone, never a problem. Pure.

A foot that a script or a frame brings was not read, and that is said; what a reader of before could
not see is not spoken of. The police's number and the icon for errors are no demand of the guide:
they are told apart. That there is no security.txt is no remark: no text asks for one.
"""

from collections.abc import Iterator

from config.words import Words
from monitor.dossier.facts import Dossier, PageView, SiteView
from monitor.judging.answers import clause_in_force
from monitor.judging.words import BASICS_TEXT
from monitor.measures.dead_links import is_inner_address
from monitor.measures.freshness import bare_host
from monitor.measures.sight import was_read_completely

FOOT_CLAUSE, TAG_CLAUSE = ("guide2017.a1",), ("guide2017.a3",)
LINK_CLAUSE = ("guide2017.a2",)
ASKED_FOR = ("sponsor", "site_code", "icp", "emblem")  # by guide2017.a1
CUSTOMARY = ("police", "find_errors")
_ICONS = frozenset({"emblem", "find_errors"})
_SITES = ("own", "subsite")
_JOINT = Words("、", ", ")


def basics_of(site: SiteView, dossier: Dossier) -> Iterator[tuple[str, dict[str, object]]]:
    """(kind of remark, what fills its words) for a home page that was open tonight."""
    if site.kind not in _SITES or not site.home.is_open or not was_read_completely(site.home):
        return
    yield from _of_the_foot(site.home, dossier)
    yield from _of_the_tags(site, dossier)
    yield from _of_the_host(site, dossier)
    yield from _of_the_links(site, dossier)


def _of_the_foot(home: PageView, dossier: Dossier) -> Iterator[tuple[str, dict[str, object]]]:
    seen = home.identity.basics if home.identity else None
    if seen is None or clause_in_force(dossier, FOOT_CLAUSE) is None:
        return
    unread = _ICONS if "icons_unread" in seen else frozenset()
    missing = [name for name in ASKED_FOR if name not in seen and name not in unread]
    customary = [name for name in CUSTOMARY if name not in seen and name not in unread]
    if "foot_unread" in seen:
        if missing:
            yield "foot_unread", {"what": _named(missing)}
    elif missing and customary:
        yield "foot_and_customary", {"what": _named(missing), "others": _named(customary)}
    elif missing:
        yield "foot", {"what": _named(missing)}
    elif customary:
        yield "foot_customary", {"what": _named(customary)}


def _of_the_tags(site: SiteView, dossier: Dossier) -> Iterator[tuple[str, dict[str, object]]]:
    """Of the home page by name; of lists and articles how many of those that were read."""
    home = site.home.missing_tags
    if home is None or clause_in_force(dossier, TAG_CLAUSE) is None:
        return
    others = [page.missing_tags for page in _pages(site) if page.missing_tags is not None]
    lacking = sum(bool(missing) for missing in others)
    counts: dict[str, object] = {"n": len(others), "k": lacking}
    if home and lacking:
        yield "tags_and_pages", {"what": ", ".join(home), **counts}
    elif home:
        yield "tags", {"what": ", ".join(home)}
    elif lacking:
        yield "tags_of_pages", counts


def _pages(site: SiteView) -> Iterator[PageView]:
    for channel in site.channels:
        yield channel.page
        yield from (item.page for item in channel.items if item.page)


def _of_the_host(site: SiteView, dossier: Dossier) -> Iterator[tuple[str, dict[str, object]]]:
    notes = {
        note
        for host, said in dossier.host_notes.items()
        if bare_host(f"http://{host}/") == bare_host(site.url)
        for note in said
    }
    if site.kind == "own" and "ipv6:none" in notes:
        yield "ipv6_none", {}
    if site.kind == "own" and "ipv6:silent" in notes:
        yield "ipv6_silent", {}
    if "security_txt:present" in notes:
        yield "security_txt", {}


def _of_the_links(site: SiteView, dossier: Dossier) -> Iterator[tuple[str, dict[str, object]]]:
    """Links of the home page that lead nobody of the public anywhere, by their very addresses."""
    inner = [
        link
        for link in dossier.links
        if link.site == site.id and link.place == "home" and is_inner_address(link)
    ]
    if inner and clause_in_force(dossier, LINK_CLAUSE) is not None:
        first = next((link.words for link in inner if link.words), "-")
        yield "inner_links", {"k": len(inner), "what": first}


def _named(names: list[str]) -> Words:
    said = [BASICS_TEXT[name] for name in names]
    return Words(_JOINT.zh.join(each.zh for each in said), _JOINT.en.join(each.en for each in said))
