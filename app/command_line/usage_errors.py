"""A command that is written wrongly, said in both languages. Typer and pydantic word such errors in
English; what they are about is read from their fields.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from difflib import get_close_matches
from typing import Any

from typer.exceptions import TyperException

from app.command_line.help_page import parameter_name
from app.command_line.words import usage
from config.words import Words

TOO_SMALL, TOO_LARGE = {"greater_than", "greater_than_equal"}, {"less_than", "less_than_equal"}
NO_COMMAND = re.compile("No such command '(?P<name>.*?)'")
NO_NUMBER = {"int_parsing", "int_type", "int_from_float", "int_parsing_size"}


def said(error: TyperException, typed: Sequence[str]) -> Words:
    """What is wrong with the command line whose words were `typed`."""
    detail: Any = error
    match type(error).__name__:
        case "NoSuchOption":
            return usage("no_such_option").filled(
                name=detail.option_name, near=_near(detail.option_name, detail.possibilities or ())
            )
        case "MissingParameter":
            return usage("missing").filled(name=parameter_name(detail.param))
        case "BadOptionUsage":
            needs = any(_is_last(detail.option_name, word) for word in typed)
            return usage("needs_value" if needs else "takes_no_value").filled(
                name=detail.option_name
            )
        case "BadParameter" if detail.param is not None:
            return _unfit(detail)
    if error.message.startswith("Got unexpected extra argument"):
        return usage("too_many").filled(words=error.message.partition("(s) (")[2].rstrip(")"))
    if found := NO_COMMAND.match(error.message):
        near = _near(found["name"], detail.ctx.command.commands)
        return usage("no_such_command").filled(name=found["name"], near=near)
    if error.message.startswith("Missing command"):
        return usage("no_command")
    return usage("otherwise").filled(message=error.format_message())


def _near(typed: str, known: Iterable[str]) -> Words:
    """The likeliest of what there is, as a question."""
    likeliest = get_close_matches(typed, list(known), n=1)
    return usage("near").filled(name=likeliest[0]) if likeliest else Words("", "")


def _is_last(option: str, word: str) -> bool:
    """`--day` stands without `=`: what it lacks is a value, not the other way round."""
    return word == option or (len(option) == 2 and word.startswith(option))


def _unfit(error: Any) -> Words:
    """A value that the library refused: pydantic's first complaint stands behind it."""
    refused = error.__cause__.errors()[0] if hasattr(error.__cause__, "errors") else {}
    kind, limits = refused.get("type", ""), refused.get("ctx", {})
    known = {"name": _name_alone(error.param), "value": str(refused.get("input", ""))}
    if kind in TOO_SMALL:
        return usage("too_small").filled(limit=limits.get("ge", limits.get("gt")), **known)
    if kind in TOO_LARGE:
        return usage("too_large").filled(limit=limits.get("le", limits.get("lt")), **known)
    if kind in NO_NUMBER:
        return usage("not_a_number").filled(**known)
    if choices := error.param.type_descriptor.choices:
        listed = Words("、".join(choices), ", ".join(choices))
        return usage("not_a_choice").filled(choices=listed, **known)
    if error.param.type_descriptor.annotation is datetime:
        return usage("not_a_day").filled(**known)
    return usage("unfit").filled(**known)


def _name_alone(param: Any) -> str:
    return param.opts[0] if param.param_type_name == "option" else parameter_name(param)
