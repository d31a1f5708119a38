"""Channel classes, clauses, thresholds and words: what is judged, by which text, with which
numbers.

Shipped in `config/defaults/*.toml`; an office's own file of the same name overrides key by key.
"""

from datetime import date
from typing import Any, Literal, NamedTuple

from pydantic import Field
from pydantic.fields import FieldInfo

from config.model import ClosedModel, Slug
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
    verified: Literal["text", "part", "memory"] = Field(
        "text", description="memory: never shown as an official number"
    )
    rules: list[Slug] = Field(default_factory=list, description="ids of the rules that may cite it")

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


def _limit(default: Any, zh: str, en: str, mark: str = "product", **bounds: Any) -> Any:
    """A threshold with its words and its mark: law where a text gives the number."""
    return Field(default, description=en, json_schema_extra={"zh": zh, "mark": mark}, **bounds)


_DAYS: dict[str, Any] = {"ge": 1, "le": 365}
_SHARE: dict[str, Any] = {"gt": 0, "lt": 1}
_UP_TO_ALL: dict[str, Any] = {"gt": 0, "le": 1}


class MissingSite(ClosedModel):
    effective_nights: int = _limit(
        14, "有效检查夜数，全部未打开", "nights with a look that counts, none of them open", **_DAYS
    )
    watch_days: int = _limit(
        14, "首末两夜相隔天数", "days from the first night to the last", **_DAYS
    )
    warn_nights: int = _limit(3, "提醒的夜数", "nights from which it is warned of", **_DAYS)


class UnreachableSite(ClosedModel):
    """The standard's week of probes, and the outage that needs none: no success, so many failures
    over so many hours.
    """

    window_days: int = _limit(7, "监测天数", "days of the count", "law", ge=1, le=31)
    probes: int = _limit(140, "监测期内访问次数", "probes in these days", "law", ge=20, le=10_000)
    probes_a_day: int = _limit(20, "每天访问次数", "probes on each day", "law", ge=1, le=1000)
    share: float = _limit(
        0.05, "打不开次数占比", "share of the probes that failed: the veto", "law", **_SHARE
    )
    warn_share: float = _limit(0.03, "提醒的占比", "share from which it is warned of", **_SHARE)
    spacing_minutes: int = _limit(
        10, "相隔不足此分钟数的按一次计", "probes closer together count as one", ge=1, le=120
    )
    hidden_share: float = _limit(
        0.20,
        "访问防护拦截超过此占比的，无法判断",
        "more of the probes than this behind a wall: cannot tell",
        **_SHARE,
    )
    attempts: int = _limit(
        3, "连续失败次数，其间没有一次成功", "failures in a row, no success between", ge=2, le=100
    )
    hours: int = _limit(24, "连续失败小时数", "hours of failures alone", ge=1, le=720)
    wall_days: int = _limit(
        30,
        "此前若干天内出现过访问防护的，无法判断",
        "a firewall seen within so many days before may be what is silent now",
        ge=0,
        le=366,
    )
    failed_after_s: float = _limit(
        15,
        "超过（含）若干秒才完整显示的，按打不开计",
        "a page complete only after so many seconds did not open",
        "law",
        gt=0,
        le=15,
    )
    slow_s: float = _limit(
        3,
        "完整加载秒数的中位数，超过即提醒",
        "median seconds of a complete load above which is warned",
        "law",
        gt=0,
        le=15,
    )
    slow_probes: int = _limit(
        20, "加载次数不足的，不计中位数", "of fewer loads no median is told", ge=1, le=10_000
    )
    maintenance_days: int = _limit(
        30, "每次临时下线的天数", "days of one time off line", "law", ge=1, le=366
    )
    maintenance_a_year: int = _limit(
        1, "每年临时下线的次数", "times off line within a year", "law", ge=1, le=366
    )


class IntranetOnly(ClosedModel):
    attempts: int = _limit(3, "检查次数", "looks that agree", ge=1, le=100)
    hours: int = _limit(24, "持续小时数", "hours from the first to the last", ge=1, le=720)


class HijackedSite(ClosedModel):
    """From how much on the words on a page are a stranger's; the office's own are in lexicon.toml,
    `foreign`.
    """

    apart_s: int = _limit(
        60,
        "两次一致的检查相隔秒数，达到即不写“疑似”",
        "seconds between two looks that agree, before it is said without 疑似",
        ge=1,
        le=86_400,
    )
    text_words: int = _limit(
        3,
        "正文中此类词语的个数，与标题中的一个相当",
        "words of the list in the text that make up for one in the title",
        ge=1,
        le=1000,
    )
    outlink_share: float = _limit(
        0.5, "指向他人网站的链接占比", "share of the links that lead to strangers", **_UP_TO_ALL
    )
    outlinks: int = _limit(
        10, "外部链接不足此数的不作依据", "fewer links away prove nothing", ge=1, le=1000
    )
    han_share: float = _limit(
        0.1,
        "原为中文的页面，汉字占比低于此数",
        "less Chinese than this on a page that was Chinese",
        ge=0,
        le=1,
    )


class StaleHomepage(ClosedModel):
    limit_days: int = _limit(14, "更新时限（天）", "days without anything new", "law", **_DAYS)
    warn_days: int = _limit(10, "提醒的天数", "days from which it is warned of", **_DAYS)
    dated_items_needed: int = _limit(
        5,
        "首页注明时间的信息不足此数的，看二级页面",
        "fewer dated items: a page of navigation, its second level is judged",
        ge=1,
        le=100,
    )


class EmptyChannel(ClosedModel):
    looks: int = _limit(2, "在若干个不同日期看到", "runs on different days", ge=1, le=30)
    article_characters: int = _limit(
        200, "正文达到此字数的不算空白", "characters that make an article", ge=0, le=10_000
    )


class VagueExpense(ClosedModel):
    """Shares of the table's expenditure total. No statute gives a percentage: all are product
    defaults.
    """

    warn_share: float = _limit(0.10, "提醒的占比", "share from which it is warned of", **_SHARE)
    problem_share: float = _limit(0.20, "列为问题的占比", "share that is a problem", **_SHARE)
    critical_share: float = _limit(0.30, "列为严重的占比", "share that is critical", **_SHARE)
    bare_share: float = _limit(
        0.05, "仅写“其他”二字的占比", "share of a bare 其他 without any qualifier", **_SHARE
    )
    explained_warn_share: float = _limit(
        0.20,
        "已作说明的，提醒的占比",
        "share from which one that is explained is warned of",
        **_SHARE,
    )
    sum_tolerance: float = _limit(
        0.005, "各行相加与合计的允许误差", "by which rows may miss their total", ge=0, lt=0.2
    )
    whitelist_codes: list[str] = _limit(
        ["30239", "30112"],
        "名称含“其他”而有固定含义的科目",
        "named items, though their names say 其他",
    )
    growth_points: float = _limit(
        0.10,
        "占比一年上升此数而未说明的，提醒",
        "share risen by so much in a year, not explained: a warning",
        **_SHARE,
    )
    growth_ratio: float = _limit(
        1.0,
        "金额一年增加此倍数而未说明的，提醒",
        "amount risen by so many times itself in a year, not explained: a warning",
        gt=0,
        lt=100,
    )
    growth_share: float = _limit(
        0.05,
        "占比低于此数的，金额增加不提醒",
        "below this share a risen amount is not warned of",
        **_SHARE,
    )


_DAY_OF_THE_YEAR = r"^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$"


class MissingDisclosure(ClosedModel):
    """Who owes a budget and a final account, and by when where the day of approval is unknown
    (docs/rulebook.md §7).
    """

    kinds: list[UnitKind] = _limit(
        ["government", "department", "township"],
        "有单独预算的单位种类",
        "who has a budget of its own",
    )
    budget_by: str = _limit(
        "06-30",
        "预算批准日期未登记时的期限（月-日）",
        "month-day, where the approval of the budget is unknown",
        pattern=_DAY_OF_THE_YEAR,
    )
    final_accounts_by: str = _limit(
        "11-30",
        "决算批准日期未登记时的期限（月-日）",
        "month-day, where the approval of the accounts is unknown",
        pattern=_DAY_OF_THE_YEAR,
    )
    warn_days: int = _limit(
        10,
        "到期前若干天提醒",
        "so many days before its due day a missing paper is warned of",
        ge=0,
        le=120,
    )
    years: int = _limit(2, "往前检查的年数", "so many years back are judged", ge=1, le=10)
    coverage_needed: float = _limit(
        0.8, "应能打开的页面占比", "share of its pages that must be open", **_UP_TO_ALL
    )
    channel_needed: bool = _limit(
        True,
        "只在看到预决算栏目时列为问题；填 false 表示本地没有统一公开平台",
        "accuse only where a channel for budgets was seen; false: there is no common platform here",
    )


class OneSided(ClosedModel):
    powers_needed: int = _limit(
        3, "执法、收费依据件数", "documents on powers and fees", ge=1, le=100
    )
    warn_ratio: float = _limit(
        0.2,
        "较少一侧与其之比，低于即提醒",
        "of the smaller side to them; below it a warning",
        **_SHARE,
    )
    pages_needed: int = _limit(30, "应有的留存页面数", "pages captured", ge=1, le=10_000)
    coverage_needed: float = _limit(
        0.8, "应能打开的页面占比", "share of its pages that must be open", **_UP_TO_ALL
    )


class VanishedItem(ClosedModel):
    checks: int = _limit(3, "检查次数", "checks at which it was gone", ge=1, le=100)
    days: int = _limit(14, "消失天数", "days from the first of them to the last", **_DAYS)
    warn_days: int = _limit(3, "提醒的天数", "days from which it is warned of", **_DAYS)
    site_open_share: float = _limit(
        0.75,
        "检查期内网站可以打开的占比",
        "share of the nights on which the site was open",
        **_UP_TO_ALL,
    )
    mass_share: float = _limit(
        0.75, "同时消失的占比，达到即合为一个问题", "share of a channel gone at once", **_UP_TO_ALL
    )
    mass_items: int = _limit(
        4, "信息不足此数的栏目不合并", "a channel of fewer items has no mass", ge=2, le=1000
    )
    expiring_words: list[str] = _limit(
        ["招聘", "招考", "招录", "公示", "招标", "中标", "处罚决定", "救助名单"],
        "标题含这些词的，期满可以撤下",
        "words of titles whose information may be taken down when its time is over",
    )


class Threshold(NamedTuple):
    """A number that a rule judges by. `mark` is law or product, local where the office wrote it."""

    key: str
    value: object
    says: Words
    mark: str


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

    def of(self, rule: str) -> tuple[Threshold, ...]:
        """The rule's thresholds in the order of the file; none where it judges by no number of
        limits.toml (stale_channel's are those of the channel classes).
        """
        table = getattr(self, rule, None)
        if not isinstance(table, ClosedModel):
            return ()
        fields = type(table).model_fields.items()
        return tuple(_threshold(key, getattr(table, key), field) for key, field in fields)


def _threshold(key: str, value: object, field: FieldInfo) -> Threshold:
    said = field.json_schema_extra
    if not isinstance(said, dict):
        raise LookupError(f"threshold {key} has no words: declare it with _limit")
    mark = str(said["mark"]) if value == field.default else "local"
    return Threshold(key, value, Words(str(said["zh"]), field.description or ""), mark)


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

    def clauses_of(self, rule: str) -> list[Clause]:
        """Those that the rule may cite, in the order of the file: the newest text first."""
        return [clause for clause in self.clauses if rule in clause.rules]

    def channel_class(self, class_id: str) -> ChannelClass:
        for channel_class in self.channel_classes:
            if channel_class.id == class_id:
                return channel_class
        raise KeyError(class_id)
