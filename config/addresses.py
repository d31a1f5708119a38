"""Which addresses may be connected to. Pure.

The crawler follows addresses that strangers write on web pages, and channels of people are typed by
hand: everything that is not plainly the public internet is refused (docs/faults.md W14, C3). A page
must not be able to send us to the office's own printers. It stands here because both ask it, and
crawler and monitor never meet.
"""

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Address = IPv4Address | IPv6Address

# What is refused is not listed: what may be reached is. Of IPv6 that is 2000::/3, all that was ever
# given out, without what IANA's special registry takes from it; an address that carries one of IPv4
# is judged by what it carries. Of IPv4 it is everything but the special registry.
_GIVEN_OUT = ip_network("2000::/3")
_SPECIAL = tuple(
    ip_network(n)
    for n in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16"),
        *("172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24"),
        *("192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15"),
        *("198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"),
        *("2001::/23", "2001:db8::/32", "2620:4f:8000::/48", "3fff::/20"),
    )
)

_NAT64 = ip_network("64:ff9b::/96")

# What an office calls its inner network; loopback and link-local are nobody's web site at all.
INNER = tuple(ip_network(n) for n in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"))
LOOPBACK = tuple(ip_network(n) for n in ("127.0.0.0/8", "::1/128"))


def is_refused(address: str, treat_as_public: Iterable[str] = ()) -> bool:
    """`address` must not be connected to. Unreadable ones are refused."""
    try:
        written = ip_address(address)
    except ValueError:
        return True
    inside = unwrapped(written)
    if any(inside in ip_network(network) for network in treat_as_public):
        return False
    if isinstance(written, IPv6Address) and (written.scope_id or not _may_lead_out(written)):
        return True
    return any(one in network for one in _carried(written) or (written,) for network in _SPECIAL)


def _may_lead_out(address: IPv6Address) -> bool:
    return bool(_carried(address)) or address in _GIVEN_OUT


def is_an_address(host: str) -> bool:
    """`host` is written in numbers and needs no resolver."""
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def is_inner(address: str) -> bool:
    """`address` lies in the private space that inner networks use."""
    try:
        inside = unwrapped(ip_address(address))
    except ValueError:
        return False
    return any(inside in network for network in INNER)


def lies_within(network: str, ranges: Iterable[IPv4Network | IPv6Network]) -> bool:
    """The address range `network` is part of one of `ranges`."""
    inside = ip_network(network)
    return any(inside.version == outer.version and inside.subnet_of(outer) for outer in ranges)  # type: ignore[arg-type]


def unwrapped(address: Address) -> Address:
    """The IPv4 address carried inside a v4-mapped, 6to4, Teredo or NAT64 address: the one that is
    really reached.
    """
    return next(iter(_carried(address)), address)


def _carried(address: Address) -> tuple[IPv4Address, ...]:
    """The addresses of IPv4 inside one of IPv6, the one really reached first; Teredo names its
    server too.
    """
    if isinstance(address, IPv4Address):
        return ()
    if address in _NAT64:
        return (IPv4Address(int(address) & 0xFFFFFFFF),)
    carried = address.ipv4_mapped or address.sixtofour
    return (carried,) if carried else (address.teredo or ())[::-1]
