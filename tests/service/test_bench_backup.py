"""The bench of backup and restore, small: what it measures is true."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.exports.restoring import chosen, put_back
from app.night.indexing import refresh_search
from app.service.backing_up import back_up
from store.backup import backup as backups
from tests.monitor.console.big_ledger import build
from tests.service.bench_backup import contents, there_and_back


def test_everything_comes_back(tmp_path: Path) -> None:
    config = build(tmp_path, units=2, pages=60, nights=5)
    rows, backup_s, restore_s = there_and_back(config)
    assert rows > 500 and backup_s > 0 and restore_s > 0


def test_a_row_that_was_lost_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = build(tmp_path, units=1, pages=60, nights=2, with_search=False)
    true = contents(config.data)
    answers = iter([true, true | {"ledger.db.run": (0, "")}])
    monkeypatch.setattr("tests.service.bench_backup.contents", lambda data: next(answers))
    with pytest.raises(AssertionError, match=r"ledger\.db\.run"):
        there_and_back(config)


def test_the_search_index_is_not_copied_and_is_made_again(tmp_path: Path) -> None:
    """With it in the backup no restore came to its end: nothing knew its kind of file."""
    config = build(tmp_path, units=1, pages=60, nights=2)
    backup = back_up(config, datetime.now(UTC), tmp_path / "backups")
    assert {one.name for one in backup.manifest.databases} == {"ledger.db", "archive.db"}
    restored = put_back(chosen(config.folder, str(backup.path)), config.folder).restored
    assert not (config.data / "search.db").exists(), "it may know more than the restored ledger"
    assert restored.replaced is not None and (restored.replaced / "search.db").exists()
    assert refresh_search(config) > 0


def test_a_backup_of_an_older_version_that_holds_the_index_is_restored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = build(tmp_path, units=1, pages=60, nights=2)
    with monkeypatch.context() as older:
        older.setattr(backups, "DERIVED", frozenset())
        backup = back_up(config, datetime.now(UTC), tmp_path / "backups")
    assert "search.db" in {one.name for one in backup.manifest.databases}
    restored = put_back(chosen(config.folder, str(backup.path)), config.folder).restored
    assert {one.name for one in restored.databases} == {"ledger.db", "archive.db"}
