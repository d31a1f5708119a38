"""`gongkai intake`: take in what was seen from another vantage point."""

from pathlib import Path
from typing import Annotated

import typer

from app.command_options import HERE, ConfigOption, JsonOption
from config.words import Words


def command(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…")],
    config: ConfigOption = HERE,
    as_json: JsonOption = False,
) -> None:
    from app.night.vantages import take_in
    from app.office_config import opened_config
    from app.probing.vantage_text import show_looks
    from store.clock import Clock

    taken, troubles = take_in(opened_config(config), files, Clock())
    show_looks(taken, as_json=as_json, names_the_file=True)
    if troubles:
        lines = ["\n".join(trouble.words[language] for trouble in troubles) for language in (0, 1)]
        raise type(troubles[0])(Words(*lines))
