"""Which addresses may be connected to. Pure.

The crawler follows addresses that strangers write on web pages, so everything that is not plainly the public internet
is refused (faults.md W14): a page must not be able to send us to the office's own printers.
"""

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

Address = IPv4Address | IPv6Address

# Global by the registry, yet nobody's web site: 6to4 relays, carrier-grade NAT, documentation of 2024.
_NEVER = tuple(ip_network(n) for n in ("192.88.99.0/24", "100.64.0.0/10", "3fff::/20"))

# What an office calls its inner network; loopback and link-local are nobody's web site at all.
_INNER = tuple(ip_network(n) for n in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"))


def is_refused(address: str, treat_as_public: Iterable[str] = ()) -> bool:
    """`address` must not be connected to. Unreadable ones are refused."""
    try:
        inside = unwrapped(ip_address(address))
    except ValueError:
        return True
    if any(inside in ip_network(network) for network in treat_as_public):
        return False
    return not inside.is_global or inside.is_multicast or any(inside in network for network in _NEVER)


def is_inner(address: str) -> bool:
    """`address` lies in the private space that inner networks use."""
    try:
        inside = unwrapped(ip_address(address))
    except ValueError:
        return False
    return any(inside in network for network in _INNER)


def unwrapped(address: Address) -> Address:
    """The IPv4 address carried inside a v4-mapped, 6to4 or Teredo address: the one that is really reached."""
    if isinstance(address, IPv6Address):
        carried = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        return carried or address
    return address
