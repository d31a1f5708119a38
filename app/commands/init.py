"""`gongkai init`: a commented folder to begin with, and three questions to fill it."""

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from config.errors import NotFound
from config.words import Words


def command(
    folder: Annotated[Path, typer.Argument()] = Path("office"),
    language: Annotated[Literal["zh", "en"], typer.Option()] = "zh",
    name: Annotated[str, typer.Option()] = "",
    city: Annotated[str, typer.Option()] = "",
    units: Annotated[Path | None, typer.Option(metavar="FILE")] = None,
) -> None:
    from app.command_output import called
    from app.commands.units import import_table
    from app.language import speak
    from config.starter import write_starter

    speak(language)
    is_asked = not (name or city or units) and sys.stdin.isatty() and sys.stdout.isatty()
    if is_asked and not folder.exists():
        name, city, units = _asked(language)
    if units is not None and not units.is_file():
        raise NotFound(NO_TABLE.filled(table=units))
    for path in write_starter(folder, language, name.strip(), city.strip()):
        print(path)
    if units is not None:
        import_table(units, config=folder)
    next_step = NEXT_CHECK if units is not None else NEXT_TABLE
    print(next_step.text(language, folder=folder, program=called()))


def _asked(language: str) -> tuple[str, str, Path | None]:
    """The office's name, its city, its table of units; what is left empty stays the sample's."""
    print(ASKED.text(language))
    name, city, units = (input(question.text(language)).strip() for question in QUESTIONS)
    return name, city, Path(units).expanduser() if units else None


ASKED = Words(
    "三个问题，直接回车即跳过，以后可在 office.toml 中填写。",
    "Three questions; an empty answer leaves it to be filled in later, in office.toml.",
)
QUESTIONS = (
    Words("本机关全称：", "The office's full name: "),
    Words("所检查的市县：", "The city or county inspected: "),
    Words("单位表（.xlsx、.xls、.csv 或网页）的路径：", "Path of the table of units: "),
)
NO_TABLE = Words(
    "没有文件 {table}，未写入任何内容。", "There is no file {table}; nothing was written."
)
NEXT_TABLE = Words(
    "下一步：填写 {folder}/office.toml（名称、contact、对照网页 [[canaries]]），再运行\n{program} units import 单位表.xlsx --config {folder}",
    "Next: fill in {folder}/office.toml (name, contact, the pages of [[canaries]]), then run\n{program} units import TABLE.xlsx --config {folder}",
)
NEXT_CHECK = Words(
    "下一步：在 {folder}/office.toml 中填写 contact、启用对照网页 [[canaries]]，再运行\n{program} units check --config {folder}",
    "Next: in {folder}/office.toml fill in contact and uncomment [[canaries]], then run\n{program} units check --config {folder}",
)
