"""`gongkai explain FINDING`: why we say so."""

from dataclasses import asdict
from typing import Annotated

import typer

from app.command_options import HERE, ConfigOption, JsonOption


def command(
    finding: Annotated[str, typer.Argument()],
    config: ConfigOption = HERE,
    as_json: JsonOption = False,
) -> None:
    from app.command_output import as_line
    from app.looking.explaining import findings_named
    from app.office_config import opened_config
    from monitor.report.explain import explain

    loaded = opened_config(config)
    for number, (found, events) in enumerate(findings_named(finding, loaded)):
        if as_json:
            whole = asdict(found) | {"events": [asdict(event) for event in events]}
            print(as_line(whole))
        else:
            print(("\n" if number else "") + explain(found, events, loaded))
