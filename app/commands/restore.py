"""`gongkai restore`: put a backup back in place."""

from typing import Annotated

import typer

from app.command_options import HERE, ConfigOption, JsonOption
from config.words import Words


def command(
    backup: Annotated[str, typer.Argument(metavar="BACKUP")],
    config: ConfigOption = HERE,
    yes: Annotated[bool, typer.Option("--yes", "-y")] = False,
    with_config: Annotated[bool, typer.Option("--with-config")] = False,
    as_json: JsonOption = False,
) -> None:
    import json

    from app.exports.restoring import chosen, put_back
    from app.language import spoken_language
    from config.folder import OFFICE_FILE, office_of

    found = chosen(config, backup)
    language = office_of(config).language if (config / OFFICE_FILE).exists() else spoken_language()
    if not yes:
        typer.confirm(
            ASK.text(
                language, path=found.path, made=f"{found.manifest.made_at:%Y-%m-%d %H:%M} UTC"
            ),
            abort=True,
        )
    done = put_back(found, config, with_config=with_config)
    if as_json:
        rows = {database.name: database.rows for database in done.restored.databases}
        replaced = str(done.restored.replaced) if done.restored.replaced else None
        print(json.dumps({"backup": str(found.path), "data": str(done.data), "rows": rows, "config": done.restored.config, "replaced": replaced, "seconds": round(done.seconds, 2)}))  # fmt: skip
        return
    for database in done.restored.databases:
        print(
            PUT_BACK.text(
                language,
                name=database.name,
                rows=sum(database.rows.values()),
                size=database.bytes / 1e6,
            )
        )
    if done.restored.config:
        print(CONFIG.text(language, n=len(done.restored.config)))
    if done.restored.replaced:
        print(KEPT.text(language, path=done.restored.replaced))
    if done.waiting_messages:
        print(WAITING.text(language, n=done.waiting_messages))
    print(DONE.text(language, data=done.data, seconds=done.seconds))


ASK = Words(
    "用备份 {path}（{made}）替换现有数据？现有数据会保留在旁边。",
    "Replace the data by the backup {path} ({made})? What is there is kept beside.",
)
PUT_BACK = Words(
    "已恢复 {name}：{rows} 行，{size:.1f} MB。", "Restored {name}: {rows} rows, {size:.1f} MB."
)
CONFIG = Words("已恢复配置文件 {n} 个。", "Restored {n} files of the configuration.")
KEPT = Words(
    "被替换的数据保留在 {path}，确认无误后可自行删除。",
    "What was replaced lies in {path}; delete it when you are sure.",
)
WAITING = Words(
    "其中有 {n} 条通知在备份时尚未发出，之后可能已经发出；发送前请用 gongkai alert --dry-run 核对。",
    "{n} messages were waiting when the backup was made and may have been sent since; look before sending: gongkai alert --dry-run",
)
DONE = Words(
    "数据文件夹 {data} 恢复完成，用时 {seconds:.1f} 秒。",
    "The data folder {data} is restored, in {seconds:.1f} s.",
)
