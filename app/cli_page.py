"""docs/cli.md and docs/cli.zh-CN.md, made from the commands themselves:
python -m app.cli_page zh
"""

import sys
from collections.abc import Iterator
from typing import Any

from typer.core import TyperGroup
from typer.main import get_command

from app.cli import LOOK, NIGHT, SERVICE, START, app
from app.command_line.help_page import default_of, parameter_name, parameter_words
from app.command_line.words import examples, panel, paragraphs
from config.errors import ENDS
from config.words import Words

HEAD = Words(
    """# 命令

由 `make docs` 依据 `app/command_line/words.toml` 生成，请勿手改；`gongkai 命令 --help` 内容相同。加 `--json` 时，命令不用文字，而输出一个对象，或每行一个。所用语言是本机关的语言；尚不知道是哪个机关时，依 `GONGKAI_LANGUAGE`（`zh` 或 `en`），再依终端的语言。
""",
    """# Commands

Made by `make docs` from `app/command_line/words.toml`; do not edit. `gongkai COMMAND --help` says the same. With `--json` a command prints one object, or one a line, instead of words. Sentences are in the office's language; before that is known, in that of `GONGKAI_LANGUAGE` (`zh` or `en`) or of the terminal.
""",
)
EXIT_CODES = Words("退出码", "Exit codes")
COLUMNS = Words("| | 默认 | |", "| | default | |")
REQUIRED = Words("必填", "required")


def cli_document(language: str) -> str:
    """The whole page, commands by the panels of `gongkai --help`."""
    ends = "".join(f"| {code} | {end.text(language)} |\n" for code, end in sorted(ENDS.items()))
    panels = "".join(
        f"\n## {panel(key).text(language)}\n"
        + "".join(_section(name, command, language) for name, command in _commands(key))
        for key in (START, NIGHT, SERVICE, LOOK)
    )
    codes = f"\n## {EXIT_CODES.text(language)}\n\n| | |\n|---|---|\n{ends}"
    return HEAD.text(language) + panels + codes


def every_command() -> Iterator[tuple[str, Any]]:
    """("units import", the command as typer builds it) for each that does something."""
    root: Any = get_command(app)
    for name, command in root.commands.items():
        if isinstance(command, TyperGroup):
            yield from ((f"{name} {each}", inside) for each, inside in command.commands.items())
        else:
            yield name, command


def _commands(key: str) -> Iterator[tuple[str, Any]]:
    root: Any = get_command(app)
    for name, command in every_command():
        if root.commands[name.partition(" ")[0]].rich_help_panel == key:
            yield name, command


def _section(name: str, command: Any, language: str) -> str:
    says = "\n\n".join(one.text(language) for one in paragraphs(name))
    rows = "".join(_row(one, name, language) for one in command.params)
    return (
        f"\n### gongkai {name}\n\n{says}\n\n```\n{chr(10).join(examples(name))}\n```\n\n"
        f"{COLUMNS.text(language)}\n|---|---|---|\n{rows}"
    )


def _row(one: Any, name: str, language: str) -> str:
    default = default_of(one)
    shown = REQUIRED.text(language) if one.required else f"`{default}`" if default else ""
    called = parameter_name(one).replace("|", "\\|")
    return f"| `{called}` | {shown} | {parameter_words(one, name).text(language)} |\n"


if __name__ == "__main__":
    sys.stdout.write(cli_document(*sys.argv[1:]))
