"""What crawl and helper say to each other: one JSON line each, bodies in base64."""

import json
from base64 import b64decode, b64encode
from dataclasses import asdict, dataclass, field, fields
from typing import Any

LONGEST = 64 << 20  # bytes of one line


@dataclass(frozen=True, slots=True)
class RenderRequest:
    """crawl → helper: a page as the server answered it, to be rendered."""

    url: str
    body: bytes  # UTF-8: the crawl has decided the encoding
    agent: str
    zone: str
    seconds: float
    with_picture: bool = False


@dataclass(frozen=True, slots=True)
class Ask:
    """helper → crawl: what the page wants."""

    number: int
    url: str
    method: str = "GET"
    kind: str = "fetch"  # document | frame | script | fetch
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class FetchedAnswer:
    """crawl → helper: what came of an ask. `refused`: nothing did, and why."""

    number: int
    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    refused: str = ""


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """helper → crawl: the page as it stands, or why there is none."""

    url: str = ""
    html: bytes = b""
    picture: bytes = b""  # PNG of its first screens, where one was ordered
    trouble: str = ""  # "" | late | hung | memory | start | size
    detail: str = ""
    is_last: bool = False  # the helper ends here and another is to be started


def not_rendered(trouble: str, detail: object, *, is_last: bool = False) -> RenderedPage:
    """A page that did not come, and why, in at most 300 characters."""
    return RenderedPage(trouble=trouble, detail=str(detail)[:300], is_last=is_last)


Message = RenderRequest | Ask | FetchedAnswer | RenderedPage
_KINDS: dict[str, type[Any]] = {
    kind.__name__: kind for kind in (RenderRequest, Ask, FetchedAnswer, RenderedPage)
}
_BYTES = {
    (name, one.name) for name, kind in _KINDS.items() for one in fields(kind) if one.type is bytes
}


def to_line(message: Message) -> bytes:
    """A message as one line of JSON; what is bytes, in base64."""
    name = type(message).__name__
    detail = {
        key: b64encode(value).decode() if (name, key) in _BYTES else value
        for key, value in asdict(message).items()
    }
    return json.dumps({"is": name, **detail}).encode() + b"\n"


def from_line(line: bytes) -> Message:
    """Raises ValueError for what `to_line` did not write: a page may have taken the helper over."""
    detail = json.loads(line)
    kind = _KINDS.get(detail.pop("is", "")) if isinstance(detail, dict) else None
    if kind is None:
        raise ValueError("not a message")
    try:
        read = {
            key: b64decode(value, validate=True) if (kind.__name__, key) in _BYTES else value
            for key, value in detail.items()
        }
        message: Message = kind(**read)
    except (TypeError, AttributeError) as error:
        raise ValueError("not a message") from error
    if not all(_fits(getattr(message, one.name), one.type) for one in fields(message)):
        raise ValueError("not a message")
    return message


def _fits(value: object, kind: Any) -> bool:
    if kind is float:
        return isinstance(value, int | float)
    if kind in (str, int, bytes, bool):
        return isinstance(value, kind)
    return isinstance(value, dict) and all(
        isinstance(k, str) and isinstance(v, str) for k, v in value.items()
    )
