"""How long the reports of nights gone by are kept. What they say stands in the ledger for good; the
manifests and time stamps beside them are evidence, and never go.
"""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from config.errors import not_written
from config.words import Words
from monitor.report.write import paths_of

NOT_REMOVED = Words("{path} 未能移除：{cause}。", "{path} could not be removed: {cause}.")


def old_reports(data: Path, before: date) -> list[Path]:
    """The files that nights before that day wrote for people, oldest first; the last night's stay,
    however old they are.
    """
    days = sorted(path.name for path in (data / "reports").glob("????-??-??"))
    return [
        path
        for day in days[:-1]
        if day < before.isoformat()
        for path in paths_of(data, date.fromisoformat(day)).all
        if path.exists()
    ]


def remove_reports(paths: Iterable[Path]) -> None:
    """Folders that are empty then go too. Raises StoreFailed."""
    for path in paths:
        try:
            path.unlink()
            if not any(path.parent.iterdir()):
                path.parent.rmdir()
        except OSError as error:
            raise not_written(
                error, NOT_REMOVED.filled(path=path, cause=error.strerror or "")
            ) from error
