"""TOML files that lie beside the code of this package: tables of words and descriptions."""

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def packaged_toml(name: str) -> dict[str, Any]:
    """What `config/<name>` holds. Shared by all who ask: not to be changed."""
    return tomllib.loads(resources.files("config").joinpath(name).read_text(encoding="utf-8"))
