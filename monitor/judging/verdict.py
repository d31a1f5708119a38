"""What a rule answers: one verdict a subject, with four values, and the words that go with it."""

from dataclasses import dataclass, field
from enum import StrEnum

from config.words import Words


class Answer(StrEnum):
    PROBLEM = "problem"
    CLEAR = "clear"
    CANNOT_TELL = "cannot_tell"
    NOT_APPLICABLE = "not_applicable"


JUDGED = (Answer.PROBLEM, Answer.CLEAR)  # the answers that say how it is


class Severity(StrEnum):
    PROBLEM = "problem"  # 问题
    CRITICAL = "critical"  # 严重


class Why(StrEnum):
    """The closed list of reasons for cannot_tell (docs/rulebook.md §1)."""

    OWN_NETWORK_BLIND = "own_network_blind"
    OWN_NETWORK_UNKNOWN = "own_network_unknown"  # no canaries, and nothing at all was reached
    CLOCK_SUSPECT = "clock_suspect"
    NOT_VISITED = "not_visited"
    NO_ADDRESS = "no_address"  # nothing of the unit is on record that could be visited
    PORTAL_NOT_LOOKED_AT = "portal_not_looked_at"  # by a person, for a place of the unit
    COVERAGE_LOW = "coverage_low"
    BLOCKED = "blocked"
    NEEDS_BROWSER = "needs_browser"
    PARSE_ANOMALY = "parse_anomaly"
    DOCUMENT_UNREADABLE = "document_unreadable"
    NO_TOTAL = "no_total"  # a share without a whole that is known to be the whole
    NO_UNIT = "no_unit"
    SUMS_DIFFER = "sums_differ"
    ANNEX_NOT_FOUND = "annex_not_found"
    OF_ANOTHER_UNIT = "of_another_unit"
    TOO_FEW_PROBES = "too_few_probes"
    WATCHED_TOO_SHORT = "watched_too_short"
    UNDATED = "undated"
    LEVEL_UNKNOWN = "level_unknown"  # whether a channel is of the first level (一级栏目)
    SINGLE_VANTAGE = "single_vantage"
    SHARED_PLATFORM_DOWN = "shared_platform_down"
    EXTERNAL_PLATFORM = "external_platform"
    NO_CHANNEL_FOUND = "no_channel_found"
    COMMON_PLATFORM_UNREAD = "common_platform_unread"  # the government's portal, or one for all
    DATE_OF_APPROVAL_UNKNOWN = "date_of_approval_unknown"
    EXTRACTOR_CHANGED = "extractor_changed"
    TEMPLATE_CHANGED = "template_changed"
    # neither the unit's name and numbers nor anything of a stranger's was seen
    IDENTITY_UNCLEAR = "identity_unclear"
    SITE_MOVED = "site_moved"
    NOT_CONFIRMED = "not_confirmed"  # a person of the office has to look at it first
    NOT_LOOKED = "not_looked"  # what only people look at, and nobody has
    NOT_PUBLIC = "not_public"  # no public address, or too large: we refused to read it
    SITE_DOWN = "site_down"  # the site was not open tonight; its own rule speaks of that
    ANSWERS_ONLY = "answers_only"  # a board that shows answered messages only
    # an objection in the unit's favour (monitor/defences)
    COMPLETE_ELSEWHERE = "complete_elsewhere"
    ANOTHER_SHAPE = "content_in_another_shape"
    DATED_AHEAD = "dated_ahead"
    MOVED = "moved"
    OUR_OWN_LIST = "our_own_list"
    PART_OF_A_WHOLE = "part_of_a_whole"
    PERIOD_IS_OVER = "period_is_over"
    REPUBLISHED = "republished"
    SEEN_NEWER = "seen_newer"


# Nothing at all is judged then, and that is the one reason told.
OUR_LINE = (Why.OWN_NETWORK_BLIND, Why.OWN_NETWORK_UNKNOWN)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing seen that the verdict rests on."""

    url: str
    title: str = ""
    sha256: str = ""
    first_at: str = ""  # ISO instants, UTC
    last_at: str = ""
    checks: int = 0
    outcome: str = ""
    vantage: str = ""
    note_zh: str = ""  # what it shows, in words
    note_en: str = ""


EACH = Words("各", "each ")


@dataclass(frozen=True, slots=True)
class Praise:
    """The words by which a unit may be named as an example, and how many things were seen in order
    for it: `{n}` in the words is their sum over all that the rule looked at of the unit; `{each}`
    stands where several units that did the same say that the number is each one's own.
    """

    words: Words
    seen: int = 1

    def text(self, language: str, *, is_of_several: bool = False) -> str:
        each = EACH.text(language) if is_of_several else ""
        return self.words.text(language, n=self.seen, each=each)

    def __str__(self) -> str:
        return self.text("zh")


@dataclass(frozen=True, slots=True)
class Verdict:
    """One rule's answer on one subject. `subject` is stable over nights: it keys the finding's
    life.
    """

    rule: str
    subject: str  # e.g. "site:main", "channel:<url>", "spending:budget:2012:30299", "item:<url>"
    answer: Answer
    why: Why | None = None  # for cannot_tell
    severity: Severity = Severity.PROBLEM
    # finer kind within the rule: no_own_site, never_opened, gone, mass_removal, rights_missing ...
    kind: str = ""
    # a clear verdict that is near its limit; one that is not applicable and remarks all the same
    warning: bool = False
    remark: bool = False  # worth telling, and nothing against the unit
    measured: str = ""
    threshold: str = ""
    threshold_mark: str = ""  # law | product | local | county
    clause: str = ""
    sentence_zh: str = ""
    sentence_en: str = ""
    evidence: tuple[Evidence, ...] = ()
    details: dict[str, str] = field(
        default_factory=dict
    )  # columns of the problem ledger: channel, last_date, overdue_days, url
    # ids of monitor/defences: asked of a problem without objection; the one that objected
    examined: tuple[str, ...] = ()
    objection: str = ""
    good: Praise | None = None  # of a clear verdict that is worth naming as an example
    met: str = (
        ""  # of a site that was not open: the one outcome (store.outcomes) that was met there
    )

    @property
    def reason(self) -> str:
        """Why it cannot tell, with what was met: `undated`, `site_down:parked`; else ""."""
        return ":".join(filter(None, (self.why, self.met)))
