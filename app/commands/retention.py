"""`gongkai retention`: what the office's years of keeping are over for."""

from typing import Annotated

import typer

from app.command_options import HERE, ConfigOption, JsonOption


def command(
    config: ConfigOption = HERE,
    yes: Annotated[bool, typer.Option("--yes/--dry-run")] = False,
    as_json: JsonOption = False,
) -> None:
    from datetime import UTC, datetime

    from app.command_output import show_result
    from app.exports.retaining import retain
    from app.office_config import opened_config

    loaded = opened_config(config)
    done = retain(loaded, datetime.now(UTC).replace(microsecond=0), do_it=yes)
    show_result(done, loaded.office.language, as_json=as_json)
