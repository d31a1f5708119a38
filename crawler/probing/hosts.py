"""What a host offers beside its pages, for remarks alone: an address of IPv6 that answers, and a
security.txt (RFC 9116). Asked once in a while and of few hosts a night.
"""

import socket
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as OutOfTimeError
from itertools import islice
from urllib.parse import urljoin

from config.addresses import is_an_address, is_refused
from config.office import Office
from config.rulebook import Rulebook
from crawler.probing.probe import Prober
from store.clock import Clock
from store.merge.link_looks import HostLook

A_NIGHT = 20  # hosts
AT_ONCE = 4
SECURITY_TXT = "/.well-known/security.txt"
DEADLINE_S = 5.0
_HTTPS = 443
_ROUTED = "2400:3200::1"  # a name server of the public net: no packet is sent to it


def host_looks(
    sites: Mapping[str, str], office: Office, rulebook: Rulebook, clock: Clock
) -> list[HostLook]:
    """The first `A_NIGHT` of `sites`: hosts, each with the address of a home page on it. Never
    raises.
    """
    prober = Prober(office, clock, rulebook, robots={})
    has_ipv6 = machine_has_ipv6()

    def of_host(host: str) -> list[HostLook]:
        looks = (
            [HostLook(host, "ipv6", said, clock.now()) for said in ipv6_of(host, has_ipv6=has_ipv6)]
            if host not in office.network.dns
            else []
        )
        page = prober.seen(urljoin(sites[host], SECURITY_TXT))
        is_there = page.probe.status == 200 and b"contact:" in page.body[:20_000].lower()
        said = "present" if is_there else "absent"
        return [*looks, HostLook(host, "security_txt", said, clock.now())]

    tonight = islice((host for host in sites if not is_an_address(host)), A_NIGHT)
    with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="hosts") as threads:
        return [look for looks in threads.map(of_host, tonight) for look in looks]


def machine_has_ipv6() -> bool:
    """Whether this machine has a way to the IPv6 net; without one it cannot tell who answers."""
    try:
        with socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as sock:
            sock.connect((_ROUTED, _HTTPS))
            return not is_refused(str(sock.getsockname()[0]))
    except OSError:
        return False


def ipv6_of(host: str, *, has_ipv6: bool) -> Iterator[str]:
    """none | listed | answers | silent; nothing where no name server said."""
    try:
        addresses = _addresses(host)
    except OSError:
        return
    if not addresses:
        yield "none"
    elif not has_ipv6:
        yield "listed"
    else:
        yield "answers" if any(map(_answers, addresses[:2])) else "silent"


def _addresses(host: str) -> list[str]:
    """Raises OSError where no answer was had in time."""
    threads = ThreadPoolExecutor(1, thread_name_prefix="dns6")
    asked = threads.submit(socket.getaddrinfo, host, None, socket.AF_INET6, socket.SOCK_STREAM)
    threads.shutdown(wait=False)
    try:
        found = asked.result(DEADLINE_S)
    except OutOfTimeError as error:
        raise OSError(f"no answer for {host}") from error
    except socket.gaierror as error:
        if error.errno in (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)):
            return []
        raise
    return [str(entry[4][0]) for entry in found if not is_refused(str(entry[4][0]))]


def _answers(address: str) -> bool:
    for port in (_HTTPS, 80):
        try:
            with socket.create_connection((address, port), timeout=DEADLINE_S):
                return True
        except OSError:
            continue
    return False
