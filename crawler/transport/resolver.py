"""The guard (`crawler.transport.address_guard`) as Twisted's name resolver: asked at the moment of
connecting, for every request of the process.
"""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from twisted.internet.address import IPv4Address, IPv6Address
from twisted.internet.interfaces import IHostnameResolver, IHostResolution
from zope.interface import implementer

from config.office import NetworkSettings
from config.unit import Unit
from crawler.transport.address_guard import AddressGuard, opened_for


@implementer(IHostnameResolver)
class GuardResolver:
    """The guard at the moment of connecting, for every request of the process, whoever made it."""

    def __init__(self, guard: AddressGuard) -> None:
        self.guard = guard

    @classmethod
    def from_crawler(cls, crawler: Any, reactor: Any) -> "GuardResolver":  # noqa: ARG003 - Scrapy's signature
        """For `scrapy crawl`, before any office is known: nothing but the public internet."""
        return cls(AddressGuard(NetworkSettings()))

    def install_on_reactor(self) -> None:
        """From now on every connection of this process asks this guard."""
        from twisted.internet import reactor

        reactor.installNameResolver(self)

    def resolveHostName(  # noqa: N802 - Twisted's name
        self,
        resolutionReceiver: Any,  # noqa: N803
        hostName: str,  # noqa: N803
        portNumber: int = 0,  # noqa: N803
        addressTypes: Sequence[type] | None = None,  # noqa: ARG002, N803
        transportSemantics: str = "TCP",  # noqa: ARG002, N803
    ) -> Any:
        resolution = _Resolution(hostName)
        resolutionReceiver.resolutionBegan(resolution)
        resolution.task = asyncio.ensure_future(
            self._hand_out(resolutionReceiver, hostName, portNumber)
        )
        return resolution

    async def _hand_out(self, receiver: Any, host: str, port: int) -> None:
        for address in await self.guard.way(host) or (await self.guard.look_up(host)).addresses:
            kind = IPv6Address if ":" in address else IPv4Address
            receiver.addressResolved(kind("TCP", address, port))
        receiver.resolutionComplete()


@implementer(IHostResolution)
class _Resolution:
    def __init__(self, name: str) -> None:
        self.name = name
        self.task: asyncio.Future[None] | None = None

    def cancel(self) -> None:
        if self.task is not None:
            self.task.cancel()


def install(
    network: NetworkSettings,
    units: Iterable[Unit] = (),
    opened: Mapping[str, tuple[str, ...]] | None = None,
) -> AddressGuard:
    """Make the guard this process's resolver: Scrapy's runner does not (docs/stack.md §2.5)."""
    guard = AddressGuard(network, opened=opened_for(units) | dict(opened or {}))
    GuardResolver(guard).install_on_reactor()
    return guard
