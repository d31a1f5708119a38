"""`gongkai report`: a night's inspection again, as a table and as documents; and other papers."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from app.command_options import HERE, ConfigOption, JsonOption

if TYPE_CHECKING:
    from app.exports.papers import AskedPaper
    from config.folder import Config


def command(
    config: ConfigOption = HERE,
    day: Annotated[datetime | None, typer.Option("--day", formats=["%Y-%m-%d"])] = None,
    notice: Annotated[list[str] | None, typer.Option("--notice", metavar="UNIT")] = None,
    notices: Annotated[bool, typer.Option("--notices")] = False,
    rectification: Annotated[bool, typer.Option("--rectification")] = False,
    since: Annotated[datetime | None, typer.Option("--since", formats=["%Y-%m-%d"])] = None,
    quarter: Annotated[str, typer.Option("--quarter", metavar="2026Q4")] = "",
    month: Annotated[str, typer.Option("--month", metavar="2026-03")] = "",
    score: Annotated[str, typer.Option("--score", metavar="2026Q4")] = "",
    counties: Annotated[bool, typer.Option("--counties")] = False,
    as_json: JsonOption = False,
) -> None:
    from rich.console import Console

    from app.command_output import as_line
    from app.data_folder import ledger_path, read_ledger
    from app.data_rights import leave_readable
    from app.demo_clock import clock_of
    from app.exports.papers import AskedPaper
    from app.night.taking_back import as_told_today
    from app.office_config import opened_config
    from monitor.report.terminal import print_material
    from monitor.report.write import read_material, write_material

    loaded = opened_config(config, units=notice or ())
    if counties:
        _show_counties(loaded, as_json)
        return
    asked = AskedPaper(notice or [], notices, rectification, quarter, score, since, day, month)
    if asked:
        asked.check()
        if score:
            _show_score(loaded, score, as_json)
        else:
            _show_papers(loaded, asked, as_json)
        return
    material = read_material(loaded.data, day.date() if day else None)
    if ledger_path(loaded.data).exists():
        with read_ledger(loaded) as ledger:
            today = loaded.office.day_of(clock_of(loaded).now())
            material = as_told_today(material, ledger, loaded, today)
    paths = write_material(loaded.data, material)
    leave_readable(loaded.data, loaded.office.data_group)
    if as_json:
        print(as_line(material.judged_units.as_json() | material.model_dump(mode="json")))
    else:
        print_material(Console(), material, paths, ledger_path(loaded.data))


def _show_counties(config: "Config", as_json: bool) -> None:
    import sys

    from rich.console import Console

    from app.command_output import as_line
    from app.counties.reading import read_counties
    from app.data_rights import leave_readable
    from app.demo_clock import clock_of
    from config.errors import NOTHING_JUDGED, NotFound
    from monitor.counties.county import WORDS
    from monitor.counties.terminal import print_counties
    from monitor.counties.union import union
    from monitor.counties.write import write_counties

    if not config.office.province.counties:
        raise NotFound(WORDS["none_named"])
    today = config.office.day_of(clock_of(config).now())
    found = read_counties(config, today)
    material = union(found, config.office, today)
    paths = write_counties(config.data, material) if found.read else None
    leave_readable(config.data, config.office.data_group)
    if as_json:
        print(as_line(material.judged_units.as_json() | material.model_dump(mode="json")))
    else:
        print_counties(Console(), found, material, paths)
    if not found.read:
        sys.exit(NOTHING_JUDGED)


def _show_papers(config: "Config", asked: "AskedPaper", as_json: bool) -> None:
    from app.command_output import as_line
    from app.data_rights import leave_readable
    from app.exports.papers import write_papers

    papers = write_papers(config, asked)
    leave_readable(config.data, config.office.data_group)
    said = as_line({"paths": [str(path) for path in papers.paths]})
    print(said if as_json else papers.text(config.office.language))


def _show_score(config: "Config", text: str, as_json: bool) -> None:
    from app.command_output import as_line
    from app.data_folder import read_ledger
    from app.data_rights import leave_readable
    from app.demo_clock import clock_of
    from config.errors import NotFound
    from monitor.scoring.as_json import league_json
    from monitor.scoring.gather import score_quarter
    from monitor.scoring.papers import write_league
    from monitor.scoring.quarter import read_quarter
    from monitor.scoring.said import WORDS
    from monitor.scoring.terminal import league_lines
    from store.desk.desk import Desk, desk_path

    quarter, language = read_quarter(text), config.office.language
    today = config.office.day_of(clock_of(config).now())
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
