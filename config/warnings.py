"""What is allowed and yet probably not meant. Never a refusal; `gongkai units check` says it.

The time and the folder's permissions are arguments: only the caller knows them.
"""

import stat
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from config.addresses import is_an_address, is_refused
from config.folder import OFFICE_FILE, Config
from config.office import NetworkSettings, Office
from config.sentences import note
from config.starter import SAMPLE_UNIT
from config.stray_files import stray_files
from config.unit import Unit
from config.words import Words


def warnings_of(config: Config, today: date) -> tuple[Words, ...]:
    """Every warning about `config` as of `today`, office first, then unit by unit."""
    return (
        *_about_office(config.office),
        *(each for unit in config.units for each in _about_unit(unit, today)),
        *(each for unit in config.units for each in _inner_addresses(unit, config.office.network)),
        *_shared_short_names(config.units),
    )


def open_to_others(folder: Path) -> tuple[Words, ...]:
    """Files of the office that anybody on this machine may rewrite (docs/faults.md O3)."""
    paths = [folder, folder / "units", *folder.glob("*.toml"), *(folder / "units").glob("*.toml")]
    loose = [path for path in paths if path.exists() and path.stat().st_mode & stat.S_IWOTH]
    return tuple(note("open_to_others", path=path) for path in loose)


def readable_secrets(config: Config) -> tuple[Words, ...]:
    """office.toml with channels in it, where anybody may read them."""
    path = config.folder / OFFICE_FILE
    has_secrets = any(person.channels for person in config.office.people)
    is_open = has_secrets and path.exists() and bool(path.stat().st_mode & stat.S_IROTH)
    return (note("secrets_readable", path=path),) if is_open else ()


def left_behind(folder: Path) -> tuple[Words, ...]:
    """Copies that editors and hands left in the office's folder: nothing reads them."""
    return tuple(
        note("left_behind", place=path.relative_to(folder).as_posix())
        for path in stray_files(folder)
    )


def _about_office(office: Office) -> Iterator[Words]:
    if not office.canaries:
        yield note("no_canaries")
    if not office.crawl.contact:
        yield note("no_contact")


def _about_unit(unit: Unit, today: date) -> Iterator[Words]:
    place = _place(unit)
    if unit.id == SAMPLE_UNIT:
        yield note("is_sample", place=place)
    elif unit.retired is None and not unit.sites and unit.no_own_site is None:
        yield note("no_address", place=place, unit=unit.label)
    elif unit.retired is None and not unit.sites and _is_portal_unlooked(unit):
        yield note("portal_not_looked_at", place=place, unit=unit.label)
    for exemption in unit.exemptions:
        if exemption.until < today:
            yield note("exemption_over", place=place, rule=exemption.rule, until=exemption.until)

    if held := unit.held_letters:
        name = "letters_held" if today <= held.until else "letters_held_over"
        yield note(name, place=place, until=held.until, by=held.by, reason=held.reason)


def _is_portal_unlooked(unit: Unit) -> bool:
    """Who owes a site of its own is judged without that, and for whom a superior publishes, too."""
    is_owed_elsewhere = unit.kind not in ("government", "second_level")
    return is_owed_elsewhere and not (unit.no_own_site and unit.no_own_site.no_portal_channel)


def _inner_addresses(unit: Unit, network: NetworkSettings) -> Iterator[Words]:
    """An address in numbers that the guard will refuse: nobody outside can open it, and the crawl
    will not try.
    """
    for site in unit.sites:
        host = urlsplit(site.url).hostname or ""
        if is_an_address(host) and is_refused(host, network.treat_as_public):
            yield note("inner_address", place=_place(unit), url=site.url)


def _shared_short_names(units: tuple[Unit, ...]) -> Iterator[Words]:
    bearers: dict[str, Unit] = {}
    for unit in units:
        if unit.retired is None and (first := bearers.setdefault(unit.label, unit)) is not unit:
            yield note("same_short_name", place=_place(unit), name=unit.label, first=first.id)


def _place(unit: Unit) -> str:
    return f"units/{unit.id}.toml"
