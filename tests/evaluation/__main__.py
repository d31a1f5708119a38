"""`python -m tests.evaluation DIR`: score the reader on the labelled pages of DIR and print the
table.

Example:  make eval CORPUS=/path/to/corpus ARGS="--wrong --only change_pairs"
"""

import argparse
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from tests.evaluation.sets import evaluate
from tests.evaluation.table import as_machine, as_page, print_table, print_wrong


def main() -> int:
    """Exit code 0 whatever the figures: a goal that is missed is said in the table and in the page."""
    wanted = _arguments()
    if not wanted.corpus.is_dir():
        sys.exit(f"no such folder: {wanted.corpus}")
    today = datetime.now(UTC).date()
    told = Console(stderr=True)
    with told.status("…") as status:
        evaluation = evaluate(wanted.corpus, today, only=tuple(wanted.only), tell=status.update)
    if wanted.json:
        print(json.dumps(as_machine(evaluation), ensure_ascii=False, indent=1))
    else:
        # A table cut to eighty columns says nothing in a log.
        console = Console() if sys.stdout.isatty() else Console(width=250)
        print_table(evaluation, console)
        if wanted.wrong:
            print_wrong(evaluation, console)
    if wanted.write:
        wanted.write.write_text(as_page(evaluation, today), encoding="utf-8")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.evaluation",
        description=__doc__,
        formatter_class=argparse.RawTextHelpFormatter,
    )
    parser.add_argument(
        "corpus",
        type=Path,
        metavar="DIR",
        help="the folder of labelled pages; a set that is not there is said",
    )
    parser.add_argument(
        "--only", action="append", default=[], metavar="SET", help="only this set (may be repeated)"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object instead of the table")
    parser.add_argument(
        "--wrong",
        action="store_true",
        help="also list every case that is not right, with what was read",
    )
    parser.add_argument(
        "--write",
        type=Path,
        metavar="FILE",
        help="also write the table as a page, such as docs/evaluation.md",
    )
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
