"""Everything that the command line says of itself is said in both languages, once."""

from collections.abc import Iterator

import pytest
from typer.main import get_command

from app.cli import app
from app.cli_page import every_command
from app.command_line.words import EXAMPLES, MORE, SAYS, all_words, examples, paragraphs, parameter
from config.words import Words

LISTS = {MORE, EXAMPLES}
OF_NO_COMMAND = {"panels", "frame", "usage", "shared"}
COMMANDS = dict(every_command())
GROUPS = {name.partition(" ")[0] for name in COMMANDS if " " in name}


def pairs() -> Iterator[tuple[str, object]]:
    for table, rows in all_words().items():
        for key, pair in rows.items():
            if key == MORE:
                yield from ((f"{table}.{key}", one) for one in pair)
            elif key != EXAMPLES:
                yield f"{table}.{key}", pair


@pytest.mark.parametrize(("place", "pair"), [*pairs()])
def test_both_languages_are_there_and_flow(place: str, pair: object) -> None:
    zh, en = Words(*pair)  # type: ignore[misc]
    assert zh.strip() and en.strip() and (zh != en or place == "frame.version")
    is_layout = place == "usage.see"
    assert is_layout or "\n" not in zh + en, "a sentence is broken by the page, not by the table"


@pytest.mark.parametrize("name", [*COMMANDS, *sorted(GROUPS), "gongkai"])
def test_every_command_says_what_it_does(name: str) -> None:
    assert paragraphs(name)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_examples_that_call_it(name: str) -> None:
    assert examples(name), "an example is worth ten options"
    assert all(one.startswith(f"gongkai {name}") for one in examples(name))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_and_argument_says_what_it_means(name: str) -> None:
    for one in COMMANDS[name].params:
        assert parameter(name, str(one.name))
        assert not one.help, "what is said stands in words.toml alone"
        assert str(one.name) not in {SAYS, *LISTS}


def test_nothing_is_said_of_what_is_not_there() -> None:
    root = get_command(app)
    known = {name: {str(one.name) for one in command.params} for name, command in COMMANDS.items()}
    known["gongkai"] = {str(one.name) for one in root.params}
    for table, rows in all_words().items():
        if table not in OF_NO_COMMAND:
            said = rows.keys() - {SAYS, *LISTS}
            assert said <= known.get(table, set()), f"[{table}] {said}"
    shared = set(all_words()["shared"]) - {"help"}
    assert shared <= set().union(*known.values())
