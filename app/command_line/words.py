"""What the command line says of itself, from `words.toml`: of every command, its options and
arguments, and of a command that is written wrongly.
"""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from config.words import Words

# What stands in a command's table beside its parameters.
SAYS, MORE, EXAMPLES = "says", "more", "examples"


@cache
def all_words() -> dict[str, dict[str, Any]]:
    """`words.toml` as it is written: read when help or an error is shown, not at every start."""
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))


def frame(name: str) -> Words:
    return Words(*all_words()["frame"][name])


def panel(name: str) -> Words:
    return Words(*all_words()["panels"][name])


def usage(name: str) -> Words:
    return Words(*all_words()["usage"][name])


def paragraphs(command: str) -> list[Words]:
    """What `command` ("units import") does; the first stands in the list of commands, too."""
    table = all_words()[command]
    return [Words(*table[SAYS]), *(Words(*one) for one in table.get(MORE, ()))]


def examples(command: str) -> list[str]:
    return list(all_words()[command].get(EXAMPLES, ()))


def parameter(command: str, name: str) -> Words:
    """What the option or argument `name` of `command` means. Raises KeyError where nobody said."""
    table = all_words()[command]
    return Words(*(table[name] if name in table else all_words()["shared"][name]))
