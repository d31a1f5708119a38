"""Days as documents write them. Pure."""

from datetime import date


def written_day(day: date, language: str) -> str:
    """GB/T 9704-2012 §7.3.5.4: Arabic numerals, no leading zeros."""
    return day.isoformat() if language == "en" else f"{day.year}年{day.month}月{day.day}日"
