"""Asking a city without a connection."""

from datetime import datetime
from urllib.parse import urlsplit

from demo.answers import DemoAnswer
from demo.city import City


def ask(city: City, url: str, moment: datetime, **more: object) -> DemoAnswer:
    parts = urlsplit(url)
    return city.answer(
        parts.hostname or "",
        parts.path + (f"?{parts.query}" if parts.query else ""),
        moment,
        **more,  # type: ignore[arg-type]
    )


def text_of(city: City, url: str, moment: datetime, encoding: str = "utf-8") -> str:
    return ask(city, url, moment).body.decode(encoding)
