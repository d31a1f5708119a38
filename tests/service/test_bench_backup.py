"""The bench of backup and restore, small: what it measures is true."""

from pathlib import Path

import pytest

from tests.monitor.console.big_ledger import build
from tests.service.bench_backup import contents, there_and_back


def test_everything_comes_back(tmp_path: Path) -> None:
    config = build(tmp_path, units=2, pages=60, nights=5)
    rows, backup_s, restore_s = there_and_back(config)
    assert rows > 500 and backup_s > 0 and restore_s > 0


def test_a_row_that_was_lost_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = build(tmp_path, units=1, pages=60, nights=2, with_search=True)
    true = contents(config.data)
    answers = iter([true, true | {"ledger.db.run": (0, "")}])
    monkeypatch.setattr("tests.service.bench_backup.contents", lambda data: next(answers))
    with pytest.raises(AssertionError, match=r"ledger\.db\.run"):
        there_and_back(config)
