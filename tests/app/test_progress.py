"""Long work says how far it is, to people and to logs."""

import pytest

from app.progress import SECONDS_BETWEEN, Lines
from crawler.workers.progress_events import ProgressEvent


def event(unit: str, done: int) -> ProgressEvent:
    return ProgressEvent(unit, "started", done)


def test_a_log_gets_a_line_a_minute_at_most(capsys: pytest.CaptureFixture[str]) -> None:
    now = 0.0
    lines = Lines("检查", lambda: now)
    for done in range(1, 200):
        now += 1
        lines(event("huanbao", done))
    said = capsys.readouterr().err.splitlines()
    assert len(said) == int(199 // SECONDS_BETWEEN)
    assert "60 " in said[0] and "huanbao" not in said[0]


def test_steps_are_added_up(capsys: pytest.CaptureFixture[str]) -> None:
    now = 0.0
    lines = Lines("检查", lambda: now)
    lines(event("huanbao", 40))
    lines.step("第二夜")
    now = SECONDS_BETWEEN
    lines(event("huanbao", 2))
    [said] = capsys.readouterr().err.splitlines()
    assert "42" in said and "第二夜" in said
