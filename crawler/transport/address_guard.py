"""Where names lead, decided once for everything that connects: the guard (its Twisted side is
`crawler.transport.resolver`).

Three things that Scrapy's own resolvers do not do (docs/stack.md §3.1): addresses that are not
public are never handed out, the reason of a failure is kept (NXDOMAIN is the unit's, a dead name
server is ours), and an answer has a deadline of its own, so that a slow name server is not taken
for a silent site.
"""

import asyncio
import socket
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from time import monotonic

from config.addresses import is_an_address, is_inner, is_refused
from config.office import NetworkSettings
from config.unit import Unit
from crawler.scope import host_of
from store.outcomes import Ours, Outcome
from store.urls import ascii_host

DEADLINE_S = 5.0
REMEMBERED_S = 600.0  # good answers only: a failure is asked again at the next try


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a name leads to: addresses to connect to, or the outcome that says why there are none."""

    host: str
    addresses: tuple[str, ...] = ()
    outcome: Outcome | None = None
    reason: str = ""
    seen: tuple[str, ...] = ()  # every address, the refused ones too
    errno: int | None = None  # the resolver's own word: EAI_NONAME is not EAI_AGAIN

    @property
    def may_connect(self) -> bool:
        return self.outcome is None

    def for_entry_point(self) -> "Resolution":
        """As for an entry point: one into the inner network only is `intranet_only`."""
        if (
            self.outcome is Outcome.REFUSED_BY_OUR_POLICY
            and self.seen
            and all(is_inner(a) for a in self.seen)
        ):
            return Resolution(self.host, (), Outcome.INTRANET_ONLY, ", ".join(self.seen), self.seen)
        return self


class AddressGuard:
    """Looks names up: the office's own table first, then the system. Never raises."""

    def __init__(
        self,
        network: NetworkSettings,
        deadline_s: float = DEADLINE_S,
        opened: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        """`opened`: the inner ranges to which a host name alone may lead (`opened_for`)."""
        self._opened = dict(opened or {})
        self._ways: dict[str, str] = {}
        self._table = {_plain(name): address for name, address in network.dns.items()}
        self._public = tuple(network.treat_as_public)
        self._deadline_s = deadline_s
        self._remembered: dict[str, tuple[float, Resolution]] = {}
        # Threads of our own: a handful of dead name servers must not use up the loop's default
        # ones.
        self._threads = ThreadPoolExecutor(32, thread_name_prefix="dns")

    def is_opened(self, host: str) -> bool:
        """The office opened an inner range for this name: nobody else's page may send us there."""
        return _plain(host) in self._opened

    async def look_up(self, host: str) -> Resolution:
        """Where `host` leads; good answers are remembered for ten minutes."""
        name = _plain(host)
        until, answer = self._remembered.get(name, (0.0, None))
        if answer is None or monotonic() > until:
            answer = await self._ask(name)
            if answer.may_connect:
                self._remembered[name] = (monotonic() + REMEMBERED_S, answer)
        return answer

    def open_way(self, alias: str, host: str) -> None:
        """The engine may connect to `host`, the office's proxy, by the name `alias`; pages not."""
        self._ways[alias] = host

    async def way(self, alias: str) -> tuple[str, ...]:
        """The addresses behind an opened way; () for every other name."""
        host = self._ways.get(alias, "")
        if not host:
            return ()
        mapped = self._table.get(host.lower(), host)
        try:
            return await asyncio.get_running_loop().run_in_executor(
                self._threads, _addresses, mapped
            )
        except (OSError, UnicodeError):
            return ()

    async def _ask(self, name: str) -> Resolution:
        mapped = self._table.get(name, name)
        if mapped in _SAID:
            return Resolution(name, (), *_SAID[mapped])
        try:
            found = await asyncio.wait_for(
                asyncio.get_running_loop().run_in_executor(self._threads, _addresses, mapped),
                self._deadline_s,
            )
        except TimeoutError:
            return Resolution(name, (), *_SAID["timeout"])
        except (OSError, UnicodeError) as error:
            return Resolution(name, (), *_meaning(error), errno=getattr(error, "errno", None))
        return self._judged(name, found)

    def _judged(self, name: str, found: tuple[str, ...]) -> Resolution:
        """One bad record refuses the whole name: we do not choose which is connected to."""
        allowed = (*self._public, *self._opened.get(name, ()))
        refused = [address for address in found if is_refused(address, allowed)]
        if refused:
            return Resolution(
                name,
                (),
                Outcome.REFUSED_BY_OUR_POLICY,
                f"address not public: {', '.join(refused)}",
                found,
            )
        return Resolution(name, found, seen=found)


def opened_for(units: Iterable[Unit]) -> dict[str, tuple[str, ...]]:
    """The inner ranges that the office opened, by the host of the one site for which it did."""
    opened: dict[str, tuple[str, ...]] = {}
    for site in (site for unit in units for site in unit.sites if site.inner_ranges):
        host = host_of(site.url)
        opened[host] = (*opened.get(host, ()), *site.inner_ranges)
    return opened


def _plain(host: str) -> str:
    name = host.strip("[]").rstrip(".")
    try:
        return ascii_host(name)
    except ValueError:
        return name.lower()  # no name server knows it


# What the office's table may say in place of an address, and what the system's errors mean.
# EAI_NODATA: the name is there and has no address, which for a visitor is the same failure.
_SAID: dict[str, tuple[Outcome, str]] = {
    "nxdomain": (Outcome.DNS_NXDOMAIN, "no such name"),
    "servfail": (Outcome.NOT_JUDGED, Ours.DNS_SERVFAIL),
    "timeout": (Outcome.NOT_JUDGED, Ours.DNS_TIMEOUT),
}
_NO_SUCH_NAME = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}


def is_written_inside(host: str) -> bool:
    """`host` is an address in numbers, in any spelling that the system reads, and lies in no public
    space. A name is not asked for.
    """
    try:
        address = host if ":" in host else socket.inet_ntoa(socket.inet_aton(host))
    except (OSError, UnicodeError):
        return False
    return is_an_address(address) and is_refused(address)


def _addresses(host: str) -> tuple[str, ...]:
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def _meaning(error: OSError | UnicodeError) -> tuple[Outcome, str]:
    if isinstance(error, UnicodeError):
        return Outcome.DNS_NXDOMAIN, "not a host name"
    if isinstance(error, socket.gaierror):
        return _SAID["nxdomain"] if error.errno in _NO_SUCH_NAME else _SAID["servfail"]
    return Outcome.NOT_JUDGED, Ours.LOCAL_RESOURCES
