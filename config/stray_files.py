"""Files that editors and hands leave beside the office's own: warned of, never read, never a reason
to stop (docs/faults.md O1).

They are known by the names that programs give them. What looks like a real file mistyped
(`limit.toml`, `units/x.tml`, `x.toml.txt`) is none of them: there a setting is silently not made.
"""

import re
from collections.abc import Iterator
from pathlib import Path

UNITS_FOLDER = "units"

# vi (x~, .x.swp), Emacs (#x#, .#x), Finder (._x), sed and Kate (.bak), patch (.orig, .rej), dpkg
# and rpm at an upgrade, a rotation (.1), a day put behind the name (.20261123, .2026-11-23).
_LEFT_BEHIND = re.compile(
    r"[.#~].*|.*~|.*\.(?:bak|backup|old|orig|rej|save|swp|tmp|part|disabled"
    r"|(?:dpkg|ucf)-\w+|rpm(?:new|orig|save)|\d[\d-]*)\d*",
    re.IGNORECASE,
)
# What Explorer and Finder call a copy: "x - 副本.toml", "x - Copy (2).toml", "x copy.toml", "x
# (1).toml".
_COPY = re.compile(
    r"(?P<of>.+?)(?:(?: - 副本| - Copy| copy|的副本| 副本)(?: ?[(（]?\d+[)）]?)?| ?[(（]\d+[)）])\.toml",
    re.IGNORECASE,
)


def is_stray(path: Path) -> bool:
    """A copy is one only where what it was made of lies beside it: otherwise it may be all there
    is.
    """
    copy = _COPY.fullmatch(path.name)
    return bool(_LEFT_BEHIND.fullmatch(path.name)) or (
        copy is not None and path.with_name(f"{copy['of']}.toml").exists()
    )


def unit_paths(folder: Path) -> list[Path]:
    """The unit files of an office's folder, by name."""
    return [path for path in sorted((folder / UNITS_FOLDER).glob("*.toml")) if not is_stray(path)]


def stray_files(folder: Path) -> Iterator[Path]:
    """What was left of configuration files in an office's folder."""
    for path in (*sorted(folder.glob("*")), *sorted((folder / UNITS_FOLDER).glob("*"))):
        if ".toml" in path.name.lower() and is_stray(path):
            yield path
