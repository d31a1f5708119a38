"""The same addresses probed from a second vantage point, and what the two looks say together."""

from collections.abc import Sequence
from dataclasses import replace

from rich.console import Console

from app.command_output import as_line
from app.language import spoken_language
from app.night.vantages import the_vantage
from app.probing.probe_text import as_machine, show_probes
from app.probing.rounds import Probed
from config.folder import Config
from config.office import Vantage
from config.unit import Unit
from config.words import Words
from crawler.probing.probe import Probe, Prober
from crawler.scope import host_of
from crawler.vantage import opened_at
from store.clock import Clock
from store.outcomes import OutcomeGroup

SAID = {
    "intranet_only": Words(
        "合计：从互联网打不开，从内部网络可以打开：仅内部网络可见（intranet_only）。一次探测不作结论。",
        "Together: closed from outside, open inside: seen on the inner network only (intranet_only). One probe decides nothing.",
    ),
    "opens_elsewhere": Words(
        "合计：此处打不开，另一检查点可以打开：先查本处网络。",
        "Together: closed from here, open from there: look at our own line first.",
    ),
    "opens_here": Words(
        "合计：此处可以打开，另一检查点未能打开。", "Together: open from here, not from there."
    ),
    "open": Words("合计：两处都可以打开。", "Together: open from both."),
    "closed": Words("合计：两处都未能打开。", "Together: open from neither."),
}


def show_from(
    config: Config, name: str, found: Sequence[Probed], clock: Clock, *, as_json: bool
) -> None:
    """Probe the addresses of `found` from `name` too. Raises NotFound for a vantage that
    office.toml does not name.
    """
    vantage = the_vantage(config, name)
    for here in found:
        there = _probed(config, vantage, here, clock)
        said = conclusion(here.probe, there.probe, vantage)
        if as_json:
            print(as_line(as_machine(there) | {"conclusion": said}))
        else:
            print()
            show_probes([there], as_json=False)
            Console(highlight=False).print(SAID[said].text(spoken_language()), markup=False)


def conclusion(here: Probe, there: Probe, vantage: Vantage) -> str:
    """A key of `SAID`. Pure. Only a site that refuses by itself is called closed to the
    public.
    """
    if here.opens:
        return "open" if there.opens else "opens_here"
    if not there.opens:
        return "closed"
    return (
        "intranet_only"
        if vantage.inside and here.outcome.group is OutcomeGroup.UNREACHABLE
        else "opens_elsewhere"
    )


def _probed(config: Config, vantage: Vantage, here: Probed, clock: Clock) -> Probed:
    host = host_of(here.probe.url)
    registered = [
        unit for unit in config.units if any(host_of(site.url) == host for site in unit.sites)
    ]
    prober = Prober(
        config.office,
        clock,
        config.rulebook,
        vantage=vantage,
        opened=opened_at(vantage, registered),
    )
    probe = prober.probe(
        here.probe.url,
        is_same_host=lambda target: host_of(target) == host,
        obeys_robots=_obeys(registered, host),
    )
    return replace(here, probe=probe, other=None)


def _obeys(units: Sequence[Unit], host: str) -> bool:
    """An exemption that the office wrote for the site holds from there as well."""
    return not any(
        site.robots_exemption for unit in units for site in unit.sites if host_of(site.url) == host
    )
