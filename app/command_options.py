"""Options that several commands share, so that they read the same everywhere."""

from pathlib import Path
from typing import Annotated

import typer

ConfigOption = Annotated[
    Path,
    typer.Option(
        "--config",
        envvar="GONGKAI_CONFIG",
        help="The office's folder: office.toml and units/.",
        show_default=True,
    ),
]
JsonOption = Annotated[
    bool, typer.Option("--json", help="One JSON object (or one a line) instead of words.")
]
UnitsOption = Annotated[
    list[str] | None, typer.Option("--unit", help="Only this unit (may be repeated).")
]
UnitArgument = Annotated[str, typer.Argument(help="A unit's id, as in `gongkai units list`.")]

HERE = Path("office")
