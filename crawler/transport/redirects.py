"""The rules of redirects, for everything that asks: how many, whither, and what a refused one says.
Pure: who asks does it by its own means, and puts every hop before `Redirects.refusal`.
"""

import re
from collections.abc import Callable, Container
from dataclasses import dataclass
from urllib.parse import urlsplit

from crawler.errnos import Settled
from crawler.scope import bare_host_of, host_of, is_web_address
from crawler.transport.address_guard import is_written_inside
from store.outcomes import Outcome
from store.records import PageFacts
from store.urls import bytes_as_asked, resolved

MAX_HOPS = 5  # docs/faults.md §2
# characters; a page with more to say than this is a page, wherever its script would lead
JUMP_TEXT = 200
FOR_ANOTHER_SITE = "an inner address that the office opened for another site"
REDIRECTS = (301, 302, 303, 307, 308)

SameHost = Callable[[str], bool]

# A page behind these is a wall and not the page (docs/field-notes.md §4: a jump to a login is a
# state).
_LOGIN = ("/login", "/sso/", "/cas/", "/passport")
_WALL = re.compile(
    r"(?:^|[/._-])(?:waf(?:block)?|captcha|challenge|firewall|intercept|anti(?:spider|crawl|bot))(?=[/._-]|$)"
)


def jump_of(facts: PageFacts, url: str) -> str:
    """Where a page that is only a refresh or a script's jump leads; "" for a page of its own."""
    if not facts.jumps_to or facts.text_length >= JUMP_TEXT:
        return ""
    target = resolved(facts.jumps_to, url)
    return target if target != url else ""


@dataclass(frozen=True, slots=True)
class RedirectPolicy:
    """What one kind of question makes of a redirect."""

    statuses: Container[int] = REDIRECTS
    stays_on_site: bool = False  # leaving the site is the visit's outcome: `moved`
    names_walls: bool = False  # so are a login and a firewall


VISIT = RedirectPolicy(stays_on_site=True, names_walls=True)
FREE_VISIT = RedirectPolicy(names_walls=True)  # of an address that belongs to no known site
# RFC 9309 §2.3.1.2 would follow to other hosts too: a way for a site to send us anywhere, for rules
# that another host wrote.
ROBOTS = RedirectPolicy(statuses=range(300, 400), stays_on_site=True)
PART = RedirectPolicy()  # of a page: a script, or what a script fetches
BY_HAND = RedirectPolicy()


@dataclass(frozen=True, slots=True)
class Redirects:
    """The way of one question, from the address `asked` for to where it ends.

    `is_same_host` tells the addresses of its own site, None: those of its own host. `is_opened` is
    the guard's: a host whose inner addresses the office opened for its own site, to which nobody
    else may send us. Addresses as such are judged at the moment of connecting, by the guard.
    """

    policy: RedirectPolicy
    asked: str
    is_same_host: SameHost | None = None
    is_opened: Callable[[str], bool] = lambda _: False

    def leads_to(self, status: int, location: str, url: str) -> str:
        """Where an answer sends its visitor, "" where it does not. `location` has a character for
        each byte that came: those of a Chinese address are asked as they are.
        """
        if status not in self.policy.statuses or not location.strip():
            return ""
        return resolved(bytes_as_asked(location), url) or location.strip()

    def refusal(self, target: str, hops: int, *, sets_cookies: bool = False) -> Settled | None:
        """What a redirect to `target` says that is not followed after `hops` others; None where it
        may be. `sets_cookies`: one of the answers so far wanted a cookie back.
        """
        if not is_web_address(target):
            return Outcome.REFUSED_BY_OUR_POLICY, f"redirect to {target[:200]}"
        if self.policy.names_walls and (wall := _wall(target)):
            return wall
        if self.policy.stays_on_site and not self._is_own(target):
            # nobody moves to an inner address: a server behind a gateway gave its own name away
            is_inside = self.policy.names_walls and is_written_inside(host_of(target))
            outcome = Outcome.REFUSED_BY_OUR_POLICY if is_inside else Outcome.MOVED
            return outcome, f"redirect to {target}" if is_inside else target
        if self.is_opened(host_of(target)) and not self._is_own(target):
            return Outcome.REFUSED_BY_OUR_POLICY, FOR_ANOTHER_SITE
        return _too_many(target, sets_cookies=sets_cookies) if hops >= MAX_HOPS else None

    def _is_own(self, target: str) -> bool:
        if self.is_same_host is not None:
            return self.is_same_host(target)
        return bare_host_of(target) == bare_host_of(self.asked)


def visit_of(
    url: str, is_same_host: SameHost | None, is_opened: Callable[[str], bool]
) -> Redirects:
    """The redirects of a visit; `is_same_host` None: they may lead to any host."""
    return Redirects(VISIT if is_same_host else FREE_VISIT, url, is_same_host, is_opened)


def _wall(target: str) -> Settled | None:
    parts = urlsplit(target)
    if any(word in parts.path.lower() for word in _LOGIN):
        return Outcome.LOGIN_REQUIRED, f"redirect to {target}"
    if _WALL.search((parts.netloc + parts.path).lower()):
        return Outcome.WAF_CHALLENGE, f"redirect to {target}"
    return None


def _too_many(target: str, *, sets_cookies: bool) -> Settled:
    """A wall that wants its cookie back sends us round for ever: no fault of the site's."""
    if sets_cookies:
        return (
            Outcome.WAF_CHALLENGE,
            f"more than {MAX_HOPS} redirects that set cookies, last to {target}",
        )
    return Outcome.REDIRECT_LOOP, f"more than {MAX_HOPS} redirects, last to {target}"
