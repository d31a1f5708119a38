"""The office's files of a backup, put in place by the same plan as its databases
(store/backup/restore.py).

They are written beside first, `.restoring` in the office's folder, with a note of the data folder
whose plan moves them. Then each file takes the place of the one of its name in a single step: from
its first moment to its last the office has an office.toml. What was there is kept with what else
the restore replaces, on whichever disk that lies.
"""

import shutil
from collections.abc import Mapping
from pathlib import Path

from config.closed_model import ClosedModel
from store.backup.backup import sync_file

STAGING = ".restoring"
_OF_DATA = "data-folder"


class OfficeFiles(ClosedModel):
    """The part of a plan: what takes its place in `folder`, and what is there that goes. Names
    below the folder.
    """

    folder: str
    coming: tuple[str, ...]
    going: tuple[str, ...]


def stage(texts: Mapping[str, bytes], folder: Path, data: Path) -> OfficeFiles:
    """Write the files beside; nothing of the office's is touched. Whoever is here holds the locks
    of `data`.
    """
    clear(folder)
    staging = folder / STAGING
    staging.mkdir(parents=True, mode=0o700)
    for name, text in {**texts, _OF_DATA: str(data.resolve()).encode()}.items():
        path = staging / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text)
        sync_file(path)
    present = [path for wild in ("*.toml", "units/*.toml") for path in folder.glob(wild)]
    names = [path.relative_to(folder).as_posix() for path in present if path.is_file()]
    going = tuple(name for name in names if name not in texts)
    return OfficeFiles(folder=str(folder.resolve()), coming=tuple(texts), going=going)


def data_of_staged(folder: Path) -> Path | None:
    """The data folder whose plan decides about what is staged in `folder`; None where nothing is."""
    try:
        return Path((folder / STAGING / _OF_DATA).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None


def put_in_place(files: OfficeFiles, aside: Path) -> None:
    """Every step may have been done already; a staged file is there until its step is done."""
    folder = Path(files.folder)
    for name in files.coming:
        if (folder / STAGING / name).exists():
            _keep(folder / name, aside / name)
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / STAGING / name).replace(folder / name)
            sync_file((folder / name).parent)
    for name in files.going:
        _keep(folder / name, aside / name)
        (folder / name).unlink(missing_ok=True)
    clear(folder)


def clear(folder: Path) -> None:
    """Take what is staged away."""
    shutil.rmtree(folder / STAGING, ignore_errors=True)


def _keep(path: Path, kept: Path) -> None:
    """A whole copy or none, since the disk may be another one: what bears the name is kept already."""
    if not path.exists() or kept.exists():
        return
    kept.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = kept.with_name(f"{kept.name}.part")
    shutil.copyfile(path, part)
    part.chmod(0o600)
    sync_file(part)
    part.replace(kept)
