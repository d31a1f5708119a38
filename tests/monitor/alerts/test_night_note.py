"""A night's note is told in the reader's words, and what went wrong is never left out."""

import pytest

from monitor.alerts.night_note import note_text


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("", ""),
        ("none configured", "对照网页：未设置"),
        ("2026-11-20T18:00:05Z a.example: seen; b.example: seen", "对照网页：正常"),
        (
            "2026-11-20T18:00:05Z a.example: seen; b.example: HTTP 500",
            "对照网页：1个正常；b.example: HTTP 500",
        ),
        ("2026-11-20T18:00:05Z a.example: timeout", "a.example: timeout"),
        ("clock_suspect by 400 s", "clock_suspect by 400 s"),
    ],
)
def test_the_note_in_words(note: str, said: str) -> None:
    assert note_text(note, "zh") == said
