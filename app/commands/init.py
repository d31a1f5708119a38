"""`gongkai init`: a commented folder to begin with."""

from pathlib import Path
from typing import Annotated

import typer


def command(
    folder: Annotated[
        Path, typer.Argument(help="The folder to write to; made where it does not exist.")
    ] = Path("office"),
    language: Annotated[str, typer.Option(help="Language of the office: zh or en.")] = "zh",
) -> None:
    """Write a commented starter: office.toml, units/example.toml and a README. Nothing is ever
    overwritten.

    Example:  gongkai init office
    """
    from app.language import speak
    from config.starter import write_starter
    from config.words import Words

    if language not in ("zh", "en"):
        raise typer.BadParameter("zh | en", param_hint="--language")
    speak(language)
    for path in write_starter(folder, language):
        print(path)
    following = Words(
        f"下一步：填写 {folder}/office.toml，再运行  gongkai units import 单位表.xlsx --config {folder}",
        f"Next: fill in {folder}/office.toml, then run  gongkai units import TABLE.xlsx --config {folder}",
    )
    print(following.text(language))
