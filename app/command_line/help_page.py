"""What `gongkai COMMAND --help` shows, as text in one language. Typer's own pages pass their headings
through gettext and what stands below them through nothing, and break Chinese at blanks only.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from typer.core import TyperArgument, TyperGroup, TyperOption

from app.command_line.line_width import columns, wrapped
from app.command_line.words import examples, frame, panel, paragraphs, parameter
from config.errors import ENDS
from config.words import Words

# A command or a group as typer builds it, and what belongs to it.
Command = Any
Parameter = TyperArgument | TyperOption

WRITTEN_AS = {str: "TEXT", int: "N", Path: "PATH", datetime: "YYYY-MM-DD"}
NAMES_AT_MOST = 26  # columns; a longer one has a line of its own


def help_page(command: Command, called: str, name: str, language: str, width: int) -> str:
    """The page of `command`, `called` as the user would ("gongkai units import") and whose words
    stand under `name` ("units import"). `width` in columns, a Chinese character counting 2.
    """
    lines = [usage_line(command, called, language), ""]
    for paragraph in paragraphs(name):
        lines += [*wrapped(paragraph.text(language), width), ""]
    if shown := examples(name):
        lines += [frame("examples").text(language), *(f"  {one}" for one in shown), ""]
    for heading, rows in _sections(command, name, language):
        lines += [heading, *_in_two_columns(rows, width), ""]
    if name == "gongkai":
        rows = [(f"{code:>3}", end.text(language)) for code, end in sorted(ENDS.items())]
        lines += [frame("ends").text(language), *_in_two_columns(rows, width)]
    return "\n".join(lines).rstrip()


def usage_line(command: Command, called: str, language: str) -> str:
    parts = [called, *(_in_usage(one) for one in command.params if isinstance(one, TyperArgument))]
    options = frame("options").text(language)
    parts.insert(1, f"[{options if language == 'zh' else options.upper()}]")
    if isinstance(command, TyperGroup):
        parts.append(frame("command").text(language))
    return frame("usage").text(language) + " ".join(parts)


def parameter_name(one: Parameter) -> str:
    """As it is typed: `--unit TEXT`, `--json`, `UNIT`."""
    if isinstance(one, TyperArgument):
        return one.metavar or str(one.name).upper()
    names = ", ".join([*one.opts, *one.secondary_opts])
    return names if one.is_flag else f"{names} {one.metavar or _kind(one)}"


def parameter_words(one: Parameter, command: str) -> Words:
    """What it means, and the environment's variable that stands in for it."""
    said = parameter(command, str(one.name))
    if not one.envvar:
        return said
    variable = frame("environment")
    return Words(*(f"{text} {variable[at].format(one.envvar)}" for at, text in enumerate(said)))


def default_of(one: Parameter) -> str:
    """As it would be typed; "" where there is none."""
    return "" if one.default in (None, "", False) or one.required else str(one.default)


def _sections(command: Command, name: str, language: str) -> Iterator[tuple[str, list[Any]]]:
    colon = "：" if language == "zh" else ":"
    for kind, heading in ((TyperArgument, "arguments"), (TyperOption, "options")):
        rows = [
            (parameter_name(one), _meaning(one, name, language))
            for one in command.params
            if isinstance(one, kind)
        ]
        if kind is TyperOption:
            rows.append(("-h, --help", parameter(name, "help").text(language)))
        if rows:
            yield frame(heading).text(language) + colon, rows
    inside = command.commands.values() if isinstance(command, TyperGroup) else ()
    for key in dict.fromkeys(_panel_of(one) for one in inside):
        heading = (panel(key) if key else frame("commands")).text(language) + colon
        yield (
            heading,
            [
                (one.name, paragraphs(_path(name, str(one.name)))[0].text(language))
                for one in inside
                if _panel_of(one) == key
            ],
        )


def _path(name: str, inside: str) -> str:
    return inside if name == "gongkai" else f"{name} {inside}"


def _panel_of(command: Command) -> str:
    return command.rich_help_panel if isinstance(command.rich_help_panel, str) else ""


def _meaning(one: Parameter, name: str, language: str) -> str:
    parts = [parameter_words(one, name).text(language)]
    if one.required:
        parts.append(frame("required").text(language))
    elif default := default_of(one):
        parts.append(frame("default").text(language).format(default))
    return " ".join(parts)


def _in_usage(one: TyperArgument) -> str:
    name = parameter_name(one)
    return name if one.required else f"[{name}]"


def _kind(one: TyperOption) -> str:
    if one.min is not None:
        return f"{one.min}–{one.max}"
    if choices := one.type_descriptor.choices:
        return "|".join(choices)
    kind = one.type_descriptor.annotation
    return WRITTEN_AS.get(kind, WRITTEN_AS[str])


def _in_two_columns(rows: Iterable[tuple[str, str]], width: int) -> Iterator[str]:
    rows = list(rows)
    left = min(max(columns(name) for name, _ in rows), NAMES_AT_MOST)
    for name, text in rows:
        first, *rest = wrapped(text, width - left - 4)
        if columns(name) > left:
            yield f"  {name}"
            yield f"  {'':{left}}  {first}"
        else:
            yield f"  {name}{' ' * (left - columns(name))}  {first}"
        yield from (f"  {'':{left}}  {line}" for line in rest)
