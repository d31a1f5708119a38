"""The rules of redirects, for spider and probe alike: how many, whither, and what a refused one
says. Pure.
"""

import re
from collections.abc import Callable
from urllib.parse import urljoin, urlsplit

from crawler.errnos import Settled
from crawler.scope import is_web_address
from store.outcomes import Outcome
from store.records import PageFacts
from store.urls import canonical

MAX_HOPS = 5  # docs/faults.md §2
JUMP_TEXT = (
    200  # characters; a page with more to say than this is a page, wherever its script would lead
)
REDIRECTS = (301, 302, 303, 307, 308)

# A page behind these is a wall and not the page (docs/field-notes.md §4: a jump to a login is a
# state).
_LOGIN = ("/login", "/sso/", "/cas/", "/passport")
_WALL = re.compile(
    r"(?:^|[/._-])(?:waf(?:block)?|captcha|challenge|firewall|intercept|anti(?:spider|crawl|bot))(?=[/._-]|$)"
)


def redirect_of(status: int, location: str, url: str) -> str:
    """Where an answer sends its visitor, "" where it does not."""
    return urljoin(url, location.strip()) if status in REDIRECTS and location else ""


def jump_of(facts: PageFacts, url: str) -> str:
    """Where a page that is only a meta refresh or a script's jump leads, "" where it is a page of
    its own.
    """
    if not facts.jumps_to or facts.text_length >= JUMP_TEXT:
        return ""
    target = canonical(urljoin(url, facts.jumps_to))
    return target if target != url else ""


def refused_hop(target: str, is_same_host: Callable[[str], bool] | None) -> Settled | None:
    """What a redirect says that is not followed; None where it may be."""
    if not is_web_address(target):
        return Outcome.REFUSED_BY_OUR_POLICY, f"redirect to {target[:200]}"
    if any(word in urlsplit(target).path.lower() for word in _LOGIN):
        return Outcome.LOGIN_REQUIRED, f"redirect to {target}"
    if _WALL.search((urlsplit(target).netloc + urlsplit(target).path).lower()):
        return Outcome.WAF_CHALLENGE, f"redirect to {target}"
    if is_same_host is not None and not is_same_host(target):
        return Outcome.MOVED, target
    return None


def too_many(target: str, *, sets_cookies: bool) -> Settled:
    """A visitor without cookies is sent round for ever by a wall that wants its own back; that is
    no fault of the site's redirects.
    """
    if sets_cookies:
        return (
            Outcome.WAF_CHALLENGE,
            f"more than {MAX_HOPS} redirects that set cookies, last to {target}",
        )
    return Outcome.REDIRECT_LOOP, f"more than {MAX_HOPS} redirects, last to {target}"
