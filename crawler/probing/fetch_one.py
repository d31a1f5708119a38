"""One page asked for by hand, bounded in time and size: `gongkai read URL`. No crawl uses it."""

import socket
import ssl
from collections.abc import Mapping
from itertools import count

from config.addresses import is_an_address
from config.errors import NotFound
from config.office import NetworkSettings
from config.words import Words
from crawler.extract.received_answer import ReceivedAnswer
from crawler.probing.connect import connected, port_of
from crawler.probing.http import Answered, answered
from crawler.probing.names import resolved
from crawler.probing.tls import handshake, secured
from crawler.probing.walk import Deadline, Ended
from crawler.scope import host_of, is_web_address
from crawler.transport.address_guard import AddressGuard
from crawler.transport.redirects import BY_HAND, Redirects
from store.outcomes import Outcome

_HEADERS = {
    "User-Agent": "gongkai (one page, asked for by a person)",
    "Accept": "*/*",
    "Accept-Language": "zh-CN,zh;q=0.9",
}
_ANYWHERE = ("0.0.0.0/0", "::/0")
ANOTHER_PLACE = Outcome.REFUSED_BY_OUR_POLICY, "address not public: another port of this host"


def fetch_one(url: str, network: NetworkSettings | None = None) -> ReceivedAnswer:
    """The answer at `url`, redirects followed. Raises NotFound where there was none, or too much,
    or too late (15 s in all, the statutory figure), or where it lies at an address that is not
    public.

    An address that the person wrote in numbers, or localhost, is their own word, with its port; a
    name, and whatever a page leads to, must be public.
    """
    host = host_of(url)
    opened = {host: _ANYWHERE} if host == "localhost" or is_an_address(host) else {}
    guard = AddressGuard(network or NetworkSettings(), opened=opened)
    redirects = Redirects(BY_HAND, url, is_opened=guard.is_opened)
    deadline = Deadline()
    try:
        for hops in count():
            answer = asked(url, guard, _HEADERS, deadline)
            onward = redirects.leads_to(answer.status, answer.headers.get("Location", ""), url)
            if not onward:
                return ReceivedAnswer(answer.body, url, answer.status, answer.headers)
            refused = redirects.refusal(onward, hops)
            if refused or (guard.is_opened(host_of(onward)) and not _is_same_place(onward, url)):
                raise Ended(*(refused or ANOTHER_PLACE))
            url = onward
    except Ended as end:
        raise NotFound(
            Words(f"未能读取 {url}：{end.reason}", f"could not read {url}: {end.reason}")
        ) from end
    raise AssertionError("unreachable: the loop returns")


def _is_same_place(url: str, other: str) -> bool:
    return (host_of(url), port_of(url)) == (host_of(other), port_of(other))


def asked(
    url: str,
    guard: AddressGuard,
    headers: Mapping[str, str],
    deadline: Deadline,
    *,
    trust: ssl.SSLContext | None = None,
) -> Answered:
    """The answer to one GET, no redirect followed. `trust`: what a certificate must be good by;
    None judges none. Raises Ended.
    """
    if not is_web_address(url):
        raise Ended(Outcome.REFUSED_BY_OUR_POLICY, "only http and https")
    host, port = host_of(url), port_of(url)
    addresses = resolved(host, guard, is_entry=False).addresses

    def connect() -> socket.socket:
        return connected(addresses, port, deadline).sock

    sock: socket.socket
    if not url.lower().startswith("https:"):
        sock = connect()
    elif trust is None:
        sock = secured(connect, host, deadline).sock
    else:
        sock = handshake(connect(), host, trust, deadline).sock
    return answered(sock, url, headers, deadline)
