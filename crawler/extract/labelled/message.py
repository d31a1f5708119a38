"""One message by what is shown of it: its days, and whether it is answered.

A reply that is there is an answer, whatever the state beside it says; 已受理 and 已转办 are none.
"""

import re
from dataclasses import dataclass, replace
from datetime import date

from crawler.extract.dates import find_dates, is_plausible, read_date
from crawler.extract.patterns import pattern_rows, patterns
from store.records import Inquiry

_PATTERNS = patterns(__name__)
_STATES = pattern_rows(__name__, "states")  # the first that fits
LONGEST_STATE = 16
_LONGEST_EXCUSE = 24
_LONGEST_TITLE = 200
_BRACKETED = re.compile(r"\s*[\[【(（]([一-龥]{2,6})[\])】）]")
_BRACKETED_BEHIND = re.compile(r"[\[【(（]([一-龥]{2,6})[\])】）]\s*$")
_COUNT = re.compile(r"\s*\d{1,5}(?:\s*/\s*\d{1,7})?\s*")  # replies and readers of a forum
_KIND = re.compile(r"^\s*[\[【〔（(][一-龥]{2,4}[\])】〕）]\s*")


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown of one message, as printed; None where there is no place for it."""

    asked: str | None = None
    answered: str | None = None
    state: str | None = None
    reply: str | None = None


def inquiry_of(title: str, shown: Shown, as_of: date, url: str = "") -> Inquiry:
    """The message; a day of the answer before that of the question is none."""
    if shown.state and shown.answered is None and (days := find_dates(shown.state)):
        # 已回复（2026-05-06）
        first = days[0]
        told = shown.state[first.start : first.end]
        state = shown.state[: first.start] + shown.state[first.end :]
        shown = replace(
            shown, state=state, answered=told if state_of(state) == "answered" else None
        )
    if shown.reply and _COUNT.fullmatch(shown.reply):
        shown = replace(shown, reply=None)
    asked, answered = _day(shown.asked, as_of), _day(shown.answered, as_of)
    if asked and answered and answered < asked:
        answered = None
    behind = _BRACKETED_BEHIND.search(title)
    if behind and state_of(behind[1]):
        title = title[: behind.start()]
    words = _KIND.sub("", title).strip()[:_LONGEST_TITLE]
    return Inquiry(words, asked, answered, _state(shown, answered), url)


def state_of(text: str) -> str | None:
    """void | no_reply | open | answered: the state that the words are; None where they say
    something else.
    """
    words = re.sub(r"\s|[。.!！:：\[\]【】()（）]", "", text)
    if len(words) <= _LONGEST_EXCUSE:
        words = re.split(r"[，,；;]", words)[0]  # 已受理，请耐心等待
    if not words or len(words) > LONGEST_STATE:
        return None
    return next((name for name, pattern in _STATES if pattern.fullmatch(words)), None)


def is_state(text: str) -> bool:
    """The words are a state, or begin with one in brackets, without a label that says so."""
    bare = state_in(text)
    return _PATTERNS["stands_alone"].match(bare) is not None and state_of(bare) is not None


def state_in(text: str) -> str:
    """[已回复]关于…（已回复）: what stands in brackets at begin or end; else all of the words."""
    bracketed = _BRACKETED.match(text) or _BRACKETED_BEHIND.search(text)
    return bracketed[1] if bracketed else text.strip("[]【】()（） ")


def _day(text: str | None, as_of: date) -> date | None:
    day = read_date(text, is_labelled=True) if text else None
    return day if day and is_plausible(day, as_of) else None


def _state(shown: Shown, answered: date | None) -> str:
    """answered | open | void | untold"""
    state, reply = state_of(shown.state or ""), state_of(shown.reply or "")
    if state == "void":
        return "void"
    if answered or (shown.reply and reply in (None, "answered")):
        return "answered"
    if state in ("answered", "open"):
        return state
    has_an_empty_place = shown.reply is not None or shown.answered is not None
    if reply or state == "no_reply" or (has_an_empty_place and shown.state is None):
        return "open"
    return "untold"
