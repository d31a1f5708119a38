"""Channel classes, clauses, thresholds and words: what is judged, by which text, with which
numbers.

Shipped in `config/defaults/*.toml`; an office's own file of the same name overrides key by key.
"""

from datetime import date
from typing import Any, Literal, NamedTuple

from pydantic import Field, model_validator

from config.closed_model import ClosedModel, Slug
from config.descriptions import descriptions
from config.unit import UnitKind
from config.words import Words


class Clause(ClosedModel):
    """A sentence of law or standard that a finding cites (docs/rulebook.md §2)."""

    id: str
    document: str
    article: str
    says: str
    valid_from: date
    valid_to: date | None = None
    mark: Literal["law", "product", "local"] = "law"
    verified: Literal["text", "part", "memory"] = Field("text")
    rules: list[Slug] = Field(default_factory=list)

    def is_in_force(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class ChannelClass(ClosedModel):
    """How old the newest item of a kind of channel may be (docs/rulebook.md §4).

    Exactly one of `limit_days`, `limit_months` is set where the class has a deadline; none means no
    deadline.
    """

    id: Slug
    name: str
    patterns: list[str] = Field(default_factory=list)
    path_hints: list[str] = Field(default_factory=list)
    column_types: list[str] = Field(default_factory=list)
    limit_days: int | None = Field(None, ge=1, le=3660)
    limit_months: int | None = Field(None, ge=1, le=120)
    warn_days: int | None = Field(None, ge=1, le=3660)
    county_limit_days: int | None = Field(None, ge=1, le=3660)
    county_warn_days: int | None = Field(None, ge=1, le=3660)
    warning_only: bool = False
    exempt: str = Field("")
    group: Literal["A", "B", ""] = ""
    limit_mark: Literal["law", "product", "county", "local"] = "law"
    county_limit_mark: Literal["county", "local"] = "county"


def _limit(default: Any, mark: str = "product", **bounds: Any) -> Any:
    """A threshold with its mark: law where a text gives the number. Its words stand in
    `descriptions.toml`.
    """
    return Field(default, json_schema_extra={"mark": mark}, **bounds)


class RuleLimits(ClosedModel):
    """The thresholds of one rule, and whose numbers they are."""

    def mark(self, *keys: str) -> str:
        """The one place that tells whose number a threshold is, or several together: `local` where
        the office wrote one of its own, `law` only where a text gives them all, else `product`.
        """
        marks = {self._mark_of(key) for key in keys}
        return next(mark for mark in ("local", "product", "law") if mark in marks)

    def _mark_of(self, key: str) -> str:
        field = type(self).model_fields[key]
        declared = field.json_schema_extra
        if not isinstance(declared, dict):
            raise LookupError(f"{key} is a threshold without a mark: declare it with _limit")
        return str(declared["mark"]) if getattr(self, key) == field.default else "local"


_DAYS: dict[str, Any] = {"ge": 1, "le": 365}
_SHARE: dict[str, Any] = {"gt": 0, "lt": 1}
_UP_TO_ALL: dict[str, Any] = {"gt": 0, "le": 1}


class MissingSite(RuleLimits):
    effective_nights: int = _limit(14, **_DAYS)
    watch_days: int = _limit(14, **_DAYS)

    @model_validator(mode="before")
    @classmethod
    def _without_a_retired_key(cls, table: Any) -> Any:
        """`warn_nights` of 0.1.0 was read by no rule: offices' files go on being read."""
        if not isinstance(table, dict):
            return table
        return {key: value for key, value in table.items() if key != "warn_nights"}


class UnreachableSite(RuleLimits):
    """The standard's week of probes, and the outage that needs none: no success, so many failures
    over so many hours.
    """

    window_days: int = _limit(7, "law", ge=1, le=31)
    probes: int = _limit(140, "law", ge=20, le=10_000)
    probes_a_day: int = _limit(20, "law", ge=1, le=1000)
    share: float = _limit(0.05, "law", **_SHARE)
    warn_share: float = _limit(0.03, **_SHARE)
    spacing_minutes: int = _limit(10, ge=1, le=120)
    hidden_share: float = _limit(0.20, **_SHARE)
    attempts: int = _limit(3, ge=2, le=100)
    hours: int = _limit(24, ge=1, le=720)
    wall_days: int = _limit(30, ge=0, le=366)
    failed_after_s: float = _limit(15, "law", gt=0, le=15)
    slow_s: float = _limit(3, "law", gt=0, le=15)
    slow_probes: int = _limit(20, ge=1, le=10_000)
    maintenance_days: int = _limit(30, "law", ge=1, le=366)
    maintenance_a_year: int = _limit(1, "law", ge=1, le=366)


class IntranetOnly(RuleLimits):
    attempts: int = _limit(3, ge=1, le=100)
    hours: int = _limit(24, ge=1, le=720)


class HijackedSite(RuleLimits):
    """From how much on the words on a page are a stranger's; the office's own are in lexicon.toml,
    `foreign`.
    """

    apart_s: int = _limit(60, ge=1, le=86_400)
    text_words: int = _limit(3, ge=1, le=1000)
    outlink_share: float = _limit(0.5, **_UP_TO_ALL)
    outlinks: int = _limit(10, ge=1, le=1000)
    han_share: float = _limit(0.1, ge=0, le=1)


class StaleHomepage(RuleLimits):
    limit_days: int = _limit(14, "law", **_DAYS)
    warn_days: int = _limit(10, **_DAYS)
    dated_items_needed: int = _limit(5, ge=1, le=100)


class EmptyChannel(RuleLimits):
    looks: int = _limit(2, ge=1, le=30)
    article_characters: int = _limit(200, ge=0, le=10_000)


class ChannelsNotUpdated(RuleLimits):
    """How many channels of one site may be late or blank (docs/rulebook.md §3.6, §3.7)."""

    news_and_notices: int = _limit(5, "law", ge=1, le=100)
    overdue: int = _limit(10, "law", ge=1, le=100)
    blank: int = _limit(5, "law", ge=1, le=100)
    warn_news_and_notices: int = _limit(3, ge=1, le=100)
    warn_overdue: int = _limit(6, ge=1, le=100)
    warn_blank: int = _limit(3, ge=1, le=100)


class VagueExpense(RuleLimits):
    """Shares of the table's expenditure total. No statute gives a percentage: all are product
    defaults.
    """

    warn_share: float = _limit(0.10, **_SHARE)
    problem_share: float = _limit(0.20, **_SHARE)
    critical_share: float = _limit(0.30, **_SHARE)
    bare_share: float = _limit(0.05, **_SHARE)
    explained_warn_share: float = _limit(0.20, **_SHARE)
    sum_tolerance: float = _limit(0.005, ge=0, lt=0.2)
    whitelist_codes: list[str] = _limit(["30239", "30112"])
    growth_points: float = _limit(0.10, **_SHARE)
    growth_ratio: float = _limit(1.0, gt=0, lt=100)
    growth_share: float = _limit(0.05, **_SHARE)


DAY_OF_THE_YEAR = "^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"


class MissingDisclosure(RuleLimits):
    """Who owes a budget and a final account, and by when where the day of approval is unknown
    (docs/rulebook.md §7).
    """

    kinds: list[UnitKind] = _limit(["government", "department", "township"])
    budget_by: str = _limit("06-30", pattern=DAY_OF_THE_YEAR)
    final_accounts_by: str = _limit("11-30", pattern=DAY_OF_THE_YEAR)
    warn_days: int = _limit(10, ge=0, le=120)
    years: int = _limit(2, ge=1, le=10)
    coverage_needed: float = _limit(0.8, **_UP_TO_ALL)
    channel_needed: bool = _limit(True)


class MissingItem(RuleLimits):
    """When what a unit owes (owed_items.toml) may be said to be missing (docs/rulebook.md §3.12)."""

    warn_days: int = _limit(15, ge=0, le=120)
    years: int = _limit(1, ge=0, le=10)
    coverage_needed: float = _limit(0.8, **_UP_TO_ALL)
    watch_days: int = _limit(14, **_DAYS)
    shown_units: int = _limit(3, ge=0, le=1000)
    shown_share: float = _limit(0.5, **_UP_TO_ALL)


class OneSided(RuleLimits):
    powers_needed: int = _limit(3, ge=1, le=100)
    warn_ratio: float = _limit(0.2, **_SHARE)
    pages_needed: int = _limit(30, ge=1, le=10_000)
    coverage_needed: float = _limit(0.8, **_UP_TO_ALL)


class FeeWithoutBasis(RuleLimits):
    fees: int = _limit(3, ge=1, le=1000)


class PenaltyWithoutRemedy(RuleLimits):
    penalties_needed: int = _limit(3, ge=1, le=100)
    pages_needed: int = _limit(30, ge=1, le=10_000)
    coverage_needed: float = _limit(0.8, **_UP_TO_ALL)


class StaleAccount(RuleLimits):
    """The standard's days are not checked against its text: this product's until then."""

    limit_days: int = _limit(14, **_DAYS)
    warn_days: int = _limit(10, **_DAYS)
    look_days: int = _limit(31, **_DAYS)
    every_months: int = _limit(3, ge=1, le=24)


class OldNameLimits(RuleLimits):
    hits: int = _limit(1, ge=1, le=1000)


class VanishedItem(RuleLimits):
    checks: int = _limit(3, ge=1, le=100)
    days: int = _limit(14, **_DAYS)
    warn_days: int = _limit(3, **_DAYS)
    site_open_share: float = _limit(0.75, **_UP_TO_ALL)
    mass_share: float = _limit(0.75, **_UP_TO_ALL)
    mass_items: int = _limit(4, ge=2, le=1000)
    expiring_words: list[str] = _limit(
        ["招聘", "招考", "招录", "公示", "招标", "中标", "处罚决定", "救助名单"]
    )


class DeadLink(RuleLimits):
    """On how many nights, how far apart, a link has to be gone; how many of them are a problem."""

    looks: int = _limit(2, ge=2, le=30)
    hours: int = _limit(24, ge=12, le=720)
    home_links: int = _limit(3, ge=1, le=100)
    warn_links: int = _limit(1, ge=1, le=1)


class BackdatedItem(RuleLimits):
    """By how many days a date and a first sight may disagree, and in how many items."""

    days: int = _limit(15, **_DAYS)
    warn_days: int = _limit(3, **_DAYS)
    items: int = _limit(3, ge=2, le=1000)
    window_days: int = _limit(30, **_DAYS)
    remembered_days: int = _limit(180, **_DAYS)
    burst_days: int = _limit(7, **_DAYS)
    migration_share: float = _limit(0.8, **_UP_TO_ALL)


class OverdueReply(RuleLimits):
    """How long a message may wait; of how much of a site no channel for asking must have been seen."""

    limit_months: int = _limit(3, "law", ge=1, le=24)
    within_months: int = _limit(12, "law", ge=1, le=60)
    warn_days: int = _limit(60, **_DAYS)
    newest_months: int = _limit(2, "law", ge=1, le=24)
    pages_needed: int = _limit(30, ge=1, le=10_000)
    coverage_needed: float = _limit(0.8, **_UP_TO_ALL)


class ThinGuide(RuleLimits):
    """From how many of eight classes of elements on a guide is thin, and how many guides may be."""

    classes: int = _limit(4, "law", ge=1, le=8)
    items: int = _limit(5, "law", ge=1, le=1000)
    coverage_needed: float = _limit(0.8, **_UP_TO_ALL)


class Threshold(NamedTuple):
    """A number that a rule judges by. `mark` is law or product, local where the office wrote it."""

    key: str
    value: object
    says: Words
    mark: str


class PrivacyLeak(RuleLimits):
    numbers: int = _limit(1, "law", ge=1, le=1000)
    old_numbers: bool = _limit(False)
    bank_cards: bool = _limit(False)
    mobiles: bool = _limit(False)


class Limits(ClosedModel):
    """Every threshold of every rule; the key is the rule's id."""

    missing_site: MissingSite = Field(default_factory=MissingSite)
    unreachable_site: UnreachableSite = Field(default_factory=UnreachableSite)
    intranet_only_site: IntranetOnly = Field(default_factory=IntranetOnly)
    hijacked_site: HijackedSite = Field(default_factory=HijackedSite)
    stale_homepage: StaleHomepage = Field(default_factory=StaleHomepage)
    empty_channel: EmptyChannel = Field(default_factory=EmptyChannel)
    channels_not_updated: ChannelsNotUpdated = Field(default_factory=ChannelsNotUpdated)
    vague_expense: VagueExpense = Field(default_factory=VagueExpense)
    missing_disclosure: MissingDisclosure = Field(default_factory=MissingDisclosure)
    missing_item: MissingItem = Field(default_factory=MissingItem)
    fee_without_basis: FeeWithoutBasis = Field(default_factory=FeeWithoutBasis)
    penalty_without_remedy: PenaltyWithoutRemedy = Field(default_factory=PenaltyWithoutRemedy)
    one_sided_disclosure: OneSided = Field(default_factory=OneSided)
    stale_account: StaleAccount = Field(default_factory=StaleAccount)
    old_name: OldNameLimits = Field(default_factory=OldNameLimits)
    vanished_item: VanishedItem = Field(default_factory=VanishedItem)
    backdated_item: BackdatedItem = Field(default_factory=BackdatedItem)
    dead_link: DeadLink = Field(default_factory=DeadLink)
    overdue_reply: OverdueReply = Field(default_factory=OverdueReply)
    thin_guide: ThinGuide = Field(default_factory=ThinGuide)
    privacy_leak: PrivacyLeak = Field(default_factory=PrivacyLeak)
    off: list[Slug] = Field(default_factory=list)

    def of(self, rule: str) -> tuple[Threshold, ...]:
        """The rule's thresholds in the order of the file; none where it judges by no number of
        limits.toml (stale_channel's are those of the channel classes).
        """
        table = getattr(self, rule, None)
        if not isinstance(table, RuleLimits):
            return ()
        says = descriptions()[type(table).__name__]
        return tuple(
            Threshold(key, getattr(table, key), says[key], table.mark(key))
            for key in type(table).model_fields
        )


class Lexicon(ClosedModel):
    """Words of the two sides of disclosure and their false friends (docs/rulebook.md §6)."""

    powers: list[str]
    fees: list[str]
    duties: list[str]
    rights: list[str]
    false_friends: list[str] = Field(default_factory=list)
    foreign: list[str] = Field(
        default_factory=list,
    )
    reporting: list[str] = Field(default_factory=list)
    vague: list[str] = Field(default_factory=list)  # names of spending that say as little as 其他


class OwedBy(ClosedModel):
    """Under which clause a kind of unit owes an item of the year before, and by which day."""

    clause: str
    kind: UnitKind
    by: str = Field(pattern=DAY_OF_THE_YEAR)
    since: date | None = None


class OwedItem(ClosedModel):
    """What units owe the public, a row in the columns of the standard catalogues of 国办发〔2019〕54号
    (docs/rulebook.md §8): 事项, 要素, 依据, 时限, 主体, 渠道, 层级; and by which words it is known.
    """

    id: Slug
    item: str
    item_en: str = ""
    elements: list[str] = Field(default_factory=list)
    clauses: list[str] = Field(min_length=1)
    kinds: list[UnitKind]
    law_enforcing: bool = False
    dues: list[OwedBy] = Field(default_factory=list)
    places: list[str] = Field(default_factory=list)
    level: list[str] = Field(default_factory=list)
    titles: list[str] = Field(default_factory=list)
    unless: list[str] = Field(default_factory=list)
    channels: list[str] = Field(default_factory=list)
    short_titles: list[str] = Field(default_factory=list)
    classes: list[str] = Field(default_factory=list)
    sentences: list[str] | None = None
    platforms: list[str] = Field(default_factory=list)
    part_of: str = ""
    not_of: list[str] = Field(default_factory=list)
    finding: Literal[
        "item_missing", "annual_report_late", "guide_missing", "required_channel_missing"
    ] = "item_missing"
    mark: Literal["law", "product", "local"] = "law"

    @property
    def name(self) -> Words:
        return Words(self.item, self.item_en or self.item)

    @property
    def told_in_sentences(self) -> list[str]:
        """Groups of words by which a sentence of a document shows it."""
        return self.titles if self.sentences is None else self.sentences

    def due(self, clause: str, kind: str) -> OwedBy | None:
        """None where that clause names no day for that kind."""
        return next((one for one in self.dues if (one.clause, one.kind) == (clause, kind)), None)


class OwedItems(ClosedModel):
    """owed_items.toml: the items, and words in names of bodies that are no administrative organs."""

    not_bound: list[str] = Field(default_factory=list)
    owed_items: list[OwedItem] = Field(default_factory=list)

    def whole_of(self, part: OwedItem) -> OwedItem | None:
        """The item that `part` is a part of, None where it is none."""
        return next((item for item in self.owed_items if item.id == part.part_of), None)


class OldName(ClosedModel):
    """A name that is another by now: hits are proposed to a person (docs/rulebook.md §3.17)."""

    id: Slug
    old: str = Field(min_length=2, max_length=60)
    new: str = Field("", max_length=120)
    since: date
    decision: str = Field(min_length=2)
    kind: Literal["body", "place", "title"] = "body"


class Indicator(ClosedModel):
    """A heading of the score (考核): its points of 100, and how many one finding of each rule costs
    at most. Findings together never cost more than the heading has.
    """

    id: Slug
    name: str
    name_en: str = ""
    points: float = Field(ge=0, le=100)
    costs: dict[Slug, float] = Field(default_factory=dict)

    @property
    def title(self) -> Words:
        return Words(self.name, self.name_en or self.name)


class Veto(ClosedModel):
    """A line of the standard that ends the scoring (单项否决): a finding of that rule under one of
    the clauses, of one of the kinds where any is named. `by`: "law" where only the standard's own
    numbers make it one, "severity" where nothing is counted and only what is certain does.
    """

    id: Slug
    rule: Slug
    clauses: list[str] = Field(min_length=1)
    kinds: list[Slug] = Field(default_factory=list)
    by: Literal["law", "severity"] = "law"


class ScoreTable(ClosedModel):
    """score.toml: what a quarter's findings cost, where the office keeps a score at all."""

    indicators: list[Indicator] = Field(default_factory=list)
    vetoes: list[Veto] = Field(default_factory=list)


class Rulebook(ClosedModel):
    clauses: list[Clause]
    channel_classes: list[ChannelClass]
    limits: Limits
    lexicon: Lexicon
    owed: OwedItems = Field(default_factory=OwedItems)
    old_names: list[OldName] = Field(default_factory=list)
    score: ScoreTable = Field(default_factory=ScoreTable)

    def clause(self, clause_id: str) -> Clause:
        """The clause of that id. Raises KeyError: a rule citing an unknown clause is a bug."""
        for clause in self.clauses:
            if clause.id == clause_id:
                return clause
        raise KeyError(clause_id)

    def clauses_of(self, rule: str) -> list[Clause]:
        """Those that the rule may cite, in the order of the file: the newest text first."""
        return [clause for clause in self.clauses if rule in clause.rules]

    def channel_class(self, class_id: str) -> ChannelClass:
        for channel_class in self.channel_classes:
            if channel_class.id == class_id:
                return channel_class
        raise KeyError(class_id)
