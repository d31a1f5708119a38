"""`gongkai crawl`: go and look, write down what was seen; judge nobody."""

from pathlib import Path
from typing import Annotated

import typer

from app.command_options import HERE, ConfigOption, JsonOption, UnitsOption, place_to_write
from config.errors import Miswritten
from config.words import Words


def command(
    config: ConfigOption = HERE,
    unit: UnitsOption = None,
    vantage: Annotated[str, typer.Option()] = "",
    to: Annotated[Path | None, typer.Option(metavar="PATH", parser=place_to_write)] = None,
    as_json: JsonOption = False,
) -> None:
    from app.command_output import show_run
    from app.night.by_hand import crawl_once
    from app.office_config import opened_config
    from app.probing.vantage_text import show_files, show_looks
    from app.progress import bar
    from store.clock import Clock

    loaded = opened_config(config, units=unit or ())
    only = tuple(unit or ())
    if to is not None and not vantage:
        raise Miswritten(NO_VANTAGE)
    if not vantage:
        with bar("crawl") as progress:
            run = crawl_once(loaded, Clock(), progress, only=only)
        show_run(run, loaded, as_json=as_json)
        return
    from app.night.vantages import look_from, make_files

    with bar("crawl") as progress:
        if to is not None:
            made = make_files(loaded, vantage, to, Clock(), progress, only=only)
        else:
            looks = look_from(loaded, vantage, Clock(), progress, only=only)
    show_files(made, as_json=as_json) if to is not None else show_looks(looks, as_json=as_json)


NO_VANTAGE = Words("--to 要与 --vantage 合用，写明检查地点的名称。", "--to needs --vantage NAME.")
