"""Values as people read them: days, instants, sizes, outcomes, in one language and the office's
zone. Pure.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from config.kind_words import KIND_WORDS
from config.words import Words
from monitor.console.addresses import web_address
from monitor.judging.judged_words import judged_words
from monitor.judging.plain_text import printable, unlinked
from monitor.judging.verdict import Severity
from monitor.judging.withdrawal import Withdrawal, taken_back_words
from monitor.judging.words import SEVERITY_TEXT
from monitor.report.days import written_day
from monitor.report.explain import turn_text
from monitor.report.measures import mark_text, measure_text
from monitor.report.reasons import reason
from monitor.report.subjects import address_text, subject_text
from monitor.report.themes import fault, looked_at
from store.findings import FindingEvent, FindingTurn
from store.judged import JudgedUnits
from store.outcome_words import cause_of, our_cause, remedy_of, unread_words
from store.outcomes import Outcome, OutcomeGroup
from store.records import Finding

_OUTCOMES = frozenset(outcome.value for outcome in Outcome)
_SECONDS = Words("{n:.0f}秒", "{n:.0f} s")
_TENTHS = Words("{n:.1f}秒", "{n:.1f} s")
_MILLISECONDS = Words("{n:.0f}毫秒", "{n:.0f} ms")
_MINUTES = Words("{n:.0f}分钟", "{n:.0f} min")
_HOURS = Words("{n:.1f}小时", "{n:.1f} h")
_CANARY_SEEN = Words("正常", "seen")
_INSTANT_BEFORE = re.compile(r"\d{4}-\d\d-\d\dT[\d:]+Z ")
_BLOCKED_TONE = frozenset({OutcomeGroup.BLOCKED, OutcomeGroup.OURS, OutcomeGroup.POLICY})
_LEADS_ELSEWHERE = frozenset({"parked", "hijacked"})


@dataclass(frozen=True, slots=True)
class Rendered:
    language: str
    zone: ZoneInfo

    def day(self, day: date | None) -> str:
        return day.isoformat() if day else "—"

    def written_day(self, day: date) -> str:
        return written_day(day, self.language)

    def instant(self, moment: str | datetime | None) -> str:
        """`2026-11-20 02:00` in the office's zone; what is no instant is shown as it stands."""
        if not moment:
            return "—"
        try:
            aware = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
            return aware.astimezone(self.zone).strftime("%Y-%m-%d %H:%M")
        except (ValueError, OverflowError):
            return str(moment)

    def duration(self, seconds: float | None) -> str:
        if seconds is None:
            return "—"
        if seconds < 120:
            return _SECONDS.text(self.language, n=seconds)
        return (
            _MINUTES.text(self.language, n=seconds / 60)
            if seconds < 7200
            else _HOURS.text(self.language, n=seconds / 3600)
        )

    def seconds(self, seconds: float) -> str:
        """Of an answer: short ones in milliseconds."""
        if seconds < 1:
            return _MILLISECONDS.text(self.language, n=seconds * 1000)
        return _TENTHS.text(self.language, n=seconds)

    def measure(self, text: str) -> str:
        """`402 d`, `17 d, 5 checks` in words; what is no such measure stays as it is."""
        return measure_text(text, self.language)

    def canary(self, details: str) -> str:
        """What was seen of our own network's marks; the instant stands beside it already."""
        told = _INSTANT_BEFORE.sub("", printable(details))
        if self.language == "en":
            return told
        seen = f": {_CANARY_SEEN.text(self.language)}"
        return re.sub(r": seen\b", seen, told).replace("; ", "；")

    def size(self, size: int) -> str:
        return f"{size:,} B" if size < 10_000 else f"{size / 1024:,.0f} KiB"

    def money(self, yuan: float | None) -> str:
        if yuan is None:
            return "—"
        return f"{yuan / 10_000:,.2f}万元" if self.language != "en" else f"¥{yuan:,.0f}"

    def outcome(self, name: str, reason: str = "") -> str:
        if name not in _OUTCOMES:
            return name or "—"
        said = our_cause(reason) if name == Outcome.NOT_JUDGED else cause_of(Outcome(name))
        told = said.text(self.language)
        # where to: an address to read, not to follow
        return f"{told}: {unlinked(reason)}" if name == Outcome.MOVED and reason else told

    def turn(self, what: FindingTurn) -> str:
        return turn_text(what, self.language)

    def withdrawal(self, of: Finding | FindingEvent) -> str:
        """By whom and why it was taken back."""
        said = Withdrawal(of.withdrawn_kind, of.withdrawn_by, of.withdrawn_why)
        return taken_back_words(said).text(self.language)

    def remedy(self, name: str) -> str:
        if name not in _OUTCOMES or Outcome(name).group is OutcomeGroup.OPEN:
            return ""
        return remedy_of(Outcome(name)).text(self.language)

    def tone(self, name: str) -> str:
        """good | bad | unknown: what an outcome looks like. Blocked and ours are never bad."""
        if name not in _OUTCOMES:
            return "unknown"
        outcome = Outcome(name)
        if outcome.shows_the_page:
            return "good"
        return "unknown" if outcome.group in _BLOCKED_TONE else "bad"

    def judged(self, counts: JudgedUnits) -> str:
        return judged_words(counts).text(self.language)

    def fault(self, rule: str) -> str:
        return fault(rule, self.language)

    def looked_at(self, rule: str) -> str:
        return looked_at(rule, self.language)

    def why(self, why: str) -> str:
        return reason(why, self.language)

    def severity(self, severity: str) -> str:
        return (
            SEVERITY_TEXT[Severity(severity)].text(self.language)
            if severity in set(Severity)
            else severity
        )

    def mark(self, mark: str) -> str:
        return mark_text(mark, self.language)

    def kind(self, kind: str) -> str:
        known = next((words for name, words in KIND_WORDS.items() if name == kind), None)
        return known.text(self.language) if known else kind

    def unread(self, why: str) -> str:
        """Why a document was not read."""
        return printable(unread_words(why).text(self.language))

    def text(self, text: str) -> str:
        """Other people's words, without what is invisible or turns the line round (docs/faults.md
        C6).
        """
        return printable(text)

    def address(self, url: str) -> str:
        """An address for reading: short enough for a line."""
        return address_text(url)

    def subject(self, subject: str) -> str:
        """What was judged, without the prefix that keys it."""
        return subject_text(subject, self.language)

    def link(self, url: str, outcome: str = "") -> str:
        """The address where it may be a link: the web's, and not one where somebody else's content
        was seen.
        """
        return "" if outcome in _LEADS_ELSEWHERE else web_address(url)
