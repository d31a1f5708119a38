"""`gongkai serve`: the console in a browser."""

from typing import Annotated

import typer

from app.command_options import HERE, ConfigOption
from config.words import Words


def command(
    config: ConfigOption = HERE,
    host: Annotated[
        str,
        typer.Option(help="Address to listen on; keep 127.0.0.1 behind a proxy that speaks HTTPS."),
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on.")] = 8620,
) -> None:
    """Serve the console: what needs somebody today, every unit and finding with its evidence,
    search, the nights. Logins by `gongkai user`.

    Example:  gongkai serve --config office      then open http://127.0.0.1:8620
    """
    from app.demo_clock import morning_after
    from app.language import spoken_language
    from app.office_config import opened_config
    from app.service.serving import serve
    from store.clock import Clock

    loaded = opened_config(config)
    morning = morning_after(loaded)
    language = spoken_language()

    def announce(taken: int) -> None:
        if morning is not None:
            said = f"{morning.astimezone(loaded.office.zone):%Y-%m-%d %H:%M}"
            print(DEMO.text(language, morning=said))
        shown = f"[{host}]" if ":" in host else host
        print(SERVING.text(language, host=shown, port=taken), flush=True)

    clock = Clock.set_to(morning) if morning else None
    serve(loaded, host=host, port=port, announce=announce, clock=clock)


DEMO = Words(
    "演示数据：控制台的时钟拨到最后一次检查之后（{morning}）。",
    "Demo data: the console's clock is set to the morning after its last night ({morning}).",
)
SERVING = Words(
    "控制台：http://{host}:{port}　（按 Ctrl+C 停止）",
    "The console: http://{host}:{port}   (Ctrl+C stops it)",
)
