"""One unit (单位) and its entry points on the web: `units/<id>.toml`. What each key means is said in
`descriptions.toml`, in both languages.
"""

from collections.abc import Iterable
from datetime import date
from typing import Literal

from pydantic import Field, model_validator

from config.closed_model import ClosedModel, HttpUrl, HttpUrlOrNone, Line, Network, Slug

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

BrowserUse = Literal["never", "when_needed", "always"]  # to render a site's pages


class DatedName(ClosedModel):
    """A name borne besides the official one, for a time or always."""

    name: Line = Field(min_length=2)
    since: date | None = None
    until: date | None = None
    former: bool = False


class Site(ClosedModel):
    """An entry point: own site, sub-site of a portal, or the unit's channel on a portal."""

    id: Slug = "main"
    kind: SiteKind
    url: HttpUrl
    name: Line = ""
    since: date | None = None
    until: date | None = None
    needs_browser: bool = False
    browser: BrowserUse = "when_needed"
    inner_ranges: list[Network] = Field(default_factory=list)
    robots_exemption: str = ""

    def was_on_record(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )


class ConfirmedBlank(ClosedModel):
    """A person looked and found neither own site nor sub-site. An empty cell is not a blank."""

    by: Line = Field(min_length=2)
    on: date
    no_portal_channel: bool = False
    note: str = ""


class PinnedChannel(ClosedModel):
    """A channel the office names itself, instead of leaving it to discovery."""

    site: Slug = "main"
    url: HttpUrl
    name: Line
    channel_class: Line = ""
    limit_days: int | None = Field(None, ge=1, le=3660)


class Account(ClosedModel):
    """An account of the unit on somebody else's platform (政务新媒体). A person looks at it."""

    id: Slug
    platform: Line = Field(min_length=1)
    name: Line = Field(min_length=1)
    handle: Line = ""
    url: HttpUrlOrNone = ""
    since: date | None = None
    until: date | None = None


class Exemption(ClosedModel):
    """A rule not applied to this unit, for a stated reason and time."""

    rule: Slug
    subject: Line = ""
    reason: str = Field(min_length=2)
    by: Line = Field(min_length=2)
    until: date


class HeldLetters(ClosedModel):
    """Nobody is written to of this unit up to a day, for a stated reason. It is inspected all the
    same, and told of afterwards.
    """

    until: date
    reason: str = Field(min_length=2)
    by: Line = Field(min_length=2)


class Unit(ClosedModel):
    """A unit and all that the office has on record of it."""

    id: Slug
    name: Line = Field(min_length=2)
    short: Line = ""
    kind: UnitKind
    parent: Slug | None = None
    law_enforcing: bool = False
    owes: list[Slug] = Field(default_factory=list)
    names: list[DatedName] = Field(default_factory=list)
    sites: list[Site] = Field(default_factory=list)
    no_own_site: ConfirmedBlank | None = None
    channels: list[PinnedChannel] = Field(default_factory=list)
    accounts: list[Account] = Field(default_factory=list)
    exemptions: list[Exemption] = Field(default_factory=list)
    responsible: list[Slug] = Field(default_factory=list)
    held_letters: HeldLetters | None = None
    established: date | None = None
    retired: date | None = None

    @model_validator(mode="after")
    def _sites_are_distinct(self) -> "Unit":
        ids = [site.id for site in self.sites]
        if len(set(ids)) != len(ids):
            raise ValueError("two sites of one unit bear the same id")
        accounts = [account.id for account in self.accounts]
        if len(set(accounts)) != len(accounts):
            raise ValueError("two accounts of one unit bear the same id")
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

    def is_in_service(self, day: date) -> bool:
        """It was not yet retired on that day."""
        return self.retired is None or day < self.retired

    def holds_letters(self, day: date) -> bool:
        """Nobody is written to of it on that day."""
        return self.held_letters is not None and day <= self.held_letters.until

    def is_known_blank(self, day: date) -> bool:
        """A person had confirmed by that day that it has no site of its own."""
        return self.no_own_site is not None and self.no_own_site.on <= day

    def is_known_to_be_nowhere(self, day: date) -> bool:
        """A person had confirmed by that day that it has no place on any portal either."""
        blank = self.no_own_site
        return blank is not None and blank.on <= day and blank.no_portal_channel

    def is_on_a_platform(self, day: date) -> bool:
        """An account of its own is on record on that day: a way to publish that no site is."""
        return any(
            (each.since is None or each.since <= day) and (each.until is None or day <= each.until)
            for each in self.accounts
        )

    def exemption(self, rule: str, subject: str, day: date) -> Exemption | None:
        """The one that takes this accusation away on that day, to its last day."""
        of_it = (each for each in self.exemptions if each.rule == rule and day <= each.until)
        return next((each for each in of_it if each.subject in ("", subject)), None)

    @property
    def label(self) -> str:
        """The name that sentences use."""
        return self.short or self.name

    @property
    def all_names(self) -> list[str]:
        """Every name ever borne, official first."""
        return list(dict.fromkeys([self.name, self.label, *(n.name for n in self.names)]))


def with_all_below(unit_ids: Iterable[str], units: Iterable[Unit]) -> frozenset[str]:
    """`unit_ids` and everything below them by `parent`, over every step. A circle, which no loaded configuration holds, ends."""
    units = tuple(units)
    found = set(unit_ids)
    while below := {unit.id for unit in units if unit.parent in found} - found:
        found |= below
    return frozenset(found)
