"""`gongkai probe`: can the public open it, and if not, at which stage does it end?"""

from typing import Annotated

import typer

from app.command_options import HERE, ConfigOption, JsonOption


def command(
    url: Annotated[
        str, typer.Argument(help="An http(s) address; leave it out with --unit or --all.")
    ] = "",
    unit: Annotated[
        list[str] | None, typer.Option("--unit", help="Every site of this unit (may be repeated).")
    ] = None,
    everyone: Annotated[
        bool, typer.Option("--all", help="One round: every site of every unit, once.")
    ] = False,
    record: Annotated[
        bool,
        typer.Option(
            "--record", help="With --all: write the round into the ledger, to be counted."
        ),
    ] = False,
    vantage: Annotated[
        str, typer.Option(help="Look from this vantage point of office.toml as well, and compare.")
    ] = "",
    config: ConfigOption = HERE,
    as_json: JsonOption = False,
) -> None:
    """Walk a home page from its name to what it shows: DNS, TCP, TLS, HTTP, content, each with its
    outcome and time.

    Twenty recorded rounds a day for a week are what the standard of 站点无法访问 is counted from.

    Example:  gongkai probe http://www.example.gov.cn/
    gongkai probe --all --record --config office
    gongkai probe http://www.example.gov.cn/ --vantage inner --config office
    """
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
