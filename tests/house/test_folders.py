"""Nobody opens a folder on more than two dozen names."""

from collections import Counter

from tests.house.product import ROOT, name_of, sources

MOST = 24
# Up to 32 where all are alike, and a decision record says so.
MOST_ALIKE = 32
ALIKE = {"app/commands": "0027", "crawler/extract": "0025"}


def loose() -> Counter[str]:
    """Modules lying loose in each folder of the product."""
    return Counter(name_of(path.parent) for path in sources() if path.stem != "__init__")


def test_no_folder_holds_more_than_two_dozen_modules() -> None:
    counted = loose()
    assert len(counted) > 20
    crowded = {folder: number for folder, number in counted.items() if number > MOST}
    assert crowded.keys() == ALIKE.keys()
    assert max(crowded.values()) <= MOST_ALIKE


def test_every_exception_points_to_its_decision() -> None:
    records = ROOT / "docs/decisions"
    assert not {number for number in ALIKE.values() if not list(records.glob(f"{number}-*.md"))}
