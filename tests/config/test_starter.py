"""`gongkai init`: what it writes is valid, explained, and never written over anything."""

import re
import tomllib
from pathlib import Path

import pytest

from config.errors import ConfigRefused
from config.folder import load
from config.office import Office
from config.starter import starter_texts, write_starter
from config.unit import Unit


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_starter_is_a_valid_folder_that_visits_nobody(language: str, tmp_path: Path) -> None:
    written = write_starter(tmp_path / "office", language)
    assert {path.name for path in written} == {"office.toml", "example.toml", "README.md"}
    config = load(tmp_path / "office")
    assert config.office.language == language
    assert [unit.id for unit in config.units] == ["example"]
    assert not config.units[0].sites


@pytest.mark.parametrize(("name", "model"), [("office.toml", Office), ("units/example.toml", Unit)])
def test_every_setting_behind_a_hash_is_a_real_one(
    name: str, model: type[Office] | type[Unit]
) -> None:
    """What a user gets by taking the # away must be accepted."""
    opened = re.sub(
        r"^# ((?:\[+\w+\]+|\w+ = .*))$", r"\1", starter_texts("zh")[name], flags=re.MULTILINE
    )
    table = tomllib.loads(opened)
    assert len(table) > 8
    if model is Unit:
        table.pop("no_own_site")  # excludes [[sites]]
    model.model_validate(table)


@pytest.mark.parametrize("existing", ["office.toml", "units/example.toml", "README.md"])
def test_nothing_is_overwritten_and_nothing_half_written(existing: str, tmp_path: Path) -> None:
    (tmp_path / "units").mkdir()
    (tmp_path / existing).write_text("mine")
    with pytest.raises(ConfigRefused) as caught:
        write_starter(tmp_path)
    assert existing in caught.value.words.zh
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == [Path(existing).name]
    assert (tmp_path / existing).read_text() == "mine"
