"""Every key that an office may write is described, in both languages, and no other."""

from pathlib import Path

import pytest
from pydantic import BaseModel

from config.configuration_page import (
    configuration_document,
    described_keys,
    models,
)
from config.descriptions import descriptions

ROOT = Path(__file__).parents[2]
MODELS = list(models())


def test_the_page_of_keys_is_the_one_that_is_made() -> None:
    page = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
    assert page == configuration_document(), "make docs"


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_key_is_described_and_nothing_else(model: type[BaseModel]) -> None:
    described = descriptions().get(model.__name__, {})
    assert list(described) == described_keys(model), "config/descriptions.toml"
    assert all(words.zh and words.en and words.zh != words.en for words in described.values())


def test_no_description_is_left_of_a_model_that_went() -> None:
    assert set(descriptions()) == {model.__name__ for model in MODELS}


@pytest.mark.parametrize(
    "row",
    [
        "| `timeout_s` | number 1–15 | `15` |",
        "| `minutes_per_unit` | number > 0, ≤ 600 | `30` |",
        "| `name` | text, characters ≥ 2 | required |",
        '| `proxy` | proxy | `""` |',
        "### [[work_calendar]]",
        "### [missing_site]",
    ],
)
def test_types_bounds_and_defaults_are_the_models(row: str) -> None:
    assert row in configuration_document()
