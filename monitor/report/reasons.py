"""Why something could not be judged, in words, whatever was written down. Pure."""

from config.words import Words
from monitor.judging.words import reason_words

NO_REASON = Words("原因未记录", "no reason was recorded")


def reason(why: str, language: str) -> str:
    try:
        return reason_words(why).text(language)
    except ValueError:  # none was given, or one of a later version
        return NO_REASON.text(language)
