"""The office's folder for the county."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import tomlkit

from demo.standards.plan import BUDGET_APPROVED, OLD_NAMES
from demo.standards.roster import County, CountyUnit


def write_folder(
    folder: Path,
    place: County,
    *,
    dns: Mapping[str, str],
    port: int,
    canaries: list[dict[str, str]],
    changes: Mapping[str, Any],
) -> Path:
    """Write office.toml and units/*.toml and return the folder; `changes` go over office.toml."""
    (folder / "units").mkdir(parents=True, exist_ok=True)
    office = _office(place, dns, canaries)
    for key, value in changes.items():
        office[key] = {**office[key], **value} if isinstance(value, Mapping) else value
    (folder / "office.toml").write_text(tomlkit.dumps(office), encoding="utf-8")
    (folder / "old_names.toml").write_text(tomlkit.dumps(_old_names()), encoding="utf-8")
    for unit in place.units:
        text = tomlkit.dumps(_unit(place, unit, port))
        (folder / "units" / f"{unit.id}.toml").write_text(text, encoding="utf-8")
    return folder


def _office(
    place: County, dns: Mapping[str, str], canaries: list[dict[str, str]]
) -> dict[str, Any]:
    return {
        "name": f"{place.name}人民政府办公室",
        "city": place.name,
        "time_zone": "Asia/Shanghai",
        "language": "zh",
        "data": "data",
        "crawl": {
            "contact": f"http://www.{place.domain}.example/contact",
            "delay_s": 0,
            "second_look_s": 0,
            "workers": 2,
            "requests_per_site": 8,
            "reverify_days": 1,  # every page on each of the few nights
            "browser_pages_per_unit": 0,
            "as_searcher": False,
        },
        "network": {"vantage": "demo", "dns": dict(dns), "treat_as_public": ["127.0.0.0/8"]},
        "canaries": canaries,
        "people": [{"id": "leader", "name": "分管领导", "role": "leader", "channels": []}],
        "approvals": [
            {"year": 2023, "final_accounts_approved": date(2024, 8, 8)},
            {"year": 2024, "budget_approved": date(2024, 2, 6), "final_accounts_approved": date(2025, 8, 12)},
            {"year": 2025, "budget_approved": date(2025, 2, 12)},
            {"year": 2026, "budget_approved": BUDGET_APPROVED},
        ],
    }  # fmt: skip


def _old_names() -> dict[str, Any]:
    """The bureaus that the county's reform of 2019 renamed, as the office lists them."""
    return {
        "old_names": [
            {
                "id": f"reform{number}",
                "old": f"县{old}",
                "new": f"县{new}",
                "since": date(2019, 3, 1),
                "decision": "县机构改革方案",
            }
            for number, (old, new) in enumerate(OLD_NAMES, start=1)
        ]
    }


def _unit(place: County, unit: CountyUnit, port: int) -> dict[str, Any]:
    told: dict[str, Any] = {
        "id": unit.id,
        "name": place.full(unit),
        "short": unit.short,
        "kind": unit.kind,
        "law_enforcing": unit.enforcing,
        "responsible": ["leader"],
    }
    if unit.kind != "government":
        told["parent"] = unit.parent
    if unit.system:
        url = f"http://{place.host(unit.id)}:{port}/"
        kind = "own" if unit.kind in ("government", "vertical") else "subsite"
        told["sites"] = [{"id": "main", "kind": kind, "url": url, "name": place.full(unit)}]
    else:
        told["no_own_site"] = {
            "by": "信息公开科", "on": date(2026, 1, 8), "note": "由上级主管部门网站公开",
        }  # fmt: skip
    return told
