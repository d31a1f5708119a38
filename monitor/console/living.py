"""Configuration that follows its files while a process runs."""

import time
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from config.errors import ConfigRefused
from config.folder import Config, load

LOOKED_AT_EVERY_S = 3.0  # how soon a changed setting is seen


@dataclass(slots=True)
class LivingConfig:
    """The office's configuration as its files stand; while they are broken, as they last were good
    (docs/faults.md O1).
    """

    folder: Path
    current: Config
    _seen: tuple[tuple[str, int], ...] = ()
    _looked_at: float = 0.0
    _lock: Lock = field(default_factory=Lock)

    @classmethod
    def of(cls, config: Config) -> "LivingConfig":
        return cls(config.folder, config, _stamps(config.folder), time.monotonic())

    def __call__(self) -> Config:
        with self._lock:
            if time.monotonic() - self._looked_at >= LOOKED_AT_EVERY_S:
                self._look()
            return self.current

    def _look(self) -> None:
        self._looked_at = time.monotonic()
        stamps = _stamps(self.folder)
        if self._seen and stamps != self._seen:
            try:
                self.current = load(self.folder)
            except (ConfigRefused, OSError):
                return  # looked at again until it is good
        self._seen = stamps


def _stamps(folder: Path) -> tuple[tuple[str, int], ...]:
    """Which files there are and when each was last written."""
    return tuple(
        (path.name, path.stat().st_mtime_ns)
        for path in sorted([*folder.glob("*.toml"), *folder.glob("units/*.toml")])
    )
