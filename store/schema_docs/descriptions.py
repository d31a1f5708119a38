"""What each table, view and column of the ledger is for, in both languages: `descriptions.toml`
beside this file, as docs/schema.md, the analysts' pages and `gongkai export` show it.

A test holds that nothing in the live schema is missing there and nothing there is missing here.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from config.words import Words


@dataclass(frozen=True, slots=True)
class Description:
    """A table or view: what a row is, and what each column says."""

    about: Words
    columns: dict[str, Words]


@cache
def descriptions() -> dict[str, Description]:
    """By table or view: views first, then tables, each in the order of their names."""
    text = (resources.files("store.schema_docs") / "descriptions.toml").read_text(encoding="utf-8")
    read = {
        name: Description(
            _words(said), {column: _words(words) for column, words in said["columns"].items()}
        )
        for name, said in tomllib.loads(text).items()
    }
    return dict(sorted(read.items(), key=lambda each: (not each[0].startswith("v_"), each[0])))


def _words(said: dict[str, str]) -> Words:
    """What is missing is "" here, and found by the test."""
    return Words(said.get("zh", ""), said.get("en", ""))
