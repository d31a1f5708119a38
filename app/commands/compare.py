"""`gongkai compare OLD NEW`: what the product sees between two captures of a page."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from app.command_options import JsonOption
from app.language import spoken_language
from config.errors import Miswritten, NotFound
from config.words import Words


def command(
    old: Annotated[Path | None, typer.Argument()] = None,
    new: Annotated[Path | None, typer.Argument()] = None,
    url: Annotated[str, typer.Option()] = "",
    pairs: Annotated[Path | None, typer.Option()] = None,
    as_of: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"])] = None,
    as_json: JsonOption = False,
) -> None:
    from rich.console import Console

    from app.command_output import as_line
    from app.looking.comparing import as_machine, compared, pairs_in, show
    from app.looking.many_sources import in_turn
    from crawler.compare_captures import Comparison

    if pairs is None and (old is None or new is None):
        raise Miswritten(NO_PAIR)
    wanted = pairs_in(pairs) if pairs is not None else [(str(old), str(new), url)]
    console = Console()

    def named(pair: tuple[str, str, str]) -> dict[str, object]:
        return dict(zip(("old", "new", "url"), pair, strict=True))

    def one(pair: tuple[str, str, str]) -> None:
        comparison = compared(*pair, as_of.date() if as_of else None)
        if as_json:
            print(as_line(named(pair) | as_machine(comparison)))
        else:
            show(comparison, console)

    def unread(pair: tuple[str, str, str], error: NotFound) -> None:
        if as_json:
            comparison = Comparison(None, error.words.text(spoken_language()))
            print(as_line(named(pair) | as_machine(comparison)))

    in_turn(wanted, one, unread)


NO_PAIR = Words("请写两个文件，或用 --pairs 列表.tsv。", "Name two files, or --pairs LIST.tsv.")
