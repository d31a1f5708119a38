"""The configuration that stands: the folder's own, or, where an edit broke it, the last one that
was whole (docs/faults.md O1).

A night that does not happen because of a missing quote is a night in which everybody looks healthy.
So the service goes on with what it had, and says loudly that it does. Commands that people call
refuse, as ever: there somebody is reading.
"""

import hashlib
import shutil
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from app.language import speak
from app.service.operators import forget, notify_operators
from app.unfinished_restore import finish_restore
from config.errors import ConfigRefused, GongkaiError
from config.folder import OFFICE_FILE, Config, load, office_files, office_of
from config.stray_files import UNITS_FOLDER
from config.words import Words

# in the data folder; it holds the channels' passwords, so it is the owner's alone
KEPT = "config.good"
NOTE = "config_refused"
SUBJECT = Words(
    "{city}政务公开检查：配置有误，沿用上一次的配置",
    "{city}: the configuration is broken, the last good one is in use",
)
IN_USE = Words(
    "配置文件有误，检查照常进行，沿用 {since} 保存的上一次正确配置；改正前，新的修改不生效。\n{cause}",
    "The configuration is broken. Inspections go on with the last good one, kept on {since}; no change counts until it is repaired.\n{cause}",
)


def standing_config(folder: Path, now: datetime | None = None) -> Config:
    """The configuration to work by. Raises ConfigRefused where the folder is broken and nothing
    good was ever kept.
    """
    finish_restore(folder)
    try:
        config = load(folder)
    except ConfigRefused as refused:
        config = _last_good(folder, refused)
        _say(config, refused, now or datetime.now(UTC))
    else:
        _keep(config)
        forget(config, NOTE)
    speak(config.office.language, config.office.zone)
    return config


def _last_good(folder: Path, refused: ConfigRefused) -> Config:
    data = _data_of(folder)
    if not (data / KEPT / OFFICE_FILE).is_file():
        raise refused
    try:
        return replace(load(data / KEPT), folder=folder.resolve(), data=data)
    # kept by another version of this program, or harmed: then the folder's own mistakes are
    # what is said
    except GongkaiError:
        raise refused from None


def _data_of(folder: Path) -> Path:
    """Where the data lie: as office.toml says, as it last said to this process, or where they lie
    by default.
    """
    try:
        return (folder / office_of(folder).data).resolve()
    except ConfigRefused:
        return _DATA.get(folder.resolve(), (folder / "data").resolve())


_DATA: dict[Path, Path] = {}  # of every folder that this process has read


def _keep(config: Config) -> None:
    """Copy the folder's files aside, as one, where they differ from what is kept."""
    _DATA[config.folder] = config.data
    files = {name: path.read_bytes() for name, path in office_files(config.folder)}
    digest = hashlib.sha256(
        b"".join(name.encode() + b"\0" + body + b"\0" for name, body in files.items())
    ).hexdigest()
    kept, coming, going = (config.data / name for name in (KEPT, f"{KEPT}.new", f"{KEPT}.old"))
    if (kept / "digest").is_file() and (kept / "digest").read_text() == digest:
        return
    shutil.rmtree(coming, ignore_errors=True)
    (coming / UNITS_FOLDER).mkdir(parents=True, mode=0o700)
    coming.chmod(0o700)
    for name, body in files.items():
        (coming / name).write_bytes(body)
        (coming / name).chmod(0o600)
    (coming / "digest").write_text(digest)
    shutil.rmtree(going, ignore_errors=True)
    if kept.exists():
        kept.rename(going)
    coming.rename(kept)
    shutil.rmtree(going, ignore_errors=True)


def _say(config: Config, refused: ConfigRefused, now: datetime) -> None:
    """On the console each time, to the operators once for each set of mistakes."""
    since = datetime.fromtimestamp(
        (config.data / KEPT / "digest").stat().st_mtime, config.office.zone
    )
    words = IN_USE.filled(since=f"{since:%Y-%m-%d %H:%M}", cause=refused.words)
    print(words.text(config.office.language), file=sys.stderr, flush=True)
    mistakes = hashlib.sha256(refused.words.en.encode()).hexdigest()[:12]
    notify_operators(config, now, NOTE, mistakes, SUBJECT, words)
