"""Boards of messages and service guides: no score falls below what a later mend raised it to."""

import pytest

from tests.unseen.floors import hold

FLOORS = [
    ("inquiries", "found", 26, 0),
    ("inquiries", "told", 5, 0),
    ("inquiries", "state", 26, 0),
    ("inquiries", "asked", 26, 0),
    ("inquiries", "answered", 26, 0),
    ("guides", "guides", 15, 0),
    ("guides", "missing", 25, 0),
    ("guides", "accused", 68, 0),
    ("guides", "unread", 3, 0),
]


@pytest.mark.parametrize(("folder", "asked", "right", "wrong"), FLOORS)
def test_no_score_falls(folder: str, asked: str, right: int, wrong: int) -> None:
    hold(folder, asked, right, wrong)
