"""Which language to speak before, or without, a configuration: the office's where it is known, else
the terminal's.
"""

import os
import tomllib
from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

LANGUAGES = ("zh", "en")

_spoken = ""
_zone: ZoneInfo | None = None


def speak(language: str, zone: ZoneInfo | None = None) -> None:
    """From now on errors are said in the office's language ("zh" or "en"), and by its clock."""
    global _spoken, _zone
    _spoken, _zone = language, zone or _zone


def local_time(instant: datetime | str) -> str:
    """`2026-11-20 02:00` by the office's clock, before it is known by this machine's; what is no
    instant as it stands.
    """
    try:
        moment = datetime.fromisoformat(instant) if isinstance(instant, str) else instant
    except ValueError:
        return str(instant)
    return f"{moment.astimezone(_zone):%Y-%m-%d %H:%M}"


def spoken_language() -> str:
    return _spoken or terminal_language()


def terminal_language() -> str:
    """Of GONGKAI_LANGUAGE, else of the terminal; Chinese where neither says English."""
    return os.environ.get("GONGKAI_LANGUAGE") or (
        "en" if os.environ.get("LANG", "").startswith("en") else "zh"
    )


def language_named(arguments: Sequence[str]) -> str:
    """Of the office whose folder a command line names, before anything of it is checked; the
    terminal's where there is none.
    """
    return _written_in(_folder_named(arguments)) or terminal_language()


def _folder_named(arguments: Sequence[str]) -> Path:
    for word, behind in pairwise([*arguments, ""]):
        if word == "--config" and behind:
            return Path(behind)
        if word.startswith("--config="):
            return Path(word.partition("=")[2])
    return Path(os.environ.get("GONGKAI_CONFIG") or "office")


def _written_in(folder: Path) -> str:
    try:
        office = tomllib.loads((folder / "office.toml").read_text("utf-8"))
    except (OSError, ValueError):
        return ""
    language = office.get("language")
    return language if language in LANGUAGES else ""
