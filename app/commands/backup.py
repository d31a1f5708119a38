"""`gongkai backup`: a proven copy of everything that cannot be made again."""

from pathlib import Path
from typing import Annotated

import typer

from app.command_options import HERE, ConfigOption, JsonOption, place_to_write
from config.words import Words


def command(
    config: ConfigOption = HERE,
    to: Annotated[Path | None, typer.Option("--to", metavar="DIR", parser=place_to_write)] = None,
    show_list: Annotated[bool, typer.Option("--list")] = False,
    as_json: JsonOption = False,
) -> None:
    import json
    from datetime import UTC, datetime

    from app.data_folder import backup_folder
    from app.office_config import opened_config
    from app.service.backing_up import back_up
    from store.backup.backup import backups_in

    loaded = opened_config(config)
    folder = to or backup_folder(loaded.office, loaded.folder)
    backups = backups_in(folder) if show_list else [back_up(loaded, datetime.now(UTC), to)]
    language, zone = loaded.office.language, loaded.office.zone
    if as_json:
        for one in backups:
            rows = {database.name: database.rows for database in one.manifest.databases}
            print(json.dumps({"number": one.number, "path": str(one.path), "made_at": one.manifest.made_at.isoformat(), "bytes": one.bytes, "rows": rows}))  # fmt: skip
        return
    if not backups:
        print(NONE.text(language, folder=folder))
    for one in backups:
        counted = "，".join(
            f"{database.name} {sum(database.rows.values())}" for database in one.manifest.databases
        )
        made = f"{one.manifest.made_at.astimezone(zone):%Y-%m-%d %H:%M}"
        print(
            BACKUP.text(
                language,
                number=one.number,
                made=made,
                size=one.bytes / 1e6,
                counted=counted,
                path=one.path,
            )
        )


BACKUP = Words(
    "备份 {number}：{made}，{size:.1f} MB，行数：{counted}；{path}",
    "Backup {number}: {made}, {size:.1f} MB, rows: {counted}; {path}",
)
NONE = Words("{folder} 中没有备份。", "There is no backup in {folder}.")
