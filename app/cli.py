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
    schedule,
    serve,
    takedown,
    units,
    user,
)
from app.data_rights import CLOSED_UMASK
from app.language import spoken_language
from config.errors import ENDS, GongkaiError

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
app.command("compare", rich_help_panel=LOOK)(compare.command)
app.command("evidence", rich_help_panel=LOOK)(evidence.command)
app.command("archive", rich_help_panel=LOOK)(archive.command)
app.command("export", rich_help_panel=LOOK)(export.command)
app.command("retention", rich_help_panel=SERVICE)(retention.command)
app.command("takedown", rich_help_panel=SERVICE)(takedown.command)


def main() -> None:
    """The console script. What it makes is its owner's alone (app/data_rights.py). Exit codes: 0 the work was done, whatever it found; others as in
    config/errors.py.
    """
    os.umask(CLOSED_UMASK)
    try:
        app()
    except GongkaiError as error:
        print(error.words.text(error.language or spoken_language()), file=sys.stderr)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except KeyboardInterrupt:
        sys.exit(130)
