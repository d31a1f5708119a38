"""Nights of an office whose own network fails, in a network namespace of its own.

    unshare -n -m python -m tests.network.cut_off HOW FOLDER [GOOD_NIGHTS_TOO]

Bad nights, with a good one before and after where asked for, all with the system's own resolver
asking a name server that we play ourselves on 127.0.0.1:53. HOW: no_network, servfail, silence,
portal, nxdomain. Prints one JSON object.
"""

import fcntl
import json
import os
import socket
import struct
import subprocess
import sys
from pathlib import Path

from dnslib import QTYPE, RCODE, RR, A, DNSRecord
from dnslib.server import BaseResolver, DNSServer

from tests.crawler.fixture_server import Question
from tests.network.small_city import SmallCity, messages, not_judged, reachability

PORTAL = "127.0.0.9"


class NameServer(BaseResolver):
    """Answers from the city's table while `how` is "good", otherwise as broken name servers do."""

    def __init__(self, table: dict[str, str]) -> None:
        self.table, self.how = table, "good"

    def resolve(self, request: DNSRecord, handler: object) -> DNSRecord | None:
        reply, name = request.reply(), str(request.q.qname).rstrip(".").lower()
        leads_to = {"good": self.table.get(name, ""), "portal": PORTAL}.get(self.how, "")
        if self.how == "silence":
            raise TimeoutError  # the server says nothing at all
        if self.how == "servfail":
            reply.header.rcode = RCODE.SERVFAIL
        elif not leads_to:
            reply.header.rcode = RCODE.NXDOMAIN
        elif request.q.qtype == QTYPE.A:
            reply.add_answer(RR(request.q.qname, QTYPE.A, rdata=A(leads_to), ttl=0))
        return reply


class Quiet:
    """dnslib writes every query and every fault to the terminal."""

    def __getattr__(self, name: str) -> object:
        return lambda *_: None


async def pay_first(question: Question) -> None:
    await question.send(
        "<html><title>欠费提醒</title><body>您的宽带已欠费，请先登录缴费。</body></html>".encode(),
        Content_Type="text/html",
    )


def loopback(is_up: bool) -> None:
    """`ip link set lo up|down`, where there may be no `ip`."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        fcntl.ioctl(
            sock, 0x8914, struct.pack("16sH14x", b"lo", 1 if is_up else 0)
        )  # SIOCSIFFLAGS, IFF_UP


def asks_us(folder: Path) -> None:
    """This namespace's resolv.conf names our server and nobody else."""
    ours = folder / "resolv.conf"
    ours.write_text("nameserver 127.0.0.1\noptions timeout:1 attempts:1\n")
    subprocess.run(["mount", "--bind", str(ours), "/etc/resolv.conf"], check=True)


def main(how: str, folder: Path, *, with_good_nights: bool) -> dict[str, object]:
    loopback(True)
    asks_us(folder)
    city = SmallCity(folder).start()
    city.fixture_server.pages["*", "*"] = pay_first
    names = NameServer(city.dns)
    DNSServer(names, address="127.0.0.1", port=53, logger=Quiet()).start_thread()
    if how == "portal":
        second = SmallCity(folder, units=0)
        second.fixture_server.port = city.fixture_server.port
        second.fixture_server.start([PORTAL])
        second.fixture_server.pages |= {
            (f"{unit}.example", "*"): pay_first for _, unit in city.numbered()
        } | {("canary.example", "*"): pay_first}
    config = city.config(dns={})
    nights = [city.night(0, config)] if with_good_nights else []
    names.how = how
    loopback(how != "no_network")
    nights += [city.night(number, config) for number in ((1, 2, 3) if with_good_nights else (1,))]
    if with_good_nights:
        names.how = "good"
        loopback(True)
        nights.append(city.night(4, config))
    return {
        "judged": [night.inspection.judged_units.judged for night in nights],
        "not_judged": [not_judged(night) for night in nights],
        "found": [reachability(night) for night in nights],
        "problems": [len(night.inspection.findings) for night in nights],
        "states": [night.run.state for night in nights],
        "told": [[person for person, _ in messages(config, night.run.id)] for night in nights],
        "first_lines": [
            body.splitlines()[0] for night in nights for _, body in messages(config, night.run.id)
        ],
    }


if __name__ == "__main__":
    print(
        json.dumps(
            main(sys.argv[1], Path(sys.argv[2]), with_good_nights=len(sys.argv) > 3),
            ensure_ascii=False,
        ),
        flush=True,
    )
    os._exit(0)  # threads that wait for a silent name server must not hold up the end
