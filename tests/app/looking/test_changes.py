"""What happened between two days, as it is said. Over nights: tests/walks/test_ten_tasks.py."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from app.looking.changes import Changes, NotWhole, Unanswered
from store.findings import FindingEvent, FindingTurn
from store.records import Run
from tests.monitor.report.sample import DAY, FINDINGS, STALE, config


def changes(folder: Path, secret: frozenset[int] = frozenset()) -> Changes:
    event = FindingEvent(STALE.id, FindingTurn.OPENED, "r", DAY, "problem", "", "", "")
    other = FINDINGS[1]
    taken = FindingEvent(
        other.id, FindingTurn.WITHDRAWN, "r", DAY, "problem", "", "", "",
        withdrawn_kind="office", withdrawn_by="李主任", withdrawn_why="系误判",
    )  # fmt: skip
    blind = Run("2012-11-22", date(2012, 11, 22), datetime(2012, 11, 22, tzinfo=UTC), state="blind")
    return Changes(
        config(folder),
        date(2012, 11, 19),
        DAY,
        (blind,),
        ((STALE, event), (other, taken)),
        (NotWhole("xueji", 2, ("own_network_blind",)),),
        ("caizheng",),
        (Unanswered(STALE, DAY, date(2012, 11, 20), "acknowledged"),),
        secret,
    )


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_line_is_said(tmp_path: Path, language: str) -> None:
    said = changes(tmp_path).text(language)
    assert "{" not in said and str(STALE.id) in said
    assert STALE.sentence(language) in said and "系误判" in said
    assert "2012-11-22" in said, "a night that could not see is named"
    days_late = "3" if language == "en" else "逾期3天"
    assert days_late in said.splitlines()[-1]


def test_what_is_secret_is_told_by_its_number_alone(tmp_path: Path) -> None:
    told = changes(tmp_path, frozenset({STALE.id}))
    assert STALE.sentence_zh not in told.text("zh") + str(told.as_json())
    assert told.as_json()["opened"] == [{"finding": STALE.id, "day": DAY}]
