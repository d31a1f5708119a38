"""`gongkai report`: a night's inspection again, as a table and as documents."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from app.command_options import HERE, ConfigOption, JsonOption


def command(
    config: ConfigOption = HERE,
    day: Annotated[
        datetime | None,
        typer.Option(
            "--day", formats=["%Y-%m-%d"], help="The day of the inspection; default the latest."
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Show a night's result and write its circular (.docx, .html) and problem ledger (.xlsx) again.
    Nothing is visited or judged; what was withdrawn or held to be secret since is left out.

    Example:  gongkai report --config office --day 2026-11-23
    """
    from rich.console import Console

    from app.command_output import as_line
    from app.data_folder import ledger_path, read_ledger
    from app.data_rights import leave_readable
    from app.night.taking_back import as_told_today
    from app.office_config import opened_config
    from monitor.report.terminal import print_material
    from monitor.report.write import read_material, write_material

    loaded = opened_config(config)
    material = read_material(loaded.data, day.date() if day else None)
    if ledger_path(loaded.data).exists():
        with read_ledger(loaded) as ledger:
            today = loaded.office.day_of(datetime.now(UTC))
            material = as_told_today(material, ledger, loaded, today)
    paths = write_material(loaded.data, material)
    leave_readable(loaded.data, loaded.office.data_group)
    if as_json:
        print(as_line(material.judged_units.as_json() | material.model_dump(mode="json")))
    else:
        print_material(Console(), material, paths, ledger_path(loaded.data))
