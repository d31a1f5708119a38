"""A channel is greeted before anybody needs it; whoever stands there cannot hold the one who asks."""

import socket
import threading
from contextlib import suppress
from datetime import UTC, datetime
from time import monotonic

import pytest

from config.office import Office, Person
from monitor.alerts import channel_guard
from monitor.alerts.channel_check import ChannelAnswer, channel_warnings, check_channel
from monitor.alerts.send import deliver
from store.outbox import WaitingMessage
from tests.monitor.alerts.mailbox import mailbox

OFFICE = Office(name="检查办", city="某市")
LETTER = WaitingMessage(1, "1@gongkai.invalid", "leader", "新问题1项", "未更新。", frozenset(), 0)
ADDRESS = "mailto://{host}?from=a@example.org&to=b@example.org&mode=insecure"


def test_a_server_that_drips_its_greeting_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(channel_guard, "MAIL_SECONDS", 1.0)
    is_over = threading.Event()

    def drip() -> None:
        with suppress(OSError), server.accept()[0] as line:
            line.sendall(b"220-")
            while not is_over.wait(0.05):
                line.sendall(b"x")

    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=drip, daemon=True).start()
        end = threading.Timer(15, is_over.set)
        end.start()
        began = monotonic()
        found = check_channel(ADDRESS.format(host=f"127.0.0.1:{server.getsockname()[1]}"), OFFICE)
        assert found.result is ChannelAnswer.REFUSES
        assert monotonic() - began < 10
        end.cancel()
        is_over.set()


def test_what_is_nobodys_relay_is_not_asked() -> None:
    found = check_channel(ADDRESS.format(host="169.254.169.254"), OFFICE)
    assert found.result is ChannelAnswer.REFUSES and "169.254.169.254" in found.said


def test_a_server_that_lets_us_in_answers() -> None:
    with mailbox() as box:
        assert check_channel(box.url("leader"), OFFICE).result is ChannelAnswer.ANSWERS


@pytest.mark.parametrize("ask", ["greet", "letter"])
def test_a_server_that_answers_without_end_is_left_before_it_fills_the_memory(ask: str) -> None:
    """At full speed and within the deadline: gigabytes, all kept by the library until the last."""
    said, is_over = [0], threading.Event()

    def flood() -> None:
        with suppress(OSError), server.accept()[0] as line:
            line.sendall(b"220 here\r\n")
            line.recv(1024)
            while not is_over.is_set():
                said[0] += line.send(b"250-and more\r\n" * 1000)

    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=flood, daemon=True).start()
        end = threading.Timer(10, is_over.set)
        end.start()
        address = ADDRESS.format(host=f"127.0.0.1:{server.getsockname()[1]}")
        if ask == "greet":
            error = check_channel(address, OFFICE).said
        else:
            error = deliver(address, LETTER, datetime(2012, 11, 23, tzinfo=UTC), OFFICE)
        assert "without end" in error and not is_over.is_set()
        assert said[0] < 16 << 20, "what the sockets buffer, and no more"
        end.cancel()
        is_over.set()


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("foo://x", "不认识"),
        ("", "不认识"),
        ("file:///etc", "不认识"),
        ("li@example.gov.cn", "不认识"),
        ("s3cret", "不认识"),
        ("mailto://", "不认识"),
        ("https://example.gov.cn/hook", "不认识"),
        ("json://example.gov.cn:99999/hook", "端口"),
        ("json://10.1.2.3/hook", "may_reach"),
        (ADDRESS.format(host="169.254.169.254"), "may_reach"),
    ],
)
def test_where_nothing_can_ever_arrive_is_said_without_asking(address: str, said: str) -> None:
    person = Person(id="li", name="李主任", channels=["json://example.gov.cn/", address])
    office = OFFICE.model_copy(update={"people": [person]})
    [told] = channel_warnings(office)
    assert said in told.zh and "people#1.channels#2" in told.zh and "李主任" in told.zh
    assert "s3cret" not in told.zh + told.en + check_channel(address, office).channel


def test_where_something_may_arrive_nothing_is_said() -> None:
    channels = [
        *(ADDRESS.format(host=host) for host in ("mail.example.gov.cn", "10.1.2.3", "127.0.0.1")),
        *("wecombot://abc", "dingtalk://abc", "feishu://abc", "json://example.gov.cn:8443/hook"),
        "tgram://123456789:abcdefghijklmnopqrstuvwxyzabcdefghi/12315544/",
        "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=abc",
    ]
    person = Person(id="li", name="李主任", channels=channels)
    assert not list(channel_warnings(OFFICE.model_copy(update={"people": [person]})))
