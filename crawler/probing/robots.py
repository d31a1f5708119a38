"""May the page be asked at all? robots.txt by the spider's own reading
(crawler/middlewares/robots.py), asked once a walk.

What cannot be had is taken as for a registered entry point there: the page itself is asked, and
decides what is wrong.
"""

from collections.abc import Callable
from urllib.parse import urljoin, urlsplit

from protego import Protego

from crawler.probing.http import Answered
from crawler.probing.walk import Ended
from crawler.transport.redirects import MAX_HOPS, REDIRECTS
from store.outcomes import Outcome

DEADLINE_S = 5.0
MAX_BYTES = 512 * 1024


def must_allow(url: str, agent: str, ask: Callable[[str], Answered]) -> None:
    """Raises Ended (`robots_denied`) where robots.txt of the url's host keeps us from it."""
    rules = _rules(url, ask)
    if rules is not None and not rules.can_fetch(url, agent):
        raise Ended(Outcome.ROBOTS_DENIED, "robots.txt")


def _rules(url: str, ask: Callable[[str], Answered]) -> Protego | None:
    parts = urlsplit(url)
    place = f"{parts.scheme}://{parts.netloc}/robots.txt"
    for _ in range(MAX_HOPS + 1):
        try:
            answer = ask(place)
        except Ended:
            return None
        if answer.status in REDIRECTS and answer.headers.get("Location"):
            place = urljoin(place, answer.headers["Location"])
            continue
        return (
            Protego.parse(answer.body.decode("utf-8", "replace"))
            if 200 <= answer.status < 300
            else None
        )
    return None
