"""The office's configuration, read for a command; from here on errors are said in the office's
language.
"""

import sys
from collections.abc import Iterable
from pathlib import Path

from app.language import speak
from app.unfinished_restore import finish_restore
from config.errors import NotFound
from config.folder import Config, load
from config.warnings import open_to_others
from config.words import Words

UNKNOWN_UNIT = Words(
    "没有编号为“{unit}”的单位。请用 gongkai units list 查看全部编号。",
    "There is no unit with the id {unit!r}. See: gongkai units list",
)


def opened_config(folder: Path, *, units: Iterable[str] = ()) -> Config:
    """Load `folder`, make sure that the `units` asked for exist, and warn where others may rewrite
    it (docs/faults.md O3).

    A restore of the folder that was killed is finished first. Raises ConfigRefused for a folder
    with mistakes, NotFound for an unknown unit, AlreadyRunning while such a restore lives.
    """
    finish_restore(folder)
    config = load(folder)
    speak(config.office.language, config.office.zone)
    for warning in open_to_others(folder):
        print(warning.text(config.office.language), file=sys.stderr, flush=True)
    known = {unit.id for unit in config.units}
    for unit in units:
        if unit not in known:
            raise NotFound(UNKNOWN_UNIT.filled(unit=unit))
    return config
