"""A service that is not e-mail goes through apprise: a real HTTP server on loopback takes it, or does not."""

import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from config.office import Alerts, Office
from monitor.alerts.send import channel_key, deliver
from store.outbox import WaitingMessage

NOW = datetime(2012, 11, 23, 3, 0, tzinfo=UTC)
MESSAGE = WaitingMessage(1, "1@gongkai.invalid", "leader", "新问题1项", "张集镇“通知公告”未更新。", frozenset(), 0)

OFFICE = Office(name="检查办", city="某市", alerts=Alerts(may_reach=["127.0.0.0/8"]))


class Hook(BaseHTTPRequestHandler):
    status = 200
    taken: list[dict[str, str]]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.status == 200:
            self.taken.append(json.loads(body))
        self.send_response(self.status)
        self.end_headers()

    def log_message(self, *args: object) -> None:
        """Silent."""


@pytest.fixture
def hook() -> Iterator[tuple[str, type[Hook]]]:
    handler = type("Handler", (Hook,), {"taken": []})
    server = HTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield f"json://127.0.0.1:{server.server_port}/hook?secret=s3cret", handler
    server.shutdown()
    server.server_close()


def test_taken_is_taken_and_refused_is_kept(hook: tuple[str, type[Hook]]) -> None:
    address, handler = hook
    assert deliver(address, MESSAGE, NOW, OFFICE) == ""
    assert handler.taken[0]["title"] == MESSAGE.subject and MESSAGE.body in handler.taken[0]["message"]
    handler.status = 500
    assert "FAILURE" in deliver(address, MESSAGE, NOW, OFFICE)


def test_a_channel_is_known_without_its_secrets(hook: tuple[str, type[Hook]]) -> None:
    address, _ = hook
    assert "s3cret" not in channel_key(address) and channel_key(address) != channel_key(address + "x")
