"""Addresses that came from outside: where a login may lead back to, and what may become a link."""

from urllib.parse import urlsplit

HOME = "/"


def inside(target: str) -> str:
    """`target` where it is a path of this console, else the first screen: no login leads to
    `//host`, `/\\host` or a scheme.
    """
    if (
        not target.startswith("/")
        or target.startswith(("//", "/\\"))
        or any(ord(c) < 0x21 or c == "\\" for c in target)
    ):
        return HOME
    parts = urlsplit(target)
    return HOME if parts.scheme or parts.netloc else target


def web_address(url: str) -> str:
    """`url` where a browser may follow it, "" for everything else (`javascript:`, `data:`, blanks)."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and parts.netloc else ""


def is_same_origin(origin: str, host: str, public_url: str) -> bool:
    """Whether a request said to come from `origin` comes from this console: the host it asked, or
    the office's own address of it.
    """
    try:
        asked = urlsplit(origin)
    except ValueError:
        return False
    if asked.scheme not in ("http", "https") or not asked.netloc:
        return False
    public = urlsplit(public_url) if public_url else None
    return asked.netloc == host or (
        public is not None and (asked.scheme, asked.netloc) == (public.scheme, public.netloc)
    )
