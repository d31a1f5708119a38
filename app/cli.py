"""`gongkai`: one command a file in `app/commands`, gathered here.

Errors that a person must act on are printed in the office's language and end with their own exit code
(config/errors.py); anything else is a bug and may show its traceback.
"""

import os
import sys

import typer

from app.commands import alert, compare, crawl, demo, explain, init, inspect, money, nightly, probe, read, report, reread, schedule, units
from app.language import spoken_language
from config.errors import GongkaiError

app = typer.Typer(
    name="gongkai",
    help="公开: inspects every night, over the web and with evidence, whether each unit of a city really publishes.",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

START, NIGHT, LOOK = "Begin", "The night", "Look closer"

app.command("demo", rich_help_panel=START)(demo.command)
app.command("init", rich_help_panel=START)(init.command)
app.add_typer(units.group, name="units", rich_help_panel=START)
app.command("nightly", rich_help_panel=NIGHT)(nightly.command)
app.command("schedule", rich_help_panel=NIGHT)(schedule.command)
app.command("crawl", rich_help_panel=NIGHT)(crawl.command)
app.command("inspect", rich_help_panel=NIGHT)(inspect.command)
app.command("report", rich_help_panel=NIGHT)(report.command)
app.command("alert", rich_help_panel=NIGHT)(alert.command)
app.command("reread", rich_help_panel=NIGHT)(reread.command)
app.command("explain", rich_help_panel=LOOK)(explain.command)
app.command("money", rich_help_panel=LOOK)(money.command)
app.command("read", rich_help_panel=LOOK)(read.command)
app.command("probe", rich_help_panel=LOOK)(probe.command)
app.command("compare", rich_help_panel=LOOK)(compare.command)


def main() -> None:
    """The console script. Exit codes: 0 the work was done, whatever it found; others as in config/errors.py."""
    try:
        app()
    except GongkaiError as error:
        print(error.words.said(error.language or spoken_language()), file=sys.stderr)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except KeyboardInterrupt:
        sys.exit(130)
