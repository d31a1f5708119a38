"""Drafts of units into the office's folder: all of them, after the whole folder was found valid
with them, or none.

The new `units/` is built beside the old one, loaded together with everything else, and only then
takes its place by renaming. An existing unit's file keeps its comments and every key that the table
does not speak of.
"""

import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.items import AoT, Table
from tomlkit.toml_document import TOMLDocument

from config.folder import OFFICE_FILE, load
from config.rulebook_files import FILES
from config.starter import SAMPLE_UNIT, sample_text
from config.stray_files import UNITS_FOLDER, unit_paths

Draft = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class WrittenUnits:
    """Ids of units: new files, files whose text changed, and existing ones left as they were."""

    added: tuple[str, ...]
    replaced: tuple[str, ...]
    kept: tuple[str, ...]
    is_sample_gone: bool = (
        False  # `gongkai init`'s example.toml, never touched, made way for real units
    )


def write_units(folder: Path, drafts: Sequence[Draft], *, replace: bool = False) -> WrittenUnits:
    """Write `drafts` to `folder`/units. Existing units are left alone unless `replace`.

    Raises ConfigRefused, with the folder untouched, where the units and the rest would not be valid
    together.

    A draft is the table of a unit file (docs/configuration.md, units/ID.toml), with its `id`.
    """
    units = folder / UNITS_FOLDER
    existing = {path.stem for path in unit_paths(folder)}
    added = [draft for draft in drafts if draft["id"] not in existing]
    again = [draft for draft in drafts if draft["id"] in existing]
    with tempfile.TemporaryDirectory(prefix=".units-import-", dir=folder) as name:
        trial = Path(name)
        _copy_rest(folder, trial)
        for draft in added:
            (trial / UNITS_FOLDER / f"{draft['id']}.toml").write_text(
                unit_toml(draft), encoding="utf-8"
            )
        changed = [draft["id"] for draft in again if replace and _is_changed(trial, draft)]
        is_sample_gone = bool(added) and _without_sample(trial / UNITS_FOLDER)
        load(trial)
        _take_the_place(trial / UNITS_FOLDER, units, aside=trial / "before")
    return WrittenUnits(
        tuple(draft["id"] for draft in added),
        tuple(changed),
        tuple(draft["id"] for draft in again if draft["id"] not in changed),
        is_sample_gone,
    )


def _is_changed(folder: Path, draft: Draft) -> bool:
    """Brings the unit's file up to the draft; whether that changed anything in it."""
    path = folder / UNITS_FOLDER / f"{draft['id']}.toml"
    before = path.read_text(encoding="utf-8-sig")
    after = updated_toml(before, draft)
    if after != before:
        path.write_text(after, encoding="utf-8")
    return after != before


def _without_sample(units: Path) -> bool:
    """Whether the starter's sample was there as it was written, and is gone: nobody wants it in a
    circular.
    """
    sample = units / f"{SAMPLE_UNIT}.toml"
    if not sample.exists() or sample.read_text(encoding="utf-8") != sample_text():
        return False
    sample.unlink()
    return True


def unit_toml(draft: Draft) -> str:
    """The file of a new unit."""
    document = tomlkit.document()
    for key, value in draft.items():
        if not isinstance(value, dict | list) or key == "responsible":
            document.add(key, tomlkit.item(value))
    _set_tables(document, draft)
    return tomlkit.dumps(document)


def updated_toml(text: str, draft: Draft) -> str:
    """`text` with the draft's keys; comments and all other keys stay. Entries already listed keep
    what was added to them.
    """
    document = tomlkit.parse(text)
    for key, value in draft.items():
        if isinstance(value, dict | list) and key != "responsible":
            continue
        if document.get(key) != value:
            document[key] = value
    _set_tables(
        document,
        {key: _with_what_was_there(document.get(key), value) for key, value in draft.items()},
    )
    if draft.get("sites") and any(site["kind"] != "portal_channel" for site in draft["sites"]):
        document.pop("no_own_site", None)
    return tomlkit.dumps(document)


def _set_tables(document: TOMLDocument, draft: Draft) -> None:
    for key, value in draft.items():
        if isinstance(value, dict):
            document[key] = _table(value)
        elif isinstance(value, list) and key != "responsible" and document.get(key) != value:
            entries: AoT = tomlkit.aot()
            for entry in value:
                entries.append(_table(entry))
            document[key] = entries


def _with_what_was_there(before: Any, value: Any) -> Any:
    """A list's entries, each with the further keys of the entry of the same address or name that
    stood there.
    """
    if not isinstance(value, list) or not isinstance(before, list):
        return value
    plain = [dict(entry) for entry in before if isinstance(entry, dict)]
    return [next((old for old in plain if _same_entry(old, entry)), entry) for entry in value]


def _same_entry(old: Draft, new: Any) -> bool:
    key = "url" if isinstance(new, Mapping) and "url" in new else "name"
    return isinstance(new, Mapping) and old.get(key) == new.get(key)


def _table(values: Draft) -> Table:
    table = tomlkit.table()
    for key, value in values.items():
        table.add(key, tomlkit.item(value))
    return table


def _copy_rest(folder: Path, trial: Path) -> None:
    for name in (OFFICE_FILE, *FILES):
        if (folder / name).exists():
            shutil.copyfile(folder / name, trial / name)
    if (folder / UNITS_FOLDER).is_dir():
        shutil.copytree(folder / UNITS_FOLDER, trial / UNITS_FOLDER, symlinks=True)
    else:
        (trial / UNITS_FOLDER).mkdir()


def _take_the_place(new: Path, old: Path, aside: Path) -> None:
    if old.exists():
        old.rename(aside)
    try:
        new.rename(old)
    except OSError:
        if aside.exists():
            aside.rename(old)
        raise
