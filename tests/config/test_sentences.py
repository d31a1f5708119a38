"""The table of sentences: each is said somewhere, and says the same in both languages."""

import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

from config.packaged import packaged_toml

SOURCE = "".join(
    path.read_text(encoding="utf-8")
    for folder in ("config", "crawler/documents")
    for path in sorted((Path(__file__).parents[2] / folder).rglob("*.py"))
)
GROUPS = ("pydantic", "models", "tomllib", "notes")


def sentences(table: dict[str, Any], path: str = "") -> Iterator[tuple[str, list[str]]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from sentences(value, f"{path}.{key}".strip("."))
        elif isinstance(value, list):
            yield f"{path}.{key}", value


ALL = dict(sentences(packaged_toml("sentences.toml")))


@pytest.mark.parametrize("name", ALL)
def test_both_languages_name_the_same_things(name: str) -> None:
    zh, en = ({field for _, field, _, _ in Formatter().parse(text) if field} for text in ALL[name])
    assert zh == en


def test_every_sentence_that_is_asked_for_is_there_and_every_one_there_is_asked_for() -> None:
    table = packaged_toml("sentences.toml")
    complaints, notes = {*table} - {*GROUPS}, {*table["notes"]}
    strings = set(re.findall(r'"([a-z_0-9]+)"', SOURCE))
    assert set(re.findall(r'said\(\s*"(\w+)"', SOURCE)) <= complaints <= strings
    assert set(re.findall(r'note\(\s*"(\w+)"', SOURCE)) <= notes <= strings
