"""`gongkai evidence FINDING|UNIT`: a sealed file that others can verify and replay."""

from pathlib import Path
from typing import Annotated

import typer

from app.command_options import HERE, ConfigOption, JsonOption, place_to_write
from config.errors import Miswritten, StoreFailed
from config.words import Words


def command(
    named: Annotated[str, typer.Argument(metavar="FINDING|UNIT")] = "",
    to: Annotated[Path | None, typer.Option("--to", metavar="PATH", parser=place_to_write)] = None,
    verify: Annotated[Path | None, typer.Option("--verify")] = None,
    numbers_for: Annotated[str, typer.Option("--with-numbers-for", metavar="WHO")] = "",
    config: ConfigOption = HERE,
    as_json: JsonOption = False,
) -> None:
    from datetime import UTC, datetime

    from app.command_output import show_result
    from app.exports.evidence import check_evidence, export_evidence
    from app.language import spoken_language
    from app.office_config import opened_config

    if bool(named) == (verify is not None):
        raise Miswritten(NOTHING_NAMED)
    if verify is not None:
        known = opened_config(config) if (config / "office.toml").exists() else None
        checked = check_evidence(verify, known)
        show_result(checked, spoken_language(), as_json=as_json)
        raise typer.Exit(0 if checked.verified.is_sound else StoreFailed.exit_code)
    if to is not None and to.is_file():
        raise Miswritten(IS_THERE.filled(path=to))
    loaded = opened_config(config)
    done = export_evidence(
        named, loaded, datetime.now(UTC).replace(microsecond=0), to, numbers_for.strip()
    )
    show_result(done, loaded.office.language, as_json=as_json)


NOTHING_NAMED = Words(
    "请写一个问题或一个单位，或用 --verify 写一个文件。",
    "Name a finding or a unit, or a file with --verify.",
)
IS_THERE = Words(
    "已有文件 {path}，未予覆盖：封存的证据文件可能已经交出。请换一个名称。",
    "{path} is there and was not overwritten: a sealed file may have been handed out. Name another.",
)
