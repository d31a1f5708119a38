"""Channel classes, clauses, thresholds and words: what is judged, by which text, with which
numbers.

Shipped in `config/defaults/*.toml`; an office's own file of the same name overrides key by key.
"""

from datetime import date
from typing import Literal

from pydantic import Field

from config.model import ClosedModel, Slug
from config.unit import UnitKind

# Every rule there is, by its id; exemptions, limits and `off` name rules by these.
RULES = (
    "missing_site",
    "unreachable_site",
    "intranet_only_site",
    "hijacked_site",
    "stale_homepage",
    "stale_channel",
    "empty_channel",
    "vague_expense",
    "missing_disclosure",
    "one_sided_disclosure",
    "vanished_item",
)


class Clause(ClosedModel):
    """A sentence of law or standard that a finding cites (docs/rulebook.md §2)."""

    id: str
    document: str
    article: str
    says: str
    valid_from: date
    valid_to: date | None = None
    mark: Literal["law", "product", "local"] = "law"
    verified: Literal["text", "part", "memory"] = Field(
        "text", description="memory: never shown as an official number"
    )

    def is_in_force(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class ChannelClass(ClosedModel):
    """How old the newest item of a kind of channel may be (docs/rulebook.md §4).

    Exactly one of `limit_days`, `limit_months` is set where the class has a deadline; none means no
    deadline.
    """

    id: Slug
    name: str
    patterns: list[str] = Field(
        default_factory=list, description="parts of a channel's name, most specific class first"
    )
    path_hints: list[str] = Field(default_factory=list)
    column_types: list[str] = Field(default_factory=list, description="values of meta ColumnType")
    limit_days: int | None = Field(None, ge=1, le=3660)
    limit_months: int | None = Field(None, ge=1, le=120)
    warn_days: int | None = Field(None, ge=1, le=3660)
    county_limit_days: int | None = Field(None, ge=1, le=3660)
    county_warn_days: int | None = Field(None, ge=1, le=3660)
    warning_only: bool = False
    exempt: str = Field("", description="why no age is judged: upstream, static, ended")
    group: Literal["A", "B", ""] = ""
    limit_mark: Literal["law", "product", "county"] = "law"


class MissingSite(ClosedModel):
    effective_nights: int = Field(14, ge=1, le=365)
    watch_days: int = Field(14, ge=1, le=365)
    warn_nights: int = Field(3, ge=1, le=365)


class UnreachableSite(ClosedModel):
    """The standard's week of probes, and the outage that needs none: no success, so many failures
    over so many hours.
    """

    window_days: int = Field(7, ge=1, le=31)
    probes: int = Field(140, ge=20, le=10_000)
    probes_a_day: int = Field(20, ge=1, le=1000)
    share: float = Field(0.05, gt=0, lt=1)
    warn_share: float = Field(0.03, gt=0, lt=1)
    spacing_minutes: int = Field(
        10, ge=1, le=120, description="probes closer together count as one"
    )
    hidden_share: float = Field(
        0.20, gt=0, lt=1, description="more of the probes than this behind a wall: cannot tell"
    )
    attempts: int = Field(3, ge=2, le=100)
    hours: int = Field(24, ge=1, le=720)
    wall_days: int = Field(
        30,
        ge=0,
        le=366,
        description="a firewall seen within so many days before may be what is silent now",
    )
    failed_after_s: float = Field(
        15, gt=0, le=15, description="a page complete only after so many seconds did not open"
    )
    slow_s: float = Field(
        3, gt=0, le=15, description="median seconds of a complete load above which is warned"
    )
    slow_probes: int = Field(20, ge=1, le=10_000, description="of fewer loads no median is told")
    maintenance_days: int = Field(30, ge=1, le=366)
    maintenance_a_year: int = Field(1, ge=1, le=366)


class IntranetOnly(ClosedModel):
    attempts: int = Field(3, ge=1, le=100)
    hours: int = Field(24, ge=1, le=720)


class HijackedSite(ClosedModel):
    """From how much on the words on a page are a stranger's; the office's own are in lexicon.toml,
    `foreign`.
    """

    apart_s: int = Field(
        60,
        ge=1,
        le=86_400,
        description="seconds between two looks that agree, before it is said without 疑似",
    )
    text_words: int = Field(
        3,
        ge=1,
        le=1000,
        description="words of the list in the text that make up for one in the title",
    )
    outlink_share: float = Field(0.5, gt=0, le=1)
    outlinks: int = Field(10, ge=1, le=1000, description="fewer links away prove nothing")
    han_share: float = Field(
        0.1, ge=0, le=1, description="less Chinese than this on a page that was Chinese"
    )


class StaleHomepage(ClosedModel):
    limit_days: int = Field(14, ge=1, le=365)
    warn_days: int = Field(10, ge=1, le=365)
    dated_items_needed: int = Field(5, ge=1, le=100)


class EmptyChannel(ClosedModel):
    looks: int = Field(2, ge=1, le=30, description="runs on different days")
    article_characters: int = Field(200, ge=0, le=10_000)


class VagueExpense(ClosedModel):
    """Shares of the table's expenditure total. No statute gives a percentage: all are product
    defaults.
    """

    warn_share: float = Field(0.10, gt=0, lt=1)
    problem_share: float = Field(0.20, gt=0, lt=1)
    critical_share: float = Field(0.30, gt=0, lt=1)
    bare_share: float = Field(0.05, gt=0, lt=1)
    explained_warn_share: float = Field(0.20, gt=0, lt=1)
    sum_tolerance: float = Field(0.005, ge=0, lt=0.2)
    whitelist_codes: list[str] = Field(default_factory=lambda: ["30239", "30112"])
    growth_points: float = Field(
        0.10, gt=0, lt=1, description="share risen by so much in a year, not explained: a warning"
    )
    growth_ratio: float = Field(
        1.0,
        gt=0,
        lt=100,
        description="amount risen by so many times itself in a year, not explained: a warning",
    )
    growth_share: float = Field(
        0.05, gt=0, lt=1, description="below this share a risen amount is not warned of"
    )


_DAY_OF_THE_YEAR = r"^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$"
_WITH_A_BUDGET: tuple[UnitKind, ...] = ("government", "department", "township")


class MissingDisclosure(ClosedModel):
    """Who owes a budget and a final account, and by when where the day of approval is unknown
    (docs/rulebook.md §7).
    """

    kinds: list[UnitKind] = Field(
        default_factory=lambda: list(_WITH_A_BUDGET), description="who has a budget of its own"
    )
    budget_by: str = Field(
        "06-30",
        pattern=_DAY_OF_THE_YEAR,
        description="month-day, where the approval of the budget is unknown",
    )
    final_accounts_by: str = Field(
        "11-30",
        pattern=_DAY_OF_THE_YEAR,
        description="month-day, where the approval of the accounts is unknown",
    )
    warn_days: int = Field(
        10, ge=0, le=120, description="so many days before its due day a missing paper is warned of"
    )
    years: int = Field(2, ge=1, le=10, description="so many years back are judged")
    coverage_needed: float = Field(0.8, gt=0, le=1)
    channel_needed: bool = Field(
        True,
        description="accuse only where a channel for budgets was seen; false: there is no common platform here",
    )


class OneSided(ClosedModel):
    powers_needed: int = Field(3, ge=1, le=100)
    warn_ratio: float = Field(0.2, gt=0, lt=1)
    pages_needed: int = Field(30, ge=1, le=10_000)
    coverage_needed: float = Field(0.8, gt=0, le=1)


class VanishedItem(ClosedModel):
    checks: int = Field(3, ge=1, le=100)
    days: int = Field(14, ge=1, le=365)
    warn_days: int = Field(3, ge=1, le=365)
    site_open_share: float = Field(0.75, gt=0, le=1)
    mass_share: float = Field(0.75, gt=0, le=1)
    mass_items: int = Field(4, ge=2, le=1000, description="a channel of fewer items has no mass")
    expiring_words: list[str] = Field(
        default_factory=lambda: [
            "招聘",
            "招考",
            "招录",
            "公示",
            "招标",
            "中标",
            "处罚决定",
            "救助名单",
        ]
    )


class Limits(ClosedModel):
    """Every threshold of every rule; the key is the rule's id."""

    missing_site: MissingSite = Field(default_factory=MissingSite)
    unreachable_site: UnreachableSite = Field(default_factory=UnreachableSite)
    intranet_only_site: IntranetOnly = Field(default_factory=IntranetOnly)
    hijacked_site: HijackedSite = Field(default_factory=HijackedSite)
    stale_homepage: StaleHomepage = Field(default_factory=StaleHomepage)
    empty_channel: EmptyChannel = Field(default_factory=EmptyChannel)
    vague_expense: VagueExpense = Field(default_factory=VagueExpense)
    missing_disclosure: MissingDisclosure = Field(default_factory=MissingDisclosure)
    one_sided_disclosure: OneSided = Field(default_factory=OneSided)
    vanished_item: VanishedItem = Field(default_factory=VanishedItem)
    off: list[Slug] = Field(default_factory=list, description="rules not applied at all")


class Lexicon(ClosedModel):
    """Words of the two sides of disclosure and their false friends (docs/rulebook.md §6)."""

    powers: list[str]
    fees: list[str]
    duties: list[str]
    rights: list[str]
    false_friends: list[str] = Field(default_factory=list)
    foreign: list[str] = Field(
        default_factory=list,
        description="words of gambling, pornography and trade: never an office's own",
    )
    reporting: list[str] = Field(
        default_factory=list, description="words with which offices speak of such things"
    )


class Rulebook(ClosedModel):
    clauses: list[Clause]
    channel_classes: list[ChannelClass]
    limits: Limits
    lexicon: Lexicon

    def clause(self, clause_id: str) -> Clause:
        """The clause of that id. Raises KeyError: a rule citing an unknown clause is a bug."""
        for clause in self.clauses:
            if clause.id == clause_id:
                return clause
        raise KeyError(clause_id)

    def channel_class(self, class_id: str) -> ChannelClass:
        for channel_class in self.channel_classes:
            if channel_class.id == class_id:
                return channel_class
        raise KeyError(class_id)
