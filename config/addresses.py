"""Which addresses may be connected to. Pure.

The crawler follows addresses that strangers write on web pages, and channels of people are typed by
hand: everything that is not plainly the public internet is refused (docs/faults.md W14, C3). A page
must not be able to send us to the office's own printers. It stands here because both ask it, and
crawler and monitor never meet.
"""

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Address = IPv4Address | IPv6Address

# Global by the registry, yet nobody's web site: 6to4 relays, carrier-grade NAT, documentation of
# 2024.
_NEVER = tuple(ip_network(n) for n in ("192.88.99.0/24", "100.64.0.0/10", "3fff::/20"))

_NAT64 = ip_network("64:ff9b::/96")

# What an office calls its inner network; loopback and link-local are nobody's web site at all.
INNER = tuple(ip_network(n) for n in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"))
LOOPBACK = tuple(ip_network(n) for n in ("127.0.0.0/8", "::1/128"))


def is_refused(address: str, treat_as_public: Iterable[str] = ()) -> bool:
    """`address` must not be connected to. Unreadable ones are refused."""
    try:
        inside = unwrapped(ip_address(address))
    except ValueError:
        return True
    if any(inside in ip_network(network) for network in treat_as_public):
        return False
    return (
        not inside.is_global or inside.is_multicast or any(inside in network for network in _NEVER)
    )


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
    if isinstance(address, IPv6Address):
        if address in _NAT64:
            return IPv4Address(int(address) & 0xFFFFFFFF)
        carried = (
            address.ipv4_mapped
            or address.sixtofour
            or (address.teredo[1] if address.teredo else None)
        )
        return carried or address
    return address
