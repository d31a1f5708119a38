"""`gongkai read FILE|URL…`: what the product sees in one page."""

from datetime import date, datetime
from typing import Annotated

import typer

from app.command_options import JsonOption
from app.language import spoken_language
from config.errors import NotFound


def command(
    pages: Annotated[list[str], typer.Argument(metavar="FILE|URL…")],
    url: Annotated[str, typer.Option()] = "",
    content_type: Annotated[str, typer.Option()] = "",
    as_of: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"])] = None,
    status: Annotated[int | None, typer.Option()] = None,
    header: Annotated[list[str] | None, typer.Option(metavar="'K: V'")] = None,
    as_json: JsonOption = False,
) -> None:
    from rich.console import Console

    from app.command_output import as_line
    from app.looking.many_sources import in_turn
    from app.looking.reading import ReadPage, as_machine, read_source, show
    from app.looking.typed_address import refuse_unless_address
    from app.looking.web_archive import is_archive_file, read_archive

    for page in pages:
        if "://" in page:
            refuse_unless_address(page)
    day: date | None = as_of.date() if as_of else None
    console = Console()

    def read(page: str) -> None:
        if is_archive_file(page):
            others = read_archive(page, tell, as_of=day)
            if others and not as_json:
                console.print(others.text(spoken_language()))
            return
        seen = read_source(
            page, url=url, content_type=content_type, as_of=day, status=status, headers=header or []
        )
        tell(seen)

    def tell(seen: ReadPage) -> None:
        if as_json:
            print(as_line(as_machine(seen)))
        else:
            show(seen, console)

    def unread(page: str, error: NotFound) -> None:
        if as_json:
            print(as_line({"source": page, "error": error.words.text(spoken_language())}))

    in_turn(pages, read, unread)
