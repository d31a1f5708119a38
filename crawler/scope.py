"""What belongs to a unit: which addresses its crawl may ask for. Pure.

An own site or sub-site is its host, below the path that was registered. A channel on somebody
else's portal is the list, its paging, and what the list's main area leads to, nothing more: the
portal's other pages are not the unit's.
"""

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import SplitResult, unquote, urlsplit

from config.unit import Site
from store.urls import WEB, ascii_host, canonical

LONGEST_HOST = 253  # characters (RFC 1035 §2.3.4)


@dataclass(frozen=True, slots=True)
class Scope:
    """One site's own addresses. `host` is in lower case and without www."""

    site: str
    host: str
    path: str  # ends with "/"
    list_only: bool  # a channel on a portal
    place: str = ""  # of such a channel: the path below which its own lists lie; "" where none does

    @classmethod
    def of(cls, site: Site) -> "Scope":
        parts = urlsplit(site.url)
        path = parts.path.rsplit("/", 1)[0] + "/" if site.kind != "portal_channel" else "/"
        is_channel = site.kind == "portal_channel"
        place = _place(parts) if is_channel else ""
        return cls(site.id, bare_host_of(site.url), path, is_channel, place)

    def holds(self, url: str) -> bool:
        """`url` is one of this site's own pages."""
        parts = _split(url)
        return (
            parts is not None
            and _bare(parts.hostname) == self.host
            and unquote(parts.path).startswith(unquote(self.path))
        )

    def holds_below_its_place(self, url: str) -> bool:
        """`url` lies below the channel's own page on the portal: /bmzl/kjj/gzdt.htm below
        /bmzl/kjj.htm.
        """
        parts = _split(url)
        return (
            bool(self.place)
            and self.is_same_host(url)
            and (parts is not None and unquote(parts.path).startswith(self.place))
        )

    def is_same_host(self, url: str) -> bool:
        """Redirects may leave the registered path, and switch scheme or www., but not the host."""
        parts = _split(url)
        return parts is not None and _bare(parts.hostname) == self.host


def _place(parts: SplitResult) -> str:
    """A page told by its query, or the portal's own root, has nothing below it."""
    stem = unquote(parts.path).rsplit(".", 1)[0]
    folder = stem.removesuffix("index").removesuffix("default").rstrip("/")
    return f"{folder}/" if folder and not parts.query else ""


def is_web_address(url: str) -> bool:
    """http or https, with a host that may have a name server's entry and a port that there is
    (docs/faults.md W15).
    """
    return _split(url) is not None


def host_of(url: str) -> str:
    """In lower case, "" where `url` is no web address."""
    parts = _split(url)
    return (parts.hostname or "").lower() if parts else ""


def bare_host_of(url: str) -> str:
    """As `host_of`, without the www. that a site answers with or without."""
    return _bare(host_of(url))


# A site's pages repeat the links of its frame.
@lru_cache(maxsize=8192)
def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(canonical(url))
        ascii_host(parts.hostname or "")
        is_web = parts.scheme in WEB and 0 < len(parts.hostname or "") <= LONGEST_HOST
        return parts if is_web and parts.port != 0 else None  # what is no number raises
    except ValueError:
        return None


def _bare(host: str | None) -> str:
    return (host or "").lower().removeprefix("www.")
