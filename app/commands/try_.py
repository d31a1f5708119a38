"""`gongkai try URL`: one site looked at once, now; nothing of it is kept."""

from typing import Annotated

import typer

from app.command_options import HERE, ConfigOption, JsonOption


def command(
    url: Annotated[str, typer.Argument()],
    kind: Annotated[str, typer.Option()] = "department",
    minutes: Annotated[int, typer.Option(min=1, max=10)] = 2,
    config: ConfigOption = HERE,
    as_json: JsonOption = False,
) -> None:
    from app.command_output import show_result
    from app.language import spoken_language
    from app.looking.one_look import look_once
    from app.progress import bar
    from store.clock import Clock

    with bar(url) as progress:
        look = look_once(url, kind, minutes, config, Clock(), progress)
    show_result(look, spoken_language(), as_json=as_json)
