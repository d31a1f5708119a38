"""The cloaking check: a home page as it shows itself to a browser that comes from a search engine
(docs/faults.md W10).

A site that was broken into often shows the inspector its old face, and a stranger's only to those
who come by a search engine: the strangers want its rank there, and no complaints. One question a
site and night, with the header fields of an ordinary browser and nothing else: no cookie, no
script, no challenge solved. robots.txt was asked by the crawl; a site that it closed to us is not
visited a second time either.
"""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from hashlib import sha256
from urllib.parse import urlsplit

from config.office import Office
from config.rulebook import Rulebook
from crawler.extract.identity import broken_up, is_strangers_host
from crawler.extract.noise.words import without_noise
from crawler.extract.stable import shape_of
from crawler.probing.probe import ProbedPage, Prober
from crawler.scope import host_of
from store.clock import Clock
from store.merge.page_identities import CloakingCheck
from store.outcomes import Outcome, OutcomeGroup
from store.records import PageIdentity

AT_ONCE = 8
MANNER = {
    "User-Agent": "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
    "Referer": "https://www.baidu.com/link?url=gov",
    "Upgrade-Insecure-Requests": "1",
}


@dataclass(frozen=True, slots=True)
class HomePage:
    """A home page to be visited again; `is_same_host`: which redirects stay on its site."""

    unit: str
    site: str
    url: str
    is_same_host: Callable[[str], bool]


def cloaking_checks(
    home_pages: Iterable[HomePage], office: Office, rulebook: Rulebook, clock: Clock
) -> list[tuple[CloakingCheck, bytes]]:
    """Each entry point once, with the body where a stranger's words stood in it. Never raises."""
    prober = Prober(office, clock, rulebook, manner=MANNER)

    def one(home_page: HomePage) -> tuple[CloakingCheck, bytes]:
        return _told(
            home_page,
            prober.seen(home_page.url, is_same_host=home_page.is_same_host, obeys_robots=False),
        )

    with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="second") as threads:
        return list(threads.map(one, home_pages))


def _told(home_page: HomePage, seen: ProbedPage) -> tuple[CloakingCheck, bytes]:
    probe, identity = seen.probe, seen.facts.identity if seen.facts else None
    if probe.outcome is Outcome.MOVED and is_strangers_host(
        host_of(probe.reason), host_of(home_page.url)
    ):
        identity = replace(identity or PageIdentity(), sends_away=broken_up(host_of(probe.reason)))
    is_news = _has_signs(identity) or probe.outcome.group is OutcomeGroup.REPLACED
    body = seen.body if is_news else b""
    return (
        CloakingCheck(
            unit=home_page.unit,
            site=home_page.site,
            url=home_page.url,
            at=probe.at,
            outcome=probe.outcome,
            reason=broken_up(probe.reason) if probe.outcome is Outcome.MOVED else probe.reason,
            final_url=probe.final_url
            if urlsplit(probe.final_url).hostname == urlsplit(home_page.url).hostname
            else "",
            sha256=sha256(body).hexdigest() if body else "",
            identity=identity,
            face=_face(probe.outcome, identity),
        ),
        body,
    )


def _face(outcome: Outcome, identity: PageIdentity | None) -> str:
    """What two visits have in common that were shown the same owner, or the same stranger.
    Counters, clocks and today's news stand in the first words, the last ones and the counts; they
    are no face.
    """
    shown: tuple[object, ...] = (outcome.value,)
    if identity is not None:
        tenth_of_strangers = round(identity.outlinks / identity.links, 1) if identity.links else 0
        shown += (
            shape_of(without_noise(identity.title)),
            identity.marks,
            identity.foreign_in_tags,
            identity.reporting,
        )
        shown += (
            bool(identity.foreign_in_text),
            identity.strangers,
            identity.sends_away,
            round(identity.han_share, 1),
            tenth_of_strangers,
        )
    return sha256(repr(shown).encode()).hexdigest()[:16]


def _has_signs(identity: PageIdentity | None) -> bool:
    if identity is None:
        return False
    return bool(
        identity.foreign_in_tags
        or identity.foreign_in_text
        or identity.strangers
        or identity.sends_away
        or not identity.marks
    )
