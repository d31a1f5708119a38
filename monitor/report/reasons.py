"""Why something could not be judged, in words, whatever was written down. Pure."""

from config.words import Words
from monitor.judging.verdict import Why
from monitor.judging.words import WHY_TEXT

NO_REASON = Words("原因未记录", "no reason was recorded")


def reason(why: str, language: str) -> str:
    known = why in {member.value for member in Why}
    return (WHY_TEXT[Why(why)] if known else NO_REASON).text(language)
