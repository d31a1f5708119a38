"""What was sent and in which form the answer came, as one JSON column of `capture`."""

from functools import cache

from pydantic import TypeAdapter

from store.records import Exchange


def exchange_text(exchange: Exchange) -> str | None:
    """NULL where nothing was noted: captures of before this was kept, and looks that nobody
    answered.
    """
    return (
        _exchanges().dump_json(exchange, exclude_defaults=True).decode()
        if exchange != Exchange()
        else None
    )


def exchange_from(text: str | None) -> Exchange:
    return _exchanges().validate_json(text) if text else Exchange()


@cache
def _exchanges() -> TypeAdapter[Exchange]:
    return TypeAdapter(Exchange)
