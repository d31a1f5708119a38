"""`gongkai archive UNIT --year Y`: a year's volume, for the shelf and for whoever asks."""

from pathlib import Path
from typing import Annotated

import typer

from app.command_options import HERE, ConfigOption, JsonOption, UnitArgument, place_to_write
from config.errors import Miswritten, StoreFailed
from config.words import Words


def command(
    unit: UnitArgument = "",
    year: Annotated[int | None, typer.Option("--year", min=1990, max=2100)] = None,
    to: Annotated[Path | None, typer.Option("--to", metavar="DIR", parser=place_to_write)] = None,
    verify: Annotated[Path | None, typer.Option("--verify", metavar="DIR")] = None,
    show_list: Annotated[bool, typer.Option("--list")] = False,
    numbers_for: Annotated[str, typer.Option("--with-numbers-for", metavar="WHO")] = "",
    config: ConfigOption = HERE,
    as_json: JsonOption = False,
) -> None:
    from dataclasses import asdict
    from datetime import UTC, datetime

    from app.command_output import as_line, show_result
    from app.exports.archiving import bind, listed, verify_volume, volumes
    from app.language import spoken_language
    from app.office_config import opened_config

    if verify is not None:
        checked = verify_volume(
            verify, opened_config(config) if (config / "office.toml").exists() else None
        )
        show_result(checked, spoken_language(), as_json=as_json)
        raise typer.Exit(0 if checked.verified.is_sound else StoreFailed.exit_code)
    if show_list:
        loaded = opened_config(config)
        print(as_line([asdict(one) for one in volumes(loaded)]) if as_json else listed(loaded))
        return
    if not unit or year is None:
        raise Miswritten(NOTHING_NAMED)
    loaded = opened_config(config, units=[unit])
    done = bind(
        unit, year, loaded, datetime.now(UTC).replace(microsecond=0), to, numbers_for.strip()
    )
    show_result(done, loaded.office.language, as_json=as_json)


NOTHING_NAMED = Words(
    "请写一个单位和 --year；或用 --list，或用 --verify 文件夹。",
    "Name a unit and a --year; or --list, or --verify DIR.",
)
