"""What the office writes is seen while the console runs; what is broken is not taken."""

from pathlib import Path

import pytest

from config.folder import load
from monitor.console import living
from monitor.console.living import LivingConfig
from tests.monitor.report.test_commands import folder

__all__ = ["folder"]  # a fixture


def test_a_changed_file_is_seen_and_a_broken_one_is_not_taken(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(living, "LOOKED_AT_EVERY_S", 0.0)
    now = LivingConfig.of(load(folder))
    before, office = now(), folder / "office.toml"
    assert now() is before, "nothing was written"
    text = office.read_text("utf-8")
    office.write_text(
        text.replace(f'name = "{before.office.name}"', 'name = "新办公室"', 1), "utf-8"
    )
    assert now().office.name == "新办公室"
    office.write_text("name = [", "utf-8")
    assert now().office.name == "新办公室"
    office.write_text(text, "utf-8")
    assert now().office.name == before.office.name
