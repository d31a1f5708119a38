"""企业微信, 钉钉, 飞书: what they refuse is not delivered, what they take is whole, in order, within
their bytes.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.service.alerting import send_alerts
from config.office import Person
from monitor.alerts import send
from monitor.alerts.robots import ROBOTS, parts, pieces, shorter
from monitor.alerts.send import channel_key, deliver, send_waiting
from store.ledger import open_ledger
from store.outbox import NewMessage, WaitingMessage, compose, waiting
from tests.monitor.alerts.mailbox import mailbox
from tests.monitor.alerts.robots import DINGTALK, FEISHU, WECOM, Robots, robots
from tests.monitor.alerts.test_webhook import NOW, OFFICE
from tests.reliability.promises import REFUSING_ROBOTS
from tests.reliability.rows import row
from tests.service.offices import office as office_on_disk

GRAVEST = "【严重】张集镇“通知公告”栏目被篡改。"
LINES = [GRAVEST, *(f"{n}. 财政局“预决算公开”栏目超过 {n} 天未更新。" for n in range(900))]
BODY = "\n".join(LINES)
SUBJECT = "某市：新问题901项"
MESSAGE = WaitingMessage(1, "1@gongkai.invalid", "leader", SUBJECT, BODY, frozenset(), 0)
SHORT = WaitingMessage(1, "1@gongkai.invalid", "leader", SUBJECT, GRAVEST, frozenset(), 0)
CHANNELS = {"wecom": WECOM, "dingtalk": DINGTALK, "feishu": FEISHU}


@pytest.fixture
def answering(monkeypatch: pytest.MonkeyPatch) -> Iterator[Robots]:
    monkeypatch.setattr(send, "PAUSE_SECONDS", 0.0)
    with robots(monkeypatch) as opened:
        yield opened


def test_what_a_robot_refuses_under_200_is_not_delivered(answering: Robots) -> None:
    with row(REFUSING_ROBOTS.fault, REFUSING_ROBOTS.what, soak=False) as seen:
        for robot, number in (("wecom", 93000), ("dingtalk", 310000), ("feishu", 19024)):
            answering.refuses = {robot: number}
            said = deliver(CHANNELS[robot], SHORT, NOW, OFFICE)
            seen.point("" if str(number) in said else f"{robot}: {said!r}")
            answering.refuses = {}
            seen.point(deliver(CHANNELS[robot], SHORT, NOW, OFFICE))
            seen.point("" if len(answering.taken[robot]) == 1 else "taken twice")


@pytest.mark.parametrize("robot", CHANNELS)
def test_a_long_message_arrives_whole_and_in_order_the_gravest_first(
    answering: Robots, robot: str
) -> None:
    assert deliver(CHANNELS[robot], MESSAGE, NOW, OFFICE) == ""
    texts = answering.taken[robot]
    assert len(texts) > 1 and answering.asked == len(texts), "none was refused for its length"
    assert GRAVEST in texts[0] and all(text.startswith(SUBJECT) for text in texts)
    arrived = [line for text in texts for line in text.split("\n")[1:] if line]
    assert arrived == LINES


def test_a_short_message_is_one(answering: Robots) -> None:
    for channel in CHANNELS.values():
        assert deliver(channel, SHORT, NOW, OFFICE) == ""
    assert all(texts == [f"{SUBJECT}\n{GRAVEST}"] for texts in answering.taken.values())


@pytest.mark.parametrize("robot", CHANNELS)
def test_what_is_called_too_long_is_sent_again_shorter(answering: Robots, robot: str) -> None:
    answering.limits[robot] = answering.limits[robot] * 2 // 5  # the service has changed its mind
    assert deliver(CHANNELS[robot], MESSAGE, NOW, OFFICE) == ""
    arrived = [line for text in answering.taken[robot] for line in text.split("\n")[1:] if line]
    assert arrived == LINES


def test_one_that_calls_everything_too_long_is_not_asked_for_ever(answering: Robots) -> None:
    answering.limits["wecom"] = 1
    assert "40058" in deliver(WECOM, MESSAGE, NOW, OFFICE)
    assert answering.asked <= 1 + send.MOST_CUTS


@pytest.mark.parametrize(
    "says", [b"<html>log in</html>", b"[]", b"{}", b'{"errcode": null}', b"1", b"[" * 100_000]
)
def test_an_answer_that_is_not_the_robots_own_is_no_yes(answering: Robots, says: bytes) -> None:
    answering.says = says
    assert "not its own" in deliver(WECOM, SHORT, NOW, OFFICE)


def test_a_part_that_was_taken_is_not_sent_again(answering: Robots, tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path / "ledger.db")
    people = [Person(id="leader", name="分管领导", channels=[WECOM])]
    office = OFFICE.model_copy(update={"people": people})
    compose(ledger, [NewMessage("leader", "r", NOW.date(), SUBJECT, BODY, ())], now=NOW)
    answering.refuses, answering.refuses_from = {"wecom": 45009}, 3
    [sent] = send_waiting(ledger, office, NOW)
    assert sent.is_refused and "45009" in sent.error and len(waiting(ledger)) == 1
    answering.refuses = {}
    [sent] = send_waiting(ledger, office, NOW)
    assert sent.error == "" and waiting(ledger) == []
    arrived = [line for text in answering.taken["wecom"] for line in text.split("\n")[1:] if line]
    assert arrived == LINES, "each line once"
    assert "s3cret" not in channel_key(WECOM) + sent.error
    ledger.close()


def test_the_operator_is_told_of_a_refusal_once(answering: Robots, tmp_path: Path) -> None:
    with mailbox() as box:
        people = f"""
[[people]]
id = "leader"
name = "分管领导"
channels = ["{WECOM}"]
[[people]]
id = "watch"
name = "值班员"
role = "operator"
channels = ["{box.url("watch")}"]
[alerts]
may_reach = ["127.0.0.0/8"]
"""
        config = office_on_disk(tmp_path, people)
        config.data.mkdir()
        ledger = open_ledger(config.data / "ledger.db")
        compose(ledger, [NewMessage("leader", "r", NOW.date(), SUBJECT, GRAVEST, ())], now=NOW)
        ledger.close()
        answering.refuses = {"wecom": 93000}
        for _ in range(3):
            send_alerts(config, NOW)
        assert len(box.letters) == 1
        told = box.letters[0].get_content()
        assert "93000" in told and "企业微信" in told and "leader" in told and "s3cret" not in told
        answering.refuses = {}
        send_alerts(config, NOW)
        assert len(answering.taken["wecom"]) == 1 and len(box.letters) == 1


@given(st.text(), st.sampled_from(sorted(ROBOTS)), st.integers(24, 400))
def test_pieces_lose_nothing_and_keep_their_size(text: str, name: str, most: int) -> None:
    size = ROBOTS[name].size
    cut = list(pieces(text, most, size))
    assert "".join(cut) == text and all(size(piece) <= most for piece in cut)


@given(st.text(min_size=1, max_size=100), st.text(alphabet='公开a\n"\\😀', max_size=9_000))
def test_no_part_is_over_its_robots_limit(subject: str, body: str) -> None:
    for robot in ROBOTS.values():
        cut = parts(" ".join(subject.split()), body, robot)
        assert all(robot.size(part) <= robot.most for part in cut)
        halves = shorter(cut[0], robot)
        assert all(robot.size(half) < robot.size(cut[0]) for half in halves)


def test_the_request_of_the_wire_is_what_is_counted() -> None:
    """A Chinese character is three bytes of text and six of the request."""
    assert ROBOTS["wecombot"].size("公开") == 6 and ROBOTS["feishu"].size("公开") == 12
    assert len(json.dumps({"text": "公开"})) == len('{"text": ""}') + 12
