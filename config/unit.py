"""One unit (单位) and its entry points on the web: `units/<id>.toml`."""

from datetime import date
from typing import Literal

from pydantic import Field, model_validator

from config.model import ClosedModel, HttpUrl, Network, Slug

UnitKind = Literal[
    "government",
    "department",
    "township",
    "vertical",
    "judicial",
    "public_enterprise",
    "second_level",
]
SiteKind = Literal["own", "subsite", "portal_channel"]

BrowserUse = Literal[
    "never", "when_needed", "always"
]  # whether a site's pages are drawn by a browser


class DatedName(ClosedModel):
    """A name borne besides the official one, for a time or always."""

    name: str = Field(min_length=2)
    since: date | None = None
    until: date | None = None
    former: bool = False


class Site(ClosedModel):
    """An entry point: own site, sub-site of a portal, or the unit's channel on a portal."""

    id: Slug = "main"
    kind: SiteKind
    url: HttpUrl
    name: str = ""
    since: date | None = None
    until: date | None = None
    needs_browser: bool = False
    browser: BrowserUse = Field(
        "when_needed",
        description="whether a browser draws its pages: where the answer is a shell, or all of them (needs_browser says the same)",
    )
    inner_ranges: list[Network] = Field(
        default_factory=list,
        description="private ranges to which this site's name may lead, e.g. 10.1.2.0/24; otherwise it is refused",
    )
    robots_exemption: str = Field(
        "", description="written reason why robots.txt is not obeyed here"
    )

    def was_on_record(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )


class ConfirmedBlank(ClosedModel):
    """A person looked and found neither own site nor sub-site. An empty cell is not a blank."""

    by: str = Field(min_length=2)
    on: date
    note: str = ""


class PinnedChannel(ClosedModel):
    """A channel the office names itself, instead of leaving it to discovery."""

    site: Slug = "main"
    url: HttpUrl
    name: str
    channel_class: str = Field("", description="a class of channel_classes.toml; empty = by name")
    limit_days: int | None = Field(None, ge=1, le=3660)


class Exemption(ClosedModel):
    """A rule not applied to this unit, for a stated reason and time."""

    rule: Slug
    subject: str = Field("", description="empty = every subject of the rule")
    reason: str = Field(min_length=2)
    by: str = Field(min_length=2)
    until: date


class Unit(ClosedModel):
    id: Slug
    name: str = Field(min_length=2)
    short: str = ""
    kind: UnitKind
    parent: Slug | None = None
    law_enforcing: bool = False
    names: list[DatedName] = Field(default_factory=list)
    sites: list[Site] = Field(default_factory=list)
    no_own_site: ConfirmedBlank | None = None
    channels: list[PinnedChannel] = Field(default_factory=list)
    exemptions: list[Exemption] = Field(default_factory=list)
    responsible: list[Slug] = Field(
        default_factory=list, description="people of office.toml who are told"
    )
    established: date | None = Field(
        None, description="when it was set up; nothing is owed for the years before"
    )
    retired: date | None = None

    @model_validator(mode="after")
    def _sites_are_told_apart(self) -> "Unit":
        ids = [site.id for site in self.sites]
        if len(set(ids)) != len(ids):
            raise ValueError("two sites of one unit bear the same id")
        if self.no_own_site and any(site.kind != "portal_channel" for site in self.sites):
            raise ValueError(
                "no_own_site says there is neither own site nor sub-site, yet sites lists one"
            )
        known = set(ids)
        for channel in self.channels:
            if channel.site not in known:
                raise ValueError(
                    f"channel {channel.name!r} names the unknown site {channel.site!r}"
                )
        return self

    @property
    def label(self) -> str:
        """The name that sentences use."""
        return self.short or self.name

    @property
    def all_names(self) -> list[str]:
        """Every name ever borne, official first."""
        return list(
            dict.fromkeys([self.name, self.short or self.name, *(n.name for n in self.names)])
        )
