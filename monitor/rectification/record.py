"""What was seen of a finding, in the lines of a paper: address, when, how often, with what end.
Pure.

Every number stands in the evidence of the finding; what is not known is left out.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from config.words import Spoken, word_table
from monitor.judging.plain_text import fit_for
from monitor.report.days import written_day
from store.outcome_words import cause_of
from store.outcomes import Outcome
from store.records import Finding

WORDS = word_table(Path(__file__).parent / "words" / "record.toml")
PIECES_SHOWN = 4  # a row of a table; all of them are kept

_OUTCOMES = frozenset(outcome.value for outcome in Outcome)


def record_text(finding: Finding, zone: ZoneInfo, language: str) -> str:
    """Several lines."""
    say = Spoken(WORDS, language)
    pieces = [{key: str(value) for key, value in one.items()} for one in finding.evidence]
    if not pieces:
        return say("none")
    shown = pieces[:PIECES_SHOWN]
    lines = [
        _piece(piece, say("number", n=number) if len(shown) > 1 else "", zone, say)
        for number, piece in enumerate(shown, start=1)
    ]
    hidden = len(pieces) - len(shown)
    more = [say("more", n=hidden)] if hidden else []
    return fit_for(finding.rule, "\n".join((*lines, *more)))


def _piece(piece: Mapping[str, str], number: str, zone: ZoneInfo, say: Spoken) -> str:
    title = say("title", title=piece["title"]) if piece.get("title") else ""
    seen = say("joint").join(_seen(piece, zone, say))
    note = piece.get("note_en" if say.language == "en" else "note_zh", "").rstrip("。.")
    parts = [text for text in (title + piece.get("url", ""), seen, note) if text]
    return number + say("piece_joint").join(parts) + say("full_stop")


def _seen(piece: Mapping[str, str], zone: ZoneInfo, say: Spoken) -> Iterator[str]:
    days = [_day(piece[name], zone, say) for name in ("first_at", "last_at") if piece.get(name)]
    if days:
        name = "from_to" if len(set(days)) > 1 else "on"
        yield say(name, first=days[0], last=days[-1])
    if piece.get("checks", "0") != "0":
        yield say("checks", n=piece["checks"])
    if outcome := piece.get("outcome"):
        known = cause_of(Outcome(outcome)).text(say.language) if outcome in _OUTCOMES else outcome
        yield say("outcome", outcome=known)


def _day(instant: str, zone: ZoneInfo, say: Spoken) -> str:
    try:
        return written_day(datetime.fromisoformat(instant).astimezone(zone).date(), say.language)
    except (ValueError, OverflowError):
        return instant
