"""Which parameters of a site's addresses are of a visit and not of the page: session ids, clocks,
random numbers. Learned of each site, by what its pages show. Pure but for what it has seen.

`?t=` is a clock on one site and a topic on another, so no name decides. A parameter is of the visit
where two addresses that differ in nothing but its value showed the same words under the same link,
on two pages at least; and never where two such addresses showed different things, or where a page
links both side by side under different words and other pages do so too.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from crawler.extract.links import without_session
from crawler.extract.stable import MAY_BE_OF_A_VISIT
from crawler.scope import bare_host_of
from store.records import KnownPage, Link

PROOFS = 2  # pages that were the same under two values
TELLING = 4  # blocks; a page that says less is like others of its site: empty lists, error pages
ALIKE = 0.5  # of the larger page's blocks; below it two pages are two
REMEMBERED = 20  # values of one address


class VisitParameters:
    """Of one crawl; `learned`: "host name" of each that earlier nights taught."""

    def __init__(self, learned: Iterable[str] = ()) -> None:
        self.learned = frozenset(learned)
        self._taught = self.learned
        self._proofs: dict[str, set[str]] = defaultdict(set)
        self._apart: set[str] = set()  # seen to tell one page from another
        self._shown: dict[str, dict[str, tuple[str, frozenset[str]]]] = defaultdict(dict)
        self._latest: dict[str, str] = {}  # the value that was linked last
        self._linked: dict[str, dict[str, int]] = defaultdict(dict)  # pages that linked each value

    def page_of(self, url: str) -> str:
        """`url` without what is of the visit: equal for all addresses of one page."""
        front, mark, query = url.partition("?")
        if not mark or not self.learned:
            return url
        host = bare_host_of(url)
        kept = [part for part in query.split("&") if f"{host} {_name_of(part)}" not in self.learned]
        return front + ("?" + "&".join(kept) if kept else "")

    def of_this_visit(self, url: str) -> str:
        """`url` with what is of the visit as the latest links have it: an old session has expired."""
        front, mark, query = url.partition("?")
        if not mark or not self.learned:
            return url
        host, parts = bare_host_of(url), []
        for part in query.split("&"):
            name = f"{host} {_name_of(part)}"
            is_known = name in self.learned and name in self._latest
            parts.append(f"{part.partition('=')[0]}={self._latest[name]}" if is_known else part)
        return f"{front}?{'&'.join(parts)}"

    def showed(self, url: str, words: str, blocks: Sequence[str]) -> None:
        """What was read at `url`, to which a link of these `words` led: hashes of its blocks."""
        if len(blocks) < TELLING:
            return
        seen = frozenset(blocks)
        for name, value, page in _parameters(url):
            before = self._shown[page]
            for other, (others_words, others) in before.items():
                if other == value:
                    continue
                if seen == others and words == others_words:
                    self._proofs[name].add(page)
                elif len(seen & others) < ALIKE * max(len(seen), len(others)):
                    self._apart.add(name)
            if len(before) < REMEMBERED:
                before[value] = (words, seen)
        self._settle()

    def linked(self, links: Iterable[Link]) -> None:
        """The links of one page."""
        here: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
        for link in links:
            for name, value, page in _parameters(link.url):
                here[name, page][value] = link.text
                self._latest[name] = value
        for (name, page), words in here.items():
            times = self._linked[page]
            for value in words:
                if value in times or len(times) < REMEMBERED:
                    times[value] = times.get(value, 0) + 1
            again = {words[value] for value in words if times.get(value, 0) > 1}
            if len(again) > 1:
                self._apart.add(name)
        self._settle()

    def _settle(self) -> None:
        proved = {name for name, pages in self._proofs.items() if len(pages) >= PROOFS}
        self.learned = frozenset((self._taught | proved) - self._apart)


def taught_by(known: Sequence[KnownPage]) -> VisitParameters:
    """What the pages of earlier nights teach."""
    parameters = VisitParameters()
    for page in known:
        if page.ever_good:
            parameters.showed(page.url, page.title, page.blocks)
    return parameters


def addresses_of_known_pages(
    known: Sequence[KnownPage], parameters: VisitParameters
) -> frozenset[str]:
    """One address for each page that is known under several: the first that showed it. None with a
    session of the server's.
    """
    kept: dict[str, str] = {}
    for page in sorted(known, key=_is_gone):
        if without_session(page.url) == page.url:
            kept.setdefault(parameters.page_of(page.url), page.url)
    return frozenset(kept.values())


def _is_gone(page: KnownPage) -> bool:
    return page.last_outcome is None or not page.last_outcome.shows_the_page


_MAY_BE = re.compile(MAY_BE_OF_A_VISIT, re.IGNORECASE)


def _parameters(url: str) -> Iterator[tuple[str, str, str]]:
    """Of each parameter that may be of a visit: "host name", value, the address without it."""
    front, mark, query = url.partition("?")
    parts = query.split("&") if mark else []
    for number, part in enumerate(parts):
        name, _, value = part.partition("=")
        if _MAY_BE.fullmatch(name):
            others = "&".join(parts[:number] + parts[number + 1 :])
            yield f"{bare_host_of(url)} {name.lower()}", value, f"{front}?{others} {name.lower()}"


def _name_of(part: str) -> str:
    return part.partition("=")[0].lower()
