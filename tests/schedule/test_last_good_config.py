"""A broken edit stops no night: the last good configuration stays in use, and the operators hear of
it, once (docs/faults.md O1).
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.service import last_good_config
from app.service.last_good_config import KEPT, standing_config
from app.service.nights import look
from config.errors import ConfigRefused
from tests.config.folders import OFFICE, UNIT, write_folder
from tests.monitor.alerts.mailbox import Mailbox, mailbox

NOW = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
BROKEN = (
    {"units/caizheng.toml": UNIT.replace('name = "', "name = “")},
    {"units/caizheng.toml": 'name = "某市财政局"\n'.encode("gbk")},
    {"limits.toml": "[stale_homepage]\nlimit_days = 0\n"},
    {"office.toml": "name = "},
    {"office.toml": b""},
    {"units/caizheng.toml": b""},
)


@pytest.fixture
def box() -> Iterator[Mailbox]:
    with mailbox() as found:
        yield found


def office(box: Mailbox) -> str:
    return (
        OFFICE
        + f'[[people]]\nid = "op"\nname = "值班"\nrole = "operator"\nchannels = ["{box.url("op")}"]\n'
    )


@pytest.mark.parametrize("edit", BROKEN)
def test_the_last_good_configuration_stays_in_use_and_the_operator_is_told_once(
    edit: dict[str, str | bytes], box: Mailbox, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good: dict[str, str | bytes] = {"office.toml": office(box), "units/caizheng.toml": UNIT}
    before = standing_config(write_folder(tmp_path, good), NOW)
    for name in edit:
        (tmp_path / name).unlink(missing_ok=True)
    write_folder(tmp_path, good | edit)
    for _ in range(3):
        assert standing_config(tmp_path, NOW) == before
    assert "沿用" in capsys.readouterr().err
    (letter,) = box.letters
    assert "沿用上一次的配置" in letter["Subject"]
    assert (
        next(iter(edit)).removesuffix(".toml") in letter.get_content().replace("[.]", ".")
        or "units/" in letter.get_content()
    )


def test_a_repaired_folder_counts_at_once_and_the_next_mistake_is_told_again(
    box: Mailbox, tmp_path: Path
) -> None:
    good: dict[str, str | bytes] = {"office.toml": office(box)}
    standing_config(write_folder(tmp_path, good), NOW)
    for new in ("某市审计局", "某市统计局"):
        write_folder(tmp_path, good | {"units/caizheng.toml": UNIT.replace("department", "dept")})
        assert standing_config(tmp_path, NOW).units[0].kind == "department"
        write_folder(tmp_path, good | {"units/caizheng.toml": UNIT.replace("某市财政局", new)})
        assert standing_config(tmp_path, NOW).units[0].name == new
    assert len(box.letters) == 2


def test_a_service_begun_anew_over_a_broken_folder_finds_what_was_good(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = standing_config(write_folder(tmp_path, {}), NOW)
    (tmp_path / "office.toml").write_text("name = ")
    monkeypatch.setattr(last_good_config, "_DATA", {})
    assert standing_config(tmp_path, NOW) == before


def test_where_nothing_good_was_ever_kept_the_refusal_stands(tmp_path: Path) -> None:
    with pytest.raises(ConfigRefused, match="limit_days"):
        standing_config(
            write_folder(tmp_path, {"limits.toml": "[stale_homepage]\nlimit_days = 0\n"}), NOW
        )


def test_what_is_kept_is_the_owners_alone_and_is_written_only_when_it_changes(
    tmp_path: Path,
) -> None:
    standing_config(write_folder(tmp_path, {}), NOW)
    kept = tmp_path / "data" / KEPT
    assert kept.stat().st_mode & 0o077 == 0
    assert all(path.stat().st_mode & 0o077 == 0 for path in kept.rglob("*.toml"))
    written = (kept / "digest").stat().st_mtime_ns
    standing_config(tmp_path, NOW)
    assert (kept / "digest").stat().st_mtime_ns == written


def test_the_night_is_run_over_a_folder_that_an_edit_broke(tmp_path: Path) -> None:
    standing_config(
        write_folder(tmp_path, {"office.toml": OFFICE + '[schedule]\nnight_at = "02:10"\n'}), NOW
    )
    write_folder(tmp_path, {"office.toml": OFFICE + "[schedule]\nnight_at = 02:10\n"})
    nights: list[Path] = []
    assert look(tmp_path, nights.append, NOW) is not None
    assert nights == [tmp_path]
