"""Our own pages, whose truth is known: the demo city's sites in their four dialects, and the frozen
lists.

Precision is the share of the entries read that are right, recall the share of the true ones that
were read; title, address and date must all be right, or the date be none where none can be known
(22-03-28). A demo list is read as the crawler reads it, page by page, by the addresses that the
pages before gave. Every kind of demo page is also looked at twice, with other counters, weather,
tokens and recommendations and nothing new said. Nothing of it is in the corpus.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from crawler.compare_captures import compare
from demo.answers import Answerer, DemoAnswer
from demo.dialects import DIALECTS
from demo.planting import plant
from demo.scenarios import SCENARIOS
from demo.site_view import View
from demo.world import Behaviour, Channel, DemoSite
from store.records import Item
from tests.evaluation.score import OURS, Answers, Goal, Question
from tests.extract.frozen_lists import frozen_lists
from tests.reading import read_page

FOLDER = ""  # they need none
SCENARIO, SEED = "inspection-2012", 1
PAGES = 40  # of one list, more than any has

NOISE = Goal("≤ 1 % wrong", wrong_at_most=0.01)
GOAL = Goal("≥ 99 %", right_at_least=0.99)

Entry = tuple[str, str, date | None]  # title, address, date


class Lists:
    """The lists of one kind, each entry a case twice over."""

    def __init__(self) -> None:
        self.precision, self.recall = Answers(OURS), Answers(OURS)

    def add(self, name: str, wanted: list[Entry], read: list[Entry]) -> None:
        for entry in read:
            self.precision.add(name, entry in wanted, "an entry of the list", _words(entry))
        for entry in wanted:
            self.recall.add(
                name, entry in read, _words(entry), "read so" if entry in read else "not read so"
            )


def questions(folder: Path, today: date) -> Iterator[Question]:
    del folder, today
    kinds: dict[str, Lists] = {}
    for dialect, name, wanted, read in _demo_lists():
        kinds.setdefault(f"demo city, {dialect}", Lists()).add(name, wanted, read)
    for page in frozen_lists():
        kinds.setdefault("frozen pages", Lists()).add(
            page.name, page.entries, [_entry(item) for item in page.read().items]
        )
    for kind, lists in kinds.items():
        yield Question(
            "own pages",
            f"{kind}: of the entries read, right (precision)",
            lists.precision,
            goal=GOAL,
        )
        yield Question(
            "own pages", f"{kind}: of the entries there, read (recall)", lists.recall, goal=GOAL
        )
    compared, fingerprints = Answers(OURS), Answers(OURS)
    for url, day, looks in _looked_at_twice():
        with compared.reading(pages=2):
            seen = compare(*looks, url=url, as_of=day)
        compared.add(
            url,
            None if seen.changed is None else not seen.changed,
            "not changed",
            (*seen.added, *seen.removed, seen.why)[0][:80],
        )
        first, second = (read_page(look, url=url, as_of=day).fingerprint for look in looks)
        fingerprints.add(
            url,
            first == second,
            "the same fingerprint",
            "the same" if first == second else "another",
        )
    yield Question(
        "own pages",
        "demo city, two looks at a page that says the same: not changed",
        compared,
        goal=NOISE,
    )
    yield Question(
        "own pages",
        "demo city, two looks at a page that says the same: same fingerprint",
        fingerprints,
        goal=NOISE,
    )


def _demo_lists() -> Iterator[tuple[str, str, list[Entry], list[Entry]]]:
    """(dialect, list, true entries, entries read) of every list that the city shows on its last
    night.
    """
    for site, view, answerer in _healthy_sites():
        dialect = DIALECTS[site.dialect]
        for channel in site.channels:
            if not channel.text and view.listed(channel):
                first = f"http://{site.host}{dialect.list_path(channel)}"
                wanted = [_true(view, channel, item.number, first) for item in view.listed(channel)]
                yield site.dialect, first, wanted, _read_through(answerer, site, first, view)


def _healthy_sites() -> Iterator[tuple[DemoSite, View, Answerer]]:
    world = plant(SCENARIOS[SCENARIO], SEED)
    now = SCENARIOS[SCENARIO].nights[-1]
    answerer = Answerer({site.host: site for site in world.sites.values()})
    for site in world.sites.values():
        if site.behaviour(now) is Behaviour.HEALTHY:
            yield site, View(site, now), answerer


def _looked_at_twice() -> Iterator[tuple[str, date, tuple[bytes, bytes]]]:
    """(address, day, two answers) of the home page, the lists and the newest article of each list."""
    for site, view, answerer in _healthy_sites():
        dialect = DIALECTS[site.dialect]
        paths = ["/"]
        for channel in site.channels:
            newest = view.listed(channel)[:1]
            paths += [
                dialect.list_path(channel),
                *(dialect.article_path(channel, item, item.number_at(view.now)) for item in newest),
            ]
        for url in (urljoin(f"http://{site.host}/", path) for path in paths):
            first, second = (_answer(answerer, site, url, view, look) for look in (1, 7))
            if first.status == 200:
                yield url, view.today, (first.body, second.body)


def _answer(answerer: Answerer, site: DemoSite, url: str, view: View, look: int) -> DemoAnswer:
    parts = urlsplit(url)
    return answerer.answer(
        site.host, parts.path + (f"?{parts.query}" if parts.query else ""), view.now, look
    )


def _true(view: View, channel: Channel, number: int, url: str) -> Entry:
    item = next(item for item in channel.items if item.number == number)
    path = DIALECTS[view.site.dialect].article_path(channel, item, item.number_at(view.now))
    return item.title, urljoin(url, path), item.day


def _read_through(answerer: Answerer, site: DemoSite, first: str, view: View) -> list[Entry]:
    """The list's entries, its further pages asked for as its own pages say."""
    found: dict[Entry, None] = {}
    waiting, met = [first], {first}
    while waiting and len(met) <= PAGES:
        url = waiting.pop(0)
        answer = _answer(answerer, site, url, view, look=1)
        facts = read_page(
            answer.body,
            url=url,
            status=answer.status,
            headers=dict(answer.headers),
            as_of=view.today,
        )
        found |= dict.fromkeys(map(_entry, facts.items))
        further = [
            page for page in (*facts.next_pages[:1], *facts.data_requests) if page not in met
        ]
        waiting += further
        met.update(further)
    return list(found)


def _entry(item: Item) -> Entry:
    return item.title, item.url, item.claimed


def _words(entry: Entry) -> str:
    title, url, day = entry
    return f"{title} {day or 'undated'} {url}"
