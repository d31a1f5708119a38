"""docs/licences.md: under which licence each library stands that an installation brings along.

python -m tests.house.licences > docs/licences.md   (make sbom)

Read from what is installed of requirements.lock; what another system would install besides is named
by its lock line alone and stands not here.
"""

import re
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.markers import Marker

ROOT = Path(__file__).parents[2]
LOCKS = {
    "the program": "requirements.lock",
    "make browser": "requirements-browser.lock",
    "make ocr": "requirements-ocr.lock",
    "make cluster": "requirements-cluster.lock",
}
HEAD = """# Licences of what comes along

Made by `make sbom` from the packages that `requirements.lock` pins; do not edit. The program itself
stands under the licence in `LICENSE`. The same target writes `build/sbom.json`, the list
of these packages with their hashes in the form of CycloneDX.

| package | version | licence | comes with |
|---|---|---|---|
"""
_LINE = re.compile(r"^([a-zA-Z0-9_.-]+)==([^\s;\\]+)(?:\s*;\s*([^\\]+?))?\s*\\?$", re.M)


def locked() -> Iterator[tuple[str, str, str]]:
    """(package, version, what it comes with) of every lock line that counts on this system."""
    for what, lock in LOCKS.items():
        for name, version, marker in _LINE.findall((ROOT / lock).read_text(encoding="utf-8")):
            if not marker or Marker(marker).evaluate():
                yield name, version, what


def licence_of(package: Distribution) -> str:
    """As it says itself: an SPDX expression, the classifiers, or the first line of its text."""
    said = package.metadata.json
    classes = [
        line.rsplit(" :: ", 1)[-1]
        for line in said.get("classifier", [])
        if line.startswith("License ::") and line.count("::") > 1
    ]
    first = str(said.get("license", "")).strip().splitlines()[:1]
    return (
        str(said.get("license_expression", ""))
        or "; ".join(classes)
        or "".join(first)
        or "not said"
    )


def main() -> None:
    print(HEAD, end="")
    for name, version, what in sorted(locked()):
        try:
            licence = licence_of(distribution(name))
        except ModuleNotFoundError:
            licence = "not installed where this page was made"
        print(f"| {name} | {version} | {licence} | {what} |")


if __name__ == "__main__":
    main()
