"""The database files that nights leave for analysts, in a folder of their own beside the ledger."""

import re
from datetime import date
from pathlib import Path

FOLDER = "nightly"
_NAME = re.compile(r"gongkai-(\d{4}-\d{2}-\d{2})\.db")


def nightly_path(data: Path, day: date) -> Path:
    return data / FOLDER / f"gongkai-{day.isoformat()}.db"


def nightly_files(data: Path) -> list[Path]:
    """The newest first; nothing that only waits to be whole."""
    folder = data / FOLDER
    if not folder.is_dir():
        return []
    return sorted((file for file in folder.iterdir() if _NAME.fullmatch(file.name)), reverse=True)


def day_of(file: Path) -> date:
    found = _NAME.fullmatch(file.name)
    if found is None:
        raise ValueError(file.name)
    return date.fromisoformat(found[1])
