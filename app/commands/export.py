"""`gongkai export`: rows of the ledger for other programs."""

from pathlib import Path
from typing import Annotated

import typer

from app.command_options import HERE, ConfigOption, place_to_write


def command(
    name: Annotated[
        str,
        typer.Argument(metavar="TABLE|QUESTION", help="A table, a view or a question; see --list."),
    ] = "",
    open_data: Annotated[
        Path | None,
        typer.Option(
            "--open",
            metavar="FOLDER",
            parser=place_to_write,
            help="开放数据: the results as .csv and .json with a data dictionary, nothing personal in them.",
        ),
    ] = None,
    to: Annotated[
        Path | None,
        typer.Option(
            "--to",
            metavar="PATH",
            parser=place_to_write,
            help="FILE.csv, FILE.xlsx or FILE.parquet; default: CSV on standard output.",
        ),
    ] = None,
    show_list: Annotated[bool, typer.Option("--list", help="What can be exported.")] = False,
    value: Annotated[
        list[str] | None,
        typer.Option(
            "--set", metavar="NAME=VALUE", help="A question's parameter (may be repeated)."
        ),
    ] = None,
    config: ConfigOption = HERE,
) -> None:
    """Write a table, a view or a question's answer to a file. Texts that look like formulas stay
    texts.

    Example:  gongkai export repair_speed --to repairs.xlsx
    gongkai export --open open-data
    gongkai export where_words_stand --set words=环保 --to found.csv
    """
    from app.exports.exporting import export, listed, print_rows
    from app.language import spoken_language
    from app.office_config import opened_config

    if show_list:
        print(listed(spoken_language()))
        return
    if open_data:
        _write_open_data(config, open_data, name)
        return
    if not name:
        raise typer.BadParameter(
            "name a table, a view or a question; gongkai export --list shows them"
        )
    values = dict(_pair(each) for each in value or ())
    loaded = opened_config(config)
    if to is None:
        print_rows(name, loaded, values)
    else:
        print(export(name, loaded, to, values).text(loaded.office.language))


def _write_open_data(folder_of_office: Path, folder: Path, name: str) -> None:
    from app.exports.open_data import write_open_data
    from app.office_config import opened_config

    if name:
        raise typer.BadParameter("--open writes all results: name no table or question with it")
    loaded = opened_config(folder_of_office)
    print(write_open_data(loaded, folder).text(loaded.office.language))


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise typer.BadParameter(f"{text}: write NAME=VALUE")
    return name, value
