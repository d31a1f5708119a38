"""`gongkai crawl`: go and look, write down what was seen; judge nobody."""

from typing import Annotated

import typer

from app.options import HERE, ConfigOption, JsonOption


def command(
    config: ConfigOption = HERE,
    unit: Annotated[list[str] | None, typer.Option("--unit", help="Only this unit (may be repeated).")] = None,
    as_json: JsonOption = False,
) -> None:
    """Visit the units' pages and merge what was seen into the ledger; nothing is judged and nobody is told.

    Example:  gongkai crawl --config office --unit caizhengju
    """
    from app.crawling import crawl_once
    from app.opened import opened_config
    from app.progress import bar
    from app.show import show_run
    from store.clock import Clock

    loaded = opened_config(config, units=unit or ())
    with bar("crawl") as progress:
        run = crawl_once(loaded, Clock(), progress, only=tuple(unit or ()))
    show_run(run, loaded, as_json=as_json)
