"""`gongkai changes`: what happened since a day, for who comes back to the desk."""

from datetime import datetime
from typing import Annotated

import typer

from app.command_options import HERE, ConfigOption, JsonOption


def command(
    since: Annotated[datetime, typer.Option("--since", formats=["%Y-%m-%d"])],
    until: Annotated[datetime | None, typer.Option("--until", formats=["%Y-%m-%d"])] = None,
    config: ConfigOption = HERE,
    as_json: JsonOption = False,
) -> None:
    from app.command_output import show_result
    from app.demo_clock import clock_of
    from app.looking.changes import changes_between
    from app.office_config import opened_config

    loaded = opened_config(config)
    today = loaded.office.day_of(clock_of(loaded).now())
    found = changes_between(loaded, since.date(), until.date() if until else today)
    show_result(found, loaded.office.language, as_json=as_json)
