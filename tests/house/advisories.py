"""Which pinned package has a known hole, by a copy of an advisory database; no network.

python -m tests.house.advisories DIR   (make audit ADVISORIES=DIR)

`DIR` holds records in the OSV form (https://ossf.github.io/osv-schema/), one a file, .yaml or .json,
as PyPA's advisory-database keeps them. Ends with 1 where a hole is found, with 2 where `DIR` holds
no record at all. A hole that became known after the copy was made is not seen: the newest record's
day is told.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from packaging.utils import NormalizedName, canonicalize_name
from packaging.version import InvalidVersion, Version

from tests.house.licences import locked

JUDGED = {  # holes that were looked at and are not ours; each is told with its reason
    "PYSEC-2017-83": "large files in memory: every answer is bounded as it arrives (crawler/transport/limits.py)",
    "PYSEC-2023-154": "Datasette 1.0a0 to 1.0a3 only, by its text; the record names every version",
}


def main() -> int:
    pinned = {canonicalize_name(name): Version(version) for name, version, _ in locked()}
    known = list(records(Path(sys.argv[1])))
    newest = max((str(record.get("modified", ""))[:10] for record in known), default="no day")
    holes = [
        (record["id"], f"{name} {pinned[name]}") for record in known for name in hit(record, pinned)
    ]
    print(f"{len(pinned)} packages, {len(known)} records, the newest of {newest}")
    for hole, package in holes:
        print(f"{package}: {hole}: {JUDGED.get(hole, 'a known hole')}")
    return 2 if not known else int(any(hole not in JUDGED for hole, _ in holes))


def records(folder: Path) -> Iterator[dict[str, Any]]:
    """Every record that was not withdrawn."""
    for path in sorted((*folder.rglob("*.yaml"), *folder.rglob("*.json"))):
        text = path.read_text(encoding="utf-8")
        read = json.loads(text) if path.suffix == ".json" else yaml.load(text, yaml.CSafeLoader)
        if isinstance(read, dict) and read.get("affected") and not read.get("withdrawn"):
            yield read


def hit(record: dict[str, Any], pinned: dict[NormalizedName, Version]) -> list[NormalizedName]:
    """The names of the pinned packages that it is about, in the version that is pinned."""
    about = [
        (canonicalize_name(affected["package"]["name"]), affected)
        for affected in record["affected"]
        if affected.get("package", {}).get("ecosystem") == "PyPI"
    ]
    return [name for name, it in about if name in pinned and is_affected(it, pinned[name])]


def is_affected(affected: dict[str, Any], version: Version) -> bool:
    return version in {_version(named) for named in affected.get("versions", ())} or any(
        _is_within(known["events"], version)
        for known in affected.get("ranges", ())
        if known["type"] in ("ECOSYSTEM", "SEMVER")
    )


def _is_within(events: list[dict[str, str]], version: Version) -> bool:
    """Events in the order of their versions turn it on and off."""
    inside = False
    for event in sorted(events, key=lambda event: _version(*event.values()) or Version("0")):
        ((what, at),) = event.items()
        reached = (_version(at) or Version("0")) <= version
        if what == "last_affected":
            inside &= version <= (_version(at) or version)
        elif reached:
            inside = what == "introduced"
    return inside


def _version(text: str) -> Version | None:
    try:
        return Version(text)
    except InvalidVersion:
        return None


if __name__ == "__main__":
    sys.exit(main())
