"""Messages to an office over all pages that show them: which count, which are answered, how long
they have waited; and their titles without the people in them.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from config.rulebook import OverdueReply
from monitor.dossier.facts import Board, Dossier, PageView
from monitor.judging.verdict import Why
from monitor.measures.days import Limit, add_months
from store.merge.item_identity import title_key
from store.records import Inquiry
from store.urls import canonical

_WORDS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_NOT_ASKING = re.compile(_WORDS["not_asking"])
_ASKING = re.compile(_WORDS["asking"])
_PLACE_TO_ASK = re.compile(_WORDS["place_to_ask"])
_COMPLAINTS = re.compile(_WORDS["complaints"])
_NAME = re.compile(_WORDS["name"].format(surnames="|".join(_WORDS["surnames"])))
_LONG_NUMBER = re.compile(r"\d[\d\-\s]{5,}[\dXx]")
# How a place to ask was met, and what that leaves open.
_WHY_THERE = {
    "read": Why.ANSWERS_ONLY,
    "elsewhere": Why.EXTERNAL_PLATFORM,
    "closed": Why.SITE_DOWN,
    "unknown": Why.NOT_VISITED,
}
_SHOWN = 30  # characters of a title
# What says most for the unit goes first.
_BEST = ("void", "answered", "open", "untold")


@dataclass(frozen=True, slots=True)
class Message:
    """A message with the page that shows it so."""

    inquiry: Inquiry
    page: PageView

    @property
    def state(self) -> str:
        return self.inquiry.state

    @property
    def asked(self) -> date | None:
        return self.inquiry.asked

    def days(self, as_of: date) -> int:
        """From its coming to its answer, or to the day where there is none."""
        until = self.inquiry.answered or as_of
        return max(0, (until - self.asked).days) if self.asked else 0

    @property
    def title(self) -> str:
        return masked(self.inquiry.title)


def is_consulting(board: Board, *, counts_complaints: bool) -> bool:
    """政务咨询类: not 在线访谈, 征集调查, 网上信访, 纪检举报; of 2015 not complaints either."""
    if _NOT_ASKING.search(board.name):
        return False
    is_asking = _ASKING.search(board.name) is not None
    if not counts_complaints and _COMPLAINTS.search(board.name) and not is_asking:
        return False
    return is_asking or board.channel_class == "reply"


def may_be_asked(dossier: Dossier) -> Why | None:
    """Why it cannot be said that a site, on which no board was found, offers no place to ask. None
    where everything that its home page and channels lead to was read, and nothing of it is called
    such a place.
    """
    channels = [channel for site in dossier.sites for channel in site.channels]
    entries = {canonical(item.url) for channel in channels for item in channel.items}
    links = [link for link in dossier.menus if canonical(link.url) not in entries]
    if not links:
        return Why.PARSE_ANOMALY  # a home page without one link was read
    if any(_PLACE_TO_ASK.search(channel.name) for channel in channels):
        return Why.ANSWERS_ONLY
    named = {link.leads_to for link in links if _PLACE_TO_ASK.search(link.text)}
    met = {link.leads_to for link in links}
    whys = [why for leads_to, why in _WHY_THERE.items() if leads_to in named]
    return next(iter(whys), Why.COVERAGE_LOW if met & {"closed", "unknown"} else None)


def messages_of(board: Board) -> list[Message]:
    """Each message once, by the page that says most for the unit; only pages that were open at
    their last look speak.
    """
    found: dict[object, Message] = {}
    for page in board.pages:
        if page.now is None or not page.now.outcome.shows_the_page:
            continue
        for inquiry in page.inquiries or ():
            key = _key(inquiry, page)
            known = found.get(key)
            if known is None or _BEST.index(inquiry.state) < _BEST.index(known.state):
                found[key] = Message(_with_days(inquiry, known), page)
    return list(found.values())


def _key(inquiry: Inquiry, page: PageView) -> object:
    """A message of a list and its own page are one by the address that the list leads to."""
    if inquiry.url:
        return canonical(inquiry.url)
    alone = len(page.inquiries or ()) == 1
    return page.url if alone else (title_key(inquiry.title), inquiry.asked)


def _with_days(inquiry: Inquiry, known: Message | None) -> Inquiry:
    """What one page leaves out the other may tell."""
    if known is None or inquiry.asked is not None:
        return inquiry
    return Inquiry(inquiry.title, known.asked, inquiry.answered, inquiry.state, inquiry.url)


def of_the_last_months(messages: Iterable[Message], months: int, as_of: date) -> Iterator[Message]:
    """Valid ones that came within so many months."""
    since = add_months(as_of, -months)
    for message in messages:
        if message.state != "void" and message.asked and since <= message.asked <= as_of:
            yield message


def overdue(messages: Iterable[Message], limits: OverdueReply, as_of: date) -> list[Message]:
    """Without an answer for longer than the limit, the longest first."""
    limit = Limit(months=limits.limit_months)
    late = (
        m for m in messages if m.state == "open" and m.asked and limit.is_passed(m.asked, as_of)
    )
    return sorted(late, key=lambda message: (message.asked, message.title))


def shows_unanswered(board: Board, messages: Iterable[Message]) -> bool:
    """It shows, or once showed, messages before they were answered: its silence says something."""
    return bool(board.earlier) or any(m.state in ("open", "void") for m in messages)


def gone_unanswered(
    board: Board, messages: list[Message], limits: OverdueReply, as_of: date
) -> list[Inquiry]:
    """Shown without an answer earlier, not shown tonight at all, and overdue by now."""
    since = add_months(as_of, -limits.within_months)
    limit = Limit(months=limits.limit_months)
    shown = {(title_key(m.inquiry.title), m.asked) for m in messages}
    return [
        inquiry
        for inquiry in board.earlier
        if inquiry.state == "open"
        and inquiry.asked
        and since <= inquiry.asked
        and limit.is_passed(inquiry.asked, as_of)
        and (title_key(inquiry.title), inquiry.asked) not in shown
    ]


def masked(title: str) -> str:
    """A title as it may be told: names as 张**, no telephone, account or identity number, cut short."""
    without_numbers = _LONG_NUMBER.sub("****", title)
    plain = _NAME.sub(lambda found: f"{found['surname']}**{found['rest']}", without_numbers)
    return plain if len(plain) <= _SHOWN else f"{plain[: _SHOWN - 1]}…"
