"""`gongkai rules`: what other rules would say of the same night."""

from typing import Annotated

import typer

from app.command_options import HERE, ConfigOption, DayOption, JsonOption

group = typer.Typer(
    help="Rules: what other ones would say of the same night.", no_args_is_help=True
)
Which = Annotated[
    str,
    typer.Argument(
        help="A FOLDER of rules, a DAY whose law is meant, or `office` for the office's own."
    ),
]


@group.command("compare")
def compare(
    one: Which,
    other: Which,
    as_of: DayOption = None,
    config: ConfigOption = HERE,
    as_json: JsonOption = False,
) -> None:
    """Judge one night by two rulebooks and tell, by unit and rule, what differs and on which clause
    and threshold it rests. Nothing is written.

    Example:  gongkai rules compare office draft-rules --as-of 2026-11-20
    gongkai rules compare 2012-10-15 2026-11-28 --as-of 2012-10-15
    """
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
