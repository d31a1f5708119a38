"""What the office is and how it behaves on the network: `office.toml`."""

from datetime import date
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field

from config.model import ClosedModel, HttpUrl, Network, Slug


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except Exception as error:
        raise ValueError(f"unknown time zone {name!r}") from error
    return name


class Crawl(ClosedModel):
    """Politeness and budgets. Defaults are for small public offices; see docs for a reason each."""

    user_agent: str = Field("gongkai/0.1", min_length=3)
    contact: str = Field("", description="page or mail address that a unit's administrator can write to")
    delay_s: float = Field(0.5, ge=0, le=60)
    requests_per_site: int = Field(2, ge=1, le=8)
    timeout_s: float = Field(15, ge=1, le=15)
    pages_per_unit: int = Field(2000, ge=1, le=100_000)
    minutes_per_unit: float = Field(30, gt=0, le=600)
    workers: int = Field(2, ge=1, le=64)
    reverify_days: int = Field(30, ge=1, le=30)
    second_look_s: float = Field(3, ge=0, le=60, description="pause before a changed page is looked at again")
    obey_robots: bool = True


class NetworkSettings(ClosedModel):
    """Where names lead and what counts as public. Only tests and split horizons need anything here."""

    vantage: str = "office"
    dns: dict[str, str] = Field(default_factory=dict, description="host name = address, asked before any resolver")
    treat_as_public: list[Network] = Field(default_factory=list, description="TEST ONLY: private ranges classed as public")


class Canary(ClosedModel):
    """A page of somebody else's that is always there; when it is not, we are the ones who are blind."""

    name: str
    url: HttpUrl
    marker: str = Field(min_length=2, description="words that the true page holds; a captive portal lacks them")


class Person(ClosedModel):
    """Who is told."""

    id: Slug
    name: str
    role: Literal["leader", "operator"] = "leader"
    language: Literal["zh", "en"] | None = None
    channels: list[str] = Field(default_factory=list, description="apprise URLs: mailtos://, wecombot://, dingtalk://, feishu://, json://")


class Approvals(ClosedModel):
    """When the congress approved the budget (A) and its standing committee the final accounts (B) of a year."""

    year: int = Field(ge=2000, le=2100)
    budget_approved: date | None = None
    final_accounts_approved: date | None = None


class Schedule(ClosedModel):
    night_at: str = Field("02:00", pattern=r"^([01]\d|2[0-3]):[0-5]\d$", description="local time of the night's start")
    catch_up_hours: int = Field(20, ge=1, le=48, description="how late a missed night may still begin")
    skip_days: list[date] = Field(default_factory=list)


class Report(ClosedModel):
    issuer: str = Field("", description="who signs the circular; empty = the office's name")
    document_number: str = ""
    rectify_workdays: int = Field(10, ge=1, le=120)


class Office(ClosedModel):
    """The whole of `office.toml`."""

    name: str = Field(min_length=2)
    city: str = Field(min_length=2)
    time_zone: Annotated[str, AfterValidator(_known_zone)] = "Asia/Shanghai"
    language: Literal["zh", "en"] = "zh"
    data: str = Field("data", description="folder of ledger, archive, captures, reports; relative to this file's folder")
    profile: Literal["national", "county"] = "national"
    crawl: Crawl = Field(default_factory=Crawl)
    network: NetworkSettings = Field(default_factory=NetworkSettings)
    schedule: Schedule = Field(default_factory=Schedule)
    report: Report = Field(default_factory=Report)
    canaries: list[Canary] = Field(default_factory=list)
    people: list[Person] = Field(default_factory=list)
    approvals: list[Approvals] = Field(default_factory=list)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)
