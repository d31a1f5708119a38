"""`gongkai inspect`: judge what the ledger holds, without visiting anybody."""

from typing import Annotated

import typer

from app.command_options import HERE, ConfigOption, DayOption, JsonOption


def command(
    config: ConfigOption = HERE,
    as_of: DayOption = None,
    rules: Annotated[str, typer.Option(metavar="WHICH")] = "",
    as_json: JsonOption = False,
) -> None:
    from app.command_output import end_of_inspection, show_inspection
    from app.office_config import opened_config

    loaded = opened_config(config)
    if as_of or rules:
        from app.looking.what_if import OFFICES, judged_as, nothing_written

        inspection = judged_as(loaded, rules or OFFICES, as_of.date() if as_of else None)
        nothing_written(inspection, rules or OFFICES, loaded)
    else:
        from app.night.by_hand import inspect_last_run

        inspection = inspect_last_run(loaded)
    show_inspection(inspection, loaded, as_json=as_json)
    end_of_inspection(inspection)
