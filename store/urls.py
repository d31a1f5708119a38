"""One spelling for one address: the key of a page everywhere in the code."""

from urllib.parse import quote, urlsplit, urlunsplit

_DEFAULT_PORTS = {"http": 80, "https": 443}


def canonical(url: str) -> str:
    """Absolute `url` with scheme and host in lower case, no fragment, no default port, "/" for an
    empty path.

    Unparseable input is returned as it is: the caller records the failure, an address is never
    repaired by guessing.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return url
    if not host:
        return url
    if ":" in host:
        host = f"[{host}]"
    if port is not None and port != _DEFAULT_PORTS.get(parts.scheme.lower()):
        host = f"{host}:{port}"
    whole = urlunsplit((parts.scheme.lower(), host, parts.path or "/", parts.query, ""))
    # As they are asked for: terminals and tables show an address, and some marks turn or hide it.
    return "".join(c if c.isprintable() else quote(c, errors="replace") for c in whole)
