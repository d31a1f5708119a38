"""`gongkai health`: did a night take place? For a watchdog that does not trust the scheduler to
tell of its own death.
"""

import json
from typing import Annotated

import typer

from app.command_options import HERE, ConfigOption, JsonOption
from config.words import Words

# One of the named exit codes of config/errors.py.
NOT_ALIVE = 9

TAKEN = Words("已告知 {person}（{channel}）", "told {person} ({channel})")
NOT_TAKEN = Words(
    "未能告知 {person}（{channel}）：{error}", "could not tell {person} ({channel}): {error}"
)


def command(
    config: ConfigOption = HERE,
    tell: Annotated[bool, typer.Option("--tell")] = False,
    as_json: JsonOption = False,
) -> None:
    from datetime import UTC, datetime

    from app.office_config import opened_config
    from app.service.health import health, health_object, health_told
    from app.service.watchdog import notify_when_silent

    loaded, now = opened_config(config), datetime.now(UTC)
    language = loaded.office.language
    notified = notify_when_silent(loaded, now) if tell else []
    found = health(loaded, now)
    print(
        json.dumps(health_object(found)) if as_json else health_told(found, loaded).text(language)
    )
    for one in notified if not as_json else []:
        print(
            (NOT_TAKEN if one.error else TAKEN).text(
                language, person=one.person, channel=one.channel, error=one.error
            )
        )
    if not found.is_alive:
        raise typer.Exit(NOT_ALIVE)
