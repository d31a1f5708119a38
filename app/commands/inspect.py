"""`gongkai inspect`: judge what the ledger holds, without visiting anybody."""

from app.command_options import HERE, ConfigOption, JsonOption


def command(config: ConfigOption = HERE, as_json: JsonOption = False) -> None:
    """Judge every unit by what the last run saw. Findings open, stay or close; no page is visited.
    Where nothing could be judged it ends with 11.

    Example:  gongkai inspect --config office --json
    """
    from app.command_output import end_of_inspection, show_inspection
    from app.night.by_hand import inspect_last_run
    from app.office_config import opened_config

    loaded = opened_config(config)
    inspection = inspect_last_run(loaded)
    show_inspection(inspection, loaded, as_json=as_json)
    end_of_inspection(inspection)
