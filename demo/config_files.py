"""The office's folder for this city: office.toml and a file a unit, as an office would write them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import tomlkit

from demo.dialects import DIALECTS
from demo.planting import FRIENDS, PORTAL, World
from demo.scenarios.scenario import EntryPoint, Scenario, UnitPlan
from demo.schedules import approved_on

INBOX = "127.77.0.9"  # where messages to people go, whatever they say
# Others' names are no part of the city: no name server is asked for them.
_OUTSIDE = {str(urlsplit(url).hostname): "servfail" for _, url in FRIENDS}


def write_folder(
    folder: Path,
    world: World,
    *,
    dns: Mapping[str, str],
    port: int,
    canaries: list[dict[str, str]],
    overrides: Mapping[str, Any],
) -> Path:
    """Write the folder and return it. `overrides` are laid over office.toml, table by table."""
    (folder / "units").mkdir(parents=True, exist_ok=True)
    scenario = world.scenario
    office = _laid_over(_office(scenario, dns, canaries), scenario.office)
    if scenario.people.persons:
        office["people"] = _notified(scenario, port)
    office = _laid_over(office, overrides)
    (folder / "office.toml").write_text(tomlkit.dumps(office), encoding="utf-8")
    for unit in world.scenario.units:
        (folder / "units" / f"{unit.id}.toml").write_text(
            tomlkit.dumps(_unit(world, unit, port)), encoding="utf-8"
        )
    return folder


def _office(
    scenario: Scenario, dns: Mapping[str, str], canaries: list[dict[str, str]]
) -> dict[str, Any]:
    last = scenario.last_day
    known = {
        year: {
            "budget_approved": approved_on("budget", year),
            "final_accounts_approved": approved_on("final_accounts", year),
        }
        for year in range(last.year - 2, last.year + 1)
    }
    return {
        "name": f"{scenario.city}政务公开领导小组办公室",
        "city": scenario.city,
        "time_zone": "Asia/Shanghai",
        "language": "zh",
        "data": "data",
        "crawl": {
            "contact": "http://www.zanzhou.example/contact",
            "delay_s": 0,
            "second_look_s": 0,
            "workers": 2,
            "requests_per_site": 8,
            # the same city on every machine, with a browser and without
            "browser_pages_per_unit": 0,
        },
        "network": {
            "vantage": "demo",
            "dns": {**_OUTSIDE, **dns},
            "treat_as_public": ["127.0.0.0/8"],
        },
        "canaries": canaries,
        "people": [{"id": "leader", "name": "分管领导", "role": "leader", "channels": []}],
        "report": {"mandate": "全市政务公开领导小组的工作部署"},
        "approvals": [
            {"year": year} | {key: day for key, day in approved.items() if day <= last}
            for year, approved in known.items()
        ],
    }


def _laid_over(below: dict[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(below)
    for key, value in above.items():
        merged[key] = (
            _laid_over(merged[key], value)
            if isinstance(value, Mapping) and isinstance(merged.get(key), dict)
            else value
        )
    return merged


def _unit(world: World, unit: UnitPlan, port: int) -> dict[str, Any]:
    scenario = world.scenario
    written: dict[str, Any] = {
        "id": unit.id,
        "name": f"{scenario.city}{unit.name}",
        "short": unit.short,
        "kind": unit.kind,
        "law_enforcing": unit.law_enforcing,
    }
    if unit.also:
        written["names"] = [{"name": name} for name in unit.also]
    if unit.entry_point is not EntryPoint.NONE:
        written["sites"] = [
            {
                "id": "main",
                "kind": _site_kind(unit.entry_point),
                "url": _url(world, unit, port),
                "name": f"{scenario.city}{unit.name}",
            }
        ]
    if unit.entry_point in (EntryPoint.NONE, EntryPoint.COLUMN):
        written["no_own_site"] = {
            "by": "信息公开科",
            "on": scenario.blank_confirmed,
            "note": "逐一核实，未查到独立网站和子站",
        }
    if unit.entry_point is EntryPoint.NONE:
        written["no_own_site"] |= {
            "no_portal_channel": True,
            "note": "逐一核实，未查到独立网站和子站，门户网站也没有其公开栏目",
        }
    itself = [_itself(unit)] if scenario.people.persons else []
    written["responsible"] = ["leader", *itself]
    return written


def _notified(scenario: Scenario, port: int) -> list[dict[str, Any]]:
    """Where people are at work: the leader, whom a repair that is late is reported to, and each
    unit at an address of its own.
    """
    people = [
        ("leader", "分管领导", "leader"),
        ("zhuyao", "主要领导", "leader"),
        *((_itself(unit), f"{unit.short}办公室", "unit") for unit in scenario.units),
    ]
    return [
        {"id": key, "name": name, "role": role, "channels": [f"json://{INBOX}:{port}/{key}"]}
        for key, name, role in people
    ]


def _itself(unit: UnitPlan) -> str:
    return f"{unit.id}-office"


def _site_kind(entry_point: EntryPoint) -> str:
    return {EntryPoint.SUBSITE: "subsite", EntryPoint.COLUMN: "portal_channel"}.get(
        entry_point, "own"
    )


def _url(world: World, unit: UnitPlan, port: int) -> str:
    path = "/"
    if unit.entry_point is EntryPoint.COLUMN:
        path = DIALECTS[world.sites[PORTAL].dialect].list_path(world.channels_of(unit.id)[0])
    return f"http://{world.host_of(unit.id)}:{port}{path}"
