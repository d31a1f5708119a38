"""Commands that speak both languages: their pages and their usage errors come from words.toml, in
the language of the office that the command line names, else in the terminal's.
"""

import shutil
import sys
from collections.abc import Sequence
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException

from app.command_line.help_page import help_page, usage_line
from app.command_line.usage_errors import said
from app.command_line.words import frame, usage
from app.language import LANGUAGES, language_named
from config.errors import ENDS
from config.words import Words

WIDEST = 100
INTERRUPTED = 130


class SpokenCommand(TyperCommand):
    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except TyperException as error:  # some do not say of which command they are
            error.ctx = ctx  # type: ignore[attr-defined]
            raise

    def format_help(self, ctx: Any, formatter: Any) -> None:
        formatter.write(_page(self, ctx))


class SpokenGroup(TyperGroup):
    def format_help(self, ctx: Any, formatter: Any) -> None:
        formatter.write(_page(self, ctx))

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """As typer's, but for the words: whoever calls gets SystemExit with a named code."""
        typed = sys.argv[1:] if args is None else list(args)
        try:
            ended = super().main(
                typed, prog_name, complete_var, False, windows_expand_args, **extra
            )
        except typer.Abort:
            ended = INTERRUPTED
        except TyperException as error:
            _show(error, typed)
            ended = error.exit_code
        if ended == INTERRUPTED:
            print(frame("interrupted").text(language_named(typed)), file=sys.stderr)
        if not standalone_mode:
            return ended
        sys.exit(ended if ended in ENDS else 0)


def version_shown(is_asked: bool) -> None:
    if is_asked:
        from importlib.metadata import version

        print(frame("version").text("", version=version("gongkai")))
        raise typer.Exit


def _show(error: Any, typed: Sequence[str]) -> None:
    if type(error).__name__ == "NoArgsIsHelpError":
        print(error.message)
        return
    words = said(error, typed)
    if error.ctx is not None:
        called = error.ctx.command_path
        lines = Words(*(usage_line(error.ctx.command, called, each) for each in LANGUAGES))
        words = usage("see").filled(usage=lines, error=words, command=called)
    print(words.text(language_named(typed)), file=sys.stderr)


def _page(command: Any, ctx: Any) -> str:
    name: list[str] = []
    above = ctx
    while above.parent is not None:
        name.insert(0, above.info_name)
        above = above.parent
    width = min(shutil.get_terminal_size().columns, WIDEST)
    language = language_named(sys.argv[1:])
    return help_page(command, ctx.command_path, " ".join(name) or "gongkai", language, width)
