"""`gongkai evidence FINDING|UNIT`: a sealed file that others can verify and replay."""

from pathlib import Path
from typing import Annotated

import typer

from app.command_options import HERE, ConfigOption, JsonOption, place_to_write
from config.errors import StoreFailed


def command(
    named: Annotated[
        str,
        typer.Argument(
            metavar="FINDING|UNIT",
            help="A finding's number, UNIT:RULE for what is open there, or a unit's id.",
        ),
    ] = "",
    to: Annotated[
        Path | None,
        typer.Option(
            "--to",
            metavar="PATH",
            parser=place_to_write,
            help="The .wacz to write; default data/evidence/.",
        ),
    ] = None,
    verify: Annotated[
        Path | None,
        typer.Option(
            "--verify", help="Check this file instead, and whether this office sealed it."
        ),
    ] = None,
    numbers_for: Annotated[
        str,
        typer.Option(
            "--with-numbers-for",
            metavar="WHO",
            help="Also pages that show persons' numbers: who of the office takes them. On record, and the file is marked.",
        ),
    ] = "",
    config: ConfigOption = HERE,
    as_json: JsonOption = False,
) -> None:
    """Write a WACZ: what was asked, what was answered, every visit, the clause and the finding's
    life, each with its hash. It replays in public tools.

    Example:  gongkai evidence 17 --to case-17.wacz
    gongkai evidence --verify case-17.wacz
    """
    from datetime import UTC, datetime

    from app.command_output import show_result
    from app.exports.evidence import check_evidence, export_evidence
    from app.language import spoken_language
    from app.office_config import opened_config

    if bool(named) == (verify is not None):
        raise typer.BadParameter("name a finding or a unit, or a file with --verify")
    if verify is not None:
        known = opened_config(config) if (config / "office.toml").exists() else None
        checked = check_evidence(verify, known)
        show_result(checked, spoken_language(), as_json=as_json)
        raise typer.Exit(0 if checked.verified.is_sound else StoreFailed.exit_code)
    loaded = opened_config(config)
    done = export_evidence(
        named, loaded, datetime.now(UTC).replace(microsecond=0), to, numbers_for.strip()
    )
    show_result(done, loaded.office.language, as_json=as_json)
