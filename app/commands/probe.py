"""`gongkai probe`: can the public open it, and if not, at which stage does it end?"""

from typing import Annotated

import typer

from app.command_options import HERE, ConfigOption, JsonOption


def command(
    url: Annotated[str, typer.Argument()] = "",
    unit: Annotated[list[str] | None, typer.Option("--unit")] = None,
    everyone: Annotated[bool, typer.Option("--all")] = False,
    record: Annotated[bool, typer.Option("--record")] = False,
    vantage: Annotated[str, typer.Option()] = "",
    config: ConfigOption = HERE,
    as_json: JsonOption = False,
) -> None:
    from app.office_config import opened_config
    from app.probing.from_vantages import show_from
    from app.probing.probe_text import show_probes, show_round
    from app.probing.rounds import probe_address, probe_all, probe_units
    from store.clock import Clock

    clock = Clock()
    if everyone:
        loaded = opened_config(config)
        show_round(probe_all(loaded, clock, record=record), as_json=as_json)
    else:
        found = probe_units(config, unit, clock) if unit else probe_address(url, config, clock)
        show_probes(found, as_json=as_json)
        if vantage:
            show_from(opened_config(config), vantage, found, clock, as_json=as_json)
