"""Deadlines as a calendar (iCalendar, RFC 5545): a whole day each. Pure.

Nine properties of one kind of component, written here; the library for it (icalendar) reads and
writes all of the standard and brings dateutil along.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from store.instants import to_text

MEDIA_TYPE = "text/calendar; charset=utf-8"
LONGEST_LINE = 75  # octets without the line's end (RFC 5545 §3.1)


@dataclass(frozen=True, slots=True)
class DueEvent:
    """`uid` stays when the day is put off, so that calendars move what they have."""

    uid: str
    day: date
    title: str
    about: str
    link: str


def calendar(name: str, deadlines: Iterable[DueEvent], now: datetime) -> bytes:
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//gongkai//deadlines//ZH",
        f"X-WR-CALNAME:{_text(name)}",
        *(line for deadline in deadlines for line in _event(deadline, now)),
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode()


def _event(deadline: DueEvent, now: datetime) -> list[str]:
    stamp = to_text(now).replace("-", "").replace(":", "")
    return [
        "BEGIN:VEVENT",
        f"UID:{deadline.uid}",
        f"DTSTAMP:{stamp}",
        f"DTSTART;VALUE=DATE:{deadline.day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{deadline.day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_text(deadline.title)}",
        f"DESCRIPTION:{_text(deadline.about)}",
        f"URL:{deadline.link}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _text(text: str) -> str:
    """Escaped (RFC 5545 §3.3.11); what no line may hold is left out."""
    escaped = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    lines = escaped.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")
    return "".join(c for c in lines if c == "\t" or (ord(c) >= 0x20 and ord(c) != 0x7F))


def _folded(line: str) -> str:
    """Into lines of at most 75 octets, never within a character."""
    pieces, piece, size = [], "", 0
    for character in line:
        width = len(character.encode("utf-8", "replace"))
        if size + width > LONGEST_LINE:
            pieces.append(piece)
            piece, size = " ", 1
        piece, size = piece + character, size + width
    return "\r\n".join([*pieces, piece])
