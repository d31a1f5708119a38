"""What the office is and how it behaves on the network: `office.toml`. What each key means is said
in `descriptions.toml`, in both languages.
"""

from datetime import date, datetime, time, timedelta
from importlib.metadata import version
from typing import Annotated, Any, Literal, cast, get_args
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, model_validator

from config.closed_model import (
    ClosedModel,
    HostName,
    HttpUrl,
    HttpUrlOrNone,
    Line,
    Network,
    ProxyUrl,
    Slug,
)

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday)  # as datetime.weekday() counts them
WeekdayOrNone = Literal[
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", ""
]
_LAST_DAY = 28  # every month has it
# [0-9], because \d takes the full-width digits that time.fromisoformat and a port do not
_AT = "([01][0-9]|2[0-3]):[0-5][0-9]"
_PORT = "([0-9]{1,4}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])"
TIME = rf"^{_AT}$"
TIME_OR_NONE = rf"^({_AT})?$"
QUIET = rf"^({_AT}-{_AT})?$"
LISTEN = rf"^([^\s:/]+|\[[0-9a-fA-F:]+\]):{_PORT}$|^$"


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except Exception as error:
        raise ValueError(f"unknown time zone {name!r}") from error
    return name


def _summary_day(day: Any) -> Weekday | int:
    is_in_months = type(day) is int and 1 <= day <= _LAST_DAY
    if not is_in_months and day not in WEEKDAYS:
        raise ValueError("neither a day of the week nor of every month")
    return cast("Weekday | int", day)


SummaryDay = Annotated[Any, AfterValidator(_summary_day)]  # a Weekday or 1-28


# What this program calls itself, everywhere: with the version that is installed.
NAME_AND_VERSION = f"gongkai/{version('gongkai')}"


class CrawlSettings(ClosedModel):
    """Politeness and budgets. Defaults are for small public offices."""

    user_agent: Line = Field(NAME_AND_VERSION, min_length=3)
    contact: Line = ""
    delay_s: float = Field(0.5, ge=0, le=60)
    requests_per_site: int = Field(2, ge=1, le=8)
    timeout_s: float = Field(15, ge=1, le=15)
    pages_per_unit: int = Field(2000, ge=1, le=100_000)
    minutes_per_unit: float = Field(30, gt=0, le=600)
    workers: int = Field(2, ge=1, le=64)
    reverify_days: int = Field(30, ge=1, le=30)
    second_look_s: float = Field(3, ge=0, le=60)
    obey_robots: bool = True
    browser_pages_per_unit: int = Field(40, ge=0, le=10_000)
    browser_s: float = Field(30, ge=1, le=120)
    as_searcher: bool = True
    links_per_unit: int = Field(40, ge=0, le=1000)

    @property
    def longest(self) -> timedelta:
        """That one unit's crawl may take."""
        return timedelta(minutes=self.minutes_per_unit)


class NetworkSettings(ClosedModel):
    """Where names lead and what counts as public. Only tests and split horizons need anything here."""

    vantage: Line = "office"
    dns: dict[str, str] = Field(default_factory=dict)
    treat_as_public: list[Network] = Field(default_factory=list)


class Vantage(ClosedModel):
    """A second place to look from: a proxy that stands there, or a colleague who brings files from
    there (`gongkai intake`).
    """

    name: Slug
    proxy: ProxyUrl = ""
    inside: bool = True
    units: list[Slug] = Field(default_factory=list)


class Canary(ClosedModel):
    """A page of somebody else's that is always there; when it is not, we are the ones who are
    blind.
    """

    name: Line
    url: HttpUrl
    marker: Line = Field(min_length=2)


class Person(ClosedModel):
    """Who is notified: a person, or a unit at an address of its own."""

    id: Slug
    name: Line
    role: Literal["leader", "operator", "unit"] = "leader"
    language: Literal["zh", "en"] | None = None
    quiet: str | None = Field(None, pattern=QUIET)
    channels: list[Line] = Field(default_factory=list)


class Approvals(ClosedModel):
    """When the congress approved the budget of a year (in that year), and its standing committee
    the final accounts of the same year (in a later one).
    """

    year: int = Field(ge=2000, le=2100)
    budget_approved: date | None = None
    final_accounts_approved: date | None = None

    @property
    def accounts_year(self) -> int | None:
        """Whose accounts were approved: the year's. In the year itself only those of the year
        before can be, which is what offices of 0.2.0 wrote there.
        """
        day = self.final_accounts_approved
        return min(self.year, day.year - 1) if day else None


class CommonPlatform(ClosedModel):
    """Where a place publishes for all of its units: registered with the unit under which it is
    read, or confirmed not to exist. Until one of both is written nobody knows.
    """

    items: list[Slug] = Field(min_length=1)
    unit: Slug | None = None
    by: Line = ""
    on: date | None = None

    @model_validator(mode="after")
    def _is_one_or_the_other(self) -> "CommonPlatform":
        is_confirmed = len(self.by) > 1 and self.on is not None
        if (self.unit is None) != is_confirmed:
            raise ValueError(
                "write either the unit under which it is read, or by whom and on which day "
                "it was confirmed that there is none"
            )
        return self


class Schedule(ClosedModel):
    """When nights, probes, backups and summaries take place."""

    night_at: str = Field("02:00", pattern=TIME)
    catch_up_hours: int = Field(20, ge=1, le=48)
    skip_days: list[date] = Field(default_factory=list)
    probes_per_day: int = Field(24, ge=0, le=96)
    backup_at: str = Field("05:30", pattern=TIME_OR_NONE)
    reverify_on: WeekdayOrNone = "sunday"
    summary_on: list[SummaryDay] = Field(default_factory=list)


class WorkYear(ClosedModel):
    """One year's notice of the State Council on public holidays (放假通知): it goes before what the
    product knows by itself.
    """

    year: int = Field(ge=2000, le=2100)
    off: list[date]
    worked: list[date] = Field(default_factory=list)


class Alerts(ClosedModel):
    """When people are notified, and who is next when nothing happens."""

    quiet: str = Field("", pattern=QUIET)
    may_reach: list[Network] = Field(default_factory=list)
    escalate_after_days: int = Field(0, ge=0, le=365)
    escalate_to: list[Slug] = Field(default_factory=list)


class Service(ClosedModel):
    """What `gongkai schedule` offers to the machine's own monitoring."""

    listen: str = Field("127.0.0.1:8621", pattern=LISTEN)
    watchdog_hours: int = Field(26, ge=2, le=240)

    @model_validator(mode="before")
    @classmethod
    def _key_of_0_1_0(cls, table: Any) -> Any:
        """`dead_man_hours` is what the key was called in 0.1.0: offices' files go on being read."""
        if isinstance(table, dict) and "dead_man_hours" in table and "watchdog_hours" not in table:
            return {
                "watchdog_hours" if key == "dead_man_hours" else key: value
                for key, value in table.items()
            }
        return table


class ConsoleSettings(ClosedModel):
    """What `gongkai serve` shows to people, and where they reach it."""

    url: HttpUrlOrNone = ""
    hosts: list[HostName] = Field(default_factory=list)
    trusted_proxies: list[Network] = Field(default_factory=lambda: ["127.0.0.1/32", "::1/128"])
    session_hours: int = Field(12, ge=1, le=168)
    nightly_files: int = Field(7, ge=0, le=366)


class Storage(ClosedModel):
    """Room on the disk, and copies."""

    least_free_gb: float = Field(1.0, ge=0, le=100_000)
    least_free_percent: float = Field(5.0, ge=0, le=90)
    backups: Line = ""
    backups_kept: int = Field(14, ge=1, le=1000)


class Retention(ClosedModel):
    """How long what was kept is kept; `gongkai retention` applies it. What a page shows now, what
    an open finding rests on and the last night's reports always stay.
    """

    captures_years: int = Field(0, ge=0, le=100)
    facts_years: int = Field(0, ge=0, le=100)
    reports_years: int = Field(0, ge=0, le=100)


class Timestamps(ClosedModel):
    """Who vouches for the time of each night's manifest (RFC 3161)."""

    authority: HttpUrlOrNone = ""
    roots: Line = ""


class Report(ClosedModel):
    """What stands on the circular."""

    issuer: Line = ""
    document_number: Line = ""
    mandate: Line = ""
    heads: Literal["neutral", "2012"] = "neutral"
    rectify_workdays: int = Field(10, ge=1, le=120)
    answer_to: Line = ""
    last_circular: date | None = None


class ScoreSettings(ClosedModel):
    """Whether quarters are scored (考核), and of how much of one anything may be said."""

    on: bool = False
    vetoes: bool = True
    least_nights: float = Field(0.3, ge=0, le=1)
    least_points: float = Field(0.5, ge=0, le=1)


class CountyBelow(ClosedModel):
    """A county's own installation, as its data folder or a copy of it reaches this office."""

    id: Slug
    name: Line = Field(min_length=2)
    data: Line = Field(min_length=1)
    console: HttpUrlOrNone = ""


class Province(ClosedModel):
    """The counties that an office above them (省、市) reads together."""

    stale_after_days: int = Field(3, ge=1, le=60)
    counties: list[CountyBelow] = Field(default_factory=list)


class Office(ClosedModel):
    """The whole of `office.toml`."""

    name: Line = Field(min_length=2)
    city: Line = Field(min_length=2)
    time_zone: Annotated[str, AfterValidator(_known_zone)] = "Asia/Shanghai"
    language: Literal["zh", "en"] = "zh"
    data: Line = Field("data")
    data_group: str = Field("", pattern=r"^([a-z_][a-z0-9_-]{0,31})?$")
    profile: Literal["national", "county"] = "national"
    crawl: CrawlSettings = Field(default_factory=CrawlSettings)
    network: NetworkSettings = Field(default_factory=NetworkSettings)
    schedule: Schedule = Field(default_factory=Schedule)
    alerts: Alerts = Field(default_factory=Alerts)
    service: Service = Field(default_factory=Service)
    storage: Storage = Field(default_factory=Storage)
    report: Report = Field(default_factory=Report)
    score: ScoreSettings = Field(default_factory=ScoreSettings)
    retention: Retention = Field(default_factory=Retention)
    timestamps: Timestamps = Field(default_factory=Timestamps)
    console: ConsoleSettings = Field(default_factory=ConsoleSettings)
    province: Province = Field(default_factory=Province)
    vantages: list[Vantage] = Field(default_factory=list)
    canaries: list[Canary] = Field(default_factory=list)
    people: list[Person] = Field(default_factory=list)
    approvals: list[Approvals] = Field(default_factory=list)
    common_platforms: list[CommonPlatform] = Field(default_factory=list)
    work_calendar: list[WorkYear] = Field(default_factory=list)

    def vantage(self, name: str) -> Vantage | None:
        """The second vantage point of that name."""
        return next((one for one in self.vantages if one.name == name), None)

    @property
    def owners(self) -> dict[str, str]:
        """Names by id of those who can answer for a unit: its own address is no person."""
        return {person.id: person.name for person in self.people if person.role != "unit"}

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    def end_of(self, day: date) -> datetime:
        """The instant at which the office's `day` is over, itself no part of it."""
        return datetime.combine(day + timedelta(days=1), time(0), tzinfo=self.zone)

    def day_of(self, moment: datetime) -> date:
        """The office's day in which an aware `moment` lies."""
        return moment.astimezone(self.zone).date()
