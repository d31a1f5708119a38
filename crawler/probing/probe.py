"""The probe: one home page, stage by stage, from its name to what it shows (docs/stack.md §3.3).

Where the spider visits thousands of pages, the probe asks one thing of a site: can the public open
it, and if not, at which stage does it end? DNS → TCP → TLS → HTTP → content, all within 15 seconds,
each with its outcome, errno and time. It asks by the spider's rules: its guard, its table of names,
its redirects, its reader, its robots.txt.
"""

import logging
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from itertools import count
from typing import Literal
from urllib.parse import urlsplit

from cryptography import x509

from config.office import Office, Vantage
from config.rulebook import Rulebook
from crawler.errnos import OUR_BUG, by_errno
from crawler.probing import content
from crawler.probing import may_ask as robots
from crawler.probing.by_proxy import connected_by, must_be_allowed
from crawler.probing.connect import connected, port_of
from crawler.probing.http import Answered, answered
from crawler.probing.may_ask import Remembered
from crawler.probing.names import resolved
from crawler.probing.tls import secured
from crawler.probing.walk import DEADLINE_S, Deadline, Ended, Stage, Walk
from crawler.scope import host_of, is_web_address
from crawler.transport import robots_txt
from crawler.transport.address_guard import AddressGuard
from crawler.transport.certificate import fault_of_leaf
from crawler.transport.exchange import server_date
from crawler.transport.redirects import jump_of, visit_of
from crawler.vantage import FROM_THE_PROXY, PROVED_NOTHING, Way
from store.clock import Clock
from store.outcomes import Outcome, OutcomeGroup
from store.records import PageFacts
from store.urls import canonical

_LONGEST_HEADER = 500
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Probe:
    """One try at one address."""

    url: str
    at: datetime
    outcome: Outcome
    reason: str
    seconds: float  # from the first stage to the last, never more than 15 and a little
    stages: tuple[Stage, ...]
    vantage: str = ""
    errno: int | None = None
    status: int | None = None
    final_url: str = ""
    ip: str = ""
    tls: str = ""  # TLSv1.3 …
    server_date: datetime | None = None

    @property
    def opens(self) -> bool:
        """A visitor finds the page there, if with a fault of quality."""
        return self.outcome.group in (OutcomeGroup.OPEN, OutcomeGroup.DEFECTIVE)


@dataclass(frozen=True, slots=True)
class ProbedPage:
    """A probe with the page it ended at; `facts` is None where none was read."""

    probe: Probe
    facts: PageFacts | None = None
    body: bytes = b""


@dataclass(slots=True)
class Prober:
    """Asks as one office would: with its name, its table of names, its rulebook, at the time its
    clock shows.

    `manner`: header fields sent instead of the office's own, for a visit as somebody else
    (crawler/cloaking_check.py).
    """

    office: Office
    clock: Clock
    rulebook: Rulebook | None = None
    manner: Mapping[str, str] = field(default_factory=dict)
    vantage: Vantage | None = None  # a second place to look from; None: our own
    opened: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # crawler.vantage.opened_at
    # what robots.txt said, by its place, where it is asked for once a round; None: once a walk
    robots: Remembered | None = None
    guard: AddressGuard = field(init=False)

    def __post_init__(self) -> None:
        self.guard = AddressGuard(self.office.network, opened=self.opened)

    @property
    def way(self) -> Way | None:
        """To the proxy of the vantage, where it has one."""
        return Way.of(self.vantage)

    def probe(
        self,
        url: str,
        *,
        is_same_host: Callable[[str], bool] | None = None,
        obeys_robots: bool = True,
    ) -> Probe:
        """One try at `url`, redirects followed where `is_same_host` says so. Never raises."""
        return self.seen(url, is_same_host=is_same_host, obeys_robots=obeys_robots).probe

    def seen(
        self,
        url: str,
        *,
        is_same_host: Callable[[str], bool] | None = None,
        obeys_robots: bool = True,
        method: Literal["GET", "HEAD"] = "GET",
    ) -> ProbedPage:
        """As `probe`, with what the page said; of a HEAD only whether it is there."""
        at, walk = self.clock.now(), Walk(Deadline(min(DEADLINE_S, self.office.crawl.timeout_s)))
        obeys = obeys_robots and self.office.crawl.obey_robots
        visit = _Visit(self, walk, obeys, method)
        try:
            outcome, reason, errno = *visit.look(url, is_same_host), None
        except Ended as end:
            outcome, reason, errno = end.outcome, end.reason, end.errno
        # no descriptor for a loop or a selector: whatever it is, it is none of the site's
        except OSError as error:
            (outcome, reason), errno = by_errno(error.errno), error.errno
            outcome, reason = (outcome, reason) if outcome.group is OutcomeGroup.OURS else OUR_BUG
        except Exception:  # one host's bytes must not end the round of all others
            log.exception("our own fault at %s", url)
            (outcome, reason), errno = OUR_BUG, None
        if self.way and outcome.group is OutcomeGroup.UNREACHABLE:
            outcome, reason = PROVED_NOTHING  # the proxy may be the one who is closed
        probe = Probe(
            url=url,
            at=at,
            outcome=outcome,
            reason=str(reason),
            seconds=round(sum(stage.seconds for stage in walk.stages if stage.is_the_sites), 3),
            stages=tuple(walk.stages),
            vantage=self.vantage.name if self.vantage else self.office.network.vantage,
            errno=errno,
            status=visit.status,
            final_url=visit.final_url or url,
            ip=visit.ip,
            tls=visit.tls,
            server_date=visit.server_date,
        )
        return ProbedPage(probe, visit.facts, visit.body)

    def other_scheme(self, url: str) -> str:
        """The address over http for https and back; "" where a port is spelled out."""
        parts = urlsplit(url)
        if host_of(url) != parts.netloc.lower():
            return ""
        return parts._replace(scheme="http" if parts.scheme == "https" else "https").geturl()

    @property
    def headers(self) -> dict[str, str]:
        """The header fields of every question."""
        crawl = self.office.crawl
        return {
            "User-Agent": f"{crawl.user_agent} (+{crawl.contact})"
            if crawl.contact
            else crawl.user_agent,
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "Accept-Language": "zh-CN,zh;q=0.9",
        } | dict(self.manner)


@dataclass(slots=True)
class _Visit:
    """What is learned on the way of one try."""

    prober: Prober
    walk: Walk
    obeys_robots: bool
    method: Literal["GET", "HEAD"] = "GET"
    status: int | None = None
    final_url: str = ""
    ip: str = ""
    tls: str = ""
    is_legacy: bool = False
    certificate: x509.Certificate | None = None
    server_date: datetime | None = None
    facts: PageFacts | None = None
    body: bytes = b""

    def look(self, url: str, is_same_host: Callable[[str], bool] | None) -> tuple[Outcome, str]:
        """Follow `url` to where it ends. Raises Ended where a stage settles it."""
        if not is_web_address(url):
            raise Ended(Outcome.REFUSED_BY_OUR_POLICY, "neither http nor https")
        redirects = visit_of(url, is_same_host, self.prober.guard.is_opened)
        target, sets_cookies = url, False
        for hops in count():
            answer = self._hop(target)
            sets_cookies = sets_cookies or "Set-Cookie" in answer.headers
            self.final_url = canonical(target)
            onward = redirects.leads_to(answer.status, answer.headers.get("Location", ""), target)
            if not onward and self.method == "HEAD":
                return _by_its_head(answer)
            if not onward:
                onward, outcome, reason = self._content(answer)
                if not onward:
                    return outcome, reason
            refused = redirects.refusal(onward, hops, sets_cookies=sets_cookies)
            if refused:
                raise Ended(*refused)
            target = onward
        raise AssertionError("unreachable: the loop returns")

    def _hop(self, url: str) -> Answered:
        self.walk.url = url
        if self.obeys_robots:
            with self.walk.stage("robots"):
                aside = replace(self.walk, deadline=Deadline(robots_txt.DEADLINE_S), stages=[])
                visit = _Visit(self.prober, aside, obeys_robots=False)
                robots.must_allow(
                    url,
                    self.prober.office.crawl.user_agent,
                    lambda place: visit._ask(place, robots_txt.MAX_BYTES),
                    self.prober.guard.is_opened,
                    self.prober.robots,
                )
        return self._ask(url)

    def _ask(self, url: str, max_bytes: int | None = None) -> Answered:
        """The four stages of the wire for one address. Raises Ended."""
        parts, deadline = urlsplit(url), self.walk.deadline
        host, port = host_of(url), port_of(url)
        if self.prober.way is not None:
            return self._ask_by_proxy(self.prober.way, url, max_bytes)
        with self.walk.stage("dns") as found:
            addresses = resolved(host, self.prober.guard, is_entry=True).addresses
            found += addresses
            self.ip = addresses[0]
        with self.walk.stage("tcp") as found:
            first = connected(addresses, port, deadline)
            self.ip = first.address
            found.append(f"{first.address}:{port}")
        sock, once = first.sock, [first.sock]
        if parts.scheme == "https":
            sock = self._secured(
                host, lambda: once.pop() if once else connected(addresses, port, deadline).sock
            )
        return self._answer(sock, url, max_bytes)

    def _ask_by_proxy(self, way: Way, url: str, max_bytes: int | None) -> Answered:
        """As `_ask`, from where the proxy stands: name and connection are its business."""
        host, port, is_https = host_of(url), port_of(url), url.startswith("https:")
        prober, deadline = self.prober, self.walk.deadline
        with self.walk.stage("proxy") as found:
            assert prober.vantage is not None
            must_be_allowed(host, prober.guard, prober.vantage)
            sock = connected_by(way, prober.guard, host, port, is_https=is_https, deadline=deadline)
            found.append(prober.vantage.name)
        if is_https:
            once = [sock]
            again = partial(
                connected_by, way, prober.guard, host, port, is_https=True, deadline=deadline
            )
            return self._answer(
                self._secured(host, lambda: once.pop() if once else again()), url, max_bytes
            )
        answer = self._answer(sock, url, max_bytes, to_proxy=True)
        if answer.status in FROM_THE_PROXY:
            raise Ended(*PROVED_NOTHING)
        return answer

    def _secured(self, host: str, connect: Callable[[], socket.socket]) -> socket.socket:
        with self.walk.stage("tls") as found:
            secure = secured(connect, host, self.walk.deadline)
            self.tls, self.is_legacy, self.certificate = (
                secure.version,
                secure.is_legacy,
                secure.certificate,
            )
            fault = (
                fault_of_leaf(secure.certificate, host, self.prober.clock.now())
                if secure.certificate
                else None
            )
            found += [secure.version, *([fault[1]] if fault else [])]
            return secure.sock

    def _answer(
        self, sock: socket.socket, url: str, max_bytes: int | None, *, to_proxy: bool = False
    ) -> Answered:
        with self.walk.stage("http") as found:
            limit = {} if max_bytes is None else {"max_bytes": max_bytes}
            way = self.prober.way
            asked = self.prober.headers | (
                {"Proxy-Authorization": way.authorization}
                if to_proxy and way and way.authorization
                else {}
            )
            answer = answered(
                sock,
                url,
                asked,
                self.walk.deadline,
                to_proxy=to_proxy,
                method=self.method,
                **limit,
            )
            self.status, self.server_date = (
                answer.status,
                server_date(answer.headers),
            )
            if answer.status == 304:
                raise Ended(Outcome.PARSE_ANOMALY, "304 without being asked")
            found += [str(answer.status), f"{len(answer.body)} B"]
        return answer

    def _content(self, answer: Answered) -> tuple[str, Outcome, str]:
        """What the page is; or where it only leads on."""
        clock, office = self.prober.clock, self.prober.office
        with self.walk.stage("content") as found:
            facts = content.read(
                _trimmed(answer),
                self.walk.url,
                clock.now().astimezone(office.zone).date(),
                self.prober.rulebook,
            )
            self.facts, self.body = facts, answer.body
            onward = jump_of(facts, self.final_url)
            if onward:
                found.append(f"leads to {onward}")
                return onward, facts.outcome, ""
            old_tls = self.tls if self.is_legacy else ""
            outcome, reason = content.settled(
                facts, host_of(self.walk.url), self.certificate, old_tls, clock.now()
            )
            found.append(facts.title)
            if outcome is not Outcome.OPEN:
                raise Ended(outcome, reason)
        return "", outcome, reason


def _by_its_head(answer: Answered) -> tuple[Outcome, str]:
    """That it is there; anything else a whole answer has to say."""
    if 200 <= answer.status < 300:
        return Outcome.OPEN, ""
    return Outcome.HTTP_4XX, f"HEAD answered {answer.status}"


def _trimmed(answer: Answered) -> Answered:
    return replace(
        answer, headers={name: value[:_LONGEST_HEADER] for name, value in answer.headers.items()}
    )
