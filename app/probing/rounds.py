"""Probes asked for by a person or by the clock, and a round of them written down with what it says
of ourselves.
"""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from app.data_folder import open_data_folder
from app.looking.typed_address import refuse_unless_address
from app.night.lock import held_night
from app.night.own_network import NOTHING_REACHED
from app.night.own_network_alert import notify_of_blindness
from app.office_config import opened_config
from app.probing.spool import put, waiting
from config.errors import AlreadyRunning, Miswritten
from config.folder import Config
from config.office import Office
from config.unit import Site, Unit
from config.words import Words
from crawler.canary import NONE_CONFIGURED, look
from crawler.incidents import is_mass_failure, nothing_was_reached, shared_failures
from crawler.probing.probe import Probe, Prober
from crawler.scope import Scope, host_of
from store.clock import Clock
from store.outcomes import OutcomeGroup
from store.probes import SampleRow
from store.probes import record as record_samples
from store.records import ProbeSample

AT_ONCE = 8
NO_ADDRESS = Words(
    "请给出网址，或用 --unit、--all 指定单位。",
    "Give an address, or name units with --unit or --all.",
)


@dataclass(frozen=True, slots=True)
class Probed:
    """One address on record and its probe; `other` is the other scheme's, tried where the first did
    not open.
    """

    probe: Probe
    unit: str = ""
    unit_name: str = ""
    site: str = ""
    other: Probe | None = None


@dataclass(frozen=True, slots=True)
class Round:
    """Every site once, and whether what was seen may be believed."""

    probed: tuple[Probed, ...]
    own_network_good: bool
    why: str
    shared: dict[str, str]  # "unit/site" -> the address that fell with all behind it
    at: datetime  # when it began


def probe_address(url: str, folder: Path, clock: Clock) -> list[Probed]:
    """One address, asked as the office would where there is one. Raises Miswritten without an
    address, Miswritten for what is none.
    """
    if not url:
        raise Miswritten(NO_ADDRESS)
    refuse_unless_address(url)
    office = (
        opened_config(folder).office
        if (folder / "office.toml").exists()
        else Office(name="gongkai", city="gongkai")
    )
    prober, host = Prober(office, clock), host_of(url)
    return [
        _with_other_scheme(
            prober, Probed(prober.probe(url, is_same_host=lambda target: host_of(target) == host))
        )
    ]


def probe_units(folder: Path, units: Sequence[str], clock: Clock) -> list[Probed]:
    """Every site of `units`, with the other scheme where one does not open. Raises NotFound for an
    unknown unit.
    """
    config = opened_config(folder, units=units)
    prober = Prober(config.office, clock, config.rulebook)
    return [
        _with_other_scheme(prober, found) for found in _probe(prober, _sites(config, clock, units))
    ]


def probe_all(config: Config, clock: Clock, *, record: bool = False) -> Round:
    """One round: every site on record once, our own network looked at before and, where many
    failed, after.

    `record` writes it down, to be counted; the schedule asks for twenty such rounds a day or more.
    """
    found = _round(config, clock)
    if record:
        record_round(config, found)
    return found


def _round(config: Config, clock: Clock) -> Round:
    at = clock.now()
    prober = Prober(config.office, clock, config.rulebook)
    before = look(config.office, clock)
    if not before.good:
        return Round((), False, before.details, {}, at)
    probed = tuple(_probe(prober, _sites(config, clock)))
    good, why = _believed({_key(found): found.probe for found in probed}, config, clock)
    ends = {_key(found): (found.probe.ip, found.probe.outcome) for found in probed}
    return Round(probed, good, why, shared_failures(ends) if good else {}, at)


def record_round(config: Config, found: Round) -> None:
    """Write the round down, and before it those that waited. While a night holds the ledger it
    waits itself.

    Raises StoreFailed, OutOfSpace where the ledger fails.
    """
    rows = [_row(one, found) for one in found.probed]
    try:
        with (
            held_night(config.data),
            open_data_folder(config) as data_folder,
            waiting(config.data) as left,
        ):
            record_samples(data_folder.ledger, [*left, *rows])
            notify_of_blindness(
                data_folder.ledger, config, good=found.own_network_good, why=found.why, at=found.at
            )
    except AlreadyRunning:
        put(config.data, found.at, rows)


def _believed(probes: dict[str, Probe], config: Config, clock: Clock) -> tuple[bool, str]:
    """A mass failure is ours until the canaries say otherwise; an office without canaries cannot
    say so, and knows nothing where nobody at all answered.
    """
    ends = {key: probe.outcome for key, probe in probes.items()}
    if not config.office.canaries and nothing_was_reached(ends.values()):
        return False, NOTHING_REACHED
    if not is_mass_failure(ends):
        return True, ""
    after = look(config.office, clock)
    return (
        after.good and after.details != NONE_CONFIGURED,
        f"mass failure; canaries: {after.details}",
    )


def _sites(config: Config, clock: Clock, units: Sequence[str] = ()) -> list[tuple[Unit, Site]]:
    """Sites with a home page of their own: a channel on a portal is the portal's to keep open."""
    today = config.office.day_of(clock.now())
    chosen = [
        unit
        for unit in config.units
        if unit.id in units or (not units and unit.is_in_service(today))
    ]
    return [
        (unit, site)
        for unit in chosen
        for site in unit.sites
        if site.was_on_record(today) and site.kind != "portal_channel"
    ]


def _probe(prober: Prober, sites: Iterable[tuple[Unit, Site]]) -> list[Probed]:
    def one(entry: tuple[Unit, Site]) -> Probed:
        unit, site = entry
        probe = prober.probe(
            site.url, is_same_host=_scope(site), obeys_robots=not site.robots_exemption
        )
        return Probed(probe, unit.id, unit.name, site.id)

    with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="probe") as threads:
        return list(threads.map(one, sites))


def _scope(site: Site) -> Callable[[str], bool]:
    return Scope.of(site).is_same_host


def _with_other_scheme(prober: Prober, found: Probed) -> Probed:
    """An http-only site registered as https is a slip of our list and not out of reach."""
    is_closed = found.probe.outcome.group is OutcomeGroup.UNREACHABLE
    other = prober.other_scheme(found.probe.url) if is_closed else ""
    if not other:
        return found
    host = host_of(other)
    return replace(
        found, other=prober.probe(other, is_same_host=lambda target: host_of(target) == host)
    )


def _key(found: Probed) -> str:
    return f"{found.unit}/{found.site}"


def _row(found: Probed, round_: Round) -> SampleRow:
    probe = found.probe
    ended = next((stage for stage in reversed(probe.stages) if stage.outcome is not None), None)
    sample = ProbeSample(
        at=probe.at,
        outcome=probe.outcome,
        seconds=probe.seconds,
        vantage=probe.vantage,
        reason=probe.reason,
        own_network_good=round_.own_network_good,
        is_shared=_key(found) in round_.shared,
    )
    return SampleRow(
        unit=found.unit,
        site=found.site,
        url=probe.url,
        sample=sample,
        stage=ended.name if ended else "",
        errno=probe.errno,
        status=probe.status,
        ip=probe.ip,
        tls=probe.tls,
    )
