"""`gongkai takedown URL|SHA256`: personal data goes, a tombstone stays."""

from typing import Annotated

import typer

from app.command_options import HERE, ConfigOption, JsonOption


def command(
    named: Annotated[
        str,
        typer.Argument(
            metavar="URL|SHA256", help="A page's address, or the hash of one kept version."
        ),
    ],
    who: Annotated[
        str, typer.Option("--who", help="Who orders it: name and office. Kept on the tombstone.")
    ],
    why: Annotated[
        str,
        typer.Option("--why", help="The reason, without the data itself. Kept on the tombstone."),
    ] = "",
    naming: Annotated[
        list[str] | None,
        typer.Option(
            "--naming",
            metavar="WORDS",
            help="Also kept versions of the unit's other pages that spell out its title or these words.",
        ),
    ] = None,
    lift: Annotated[
        bool, typer.Option("--lift", help="The address may be kept again from now on.")
    ] = False,
    config: ConfigOption = HERE,
    as_json: JsonOption = False,
) -> None:
    """Remove every byte of a page: kept versions, readings, search index, titles in lists, findings
    and circulars. Who, when and why stay on record.

    The page is not asked for again until the takedown is lifted. Nobody is accused because of it.

    Example:  gongkai takedown http://www.example.gov.cn/1.html --who 某科 --why 身份证号码未隐去
    """
    from datetime import UTC, datetime

    from app.command_output import show_result
    from app.exports.takedown import lift as lifted
    from app.exports.takedown import take_down
    from app.office_config import opened_config
    from store.privacy.numbers import mask

    if not who.strip() or not (why.strip() or lift):
        raise typer.BadParameter("--who and --why must say something")
    loaded = opened_config(config)
    now = datetime.now(UTC).replace(microsecond=0)
    if lift:
        print(lifted(named, loaded, who=who, now=now))
        return
    done = take_down(named, loaded, who=who.strip(), why=mask(why.strip()), now=now, naming=naming)
    show_result(done, loaded.office.language, as_json=as_json)
