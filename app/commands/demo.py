"""`gongkai demo`: the whole product on a small city of its own."""

from pathlib import Path
from typing import Annotated

import typer

from app.command_options import JsonOption


def command(
    scenario: Annotated[
        str, typer.Option(help="inspection-2012, today, standards or rectification.")
    ] = "inspection-2012",
    seed: Annotated[
        int, typer.Option(help="Places the faults that the scenario leaves to chance.")
    ] = 1,
    data: Annotated[
        Path | None,
        typer.Option(help="Where ledger, archive and reports go; default data/demo-SCENARIO."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Inspect the demo city: 34 units on loopback, as many nights as the rules need, from crawl to
    circular. `rectification`: ten of them over two quarters, and what became of their faults (整改).

    Example:  gongkai demo --scenario today
    """
    from app.command_output import show_night, show_way_to_console, show_what_people_did
    from app.demo_city import inspect_city
    from app.demo_people import common_password
    from app.progress import bar
    from demo.cities import city_of

    folder = data or Path("data") / f"demo-{scenario}"
    with city_of(scenario, seed) as city, bar(f"demo city, {scenario}") as progress:
        night, config = inspect_city(city, folder, progress)
    show_night(night, config, as_json=as_json)
    if as_json:
        return
    if city.persons:
        show_what_people_did(config, city.persons, common_password(config))
    else:
        show_way_to_console(config)
