"""`gongkai inspect`: judge what the ledger holds, without visiting anybody."""

from typing import Annotated

import typer

from app.command_options import HERE, ConfigOption, DayOption, JsonOption


def command(
    config: ConfigOption = HERE,
    as_of: DayOption = None,
    rules: Annotated[
        str,
        typer.Option(
            metavar="WHICH",
            help="What if: judge by a FOLDER of rules, or by the law of a DAY. Nothing is written.",
        ),
    ] = "",
    as_json: JsonOption = False,
) -> None:
    """Judge every unit by what the last run saw. Findings open, stay or close; no page is visited.
    Where nothing could be judged it ends with 11.

    With --as-of or --rules a night gone by is judged again from what was kept of it, and nothing is
    written.

    Example:  gongkai inspect --config office --json
    gongkai inspect --as-of 2012-10-15 --rules 2026-11-28
    """
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
