"""The words of verdicts that no single rule owns, in two languages; the tables lie in words.toml."""

import tomllib
from pathlib import Path

from config.words import Words
from monitor.judging.verdict import Answer, Severity, Why
from store.outcome_words import cause_of
from store.outcomes import Outcome

_TABLES = tomllib.loads((Path(__file__).parent / "words.toml").read_text("utf-8"))


def _table(name: str) -> dict[str, Words]:
    return {key: Words(*pair) for key, pair in _TABLES[name].items()}


CANNOT_TELL = Words(
    "因{reason}，本次未能对{about}作出判断，不计入问题。",
    "{about} could not be judged this time: {reason}. It is not counted as a problem.",
)
NOT_APPLICABLE = Words("{unit}：{because}，不适用本项检查。", "{unit}: not applicable, {because}.")
REMARK = Words(
    "{sentence}（该类单位无适用的检查依据，不计入问题，请核查。）",
    "{sentence} (No text binds this kind of unit: it is no problem, but see to it.)",
)
ONE_RULE = Words("{unit}“{title}”一项", "“{title}” of {unit}")  # where nothing finer can be named
UNVERIFIED = Words("（未经原文核对）", " (not checked against the text)")
WARNING_TEXT = Words("提醒", "warning")

WHY_TEXT = {Why(value): words for value, words in _table("why").items()}
ANSWER_TEXT = {Answer(value): words for value, words in _table("answer").items()}
SEVERITY_TEXT = {Severity(value): words for value, words in _table("severity").items()}
THEME_TEXT = {int(number): words for number, words in _table("theme").items()}
FOUND_NOTHING = frozenset(_table("found_nothing"))
NOT_APPLICABLE_TEXT = _table("not_applicable") | _table("found_nothing")
MARK_TEXT = _table("mark")
WHOSE_NUMBER = _table("whose_number")
NEED_TEXT = _table("need")
REMARK_TEXT = _table("remark")
BASICS_TEXT = _table("basics")
JUDGED_TEXT = _table("judged")
RUN_STATE_TEXT = _table("run_state")


def reason_words(reason: str) -> Words:
    """Why a rule could not tell, as `Verdict.reason` names it: of a site that was not open, what
    was met there.

    Raises ValueError: a reason of a later version.
    """
    why, _, met = reason.partition(":")
    return cause_of(Outcome(met)) if met else WHY_TEXT[Why(why)]


def run_state_words(state: str) -> Words:
    """How a night ended; a state of a later version by its own name."""
    return RUN_STATE_TEXT.get(state, Words(state, state))
