"""What this package says of the office's files, from `sentences.toml`."""

from typing import Any

from config.packaged import packaged_toml
from config.words import Words

FILE = "sentences.toml"

Said = tuple[Words, Words]  # what is wrong, how to repair it


def said(name: str, /, **values: object) -> Said:
    """The complaint of that name (a dotted path), filled with `values`."""
    table = packaged_toml(FILE)
    for part in name.split("."):
        table = table[part]
    return _filled(table["what"], values), _filled(table["repair"], values)


def note(name: str, /, **values: object) -> Words:
    """One sentence, or a part of one, that is no complaint by itself."""
    return _filled(packaged_toml(FILE)["notes"][name], values)


def complaints(group: str) -> dict[str, dict[str, Any]]:
    """The complaints of a group ("pydantic", "models", "tomllib"), with what they are known by."""
    found: dict[str, dict[str, Any]] = packaged_toml(FILE)[group]
    return found


def _filled(pair: list[str], values: dict[str, object]) -> Words:
    words = Words(*pair)
    return words.filled(**values) if values else words
