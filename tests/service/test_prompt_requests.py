"""Half a request, however it drips, is left at its deadline; a slow answer of ours and a visitor who
reads the page before the next click are not.
"""

import asyncio
import socket
import threading
from collections.abc import Iterator
from time import monotonic, sleep

import pytest
import uvicorn
from starlette.types import Receive, Scope, Send

from app.service import prompt_requests
from app.service.listening import bound
from app.service.prompt_requests import PromptRequests

DEADLINE_S = 0.5
WHOLE = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"
HALVES = {
    "nothing": b"",
    "half a line": b"GET",
    "half the headers": b"GET / HTTP/1.1\r\nHost: x\r\nX-A: ",
    "half a body": b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n\r\na",
    "half a second request": WHOLE + b"GET / HTTP/1.1\r\n",
}


async def slow_application(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers once the request is whole, and after twice the deadline."""
    while (await receive()).get("more_body"):
        pass
    await asyncio.sleep(2 * DEADLINE_S)
    head = [(b"content-length", b"2")]
    await send({"type": "http.response.start", "status": 200, "headers": head})
    await send({"type": "http.response.body", "body": b"ok"})


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    monkeypatch.setattr(prompt_requests, "REQUEST_S", DEADLINE_S)
    settings = uvicorn.Config(
        slow_application, http=PromptRequests, lifespan="off", log_level="error"
    )
    server = uvicorn.Server(settings)
    listener = bound("127.0.0.1", 0)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    yield listener.getsockname()[1]
    server.should_exit = True
    thread.join(10)
    listener.close()


@pytest.mark.parametrize("half", HALVES)
def test_half_a_request_is_left_however_it_drips(half: str, port: int) -> None:
    with socket.create_connection(("127.0.0.1", port)) as line:
        line.sendall(HALVES[half])
        line.settimeout(0.1)
        began = monotonic()
        assert is_left(line, drips=half != "nothing"), f"still open after {monotonic() - began} s"


def test_a_slow_answer_and_a_pause_between_clicks_are_not(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port)) as line:
        for _ in range(2):
            line.sendall(WHOLE)
            line.settimeout(20)
            answer = b""
            while not answer.endswith(b"ok"):
                answer += line.recv(1000)
            sleep(2 * DEADLINE_S)


def test_what_keeps_coming_in_stretches_is_not_left(
    port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prompt_requests, "A_STRETCH", 1000)
    with socket.create_connection(("127.0.0.1", port)) as line:
        line.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 8000\r\n\r\n")
        for _ in range(8):  # as long as three deadlines
            sleep(0.4 * DEADLINE_S)
            line.sendall(b"a" * 1000)
        line.settimeout(20)
        answer = b""
        while not answer.endswith(b"ok"):
            received = line.recv(1000)
            assert received, "it was left"
            answer += received


def is_left(line: socket.socket, *, drips: bool) -> bool:
    until = monotonic() + 15
    while monotonic() < until:
        try:
            if drips:
                line.sendall(b"a")
            if line.recv(1000) == b"":
                return True
        except TimeoutError:
            continue
        except OSError:
            return True
    return False
