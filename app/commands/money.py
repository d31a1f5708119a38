"""`gongkai money UNIT`: where a unit's money goes."""

from app.command_options import HERE, ConfigOption, JsonOption, UnitArgument


def command(unit: UnitArgument, config: ConfigOption = HERE, as_json: JsonOption = False) -> None:
    from rich.console import Console

    from app.command_output import as_line
    from app.looking.spending import accounts_of, as_machine, show
    from app.office_config import opened_config

    loaded = opened_config(config, units=[unit])
    accounts, unread = accounts_of(unit, loaded)
    if as_json:
        print(as_line(as_machine(accounts, unread, unit)))
    else:
        name = next(each.name for each in loaded.units if each.id == unit)
        show(accounts, unread, name, Console())
