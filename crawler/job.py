"""All that one unit's crawl needs to know, in one place: what to ask, whom, how politely, and where to write it."""

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from time import monotonic
from typing import Protocol

from config.errors import StoreFailed
from config.office import Office
from config.rulebook import Rulebook
from config.unit import Unit
from crawler.documents.answers import is_document
from crawler.documents.limits import AT_ONCE
from crawler.middlewares.politeness import Hosts
from crawler.own_line import OwnLine
from crawler.resolver import Guard
from crawler.scope import Scope
from store.capture_file import CaptureFile
from store.clock import Clock
from store.records import PageFacts
from store.urls import canonical


class Reader(Protocol):
    """`crawler.documents.answers.read_answer`, or a test's stand-in."""

    def __call__(
        self,
        body: bytes,
        *,
        url: str,
        headers: Mapping[str, str],
        status: int | None,
        content_type: str,
        as_of: date,
        rulebook: Rulebook | None,
        masks: frozenset[str],
    ) -> PageFacts: ...


@dataclass(slots=True)
class Job:
    file: CaptureFile
    unit: Unit
    office: Office
    rulebook: Rulebook | None
    clock: Clock
    guard: Guard
    reader: Reader
    on_page: Callable[[], None] = lambda: None
    hosts: Hosts = field(default_factory=Hosts)
    line: OwnLine | None = None  # shared by all crawls of a process
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

    def scope(self, site: str) -> Scope | None:
        return self._scopes.get(site)

    def is_entry(self, url: str) -> bool:
        """A registered entry point of the unit."""
        return url in self._entries

    def obeys_robots(self, site: str) -> bool:
        exempt = any(s.id == site and s.robots_exemption for s in self.unit.sites)
        return self.office.crawl.obey_robots and not exempt

    async def read(self, body: bytes, *, url: str, headers: Mapping[str, str], status: int | None, masks: frozenset[str]) -> PageFacts:
        """What the answer says. A document is waited for in a thread: half a minute of ours must not look like others' silence."""
        content_type = headers.get("Content-Type", "")
        read = partial(
            self.reader,
            body,
            url=url,
            headers=headers,
            status=status,
            content_type=content_type,
            as_of=self.today,
            rulebook=self.rulebook,
            masks=masks,
        )
        if not is_document(body, url=url, status=status, content_type=content_type):
            return read()
        return await asyncio.get_running_loop().run_in_executor(_documents, read)


_documents = ThreadPoolExecutor(max_workers=AT_ONCE, thread_name_prefix="document")
