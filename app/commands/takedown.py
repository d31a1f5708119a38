"""`gongkai takedown URL|SHA256`: personal data goes, a tombstone stays."""

from typing import Annotated

import typer

from app.command_options import HERE, ConfigOption, JsonOption
from config.errors import Miswritten
from config.words import Words


def command(
    named: Annotated[str, typer.Argument(metavar="URL|SHA256")],
    who: Annotated[str, typer.Option("--who")],
    why: Annotated[str, typer.Option("--why")] = "",
    naming: Annotated[list[str] | None, typer.Option("--naming", metavar="WORDS")] = None,
    lift: Annotated[bool, typer.Option("--lift")] = False,
    config: ConfigOption = HERE,
    as_json: JsonOption = False,
) -> None:
    from datetime import UTC, datetime

    from app.command_output import show_result
    from app.exports.takedown import lift as lifted
    from app.exports.takedown import take_down
    from app.office_config import opened_config
    from store.privacy.numbers import mask

    if not who.strip() or not (why.strip() or lift):
        raise Miswritten(NOBODY_SAID)
    loaded = opened_config(config)
    now = datetime.now(UTC).replace(microsecond=0)
    if lift:
        print(lifted(named, loaded, who=who, now=now))
        return
    done = take_down(named, loaded, who=who.strip(), why=mask(why.strip()), now=now, naming=naming)
    show_result(done, loaded.office.language, as_json=as_json)


NOBODY_SAID = Words("--who 和 --why 不能为空。", "--who and --why must say something.")
