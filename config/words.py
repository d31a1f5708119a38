"""A sentence in both of the product's languages. Words live in tables of these, never in ifs."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple


class Words(NamedTuple):
    zh: str
    en: str

    def text(self, language: str, **values: object) -> str:
        """The sentence in `language` ("zh" or "en") with its placeholders filled."""
        template = self.en if language == "en" else self.zh
        return template.format(**values) if values else template

    def filled(self, **values: object) -> "Words":
        """The pair with its placeholders filled; a value that is itself a pair goes in language by
        language.
        """

        def of(place: int) -> dict[str, object]:
            return {
                name: value[place] if isinstance(value, Words) else value
                for name, value in values.items()
            }

        return Words(self.zh.format(**of(0)), self.en.format(**of(1)))


@dataclass(frozen=True, slots=True)
class Spoken:
    """A table's sentences in one language: `say("title", city=…)`."""

    table: Mapping[str, Words]
    language: str  # "zh" or "en"

    def __call__(self, name: str, /, **values: object) -> str:
        return self.table[name].text(self.language, **values)


def word_table(*files: Path) -> Mapping[str, Words]:
    """The sentences of TOML files beside the code, `name = ["中文", "English"]`, by name.

    Raises ValueError for an entry that is no such pair, and for a name that stands twice: a table
    is part of the program, and is read when its module is imported.
    """
    table: dict[str, Words] = {}
    for file in files:
        for name, pair in tomllib.loads(file.read_text("utf-8")).items():
            if name in table or not _is_pair(pair):
                raise ValueError(f"{file.name}: {name}")
            table[name] = Words(*pair)
    return MappingProxyType(table)


def _is_pair(value: object) -> bool:
    return (
        isinstance(value, list)
        and len(value) == 2
        and all(isinstance(text, str) and text for text in value)
    )
