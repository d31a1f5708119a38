"""docs/cli.md, made from the commands themselves:  python -m app.cli_page"""

import inspect
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, get_type_hints

from typer import Typer
from typer.models import ArgumentInfo, OptionInfo

from app.cli import LOOK, NIGHT, SERVICE, START, app
from config.errors import ENDS

HEAD = """# Commands

Made by `make docs` from `app/commands/`; do not edit. `gongkai COMMAND --help` says the same. With `--json` a command prints one object, or one a line, instead of words. Sentences are in the office's language; before that is known, in that of `GONGKAI_LANGUAGE` (`zh` or `en`) or of the terminal.
"""
EXIT_CODES = "\n## Exit codes · 退出码\n\n| | | |\n|---|---|---|\n"
VALUES = {str: "TEXT", int: "N", Path: "PATH", datetime: "YYYY-MM-DD"}

Command = tuple[str, Callable[..., None]]


def cli_document() -> str:
    """The whole page, commands by the panels of `gongkai --help`."""
    ends = "".join(f"| {code} | {end.en} | {end.zh} |\n" for code, end in sorted(ENDS.items()))
    panels = "".join(
        f"\n## {panel}\n" + "".join(_section(*command) for command in _commands(panel))
        for panel in (START, NIGHT, SERVICE, LOOK)
    )
    return HEAD + panels + EXIT_CODES + ends


def _commands(panel: str) -> Iterator[Command]:
    yield from _registered(app, panel)
    for group in app.registered_groups:
        if group.rich_help_panel == panel and group.typer_instance:
            for name, do in _registered(group.typer_instance):
                yield f"{group.name} {name}", do


def _registered(typer: Typer, panel: str = "") -> Iterator[Command]:
    for command in typer.registered_commands:
        if command.callback and panel in ("", command.rich_help_panel):
            yield str(command.name), command.callback


def _section(name: str, do: Callable[..., None]) -> str:
    says, _, example = (inspect.getdoc(do) or "").partition("Example:")
    parameters = inspect.signature(do).parameters
    hints = get_type_hints(do, include_extras=True)
    rows = [_row(key, hints[key], parameter.default) for key, parameter in parameters.items()]
    return (
        f"\n### gongkai {name}\n\n{says.strip()}\n\n```\n{example.strip()}\n```\n\n"
        f"| | default | |\n|---|---|---|\n{''.join(rows)}"
    )


def _row(key: str, hint: Any, default: Any) -> str:
    (info,) = (one for one in hint.__metadata__ if isinstance(one, ArgumentInfo | OptionInfo))
    is_argument = isinstance(info, ArgumentInfo)
    value = _value(info, hint.__origin__)
    # What is written first in typer.Option(…) is a name where a default stands behind `=`.
    given = (info.default, *(getattr(info, "param_decls", None) or ()))
    written = [one for one in given if isinstance(one, str) and one.startswith("-")]
    names = ", ".join(written or (f"--{key.replace('_', '-')}",))
    called = (info.metavar or key.upper()) if is_argument else f"{names} {value}".strip()
    shown = "required" if default is inspect.Parameter.empty else _shown(default)
    environment = f"Environment: `{info.envvar}`." if info.envvar else ""
    says = " ".join(filter(None, [info.help, environment]))
    return f"| `{called.replace('|', chr(92) + '|')}` | {shown} | {says} |\n"


def _value(info: ArgumentInfo | OptionInfo, kind: Any) -> str:
    """What stands behind an option; nothing behind a flag."""
    if info.min is not None:
        return f"{info.min}–{info.max}"
    kinds = [one for one in VALUES if one is kind or one in _inside(kind)]
    return info.metavar or (VALUES[kinds[0]] if kinds else "")


def _inside(kind: Any) -> list[Any]:
    """`str` of `list[str] | None`."""
    parts = getattr(kind, "__args__", ())
    return [*parts, *(one for part in parts for one in _inside(part))]


def _shown(default: object) -> str:
    return f"`{default}`" if default not in (None, "", False) else ""


if __name__ == "__main__":
    sys.stdout.write(cli_document())
