"""`gongkai export`: rows of the ledger for other programs."""

from pathlib import Path
from typing import Annotated

import typer

from app.command_options import HERE, ConfigOption, place_to_write
from config.errors import Miswritten
from config.words import Words


def command(
    name: Annotated[str, typer.Argument(metavar="TABLE|QUESTION")] = "",
    open_data: Annotated[
        Path | None, typer.Option("--open", metavar="FOLDER", parser=place_to_write)
    ] = None,
    to: Annotated[Path | None, typer.Option("--to", metavar="PATH", parser=place_to_write)] = None,
    show_list: Annotated[bool, typer.Option("--list")] = False,
    value: Annotated[list[str] | None, typer.Option("--set", metavar="NAME=VALUE")] = None,
    config: ConfigOption = HERE,
) -> None:
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
        raise Miswritten(NOTHING_NAMED)
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
        raise Miswritten(ALL_OR_ONE)
    loaded = opened_config(folder_of_office)
    print(write_open_data(loaded, folder).text(loaded.office.language))


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise Miswritten(NO_PAIR.filled(text=text))
    return name, value


NOTHING_NAMED = Words(
    "请写一张表、一个视图或一个问答；gongkai export --list 列出全部。",
    "Name a table, a view or a question; gongkai export --list shows them.",
)
ALL_OR_ONE = Words(
    "--open 写出全部结果，不要再写表或问答的名称。",
    "--open writes all results: name no table or question with it.",
)
NO_PAIR = Words("{text}：请写成 名称=值。", "{text}: write NAME=VALUE.")
