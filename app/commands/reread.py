"""`gongkai reread`: read the kept pages again after the reader changed."""

from typing import Annotated

import typer

from app.command_options import HERE, ConfigOption, JsonOption, UnitsOption


def command(
    config: ConfigOption = HERE,
    unit: UnitsOption = None,
    dry_run: Annotated[bool, typer.Option("--dry-run")] = False,
    as_json: JsonOption = False,
) -> None:
    from app.command_output import show_result
    from app.data_folder import open_data_folder
    from app.night.lock import held_night
    from app.night.rereading import reread
    from app.office_config import opened_config
    from app.progress import bar
    from crawler.workers.progress_events import ProgressEvent
    from store.clock import Clock

    loaded = opened_config(config, units=unit or ())
    with (
        bar("reread") as progress,
        held_night(loaded.data),
        open_data_folder(loaded) as data_folder,
    ):

        def watched(event: ProgressEvent) -> None:
            if event.event == "page":
                progress(event)
            else:
                progress.step(event.unit)

        done = reread(
            data_folder,
            Clock(),
            watched,
            only=tuple(unit or ()),
            dry_run=dry_run,
            expect=progress.expect,
        )
    show_result(done, loaded.office.language, as_json=as_json)
