"""`gongkai`: one command a file in `app/commands`, gathered here.

Errors that a person must act on are printed in the office's language and end with their own exit
code (config/errors.py); anything else is a bug and may show its traceback.
"""

import os
import sys

import typer

from app.commands import (
    alert,
    archive,
    backup,
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
    units,
    user,
    worker,
)
from app.data_rights import CLOSED_UMASK
from app.language import spoken_language
from app.streams import leave_output, make_usable
from config.errors import ENDS, NO_ROOM, GongkaiError, Miswritten, not_written
from config.words import Words

app = typer.Typer(
    name="gongkai",
    help="公开: inspects every night, over the web and with evidence, whether each unit of a city really publishes.",
    epilog="Ends with: " + " · ".join(f"{code} {words.en}" for code, words in sorted(ENDS.items())),
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

START, NIGHT, SERVICE, LOOK = "Begin", "The night", "The service", "Look closer"

app.command("demo", rich_help_panel=START)(demo.command)
app.command("init", rich_help_panel=START)(init.command)
app.add_typer(units.group, name="units", rich_help_panel=START)
app.command("nightly", rich_help_panel=NIGHT)(nightly.command)
app.command("crawl", rich_help_panel=NIGHT)(crawl.command)
app.command("intake", rich_help_panel=NIGHT)(intake.command)
app.command("worker", rich_help_panel=NIGHT)(worker.command)
app.command("inspect", rich_help_panel=NIGHT)(inspect.command)
app.command("report", rich_help_panel=NIGHT)(report.command)
app.command("alert", rich_help_panel=NIGHT)(alert.command)
app.command("reread", rich_help_panel=NIGHT)(reread.command)
app.command("schedule", rich_help_panel=SERVICE)(schedule.command)
app.command("backup", rich_help_panel=SERVICE)(backup.command)
app.command("restore", rich_help_panel=SERVICE)(restore.command)
app.command("health", rich_help_panel=SERVICE)(health.command)
app.command("doctor", rich_help_panel=SERVICE)(doctor.command)
app.command("serve", rich_help_panel=LOOK)(serve.command)
app.add_typer(user.group, name="user", rich_help_panel=LOOK)
app.command("explain", rich_help_panel=LOOK)(explain.command)
app.command("money", rich_help_panel=LOOK)(money.command)
app.command("read", rich_help_panel=LOOK)(read.command)
app.command("probe", rich_help_panel=LOOK)(probe.command)
app.add_typer(rules.group, name="rules", rich_help_panel=LOOK)
app.command("compare", rich_help_panel=LOOK)(compare.command)
app.command("evidence", rich_help_panel=LOOK)(evidence.command)
app.command("archive", rich_help_panel=LOOK)(archive.command)
app.command("export", rich_help_panel=LOOK)(export.command)
app.command("retention", rich_help_panel=SERVICE)(retention.command)
app.command("takedown", rich_help_panel=SERVICE)(takedown.command)


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
