"""Boards of messages, service guides and numbers of persons: no score falls below what a later mend
raised it to.
"""

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
    ("inquiries_second", "found", 29, 0),
    ("inquiries_second", "told", 5, 0),
    ("inquiries_second", "state", 29, 0),
    ("inquiries_second", "asked", 29, 0),
    ("inquiries_second", "answered", 29, 0),
    ("guides_second", "guides", 16, 0),
    ("guides_second", "missing", 16, 0),
    ("guides_second", "accused", 85, 0),
    ("guides_second", "unread", 19, 0),
    ("privacy_texts", "found", 30, 0),
    ("privacy_texts", "accused", 30, 0),
    ("privacy_texts_second", "found", 20, 0),
    ("privacy_texts_second", "accused", 25, 0),
    ("privacy_texts_third", "found", 18, 0),
    ("privacy_texts_third", "accused", 16, 0),
    ("privacy_texts_fourth", "found", 59, 0),
    ("privacy_texts_fourth", "accused", 27, 0),
    ("privacy_texts_fourth", "masked", 60, 0),
]


@pytest.mark.parametrize(("folder", "asked", "right", "wrong"), FLOORS)
def test_no_score_falls(folder: str, asked: str, right: int, wrong: int) -> None:
    hold(folder, asked, right, wrong)
