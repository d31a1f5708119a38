"""Whether a site opens, how often and for how long it did not: the measures of unreachable_site
(docs/rulebook.md §3.2). Pure.

All count failures of the site's own side alone. Walls, our own faults, nights and probes of our own
blindness and the outage of a whole platform are counted neither above nor below the line.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from statistics import median

from config.rulebook import UnreachableSite
from monitor.dossier.facts import Sighting, SiteView
from monitor.measures.days import CHINA, chinese_day
from store.outcomes import Outcome, OutcomeGroup
from store.records import ProbeSample

# Open to a visitor, though the page itself is not fit to be judged. A loop of redirects or an empty
# shell is not.
_OPENS_DEFECTIVELY = (Outcome.MOJIBAKE, Outcome.NEEDS_BROWSER, Outcome.PARSE_ANOMALY)


@dataclass(frozen=True, slots=True)
class Outage:
    """Failures since the last answer of any kind."""

    attempts: int
    since: datetime
    until: datetime
    outcomes: tuple[Outcome, ...]
    stood_behind_a_wall: (
        bool  # a firewall that asked questions last week may be dropping us without a word today
    )

    @property
    def hours(self) -> int:
        return max(0, int((self.until - self.since) / timedelta(hours=1)))

    def as_one_look(self, last: Sighting | None) -> Sighting | None:
        """All that failed, as evidence tells it; `last` is the look whose page was kept."""
        return last and replace(last, first_at=self.since, last_at=self.until, checks=self.attempts)

    def is_proven(self, limits: UnreachableSite) -> bool:
        return self.attempts >= limits.attempts and self.hours >= limits.hours


def outage_of(site: SiteView, limits: UnreachableSite) -> Outage | None:
    """None where the last thing heard of the site was an answer, be it a notice of maintenance."""
    history = _history(site)
    answered = max(
        (sighting.last_at for sighting in history if not is_down(sighting.outcome)),
        default=None,
    )
    # A span that overlaps an answer given to another vantage point proves nothing.
    failures = [
        s for s in history if is_down(s.outcome) and (answered is None or s.first_at > answered)
    ]
    if not failures:
        return None
    trusted = [_trusted(sighting) for sighting in failures]
    known = [one for one in trusted if one[0]] or trusted[:1]
    wall_since = failures[0].first_at - timedelta(days=limits.wall_days)
    return Outage(
        attempts=sum(attempts for attempts, _, _ in known),
        since=min(since for _, since, _ in known),
        until=max(until for _, _, until in known),
        outcomes=tuple(dict.fromkeys(sighting.outcome for sighting in failures)),
        stood_behind_a_wall=any(
            s.outcome.group is OutcomeGroup.BLOCKED and s.last_at >= wall_since for s in history
        ),
    )


@dataclass(frozen=True, slots=True)
class MaintenancePeriod:
    """A time in which the site showed a notice of maintenance and never opened."""

    since: datetime
    until: datetime

    @property
    def days(self) -> int:
        """From the first day to the last, both counted."""
        return (chinese_day(self.until) - chinese_day(self.since)).days + 1


def maintenance_of(site: SiteView) -> list[MaintenancePeriod]:
    """Every time off line for maintenance that lasted a day or more, oldest first.

    A notice met at two in the morning and gone at breakfast is no 临时下线.
    """
    spells: list[MaintenancePeriod] = []
    opened: datetime | None = None
    for seen in _history(site):
        if seen.outcome is Outcome.MAINTENANCE:
            since = (
                max(seen.first_at, opened) if opened else seen.first_at
            )  # it may have been open within the span
            goes_on = bool(spells) and (opened is None or opened <= spells[-1].until)
            spells[-1 if goes_on else len(spells) :] = [
                MaintenancePeriod(spells[-1].since if goes_on else since, seen.last_at)
            ]
        elif shows_the_site(seen.outcome):
            opened = seen.last_at
    return [spell for spell in spells if spell.until - spell.since >= timedelta(days=1)]


def maintenance_tonight(site: SiteView, as_of: date) -> list[MaintenancePeriod]:
    """Its times off line within the year before, the present one last; empty where tonight's look
    did not meet a notice of maintenance.
    """
    home = site.home
    spells = maintenance_of(site) if home.shows_tonight(Outcome.MAINTENANCE) else []
    if not spells or spells[-1].until < home.sightings[-1].last_at:
        return []
    year = timedelta(days=365)
    return [spell for spell in spells if as_of - chinese_day(spell.until) < year]


def was_ever_open(site: SiteView) -> bool:
    """As missing_site counts it, so that a closed site is always the business of one of the two."""
    return any(shows_the_site(sighting.outcome) for sighting in _history(site))


def _history(site: SiteView) -> list[Sighting]:
    """Nightly visits and probes together, by their last instant."""
    probes = [
        Sighting(probe.outcome, probe.at, probe.at, 1) for probe in site.probes if _counts(probe)
    ]
    return sorted((*site.home.sightings, *probes), key=lambda sighting: sighting.last_at)


def _trusted(sighting: Sighting) -> tuple[int, datetime, datetime]:
    """Attempts, first and last, without nights of our own blindness. Their hours are not known one
    by one, so that what is left is a lower bound.
    """
    if sighting.sure_days is None:
        return sighting.checks, sighting.first_at, sighting.last_at
    if not sighting.sure_days:
        return 0, sighting.last_at, sighting.last_at
    first, last = (
        datetime.combine(day, time(0), CHINA)
        for day in (sighting.sure_days[0], sighting.sure_days[-1])
    )
    since = (
        sighting.first_at
        if chinese_day(sighting.first_at) == first.date()
        else first + timedelta(days=1)
    )
    until = sighting.last_at if chinese_day(sighting.last_at) == last.date() else last
    return len(sighting.sure_days), since, max(since, until)


@dataclass(frozen=True, slots=True)
class Week:
    """The probes of the week that ends with the judged day, spaced as the standard asks."""

    first: date
    last: date
    effective: int
    failed: int
    blocked: int
    shared: int
    a_day: dict[date, int] = field(default_factory=dict)
    loads: tuple[float, ...] = ()  # seconds of each complete load

    @property
    def load_s(self) -> float:
        """Median seconds of a complete load."""
        return median(self.loads) if self.loads else 0.0

    @property
    def share(self) -> float:
        return self.failed / self.effective if self.effective else 0.0

    @property
    def percent(self) -> str:
        """Cut, not rounded: 4.99 % is not said to be 5 %."""
        return f"{int(self.share * 1000) / 10:.1f}%"

    def is_complete(self, limits: UnreachableSite) -> bool:
        days = (self.last - self.first).days + 1
        every_day = all(
            self.a_day.get(self.first + timedelta(days=n), 0) >= limits.probes_a_day
            for n in range(days)
        )
        return self.effective >= limits.probes and every_day

    def is_obscured_by(self, hidden: int, limits: UnreachableSite) -> bool:
        """So many of all probes were hidden from us that the rest cannot speak for the week."""
        return hidden > limits.hidden_share * (self.effective + self.blocked + self.shared)


def week_of(site: SiteView, as_of: date, limits: UnreachableSite) -> Week:
    first = as_of - timedelta(days=limits.window_days - 1)
    probes = [p for p in site.probes if p.own_network_good and first <= chinese_day(p.at) <= as_of]
    spaced = list(_spaced(probes, timedelta(minutes=limits.spacing_minutes)))
    shared = [probe for probe in spaced if probe.is_shared]
    blocked = [probe for probe in spaced if probe.outcome.group is OutcomeGroup.BLOCKED]
    effective = [
        probe
        for probe in spaced
        if _counts(probe) and probe.outcome.group is not OutcomeGroup.BLOCKED
    ]
    return Week(
        first=first,
        last=as_of,
        effective=len(effective),
        failed=sum(_failed(probe, limits) for probe in effective),
        blocked=len(blocked),
        shared=len(shared),
        a_day=dict(Counter(chinese_day(probe.at) for probe in effective)),
        loads=tuple(
            probe.seconds
            for probe in effective
            if probe.outcome.shows_the_page and not _failed(probe, limits)
        ),
    )


def _failed(probe: ProbeSample, limits: UnreachableSite) -> bool:
    """Closed on the site's own side, or complete only when the standard's 15 seconds were over
    (insp2019.access).
    """
    return is_down(probe.outcome) or (
        probe.outcome.shows_the_page and probe.seconds >= limits.failed_after_s
    )


def _counts(probe: ProbeSample) -> bool:
    is_ours = probe.outcome.group in (OutcomeGroup.OURS, OutcomeGroup.POLICY, OutcomeGroup.INSIDE)
    return probe.own_network_good and not probe.is_shared and not is_ours


def _spaced(probes: Sequence[ProbeSample], pause: timedelta) -> Iterator[ProbeSample]:
    """A hundred tries within a minute are one: the standard asks for visits spread over the day."""
    last: datetime | None = None
    for probe in sorted(probes, key=lambda probe: probe.at):
        if last is None or probe.at - last >= pause:
            last = probe.at
            yield probe


def is_down(outcome: Outcome) -> bool:
    """Nothing of the site is there for a visitor of its home page: no answer, a refusal, or an
    answer that the home page is not found or gone.
    """
    return outcome.group is OutcomeGroup.UNREACHABLE or outcome is Outcome.HTTP_404_410


def shows_the_site(outcome: Outcome) -> bool:
    """A visitor finds the unit's own page there, if with a fault of quality."""
    return outcome.group in (OutcomeGroup.OPEN, OutcomeGroup.DEFECTIVE)


def opens_tonight(site: SiteView) -> bool:
    return site.home.is_open or site.home.shows_tonight(*_OPENS_DEFECTIVELY)


def shows_the_site_tonight(site: SiteView) -> bool:
    home = site.home
    return home.visited_tonight and home.now is not None and shows_the_site(home.now.outcome)
