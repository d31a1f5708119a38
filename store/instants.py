"""How times and lists are spelled in the tables: one spelling, so that text order is time order."""

import json
import zlib
from collections.abc import Sequence
from datetime import UTC, date, datetime


def to_text(moment: datetime) -> str:
    """An aware instant as `2012-03-05T02:00:00Z`; fractions of a second are dropped, nothing here
    is that exact.
    """
    in_utc = moment if moment.tzinfo is UTC else moment.astimezone(UTC)
    return f"{in_utc.replace(tzinfo=None).isoformat(timespec='seconds')}Z"


def from_text(text: str) -> datetime:
    return datetime.fromisoformat(text)


def maybe_instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def maybe_day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def day_text(day: date | None) -> str | None:
    return day.isoformat() if day else None


def list_text(values: Sequence[object]) -> str:
    return json.dumps(list(values), ensure_ascii=False, separators=(",", ":"))


def squeeze(value: object) -> bytes:
    """JSON, compressed: for lists that are read whole or not at all."""
    return zlib.compress(json_of(value).encode(), 6)


def unsqueeze(blob: bytes | None) -> list[list[str]]:
    """What `squeeze` put away; nothing for NULL."""
    value: list[list[str]] = json.loads(zlib.decompress(blob)) if blob else []
    return value


def squeezed_text(blob: bytes) -> str:
    """The JSON that `squeeze` compressed."""
    return zlib.decompress(blob).decode()


def json_of(value: object) -> str:
    """As `squeeze` spells it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
