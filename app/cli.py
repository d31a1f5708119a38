"""`gongkai`: one command a file in `app/commands`, gathered here.

Errors that a person must act on are printed in the office's language and end with their own exit
code (config/errors.py); anything else is a bug and may show its traceback.
"""

import os
import sys
from collections.abc import Callable
from typing import Annotated

import typer

from app.command_line.spoken import SpokenCommand, SpokenGroup, version_shown
from app.commands import (
    alert,
    archive,
    backup,
    changes,
    compare,
    crawl,
    demo,
    doctor,
    evidence,
    explain,
    export,
    health,
    init,
    inspect,
    intake,
    money,
    nightly,
    probe,
    read,
    report,
    reread,
    restore,
    retention,
    rules,
    schedule,
    serve,
    takedown,
    try_,
    units,
    user,
    worker,
)
from app.data_rights import CLOSED_UMASK
from app.language import spoken_language
from app.streams import leave_output, make_usable
from config.errors import NO_ROOM, GongkaiError, Miswritten, not_written
from config.words import Words

app = typer.Typer(
    name="gongkai",
    cls=SpokenGroup,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def gongkai(
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=version_shown)
    ] = False,
) -> None:
    """What every command shares. What is said of each stands in app/command_line/words.toml."""


START, NIGHT, SERVICE, LOOK = "begin", "night", "service", "look"


def _add(name: str, do: Callable[..., None], panel: str) -> None:
    app.command(name, cls=SpokenCommand, rich_help_panel=panel)(do)


_add("demo", demo.command, START)
_add("init", init.command, START)
_add("try", try_.command, START)
app.add_typer(units.group, name="units", cls=SpokenGroup, rich_help_panel=START)
_add("nightly", nightly.command, NIGHT)
_add("crawl", crawl.command, NIGHT)
_add("intake", intake.command, NIGHT)
_add("worker", worker.command, NIGHT)
_add("inspect", inspect.command, NIGHT)
_add("report", report.command, NIGHT)
_add("changes", changes.command, NIGHT)
_add("alert", alert.command, NIGHT)
_add("reread", reread.command, NIGHT)
_add("schedule", schedule.command, SERVICE)
_add("backup", backup.command, SERVICE)
_add("restore", restore.command, SERVICE)
_add("health", health.command, SERVICE)
_add("doctor", doctor.command, SERVICE)
_add("serve", serve.command, LOOK)
app.add_typer(user.group, name="user", cls=SpokenGroup, rich_help_panel=LOOK)
_add("explain", explain.command, LOOK)
_add("money", money.command, LOOK)
_add("read", read.command, LOOK)
_add("probe", probe.command, LOOK)
app.add_typer(rules.group, name="rules", cls=SpokenGroup, rich_help_panel=LOOK)
_add("compare", compare.command, LOOK)
_add("evidence", evidence.command, LOOK)
_add("archive", archive.command, LOOK)
_add("export", export.command, LOOK)
_add("retention", retention.command, SERVICE)
_add("takedown", takedown.command, SERVICE)


def main() -> None:
    """The console script. What it makes is its owner's alone (app/data_rights.py). Exit codes: 0
    the work was done, whatever it found, and also where nobody read to the end; others as in
    config/errors.py.
    """
    os.umask(CLOSED_UMASK)
    make_usable()
    try:
        _run()
    except GongkaiError as error:
        _say(error)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        leave_output()
        sys.exit(0)
    except OSError as error:
        if error.filename is None and error.errno not in NO_ROOM:
            raise  # of no file: a bug
        leave_output()
        refusal = _of_the_system(error)
        _say(refusal)
        sys.exit(refusal.exit_code)
    except UnicodeEncodeError as error:
        if error.reason != "surrogates not allowed":
            raise
        _say(Miswritten(NOT_UTF_8))
        sys.exit(Miswritten.exit_code)
    except KeyboardInterrupt:
        sys.exit(130)


def _run() -> None:
    try:
        app()
    except SystemExit as end:
        if isinstance(end.__context__, BrokenPipeError):  # typer ends it with 1, as a fault of ours
            raise end.__context__ from None
        raise
    finally:
        sys.stdout.flush()  # what cannot be written is known here, not after the end


def _of_the_system(error: OSError) -> GongkaiError:
    """What the system refused to read or write: a folder without rights, a name too long, no room."""
    path = error.filename if error.filename is not None else OUTPUT
    cause = os.strerror(error.errno or 0)
    return not_written(error, NOT_TO_BE_HAD.filled(path=path, cause=cause))


def _say(error: GongkaiError) -> None:
    print(error.words.text(error.language or spoken_language()), file=sys.stderr)


NOT_TO_BE_HAD = Words("无法读写 {path}：{cause}。", "{path} cannot be read or written: {cause}.")
OUTPUT = Words("标准输出", "standard output")
NOT_UTF_8 = Words(
    "命令中有不是 UTF-8 的文字，请改正后重试。", "the command holds letters that are not UTF-8"
)
