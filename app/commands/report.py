"""`gongkai report`: a night's inspection again, as a table and as documents; and the papers of the
repair and of a quarter.
"""

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from app.command_options import HERE, ConfigOption, JsonOption

if TYPE_CHECKING:
    from app.exports.papers import Papers
    from config.folder import Config


class AskedPaper(NamedTuple):
    """Which paper, where one is asked for."""

    notice: list[str]
    notices: bool
    rectification: bool
    quarter: str
    score: str
    since: date | None


def command(
    config: ConfigOption = HERE,
    day: Annotated[
        datetime | None,
        typer.Option(
            "--day", formats=["%Y-%m-%d"], help="The day of the inspection; default the latest."
        ),
    ] = None,
    notice: Annotated[
        list[str] | None,
        typer.Option(
            "--notice",
            metavar="UNIT",
            help="整改通知书: this unit's rectification notice with the receipt 回执 that it fills in, .docx (may be repeated).",
        ),
    ] = None,
    notices: Annotated[
        bool,
        typer.Option("--notices", help="整改通知书: of every unit with something to repair."),
    ] = False,
    rectification: Annotated[
        bool,
        typer.Option(
            "--rectification", help="整改情况汇总: how far every repair is, .docx and .xlsx."
        ),
    ] = False,
    since: Annotated[
        datetime | None,
        typer.Option(
            "--since",
            formats=["%Y-%m-%d"],
            help="With --rectification: what ended before is left out; default the year's first day.",
        ),
    ] = None,
    quarter: Annotated[
        str,
        typer.Option(
            "--quarter",
            metavar="2026Q4",
            help="季度检查情况: the quarter's report on government sites, .docx and .xlsx.",
        ),
    ] = "",
    score: Annotated[
        str,
        typer.Option(
            "--score", help="The league table of a quarter instead, such as 2026Q4 (.xlsx, .docx)."
        ),
    ] = "",
    as_json: JsonOption = False,
) -> None:
    """Show a night's result and write its circular (.docx, .html) and problem ledger (.xlsx) again;
    or write one of the other papers. Nothing is visited or judged; what was withdrawn or held to be
    secret since is left out. 重新生成通报和问题台账，或者生成整改通知书、整改情况汇总、季度检查情况；不访问网站，不重新判断。

    Example:  gongkai report --config office --day 2026-11-23
    gongkai report --notice huanbao
    gongkai report --rectification
    gongkai report --quarter 2026Q4
    """
    from app.command_output import as_line
    from app.data_rights import leave_readable
    from app.office_config import opened_config

    loaded = opened_config(config, units=notice or ())
    asked = AskedPaper(
        notice or [], notices, rectification, quarter, score, since.date() if since else None
    )
    _check(asked, day)
    if score:
        _show_score(loaded, score, as_json)
        return
    papers = _papers(loaded, asked)
    if papers is None:
        _night_again(loaded, day, as_json)
        return
    leave_readable(loaded.data, loaded.office.data_group)
    said = as_line({"paths": [str(path) for path in papers.paths]})
    print(said if as_json else papers.text(loaded.office.language))


def _check(asked: AskedPaper, day: datetime | None) -> None:
    """Raises Miswritten for two papers at once, or one of another night."""
    from app.exports import papers
    from config.errors import Miswritten

    kinds = _kinds(asked)
    if sum(kinds) > 1:
        raise Miswritten(papers.ONE_AT_A_TIME)
    if asked.since and not asked.rectification:
        raise Miswritten(papers.ONLY_OF_THE_SUMMARY)
    if any(kinds) and day:
        raise Miswritten(papers.NOT_OF_A_DAY)


def _kinds(asked: AskedPaper) -> list[bool]:
    return [
        *(bool(asked.notice), asked.notices, asked.rectification),
        *(bool(asked.quarter), bool(asked.score)),
    ]


def _papers(config: "Config", asked: AskedPaper) -> "Papers | None":
    """None where none is asked for."""
    from app.exports import papers

    if asked.rectification:
        return papers.write_summary_papers(config, asked.since)
    if asked.quarter:
        return papers.write_quarter(config, asked.quarter)
    is_notice = asked.notice or asked.notices
    return papers.write_notices(config, asked.notice) if is_notice else None


def _night_again(config: "Config", day: datetime | None, as_json: bool) -> None:
    from rich.console import Console

    from app.command_output import as_line
    from app.data_folder import ledger_path, read_ledger
    from app.data_rights import leave_readable
    from app.night.taking_back import as_told_today
    from monitor.report.terminal import print_material
    from monitor.report.write import read_material, write_material

    material = read_material(config.data, day.date() if day else None)
    if ledger_path(config.data).exists():
        with read_ledger(config) as ledger:
            today = config.office.day_of(datetime.now(UTC))
            material = as_told_today(material, ledger, config, today)
    paths = write_material(config.data, material)
    leave_readable(config.data, config.office.data_group)
    if as_json:
        print(as_line(material.judged_units.as_json() | material.model_dump(mode="json")))
    else:
        print_material(Console(), material, paths, ledger_path(config.data))


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
