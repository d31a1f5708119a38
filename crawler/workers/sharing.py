"""Which worker crawls which units: dealt heaviest first, and the rest as workers become free.

Units with an entry point on the same server are never parted: politeness makes a server
indivisible.
"""

import socket
from collections import deque
from collections.abc import Mapping, Sequence
from threading import Lock

from config.unit import Unit
from crawler.scope import host_of

Share = list[int]  # indices into the units


class Dealer:
    """Deals groups of units to workers. Safe to be asked by many threads."""

    def __init__(
        self,
        units: Sequence[tuple[Unit, int]],
        dns: Mapping[str, str],
        *,
        workers: int,
        at_once: int,
    ) -> None:
        """`units` are (unit, weight); `at_once`: how many a worker crawls at the same time."""
        weights = [weight for _, weight in units]
        heaviest_first = sorted(
            groups_by_server([unit for unit, _ in units], dns),
            key=lambda group: -sum(weights[i] for i in group),
        )
        self._at_once = at_once
        self._left = deque(heaviest_first)
        self._lock = Lock()
        self.first = self._first(weights, workers)

    def next(self, in_the_air: int) -> Share:
        """For a worker that has so many under way: the next group that it has places for. One that
        is larger than its places goes to whoever has nothing else. Empty where there is none.
        """
        with self._lock:
            has_places = self._left and (
                not in_the_air or in_the_air + len(self._left[0]) <= self._at_once
            )
            return self._left.popleft() if has_places else []

    def _first(self, weights: Sequence[int], workers: int) -> list[Share]:
        """What each worker begins with: the heaviest groups, each to the lightest that has places."""
        shares: list[Share] = [[] for _ in range(workers)]
        loads = [0] * workers
        while self._left:
            with_places = [
                n
                for n in range(workers)
                if len(shares[n]) + len(self._left[0]) <= self._at_once or not shares[n]
            ]
            if not with_places:
                break
            lightest = min(with_places, key=lambda n: loads[n])
            group = self._left.popleft()
            shares[lightest].extend(group)
            loads[lightest] += sum(weights[i] for i in group)
        return [share for share in shares if share]


def groups_by_server(units: Sequence[Unit], dns: Mapping[str, str]) -> list[list[int]]:
    """Indices joined by a common server, as far as the office's table tells of one."""
    group_of_server: dict[str, list[int]] = {}
    group_of: dict[int, list[int]] = {}
    for index, unit in enumerate(units):
        mine = [index]
        for server in {dns.get(host_of(site.url), host_of(site.url)) for site in unit.sites}:
            theirs = group_of_server.get(server)
            if theirs is not None and theirs is not mine:
                mine = sorted({*theirs, *mine})
            group_of_server[server] = mine
        for member in mine:
            group_of[member] = mine
        for server, group in group_of_server.items():
            group_of_server[server] = group_of[group[0]]
    return list({id(group): group for group in group_of.values()}.values())


def addresses_of(unit: Unit, dns: Mapping[str, str]) -> list[str]:
    """Whom a crawl of the unit asks, to be kept from others meanwhile: the hosts of its entry
    points and where they lead now. A name that leads nowhere stands for itself.
    """
    found: set[str] = set()
    for host in {dns.get(host_of(site.url), host_of(site.url)) for site in unit.sites}:
        found.add(host)
        try:
            found |= {str(to[0]) for *_, to in socket.getaddrinfo(host, None)}
        except (OSError, UnicodeError):
            continue
    return sorted(found)
