"""A channel that gives no word costs its deadline once a call, not once a message: sending holds
the night's lock meanwhile.
"""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic

import pytest

from config.office import Alerts, Office, Person
from monitor.alerts import channel_guard, send
from monitor.alerts.send import NOT_ASKED, send_waiting
from store.ledger import Ledger, open_ledger
from store.outbox import NewMessage, compose, waiting
from tests.monitor.alerts.mailbox import mailbox
from tests.reliability.promises import SILENT_CHANNELS
from tests.reliability.rows import row
from tests.reliability.scales import scales

NOW = datetime(2012, 11, 23, 3, 0, tzinfo=UTC)
MESSAGES = 5
MAIL = "mailto://{host}?from=a@example.org&to=b@example.org&mode=insecure"
HOOK = "json://{host}/hook"


Talk = Callable[[socket.socket, threading.Event], None]


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with queued(tmp_path / "ledger.db") as opened:
        yield opened


@contextmanager
def queued(path: Path) -> Iterator[Ledger]:
    """A ledger with messages for the leader."""
    opened = open_ledger(path)
    compose(
        opened,
        [
            NewMessage("leader", f"2012-11-{n:02}", NOW.date(), f"新问题{n}项", "张集镇。")
            for n in range(1, MESSAGES + 1)
        ],
        now=NOW,
    )
    yield opened
    opened.close()


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(channel_guard, "MAIL_SECONDS", 0.5)
    monkeypatch.setattr(
        send, "for_services", lambda office: channel_guard.Allowed(office.alerts.may_reach, 0.5)
    )


def office(*channels: str) -> Office:
    leader = Person(id="leader", name="分管领导", channels=list(channels))
    return Office(
        name="检查办", city="某市", alerts=Alerts(may_reach=["127.0.0.0/8"]), people=[leader]
    )


@contextmanager
def answering(
    talk: Callable[[socket.socket, threading.Event], None],
) -> Iterator[tuple[str, list[object]]]:
    """A server that treats every connection as `talk` does: its address, and who came."""
    is_over, came = threading.Event(), list[object]()

    def one(line: socket.socket) -> None:
        with suppress(OSError), line:
            talk(line, is_over)

    def accept() -> None:
        with suppress(OSError):
            while True:
                line, peer = server.accept()
                came.append(peer)
                threading.Thread(target=one, args=(line,), daemon=True).start()

    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=accept, daemon=True).start()
        yield f"127.0.0.1:{server.getsockname()[1]}", came
        is_over.set()
        server.shutdown(socket.SHUT_RDWR)


def silent(line: socket.socket, is_over: threading.Event) -> None:
    is_over.wait(30)


def hangs_up(line: socket.socket, is_over: threading.Event) -> None:
    line.sendall(b"220 here\r\n")


WAYS = [(MAIL, silent), (HOOK, silent), (MAIL, hangs_up), (HOOK, hangs_up)]


@scales(few=WAYS, soak=WAYS)
def test_a_channel_without_a_word_is_asked_once_a_call(
    tmp_path: Path, size: list[tuple[str, Talk]], is_soak: bool
) -> None:
    with row(SILENT_CHANNELS.fault, SILENT_CHANNELS.what, soak=is_soak) as counted:
        for number, (address, talk) in enumerate(size):
            with (
                queued(tmp_path / f"{number}.db") as ledger,
                answering(talk) as (host, came),
            ):
                began = monotonic()
                said = send_waiting(ledger, office(address.format(host=host)), NOW)
                assert monotonic() - began < 0.5 * MESSAGES
                counted.point("" if len(came) == 1 else f"asked {len(came)} times")
                assert len(said) == MESSAGES and said[0].error not in ("", NOT_ASKED)
                assert [sent.error for sent in said[1:]] == [NOT_ASKED] * (MESSAGES - 1)
                assert len(waiting(ledger)) == MESSAGES


def test_the_other_channels_are_asked_for_every_message(ledger: Ledger) -> None:
    with answering(silent) as (host, came), mailbox() as box:
        send_waiting(ledger, office(MAIL.format(host=host), box.url("leader")), NOW)
        assert (len(came), len(box.letters)) == (1, MESSAGES)


def test_next_time_another_message_is_tried_first(ledger: Ledger) -> None:
    """One letter at which a relay hangs up must not stand before all the others for ever."""
    with answering(silent) as (host, came):
        channels = office(MAIL.format(host=host))
        tried = [send_waiting(ledger, channels, NOW)[0].message for _ in range(MESSAGES + 1)]
        assert len(came) == MESSAGES + 1
    assert tried == [*sorted(tried[:MESSAGES]), tried[0]] and len(set(tried)) == MESSAGES


def test_patiently_it_is_left_alone_whichever_message_waits(ledger: Ledger) -> None:
    with answering(silent) as (host, came):
        channels = office(MAIL.format(host=host))
        send_waiting(ledger, channels, NOW, patiently=True)
        assert send_waiting(ledger, channels, NOW + timedelta(minutes=1), patiently=True) == []
        assert len(came) == 1
        send_waiting(ledger, channels, NOW + timedelta(minutes=6), patiently=True)
        assert len(came) == 2


def test_a_service_that_refuses_is_asked_for_every_message(ledger: Ledger) -> None:
    with mailbox() as box:
        box.is_full = True
        said = send_waiting(ledger, office(box.url("leader")), NOW)
    assert all("452" in sent.error for sent in said) and len(said) == MESSAGES


def test_one_that_takes_its_time_over_each_waits_for_the_next_call(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(send, "CHANNEL_SECONDS", 0.0)
    with mailbox() as box:
        said = send_waiting(ledger, office(box.url("leader")), NOW)
    assert [sent.error for sent in said] == ["", *[NOT_ASKED] * (MESSAGES - 1)]
    assert len(waiting(ledger)) == MESSAGES - 1
