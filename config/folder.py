"""The office's folder, read whole or refused whole.

    office.toml                      what the office is
    units/<id>.toml                  one file a unit
    channel_classes.toml, clauses.toml, limits.toml, lexicon.toml, owed_items.toml, old_names.toml,
    score.toml
                                     optional, over config/defaults

Every problem of every file is collected before anything is refused, so that one round of repair is
enough.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from shutil import disk_usage

from config.checks import (
    Read,
    office_problems,
    platform_problems,
    rulebook_problems,
    unit_problems,
)
from config.office import Office
from config.problems import ConfigProblem, nearest, problem_at, refusal
from config.rulebook import Rulebook
from config.rulebook_files import FILES, merged_rulebook
from config.sentences import note, said
from config.stray_files import UNITS_FOLDER, is_stray, unit_paths
from config.toml_file import TomlFile, read_toml
from config.unit import Unit
from config.validate import validated
from config.words import Words

OFFICE_FILE = "office.toml"


@dataclass(frozen=True, slots=True)
class Config:
    """All that the office decides. `units` are ordered by id; `data` is absolute."""

    office: Office
    units: tuple[Unit, ...]
    rulebook: Rulebook
    folder: Path
    data: Path

    def in_service(self, day: date) -> list[Unit]:
        """The units that are inspected on that day."""
        return [unit for unit in self.units if unit.is_in_service(day)]


def load(folder: Path) -> Config:
    """The configuration in `folder`. Raises ConfigRefused with every problem found, each with its
    place and repair.
    """
    if not folder.is_dir():
        raise refusal([ConfigProblem(str(folder), *said("no_folder"))])
    office_file, office, problems = _office(folder)
    rulebook, rulebook_wrong = _rulebook(folder)
    read, unit_wrong = _units(folder, office, rulebook)
    problems += [*_strange_files(folder), *rulebook_wrong, *unit_wrong]
    if office is not None:
        ids = frozenset(path.stem for path in unit_paths(folder))
        problems += platform_problems(office_file, office, ids, rulebook)
    if office is not None and (wrong := _wrong_with_data(folder, office.data)):
        problems.append(problem_at(said(wrong), OFFICE_FILE, office_file.text, ("data",)))
    if office is None or problems:
        raise refusal(
            sorted(problems, key=lambda problem: (problem.file, problem.line or 0)),
            _language(office_file),
        )
    return Config(
        office,
        tuple(unit for _, unit in read),
        rulebook,
        folder.resolve(),
        (folder / office.data).resolve(),
    )


def office_of(folder: Path) -> Office:
    """office.toml alone, for commands that write the rest. Raises ConfigRefused."""
    file, office, problems = _office(folder)
    if office is None or problems:
        raise refusal(problems, _language(file))
    return office


def rulebook_in(folder: Path) -> Rulebook:
    """The shipped rulebook under the rule files of `folder`: an office's or a draft's.

    Raises ConfigRefused for mistakes, and where it holds no such file: it would pass for a rulebook
    that changes nothing.
    """
    if not any((folder / name).is_file() for name in FILES):
        raise refusal([ConfigProblem(str(folder), *said("no_rules", files=" ".join(FILES)))])
    rulebook, problems = _rulebook(folder)
    if problems:
        raise refusal(problems)
    return rulebook


def office_files(folder: Path) -> Iterator[tuple[str, Path]]:
    """(name below the folder, path) of every file that the office wrote and this program reads."""
    for name in (OFFICE_FILE, *FILES):
        if (folder / name).is_file():
            yield name, folder / name
    for path in unit_paths(folder):
        yield f"{UNITS_FOLDER}/{path.name}", path


def readable_units(folder: Path) -> tuple[Unit, ...]:
    """The units whose files can be read, however wrong the others are: for matching a table by
    names, never for judging.
    """
    files = (read_toml(path, path.name) for path in unit_paths(folder))
    units = (validated(Unit, file, file.data)[0] for file in files if file.data is not None)
    return tuple(unit for unit in units if unit is not None)


def _office(folder: Path) -> tuple[TomlFile, Office | None, list[ConfigProblem]]:
    path = folder / OFFICE_FILE
    if not path.exists():
        return TomlFile(OFFICE_FILE), None, [ConfigProblem(OFFICE_FILE, *said("no_office"))]
    file = read_toml(path, OFFICE_FILE)
    if file.data is None:
        return file, None, _problems_of(file)
    office, problems = validated(Office, file, file.data)
    return file, office, [*problems, *(office_problems(file, office) if office else ())]


def _rulebook(folder: Path) -> tuple[Rulebook, list[ConfigProblem]]:
    files = {name: read_toml(folder / name, name) for name in FILES if (folder / name).exists()}
    rulebook, problems = merged_rulebook(files)
    unread = [problem for file in files.values() for problem in _problems_of(file)]
    return rulebook, [*unread, *problems, *rulebook_problems(files, rulebook)]


def _wrong_with_data(folder: Path, written: str) -> str:
    """Why nothing can lie there, by the name of the sentence: a command that only reads would find
    no data, and say all is well. Below the office's own folder it may still be made.
    """
    data, is_elsewhere = folder / written, Path(written).is_absolute()
    try:
        if data.exists():
            if not data.is_dir():
                return "data_no_folder"
            # as proc and sysfs report it, at which nothing can be kept
            return "" if disk_usage(data).total else "data_no_disk"
        return "" if data.parent.is_dir() or not is_elsewhere else "data_no_parent"
    except OSError:
        return "data_no_folder"


def _units(
    folder: Path, office: Office | None, rulebook: Rulebook
) -> tuple[list[Read], list[ConfigProblem]]:
    paths = unit_paths(folder)
    if not paths and not (office and office.province.counties):
        return [], [ConfigProblem(f"{UNITS_FOLDER}/", *said("no_units"))]
    files = [read_toml(path, f"{UNITS_FOLDER}/{path.name}") for path in paths]
    problems = [problem for file in files for problem in _problems_of(file)]
    read: list[Read] = []
    for file in files:
        if file.data is not None:
            unit, wrong = validated(Unit, file, file.data)
            problems += wrong
            read += [(file, unit)] if unit else []
    known = frozenset([*(path.stem for path in paths), *(unit.id for _, unit in read)])
    people = None if office is None else [person.id for person in office.people]
    problems += [*_same_ids(read), *unit_problems(read, known, people, rulebook)]
    return sorted(read, key=lambda pair: pair[1].id), problems


def _same_ids(read: Sequence[Read]) -> list[ConfigProblem]:
    problems: list[ConfigProblem] = []
    first: dict[str, str] = {}
    for file, unit in read:
        if first.setdefault(unit.id, file.name) != file.name:
            complaint = said("same_file_id", id=unit.id, file=first[unit.id])
            problems.append(ConfigProblem(file.name, *complaint, key="id"))
    return problems


def _strange_files(folder: Path) -> Iterator[ConfigProblem]:
    """A file that is silently not read is a setting silently not made: `limit.toml`, `x.toml.txt`,
    `units/x.tml`, `unit/x.toml`. What editors leave behind is none (config/stray_files.py).
    """
    at_top = sorted(folder.iterdir())
    for path in [*at_top, *sorted((folder / UNITS_FOLDER).glob("*"))]:
        place = path.relative_to(folder).as_posix()
        if is_stray(path):
            continue
        if path.is_dir():
            if path.name != UNITS_FOLDER and _is_meant_for_units(path):
                yield ConfigProblem(f"{place}/", note("strange_folder"), _meant(UNITS_FOLDER))
        elif path.name.endswith(".toml"):
            if path.parent == folder and path.name not in (OFFICE_FILE, *FILES):
                yield ConfigProblem(place, note("strange_file"), nearest(path.name, _AT_TOP))
        elif ".toml" in path.name.lower() or path.suffix.lower() in _MISTYPED_SUFFIXES:
            yield ConfigProblem(place, *said("not_called_toml"))


_AT_TOP = (OFFICE_FILE, *FILES)
_MISTYPED_SUFFIXES = (".tml", ".tom", ".tolm", ".tmol", ".otml")


def _is_meant_for_units(folder: Path) -> bool:
    """A folder of unit files under a name so close that it is a mistype: `unit`, `Units`."""
    is_close = bool(get_close_matches(folder.name.lower(), [UNITS_FOLDER], cutoff=0.8))
    return is_close and any(folder.glob("*.toml"))


def _meant(name: str) -> Words:
    return note("did_you_mean", word=name)


def _problems_of(file: TomlFile) -> list[ConfigProblem]:
    return [file.problem] if file.problem else []


def _language(office_file: TomlFile) -> str:
    """The office's language where its file is readable enough to know it, else the terminal's."""
    language = (office_file.data or {}).get("language")
    return language if language in ("zh", "en") else ""
