"""What counts as a known hole of a pinned package."""

import pytest
from packaging.version import Version

from tests.house.advisories import is_affected

RANGE = [
    {"introduced": "0"},
    {"fixed": "1.8.1"},
    {"introduced": "2.0.0"},
    {"fixed": "2.5.1"},
]


@pytest.mark.parametrize(
    ("events", "version", "is_hole"),
    [
        (RANGE, "1.8.0", True), (RANGE, "1.8.1", False), (RANGE, "1.9", False), (RANGE, "2.0.0", True),
        (RANGE, "2.5.0", True), (RANGE, "2.5.1", False), (RANGE[::-1], "2.5.0", True),
        ([{"introduced": "0.7"}], "9", True), ([{"introduced": "0.7"}], "0.6", False),
        ([{"introduced": "0"}, {"last_affected": "1.4"}], "1.4", True),
        ([{"introduced": "0"}, {"last_affected": "1.4"}], "1.5", False),
    ],
)  # fmt: skip
def test_ranges(events: list[dict[str, str]], version: str, is_hole: bool) -> None:
    affected = {"ranges": [{"type": "ECOSYSTEM", "events": events}]}
    assert is_affected(affected, Version(version)) is is_hole


def test_named_versions_and_what_commits_say() -> None:
    affected = {"versions": ["0.9", "not a version"], "ranges": [{"type": "GIT", "events": []}]}
    assert is_affected(affected, Version("0.9")) and not is_affected(affected, Version("1.0"))
