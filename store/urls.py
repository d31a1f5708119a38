"""One spelling for one address: the key of a page everywhere in the code; and where a reference
leads, as a browser takes it (https://url.spec.whatwg.org).

Paths keep the characters they are spelled in: on the wire they are UTF-8 for every browser. What a
query becomes depends on its page's encoding, so there nothing but UTF-8 stays as it was
(`query_as_asked`).
"""

import re
from functools import lru_cache
from urllib.parse import SplitResult, quote, unquote, urlsplit, urlunsplit

_DEFAULT_PORTS = {"http": 80, "https": 443}
WEB = ("http", "https")


@lru_cache(maxsize=16_384)  # a site's pages repeat the links of its frame
def canonical(url: str) -> str:
    """Absolute `url` with scheme and host in lower case, the host in ASCII, no fragment, no default
    port, "/" for an empty path.

    Unparseable input is returned as it is: the caller records the failure, an address is never
    repaired by guessing.
    """
    if _CANONICAL.fullmatch(url):
        return url
    try:
        parts = urlsplit(url.strip())
        host, port = ascii_host(parts.hostname or ""), parts.port
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


def host_of(url: str) -> str:
    """The host of a spelled address; "" where it is none that a host can be read from."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def resolved(reference: str, base: str) -> str:
    """The canonical address that `reference`, spelled on a page at `base`, leads a browser to; as
    it is spelled where host or port are none, "" where it leads nowhere on the web.
    """
    reference = _NEVER.sub("", reference.strip(_AROUND)).partition("#")[0]
    front, mark, query = reference.partition("?")
    front, above = front.replace("\\", "/"), _taken_apart(base)
    scheme = above.scheme if above else ""
    if match := _SCHEME.match(front):
        said, front = match[1].lower(), front[match.end() :]
        if said not in WEB:
            return ""
        if said != scheme and not front.startswith("//"):
            front = f"//{front}"
        scheme = said
    if front.startswith("//"):
        host, slash, path = front.lstrip("/").partition("/")
        return canonical(f"{scheme}://{host}{_without_dots(slash + path)}{mark}{query}")
    if above is None:
        return ""
    if not front:
        front, query = above.path, query if mark else above.query
    elif not front.startswith("/"):
        front = f"{above.path.rpartition('/')[0]}/{front}"
    return canonical(urlunsplit((scheme, above.netloc, _without_dots(front), query, "")))


def query_as_asked(reference: str, codec: str) -> str:
    """`reference` with the query that a browser asks from a page in `codec`: its bytes there, each
    percent-encoded; a character that the encoding lacks as "&#N;".
    """
    if reference.isascii() or codec.startswith("utf"):
        return reference
    return _QUERY.sub(lambda match: _in_bytes(match[0], codec), reference)


def bytes_as_asked(location: str) -> str:
    """A header field of one byte a character (latin-1) as a browser asks it: raw bytes escaped."""
    return _RAW.sub(lambda match: f"%{ord(match[0]):02X}", location)


@lru_cache(maxsize=4096)
def ascii_host(host: str) -> str:
    """In lower case; Chinese and full-width names as name servers know them. Raises ValueError."""
    if ":" in host:
        return host.lower()  # IPv6, and nothing else that could be taken apart
    name = unquote(host)
    name = name if name.isascii() else name.encode("idna").decode("ascii")
    if _NO_HOST.search(name):
        raise ValueError(f"no host: {host[:80]}")
    return name.lower()


_CANONICAL = re.compile(
    r"https?://(?:[a-z0-9_-]+\.)+[a-z][a-z0-9-]*(?::(?!80/|443/|0)\d{2,4})?/[A-Za-z0-9_~%&=+,;!()/.-]*(?:\?[A-Za-z0-9_~%&=+,;!()/.?-]+)?"
)
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_AROUND = "".join(map(chr, range(33)))  # controls and the space: a full-width one belongs to a name
_NEVER = re.compile(r"[\t\n\r]")
_QUERY = re.compile(r"\?[^#'\"]*")
_RAW = re.compile(r"[\x80-\xff]")
_NO_HOST = re.compile(r"[\0-\x20\x7f\"#%/<>?@\[\]\\^`{|}]")
_DOT, _DOTS = (".", "%2e"), ("..", ".%2e", "%2e.", "%2e%2e")


def _taken_apart(base: str) -> SplitResult | None:
    """None where `base` is no address of the web."""
    try:
        parts = urlsplit(canonical(base))
    except ValueError:
        return None
    return parts if parts.scheme in WEB and parts.netloc else None


def _without_dots(path: str) -> str:
    if "/." not in path and "%2" not in path:
        return path
    kept: list[str] = []
    steps = path.split("/")
    for number, step in enumerate(steps):
        is_up, is_last = step.lower() in _DOTS, number == len(steps) - 1
        if is_up and len(kept) > 1:
            kept.pop()
        if not is_up and step.lower() not in _DOT:
            kept.append(step)
        elif is_last:
            kept.append("")
    return "/".join(kept)


def _in_bytes(query: str, codec: str) -> str:
    parts = (_character(c, codec) if c > "\x7f" else c for c in query)
    return "".join(parts)


def _character(character: str, codec: str) -> str:
    if character == "€" and codec == "gbk":
        return "%80"  # WHATWG's GBK has the sign, Python's has not
    try:
        raw = character.encode(codec)
    except UnicodeEncodeError:
        return f"%26%23{ord(character)}%3B"
    return "".join(chr(byte) if byte < 0x80 else f"%{byte:02X}" for byte in raw)
