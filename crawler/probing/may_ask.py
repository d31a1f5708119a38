"""May the page be asked at all? robots.txt by the spider's own reading
(crawler/middlewares/robots.py), asked once a walk.

What cannot be had is taken as for a registered entry point there: the page itself is asked, and
decides what is wrong.
"""

from collections.abc import Callable
from itertools import count

from crawler.probing.http import Answered
from crawler.probing.walk import Ended
from crawler.transport.redirects import ROBOTS, Redirects
from crawler.transport.robots_txt import RobotsRules, place_of, rules_of
from store.outcomes import Outcome

Remembered = dict[str, RobotsRules | None]  # by the place of robots.txt


def must_allow(
    url: str,
    agent: str,
    ask: Callable[[str], Answered],
    is_opened: Callable[[str], bool],
    remembered: Remembered | None = None,
) -> None:
    """Raises Ended (`robots_denied`) where robots.txt of the url's host keeps us from it.

    `is_opened`: `Redirects.is_opened`. `remembered`: what was said before, and is not asked again;
    in such a round of others' pages nothing is asked where it cannot be had.
    """
    place = place_of(url)
    if remembered is not None and place in remembered:
        rules = remembered[place]
    else:
        rules = _rules(url, ask, is_opened)
        if remembered is not None:
            remembered[place] = rules
    if rules is None and remembered is not None:
        raise Ended(Outcome.NOT_JUDGED, "robots_unreachable")
    if rules is not None and not rules.can_fetch(url, agent):
        raise Ended(Outcome.ROBOTS_DENIED, "robots.txt")


def _rules(
    url: str, ask: Callable[[str], Answered], is_opened: Callable[[str], bool]
) -> RobotsRules:
    place = place_of(url)
    redirects = Redirects(ROBOTS, place, is_opened=is_opened)
    for hops in count():
        try:
            answer = ask(place)
        except Ended:
            return None
        onward = redirects.leads_to(answer.status, answer.headers.get("Location", ""), place)
        if not onward:
            return rules_of(answer.status, answer.body)
        if redirects.refusal(onward, hops):
            return None
        place = onward
    return None
