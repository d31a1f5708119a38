"""Links that no crawl asks for: whether they lead anywhere (docs/decisions/0032). A bounded and
polite look: by the probe's stages, its guard and its redirects, robots.txt once a host and round,
one question at a time to an address with the office's own pause between, and no more of a host that
does not answer.

A stranger's page is asked for its head alone, and wholly only where that says that it is not there:
servers that answer no HEAD are many. A page of the unit's own is read, because it may say in words
that it is gone. What is not there is asked a second time at the round's end; only where both agree
was it seen to be gone.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from time import sleep
from typing import Literal

from config.office import Office
from config.rulebook import Rulebook
from crawler.probing.names import resolved
from crawler.probing.probe import Prober
from crawler.probing.walk import Ended
from crawler.scope import host_of, is_web_address
from crawler.transport.limits import FAILURES_ALLOWED
from crawler.transport.rate_limiter import LONGEST_DELAY_S
from crawler.transport.robots_txt import place_of
from store.clock import Clock
from store.merge.link_looks import LinkLook, LinkState
from store.outcomes import Outcome, OutcomeGroup

AT_ONCE = 8
OF_ONE_HOST = 20  # questions to one host in one night, whoever leads there
SUSPECT_AGAIN = timedelta(days=3)  # what proves nothing is asked again after so long
_NOT_THERE = (Outcome.HTTP_404_410, Outcome.SOFT_404, Outcome.DNS_NXDOMAIN)
_SETTLED_BY_A_HEAD = (
    OutcomeGroup.OPEN,
    OutcomeGroup.OURS,
    OutcomeGroup.POLICY,
    OutcomeGroup.INSIDE,
)


@dataclass(frozen=True, slots=True)
class LinkToAsk:
    """An address that a unit's pages lead to. `is_own`: on the unit's own hosts."""

    unit: str
    url: str
    is_own: bool
    known: LinkState | None = None


def tonight(links: Iterable[LinkToAsk], office: Office, now: datetime) -> list[LinkToAsk]:
    """Which of them are asked for tonight, each address once: of each unit
    `crawl.links_per_unit` at most, of each host `OF_ONE_HOST`. What was seen to be gone is first,
    then what nobody has looked at, then what was looked at longest ago. Pure.
    """
    reverify = timedelta(days=office.crawl.reverify_days)
    due = [link for link in links if is_web_address(link.url) and _is_due(link, now, reverify)]
    chosen: dict[str, LinkToAsk] = {}
    of_unit: Counter[str] = Counter()
    of_host: Counter[str] = Counter()
    for link in sorted(due, key=_rank):
        host = host_of(link.url)
        if of_unit[link.unit] >= office.crawl.links_per_unit:
            continue
        if link.url in chosen:
            chosen[link.url] = replace(link, is_own=link.is_own or chosen[link.url].is_own)
        elif of_host[host] < OF_ONE_HOST:
            chosen[link.url] = link
            of_unit[link.unit] += 1
            of_host[host] += 1
    return list(chosen.values())


def _is_due(link: LinkToAsk, now: datetime, reverify: timedelta) -> bool:
    if link.known is None:
        return True
    age = now - link.known.last_at
    if link.known.outcome in _NOT_THERE:
        return not link.known.is_tonights
    pause = reverify if link.known.outcome.shows_the_page else SUSPECT_AGAIN
    return age + timedelta(hours=12) > pause


def _rank(link: LinkToAsk) -> tuple[int, str, str]:
    if link.known is None:
        return 1, "", link.url
    is_gone = link.known.outcome in _NOT_THERE
    return (0 if is_gone else 2), link.known.last_at.isoformat(), link.url


def link_looks(
    links: Sequence[LinkToAsk], office: Office, rulebook: Rulebook, clock: Clock
) -> list[LinkLook]:
    """Each address looked at; what could not be judged is left out. Never raises."""
    prober = Prober(office, clock, rulebook, robots={})

    def of_one_address(group: list[LinkToAsk]) -> list[LinkLook]:
        return _looked_at(group, prober, office.crawl.delay_s)

    with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="links") as threads:
        hosts = list(dict.fromkeys(host_of(link.url) for link in links))
        found = threads.map(lambda host: _address_of(host, prober), hosts)
        by_address = _by_address(links, dict(zip(hosts, found, strict=True)))
        looks = [look for seen in threads.map(of_one_address, by_address.values()) for look in seen]
    return [look for look in looks if look.outcome.group is not OutcomeGroup.OURS]


def _by_address(
    links: Iterable[LinkToAsk], addresses: Mapping[str, str]
) -> dict[str, list[LinkToAsk]]:
    """Hosts on one server are one after the other."""
    groups: dict[str, list[LinkToAsk]] = defaultdict(list)
    for link in links:
        groups[addresses[host_of(link.url)]].append(link)
    return groups


def _address_of(host: str, prober: Prober) -> str:
    """Its own name where none was found: then nobody shares a server with it."""
    try:
        return resolved(host, prober.guard, is_entry=False).addresses[0]
    except Ended:
        return host


def _looked_at(links: list[LinkToAsk], prober: Prober, pause_s: float) -> list[LinkLook]:
    failures: Counter[str] = Counter()
    looks: dict[str, LinkLook] = {}
    for link in links:
        host = host_of(link.url)
        if failures[host] < FAILURES_ALLOWED:
            look = looks[link.url] = _look(link, prober, pause_s)
            is_silent = look.outcome.group is OutcomeGroup.UNREACHABLE
            failures[host] = failures[host] + 1 if is_silent else 0
            if look.outcome is Outcome.RATE_LIMITED:
                failures[host] = FAILURES_ALLOWED
    for link in links:
        look_before = looks.get(link.url)
        if look_before is not None and look_before.outcome in _NOT_THERE:
            again = _look(replace(link, is_own=True), prober, pause_s)
            looks[link.url] = again if again.outcome is not look_before.outcome else look_before
    return list(looks.values())


def _look(link: LinkToAsk, prober: Prober, pause_s: float) -> LinkLook:
    try:
        resolved(host_of(link.url), prober.guard, is_entry=False)
    except Ended as end:
        if end.outcome is Outcome.DNS_NXDOMAIN:
            return LinkLook(link.url, prober.clock.now(), end.outcome, end.reason)
    if not link.is_own:
        head = _asked(link.url, prober, "HEAD")
        sleep(_pause(link.url, prober, pause_s))
        if head.outcome.group in _SETTLED_BY_A_HEAD:
            return head
    look = _asked(link.url, prober, "GET")
    sleep(_pause(link.url, prober, pause_s))
    return look


def _pause(url: str, prober: Prober, pause_s: float) -> float:
    """The office's own, or the longer one that the host asks for."""
    rules = (prober.robots or {}).get(place_of(url))
    asked = rules.crawl_delay(prober.office.crawl.user_agent) if rules else None
    return max(pause_s, min(float(asked or 0), LONGEST_DELAY_S))


def _asked(url: str, prober: Prober, method: Literal["GET", "HEAD"]) -> LinkLook:
    probe = prober.seen(url, method=method).probe
    return LinkLook(url, probe.at, probe.outcome, probe.reason, probe.status)
