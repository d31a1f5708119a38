"""`gongkai demo`: the whole product on a small city of its own."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from app.command_options import JsonOption
from config.words import Words

if TYPE_CHECKING:
    from config.folder import Config

Scenario = Literal["inspection-2012", "today", "standards", "rectification"]


def command(
    scenario: Annotated[Scenario, typer.Option()] = "inspection-2012",
    seed: Annotated[int, typer.Option()] = 1,
    data: Annotated[Path | None, typer.Option()] = None,
    serve: Annotated[bool, typer.Option("--serve")] = False,
    port: Annotated[int, typer.Option(min=0, max=65535)] = 8620,
    as_json: JsonOption = False,
) -> None:
    from app.demo_city import finished_city

    folder = data or Path("data") / f"demo-{scenario}"
    config = finished_city(folder) if serve else None
    if config is None:
        config = _inspected(scenario, seed, folder, as_json=as_json, serve=serve)
    if serve:
        _served(config, port)


def _inspected(scenario: str, seed: int, folder: Path, *, as_json: bool, serve: bool) -> "Config":
    from app.command_output import show_night, show_way_to_console, show_what_people_did
    from app.demo_city import inspect_city
    from app.demo_clock import clock_of
    from app.demo_people import common_password
    from app.night.for_analysts import leave_for_analysts
    from app.progress import bar
    from demo.cities import city_of

    with city_of(scenario, seed) as city, bar(f"demo city, {scenario}") as progress:
        night, config = inspect_city(city, folder, progress)
        leave_for_analysts(config, clock_of(config))
    show_night(night, config, as_json=as_json)
    if not as_json and city.persons:
        show_what_people_did(config, city.persons, common_password(config))
    elif not as_json and not serve:
        show_way_to_console(config)
    return config


def _served(config: "Config", port: int) -> None:
    """On this machine alone: the password stands on the screen, and the city is nobody's."""
    from app.commands.serve import serve_console
    from app.demo_city import LOGIN, visitor

    said = VISITOR.text(config.office.language, login=LOGIN, password=visitor(config))
    serve_console(config, "127.0.0.1", port, also=said)


VISITOR = Words(
    "用户名 {login}，密码 {password}（只显示这一次，下次打开时另换）",
    "Login {login}, password {password} (shown this once; another one the next time)",
)
