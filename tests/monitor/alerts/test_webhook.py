"""A service that is not e-mail goes through apprise: a real HTTP server on loopback takes it, or
does not.
"""

import json
import threading
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from config.office import Alerts, Office, Person
from monitor.alerts import channel_guard as guard
from monitor.alerts import send
from monitor.alerts.send import channel_key, deliver, send_waiting
from store.ledger import open_ledger
from store.outbox import NewMessage, WaitingMessage, compose, waiting

NOW = datetime(2012, 11, 23, 3, 0, tzinfo=UTC)
MESSAGE = WaitingMessage(
    1, "1@gongkai.invalid", "leader", "新问题1项", "张集镇“通知公告”未更新。", frozenset(), 0
)

OFFICE = Office(name="检查办", city="某市", alerts=Alerts(may_reach=["127.0.0.0/8"]))


class Hook(BaseHTTPRequestHandler):
    status = 200
    # | hangs: takes the letter and says nothing | trickles: a byte of its answer at a time, for
    # ever
    manner = "answers"
    taken: ClassVar[list[dict[str, str]]]
    is_over: ClassVar[threading.Event]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.manner != "answers":
            self.taken.append(json.loads(body))
            if self.manner == "trickles":
                self.send_response(200)
                self.end_headers()
            with suppress(OSError):
                while not self.is_over.wait(0.02):
                    if self.manner == "trickles":
                        self.wfile.write(b".")
            return
        if self.status == 200:
            self.taken.append(json.loads(body))
        self.send_response(self.status)
        self.end_headers()

    def log_message(self, *args: object) -> None:
        """Silent."""


@pytest.fixture
def hook() -> Iterator[tuple[str, type[Hook]]]:
    class OneHook(Hook):
        taken: ClassVar[list[dict[str, str]]] = []
        is_over: ClassVar = threading.Event()

    server = ThreadingHTTPServer(("127.0.0.1", 0), OneHook)
    thread = threading.Thread(
        target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
    )
    thread.start()
    yield f"json://127.0.0.1:{server.server_port}/hook?secret=s3cret", OneHook
    OneHook.is_over.set()
    server.shutdown()
    server.server_close()


def test_taken_is_taken_and_refused_is_kept(hook: tuple[str, type[Hook]]) -> None:
    address, handler = hook
    assert deliver(address, MESSAGE, NOW, OFFICE) == ""
    assert (
        handler.taken[0]["title"] == MESSAGE.subject and MESSAGE.body in handler.taken[0]["message"]
    )
    handler.status = 500
    assert "FAILURE" in deliver(address, MESSAGE, NOW, OFFICE)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a second of patience instead of ten."""
    monkeypatch.setattr(guard, "SECONDS", 1.0)
    monkeypatch.setattr(
        send, "for_services", lambda office: guard.Allowed(office.alerts.may_reach, 0.5)
    )


@pytest.mark.usefixtures("impatient")
def test_one_that_takes_the_letter_and_says_nothing_gets_the_same_letter_again(
    hook: tuple[str, type[Hook]], tmp_path: Path
) -> None:
    address, handler = hook
    handler.manner = "hangs"
    ledger = open_ledger(tmp_path / "ledger.db")
    office = OFFICE.model_copy(
        update={"people": [Person(id="leader", name="分管领导", channels=[address])]}
    )
    compose(
        ledger,
        [NewMessage("leader", "2012-11-23", NOW.date(), "新问题1项", "张集镇未更新。", ())],
        now=NOW,
    )
    [failed] = send_waiting(ledger, office, NOW)
    assert failed.error and len(waiting(ledger)) == 1, "nobody said that it was taken"
    handler.manner = "answers"
    [taken] = send_waiting(ledger, office, NOW)
    assert not taken.error and waiting(ledger) == [] and send_waiting(ledger, office, NOW) == []
    assert handler.taken[0] == handler.taken[1] and len(handler.taken) == 2, (
        "at least once: one letter, the same twice, never a third"
    )
    ledger.close()


@pytest.mark.usefixtures("impatient")
def test_one_that_says_yes_and_never_ends_has_said_yes(hook: tuple[str, type[Hook]]) -> None:
    address, handler = hook
    handler.manner = "trickles"
    assert deliver(address, MESSAGE, NOW, OFFICE) == "" and len(handler.taken) == 1


def test_a_channel_is_known_without_its_secrets(hook: tuple[str, type[Hook]]) -> None:
    address, _ = hook
    assert "s3cret" not in channel_key(address) and channel_key(address) != channel_key(
        address + "x"
    )
