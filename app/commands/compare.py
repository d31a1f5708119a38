"""`gongkai compare OLD NEW`: what the product sees between two captures of a page."""

import json
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from app.command_options import JsonOption
from app.language import spoken_language
from config.errors import NotFound


def command(
    old: Annotated[Path | None, typer.Argument(help="The earlier capture.")] = None,
    new: Annotated[Path | None, typer.Argument(help="The later one.")] = None,
    url: Annotated[str, typer.Option(help="The address both came from.")] = "",
    pairs: Annotated[
        Path | None, typer.Option(help="Many at once: a file of lines “old TAB new TAB url”.")
    ] = None,
    as_of: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="The day of the later look; default today."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """What was added and removed between two captures of a page, and which differences mean
    nothing.

    Example:  gongkai compare monday.html tuesday.html --url http://www.example.gov.cn/tzgg/
    """
    from rich.console import Console

    from app.looking.comparing import as_machine, compared, pairs_in, show
    from app.looking.one_by_one import in_turn
    from crawler.compare import Comparison

    if pairs is None and (old is None or new is None):
        raise typer.BadParameter("two files, or --pairs LIST.tsv")
    wanted = pairs_in(pairs) if pairs is not None else [(str(old), str(new), url)]
    console = Console()

    def one(pair: tuple[str, str, str]) -> None:
        before, after, address = pair
        comparison = compared(before, after, address, as_of.date() if as_of else None)
        if as_json:
            print(
                json.dumps(
                    {"old": before, "new": after, "url": address} | as_machine(comparison),
                    ensure_ascii=False,
                )
            )
        else:
            show(comparison, console)

    def unread(pair: tuple[str, str, str], error: NotFound) -> None:
        if as_json:
            comparison = Comparison(None, error.words.text(spoken_language()))
            print(
                json.dumps(
                    dict(zip(("old", "new", "url"), pair, strict=True)) | as_machine(comparison),
                    ensure_ascii=False,
                )
            )

    in_turn(wanted, one, unread)
