"""All that one unit's crawl needs to know: what to ask, whom, how politely, where to write it."""

import asyncio
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from functools import cache, partial
from time import monotonic

from scrapy import Request

from config.errors import StoreFailed
from config.office import Office, Vantage
from config.rulebook import Rulebook
from config.unit import BrowserUse, Unit
from crawler.browser.renderer import Renderer
from crawler.browser.subresources import ScriptCache
from crawler.documents.limits import AT_ONCE
from crawler.extract.reader import Reader, ReadingContext
from crawler.extract.received_answer import ReceivedAnswer
from crawler.own_line import OwnLine
from crawler.scope import Scope
from crawler.settings import user_agent
from crawler.transport.address_guard import AddressGuard
from crawler.transport.circuit_breaker import CircuitBreakers
from crawler.vantage import Way
from crawler.workers.permit import Permit
from store.capture.file import CaptureFile
from store.clock import Clock
from store.outcomes import Outcome
from store.records import PageFacts
from store.urls import canonical


@dataclass(slots=True)
class CrawlJob:
    """One unit's crawl in one process, from its capture file to its budgets."""

    file: CaptureFile
    unit: Unit
    office: Office
    rulebook: Rulebook | None
    clock: Clock
    guard: AddressGuard
    reader: Reader
    on_page: Callable[[], None] = lambda: None
    breakers: CircuitBreakers = field(default_factory=CircuitBreakers)
    line: OwnLine | None = None  # shared by all crawls of a process
    renderer: Renderer | None = None  # the process's browsers; None: pages are not rendered
    vantage: Vantage | None = None  # a second place to look from; None: our own
    key: bytes = b""  # the office's: store.privacy.key
    permit: Permit = field(default_factory=Permit)
    script_cache: ScriptCache = field(default_factory=ScriptCache)
    rendered: int = 0  # pages that were given to a browser
    pages: int = 0  # visits of this process's share of the crawl
    stop_reason: str = ""
    failure: StoreFailed | None = None  # the store failed: the whole run stops
    _began: float = field(default_factory=monotonic)
    _scopes: dict[str, Scope] = field(default_factory=dict)
    _entries: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        self._scopes = {site.id: Scope.of(site) for site in self.unit.sites}
        self._entries = frozenset(canonical(site.url) for site in self.unit.sites)

    @property
    def today(self) -> date:
        """The office's day."""
        return self.clock.now().astimezone(self.office.zone).date()

    @property
    def budget_left(self) -> bool:
        """Pages and minutes remain; the reason is kept where they do not."""
        if self.pages >= self.office.crawl.pages_per_unit:
            self.stop_reason = "pages_per_unit"
        elif monotonic() - self._began >= self.office.crawl.minutes_per_unit * 60:
            self.stop_reason = "minutes_per_unit"
        return not self.stop_reason

    @property
    def way(self) -> Way | None:
        """To the proxy of the vantage, where it has one."""
        return Way.of(self.vantage)

    @property
    def looks_from(self) -> str:
        """The name of the vantage point."""
        return self.vantage.name if self.vantage else self.office.network.vantage

    @property
    def user_agent(self) -> str:
        return user_agent(self.office)

    async def wait_to_ask(self) -> None:
        """While our own line is in doubt, and while the reader is being loaded: the answers of more
        questions would lie in memory, and be asked for again where this process is killed.
        """
        if self.line is not None:
            await self.line.is_clear()
        if _loading:
            await asyncio.wait(tuple(_loading))

    def heard(self, outcome: Outcome, request: Request) -> None:
        """How a question ended. What a page asks of others while rendered says nothing here."""
        if self.line is not None and not request.meta.get("part_of_a_page"):
            self.line.heard(self.unit.id, outcome)

    def may_render(self) -> bool:
        """One more page may be rendered; it is counted."""
        self.rendered += 1
        return self.rendered <= self.office.crawl.browser_pages_per_unit

    def browser_use(self, site: str) -> BrowserUse:
        """What the office says of the site's pages and a browser.

        `needs_browser` outranks `browser`; "when_needed" where the unit has no such site.
        """
        found = next((s for s in self.unit.sites if s.id == site), None)
        if found is None:
            return "when_needed"
        return "always" if found.needs_browser else found.browser

    def scope(self, site: str) -> Scope | None:
        """What belongs to the site; None where the unit has no such site."""
        return self._scopes.get(site)

    def is_entry(self, url: str) -> bool:
        """A registered entry point of the unit."""
        return url in self._entries

    def obeys_robots(self, site: str) -> bool:
        """Unless the office said otherwise, for all sites or in writing for this one."""
        exempt = any(s.id == site and s.robots_exemption for s in self.unit.sites)
        return self.office.crawl.obey_robots and not exempt

    async def read(self, answer: ReceivedAnswer, masks: Iterable[str]) -> PageFacts:
        """What the answer says. A document or a very large page is waited for in a thread, and so
        is the reader itself with the first answer: half a minute of ours must not look like others'
        silence.
        """
        in_a_thread = partial(asyncio.get_running_loop().run_in_executor, _documents)
        if not _takes_a_child.cache_info().currsize:
            loading = in_a_thread(_takes_a_child)
            _loading.add(loading)
            loading.add_done_callback(_loading.discard)
            await loading
        context = ReadingContext(self.today, self.rulebook, frozenset(masks), self.key)
        if not _takes_a_child()(answer):
            return self.reader(answer, context)
        return await in_a_thread(self.reader, answer, context)


@cache
def _takes_a_child() -> Callable[[ReceivedAnswer], bool]:
    """Loads the whole reader: a night in which no page is sent does without."""
    from crawler.documents.answers import takes_a_child

    return takes_a_child


_loading: set[asyncio.Future[Callable[[ReceivedAnswer], bool]]] = set()
_documents = ThreadPoolExecutor(max_workers=AT_ONCE, thread_name_prefix="document")
