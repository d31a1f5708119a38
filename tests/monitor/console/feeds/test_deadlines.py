"""A calendar that every program reads: folded, escaped, a whole day each."""

from datetime import UTC, date, datetime

from monitor.console.feeds.deadlines import LONGEST_LINE, DueEvent, calendar

NOW = datetime(2026, 3, 5, 2, 3, 4, tzinfo=UTC)


def made(title: str = "甲局 · 断链", about: str = "句") -> str:
    one = DueEvent(
        "finding-3-0@c.test", date(2026, 12, 31), title, about, "http://c.test/findings/3"
    )
    return calendar("期限", [one], NOW).decode()


def unfolded(text: str) -> list[str]:
    return text.replace("\r\n ", "").split("\r\n")


def test_a_deadline_is_the_whole_of_its_day() -> None:
    lines = unfolded(made())
    assert "DTSTART;VALUE=DATE:20261231" in lines and "DTEND;VALUE=DATE:20270101" in lines
    assert "DTSTAMP:20260305T020304Z" in lines and "UID:finding-3-0@c.test" in lines


def test_no_line_is_longer_than_allowed_and_no_character_is_cut() -> None:
    text = made(about="关于做好政务公开工作的通知" * 20)
    assert all(len(line.encode()) <= LONGEST_LINE for line in text.split("\r\n"))
    assert f"DESCRIPTION:{'关于做好政务公开工作的通知' * 20}" in unfolded(text)


def test_words_of_others_end_no_event() -> None:
    lines = unfolded(made(title="a,b;c\\\r\nEND:VEVENT\nX:1\x00"))
    assert "SUMMARY:a\\,b\\;c\\\\\\nEND:VEVENT\\nX:1" in lines
    assert lines.count("END:VEVENT") == 1
