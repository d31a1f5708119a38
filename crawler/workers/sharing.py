"""Which units' crawls share a worker. Pure."""

from collections.abc import Mapping, Sequence

from config.unit import Unit
from crawler.scope import host_of


def share_out(
    units: Sequence[tuple[Unit, int]], count: int, dns: Mapping[str, str]
) -> list[list[int]]:
    """At most `count` shares of indices into `units` (unit, weight), heaviest groups first, each to
    the lightest share.

    Units with an entry point on the same server are never parted: politeness makes a server
    indivisible.
    """
    shares: list[list[int]] = [[] for _ in range(count)]
    loads = [0] * count
    for group in sorted(
        _groups([unit for unit, _ in units], dns),
        key=lambda group: -sum(units[i][1] for i in group),
    ):
        lightest = loads.index(min(loads))
        shares[lightest].extend(group)
        loads[lightest] += sum(units[i][1] for i in group)
    return [share for share in shares if share]


def _groups(units: Sequence[Unit], dns: Mapping[str, str]) -> list[list[int]]:
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
