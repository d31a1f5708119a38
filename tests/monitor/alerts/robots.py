"""Robots on loopback that answer as 企业微信, 钉钉 and 飞书 do: HTTP 200 whatever they think of a
message, their own number in the answer, and bytes counted as each counts them.
"""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

import pytest
from apprise.plugins.dingtalk import NotifyDingTalk
from apprise.plugins.feishu import NotifyFeishu
from apprise.plugins.wecombot import NotifyWeComBot

WECOM, DINGTALK, FEISHU = "wecombot://k3y-s3cret", "dingtalk://tok3n", "feishu://tok3n"
TAKEN = {
    "wecom": {"errcode": 0, "errmsg": "ok"},
    "dingtalk": {"errcode": 0, "errmsg": "ok"},
    "feishu": {
        "StatusCode": 0,
        "StatusMessage": "success",
        "code": 0,
        "data": {},
        "msg": "success",
    },
}


@dataclass
class Robots:
    """`refuses`: the number that every message gets, of a robot; `limits`: bytes of each."""

    taken: dict[str, list[str]] = field(default_factory=lambda: {name: [] for name in TAKEN})
    asked: int = 0
    refuses: dict[str, int] = field(default_factory=dict)
    refuses_from: int = 0  # how many messages are taken before
    limits: dict[str, int] = field(
        default_factory=lambda: {"wecom": 2_048, "dingtalk": 20_000, "feishu": 20_000}
    )
    says: bytes = b""  # instead of an answer of its own

    def answer(self, robot: str, body: bytes) -> dict[str, Any]:
        self.asked += 1
        said = json.loads(body)
        text = said["content"]["text"] if robot == "feishu" else said["text"]["content"]
        is_known = robot not in self.refuses or self.asked <= self.refuses_from
        if not is_known:
            return self.refused(robot, self.refuses[robot])
        size = len(text.encode()) if robot == "wecom" else len(body)
        if size > self.limits[robot]:
            number = {"wecom": 40058, "dingtalk": 460101, "feishu": 9499}[robot]
            return self.refused(robot, number)
        self.taken[robot].append(text)
        return TAKEN[robot]

    def refused(self, robot: str, number: int) -> dict[str, Any]:
        if robot == "feishu":
            return {"code": number, "msg": "Key Words Not Found", "data": {}}
        return {"errcode": number, "errmsg": "refused"}


@contextmanager
def robots(patch: pytest.MonkeyPatch) -> Iterator[Robots]:
    state = Robots()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            robot = urlsplit(self.path).path.split("/")[1]
            answer = state.says or json.dumps(state.answer(robot, body)).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *args: object) -> None:
            """Silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    place = f"http://127.0.0.1:{server.server_port}"
    patch.setattr(NotifyWeComBot, "notify_url", place + "/wecom/send?key={key}")
    patch.setattr(NotifyDingTalk, "notify_url", place + "/dingtalk/send?access_token={token}")
    patch.setattr(NotifyFeishu, "notify_url", place + "/feishu/hook/{token}/")
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
