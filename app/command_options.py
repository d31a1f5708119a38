"""Options that several commands share, so that they read the same everywhere."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from config.errors import Miswritten
from config.words import Words

ConfigOption = Annotated[Path, typer.Option("--config", envvar="GONGKAI_CONFIG", show_default=True)]
JsonOption = Annotated[bool, typer.Option("--json")]
UnitsOption = Annotated[list[str] | None, typer.Option("--unit")]
DayOption = Annotated[datetime | None, typer.Option("--as-of", formats=["%Y-%m-%d"])]
UnitArgument = Annotated[str, typer.Argument()]
QueueOption = Annotated[str, typer.Option(envvar="GONGKAI_QUEUE", metavar="URL")]
HomeOption = Annotated[str, typer.Option(envvar="GONGKAI_HOME", metavar="URL")]

HERE = Path("office")

NO_PLACE = Words(
    "--to 后面是空的；请写要写入的文件或文件夹。", "--to is empty: name a file or a folder."
)
NO_FOLDER = Words(
    "没有文件夹 {folder}，未写入任何内容。请核对 --to，确认磁盘已挂载，或先新建此文件夹。",
    "There is no folder {folder}, and nothing was written. See what --to names and whether its disk is mounted, or make the folder first.",
)


def place_to_write(text: str) -> Path:
    """What `--to` names: in a folder that is there, since a mistyped or unmounted one would be made
    without a word. Raises Miswritten.
    """
    if not text.strip():
        raise Miswritten(NO_PLACE)
    folder = Path(text).parent
    try:
        is_there = folder.is_dir()
    except OSError:
        is_there = False
    if not is_there:
        raise Miswritten(NO_FOLDER.filled(folder=folder))
    return Path(text)
