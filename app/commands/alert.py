"""`gongkai alert`: tell the people who are responsible what opened and closed, once."""

from typing import Annotated

import typer

from app.command_options import HERE, ConfigOption, JsonOption


def command(
    config: ConfigOption = HERE,
    dry_run: Annotated[bool, typer.Option("--dry-run")] = False,
    as_json: JsonOption = False,
) -> None:
    from datetime import UTC, datetime

    from app.command_output import as_lines
    from app.office_config import opened_config
    from app.service.alerting import send_alerts, waiting_alerts
    from app.service.alerts_text import delivered_words, to_be_sent_words

    loaded = opened_config(config)
    now = datetime.now(UTC)
    if dry_run:
        messages = waiting_alerts(loaded, now)
        print(as_lines(messages) if as_json else to_be_sent_words(messages, loaded))
    else:
        sent = send_alerts(loaded, now)
        print(as_lines(sent) if as_json else delivered_words(sent, loaded))
