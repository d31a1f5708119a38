"""robots.txt: where it lies, what it may cost, what it means, for spider and probe. Pure."""

from urllib.parse import urlsplit

from protego import Protego

DEADLINE_S = 5.0
MAX_BYTES = 512 << 10

RobotsRules = Protego | None  # None: could not be had
NO_RULES = Protego.parse("")


def place_of(url: str) -> str:
    """The address of the robots.txt that speaks for `url`."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/robots.txt"


def rules_of(status: int, body: bytes) -> RobotsRules:
    """2xx is obeyed, 4xx sets no rules (RFC 9309 §2.3.1); anything else is None: at 5xx the RFC
    forbids all, here the caller decides (crawler/middlewares/robots.py).
    """
    if 200 <= status < 300:
        return Protego.parse(body.decode("utf-8", "replace"))
    return NO_RULES if 400 <= status < 500 else None
