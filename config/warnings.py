"""What is allowed and yet probably not meant. Never a refusal; `gongkai units check` says it.

The time and the folder's permissions are arguments: only the caller knows them.
"""

import stat
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from config.addresses import is_an_address, is_refused
from config.folder import Config
from config.office import NetworkSettings, Office
from config.starter import SAMPLE_UNIT
from config.unit import Unit
from config.words import Words


def warnings_of(config: Config, today: date) -> tuple[Words, ...]:
    """Every warning about `config` as of `today`, office first, then unit by unit."""
    return (
        *_about_office(config.office),
        *(warning for unit in config.units for warning in _about_unit(unit, today)),
        *(
            warning
            for unit in config.units
            for warning in _inner_addresses(unit, config.office.network)
        ),
        *_shared_short_names(config.units),
    )


def open_to_others(folder: Path) -> tuple[Words, ...]:
    """Files of the office that anybody on this machine may rewrite (docs/faults.md O3)."""
    paths = [folder, folder / "units", *folder.glob("*.toml"), *(folder / "units").glob("*.toml")]
    loose = [path for path in paths if path.stat().st_mode & stat.S_IWOTH]
    return tuple(
        Words(
            f"{path}：本机任何人都能改写，请收回写权限（chmod o-w）",
            f"{path}: anybody on this machine may rewrite it; take that away with chmod o-w",
        )
        for path in loose
    )


def _about_office(office: Office) -> Iterator[Words]:
    if not office.canaries:
        yield Words(
            "office.toml：没有设置对照网页 [[canaries]]，本机断网时无法与对方网站打不开相区别",
            "office.toml: no [[canaries]]; our own line being down cannot be told from their sites being down",
        )
    if not office.crawl.contact:
        yield Words(
            "office.toml：没有写联系方式 crawl.contact，对方管理员不知道该找谁",
            "office.toml: crawl.contact is empty; a site's administrator cannot know whom to ask",
        )


def _about_unit(unit: Unit, today: date) -> Iterator[Words]:
    place = f"units/{unit.id}.toml"
    if unit.id == SAMPLE_UNIT:
        yield Words(
            f"{place}：这是样例，填好其他单位后请删除",
            f"{place}: this is the sample; delete it once there are real units",
        )
    elif unit.retired is None and not unit.sites and unit.no_own_site is None:
        yield Words(
            f"{place}：{unit.label}没有网址，也没有人确认过“确无网站”，将无法判断；请补网址或 [no_own_site]",
            f"{place}: {unit.label} has no address and nobody confirmed that there is none; it cannot be judged: add [[sites]] or [no_own_site]",
        )
    for exemption in unit.exemptions:
        if exemption.until < today:
            yield Words(
                f"{place}：对 {exemption.rule} 的免检已于 {exemption.until} 到期，现已恢复检查",
                f"{place}: the exemption from {exemption.rule} ended on {exemption.until}; the rule applies again",
            )


def _inner_addresses(unit: Unit, network: NetworkSettings) -> Iterator[Words]:
    """An address in numbers that the guard will refuse: nobody outside can open it, and the crawl
    will not try.
    """
    for site in unit.sites:
        host = urlsplit(site.url).hostname or ""
        if is_an_address(host) and is_refused(host, network.treat_as_public):
            yield Words(
                f"units/{unit.id}.toml：{site.url} 不是公网地址，检查时不会连接；请改为公众使用的网址，只在内网公开的请设第二检查点 [[vantages]]",
                f"units/{unit.id}.toml: {site.url} is no public address and is never connected to; give the one that the public uses, "
                "or a second vantage point [[vantages]] where it is published inside only",
            )


def _shared_short_names(units: tuple[Unit, ...]) -> Iterator[Words]:
    bearers: dict[str, Unit] = {}
    for unit in units:
        if unit.retired is None and (first := bearers.setdefault(unit.label, unit)) is not unit:
            yield Words(
                f"units/{unit.id}.toml：简称“{unit.label}”与 {first.id} 相同，通报中将无法区分",
                f"units/{unit.id}.toml: the short name {unit.label} is also that of {first.id}; a circular could not tell them apart",
            )
