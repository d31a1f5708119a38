"""`gongkai serve`: the console in a browser."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from app.command_options import HERE, ConfigOption
from config.words import Words

if TYPE_CHECKING:
    from config.folder import Config


def command(
    config: ConfigOption = HERE,
    host: Annotated[str, typer.Option()] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535)] = 8620,
) -> None:
    from app.office_config import opened_config

    serve_console(opened_config(config), host, port)


def serve_console(config: "Config", host: str, port: int, also: str = "") -> None:
    """Until it is stopped. `also` is said under the address."""
    from app.demo_clock import morning_after
    from app.service.serving import serve
    from store.clock import Clock

    morning, language = morning_after(config), config.office.language
    print(OPENING.text(language), file=sys.stderr, flush=True)

    def announce(taken: int) -> None:
        if morning is not None:
            said = f"{morning.astimezone(config.office.zone):%Y-%m-%d %H:%M}"
            print(DEMO.text(language, morning=said))
        shown = f"[{host}]" if ":" in host else host
        print(SERVING.text(language, host=shown, port=taken), flush=True)
        if also:
            print(also, flush=True)

    clock = Clock.set_to(morning) if morning else None
    serve(config, host=host, port=port, announce=announce, clock=clock)


OPENING = Words("正在打开控制台……", "Opening the console …")
DEMO = Words(
    "演示数据：控制台的时钟拨到最后一次检查之后（{morning}）。",
    "Demo data: the console's clock is set to the morning after its last night ({morning}).",
)
SERVING = Words(
    "控制台：http://{host}:{port}　（按 Ctrl+C 停止）",
    "The console: http://{host}:{port}   (Ctrl+C stops it)",
)
