"""`gongkai rules`: what other rules would say of the same night."""

from typing import Annotated

import typer

from app.command_line.spoken import SpokenCommand
from app.command_options import HERE, ConfigOption, DayOption, JsonOption

group = typer.Typer(no_args_is_help=True)
Which = Annotated[str, typer.Argument()]


@group.command("compare", cls=SpokenCommand)
def compare(
    one: Which,
    other: Which,
    as_of: DayOption = None,
    config: ConfigOption = HERE,
    as_json: JsonOption = False,
) -> None:
    from rich.console import Console

    from app.command_output import as_line
    from app.looking.what_if import compared
    from app.office_config import opened_config

    found = compared(opened_config(config), one, other, as_of.date() if as_of else None)
    if as_json:
        for difference in found.as_json():
            print(as_line(difference))
    else:
        found.show(Console())
