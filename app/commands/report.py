"""`gongkai report`: a night's inspection again, as a table and as documents."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from app.command_options import HERE, ConfigOption, JsonOption

if TYPE_CHECKING:
    from config.folder import Config


def command(
    config: ConfigOption = HERE,
    day: Annotated[
        datetime | None,
        typer.Option(
            "--day", formats=["%Y-%m-%d"], help="The day of the inspection; default the latest."
        ),
    ] = None,
    score: Annotated[
        str,
        typer.Option(
            "--score", help="The league table of a quarter instead, such as 2026Q4 (.xlsx, .docx)."
        ),
    ] = "",
    as_json: JsonOption = False,
) -> None:
    """Show a night's result and write its circular (.docx, .html) and problem ledger (.xlsx) again.
    Nothing is visited or judged; what was withdrawn since is left out.

    Example:  gongkai report --config office --day 2026-11-23
    """
    from rich.console import Console

    from app.command_output import as_line
    from app.data_folder import ledger_path, read_ledger
    from app.data_rights import leave_readable
    from app.night.taking_back import without_withdrawn
    from app.office_config import opened_config
    from monitor.report.terminal import print_material
    from monitor.report.write import read_material, write_material

    loaded = opened_config(config)
    if score:
        _show_score(loaded, score, as_json)
        return
    material = read_material(loaded.data, day.date() if day else None)
    if ledger_path(loaded.data).exists():
        with read_ledger(loaded) as ledger:
            material = without_withdrawn(material, ledger)
    paths = write_material(loaded.data, material)
    leave_readable(loaded.data, loaded.office.data_group)
    if as_json:
        print(as_line(material.judged_units.as_json() | material.model_dump(mode="json")))
    else:
        print_material(Console(), material, paths, ledger_path(loaded.data))


def _show_score(config: "Config", text: str, as_json: bool) -> None:
    from app.command_output import as_line
    from app.data_folder import read_ledger
    from app.data_rights import leave_readable
    from config.errors import NotFound
    from monitor.scoring.as_json import league_json
    from monitor.scoring.gather import score_quarter
    from monitor.scoring.papers import write_league
    from monitor.scoring.quarter import read_quarter
    from monitor.scoring.said import WORDS
    from monitor.scoring.terminal import league_lines
    from store.clock import Clock
    from store.desk.desk import Desk, desk_path

    quarter, language = read_quarter(text), config.office.language
    today = config.office.day_of(Clock().now())
    if not config.office.score.on:
        raise NotFound(WORDS["off"])
    if today < quarter.first:
        raise NotFound(WORDS["not_yet"].filled(quarter=quarter.said))
    path = desk_path(config.data)
    with read_ledger(config) as ledger:
        desk = Desk(path) if path.exists() else None
        found = score_quarter(config, ledger, desk, quarter, today)
    paths = write_league(found, config)
    leave_readable(config.data, config.office.data_group)
    if as_json:
        print(as_line(league_json(found, language)))
    else:
        print("\n".join(league_lines(found, language)))
        print(WORDS["written"].text(language, xlsx=paths.xlsx, docx=paths.docx))
