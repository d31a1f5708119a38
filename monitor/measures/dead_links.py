"""Which links lead nowhere, and how surely. Pure.

Certain is what says of itself that it is not there (404, 410, words, a name that nobody owns), on
two nights and 24 hours apart. What may be our own view of things proves nothing: a wall, an error
of the server, silence. Nor does an address guessed from a script, or one that leads back to the
front page.
"""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from config.addresses import is_an_address, is_refused
from config.rulebook import DeadLink
from monitor.dossier.facts import LinkView
from store.outcomes import Outcome, OutcomeGroup

_WORDS = tomllib.loads((Path(__file__).parent / "dead_links.toml").read_text("utf-8"))
_INNER_WORDS, _INNER_HOSTS = re.compile(_WORDS["inner_words"]), re.compile(_WORDS["inner_hosts"])
_STAFF_HOSTS = re.compile(_WORDS["staff_hosts"])
_REQUIRED = re.compile(_WORDS["required"])
_NOT_THERE = (Outcome.HTTP_404_410, Outcome.SOFT_404, Outcome.DNS_NXDOMAIN)
_LED_BACK = "led to the front page"  # crawler.visiting
_OPENS = (OutcomeGroup.OPEN, OutcomeGroup.DEFECTIVE)


@dataclass(frozen=True, slots=True)
class LookedLinks:
    """The links of one place by what is known of them; inner ones are in none but `inner`."""

    dead: tuple[LinkView, ...]
    open: tuple[LinkView, ...]
    suspect: tuple[LinkView, ...]
    unlooked: tuple[LinkView, ...]
    inner: tuple[LinkView, ...]

    @property
    def of(self) -> int:
        """All that a visitor of the public web is led to."""
        return len(self.dead) + len(self.open) + len(self.suspect) + len(self.unlooked)


def looked(links: Iterable[LinkView], limits: DeadLink) -> LookedLinks:
    found: dict[str, list[LinkView]] = {
        name: [] for name in ("dead", "open", "suspect", "unlooked", "inner")
    }
    for link in links:
        found[_state(link, limits)].append(link)
    return LookedLinks(**{name: tuple(some) for name, some in found.items()})


def _state(link: LinkView, limits: DeadLink) -> str:
    look = link.now
    if look is not None and (look.outcome.group in _OPENS or look.outcome is Outcome.MOVED):
        return "open"
    if is_inner(link):
        return "inner"
    if link.now is None:
        return "unlooked"
    return "dead" if _is_certain(link, limits) else "suspect"


def _is_certain(link: LinkView, limits: DeadLink) -> bool:
    look = link.now
    return (
        look is not None
        and says_it_is_gone(link)
        and look.nights >= limits.looks
        and look.last_at - look.first_at >= timedelta(hours=limits.hours)
    )


def says_it_is_gone(link: LinkView) -> bool:
    """At its last look, whatever was seen before."""
    look = link.now
    return (
        look is not None
        and look.outcome in _NOT_THERE
        and not look.reason.startswith(_LED_BACK)
        and not link.by_script
    )


def is_inner(link: LinkView) -> bool:
    """Meant for the office's own people, by its address or its words."""
    is_for_staff = _INNER_WORDS.search(link.words) or _STAFF_HOSTS.search(_host(link.url))
    return bool(is_for_staff) or is_inner_address(link)


def is_inner_address(link: LinkView) -> bool:
    """It lies where the public net does not reach."""
    host = _host(link.url)
    is_inside = (is_an_address(host) and is_refused(host)) or _INNER_HOSTS.search(host)
    was_inside = link.now is not None and link.now.outcome is Outcome.INTRANET_ONLY
    return bool(is_inside or was_inside)


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").lower()


def is_required(link: LinkView) -> bool:
    """A document of a paper that the unit has to publish, by its own words or its article's."""
    return link.place == "file" and bool(_REQUIRED.search(link.words + link.about))
