"""The service's own endpoints on the machine: `/health` for a watchdog, `/metrics` for Prometheus.
Read-only, no names, no login.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from threading import Thread

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from app.service.health import Health, health, health_object
from app.service.listening import bound
from app.service.metrics import metrics_text
from app.service.prompt_requests import PromptRequests
from config.errors import CannotListen, ConfigRefused, GongkaiError
from config.folder import Config
from config.words import Words

TAKEN = Words(
    "office.toml：service.listen = {listen} 无法使用（已被占用或不是本机地址）。请改用其他端口，或留空以关闭。",
    "office.toml: service.listen = {listen} cannot be used (taken, or not an address of this machine). Choose another port, or leave it empty.",
)

Ask = Callable[[], Health]


def endpoints(ask: Ask) -> Starlette:
    """Both pages, asked anew at every request. 503 where no night was complete for too long, or the
    ledger cannot be read.
    """

    def answer_health(_: Request) -> Response:
        try:
            found = ask()
        except GongkaiError as error:
            return JSONResponse({"alive": False, "error": error.words.en}, status_code=503)
        return JSONResponse(health_object(found), status_code=200 if found.is_alive else 503)

    def answer_metrics(_: Request) -> Response:
        try:
            return Response(metrics_text(ask()), media_type="text/plain; version=0.0.4")
        except GongkaiError as error:
            return Response(error.words.en, status_code=503, media_type="text/plain")

    return Starlette(routes=[Route("/health", answer_health), Route("/metrics", answer_metrics)])


@contextmanager
def open_endpoints(config: Config, since: datetime) -> Iterator[None]:
    """The endpoints, open on `service.listen` while the service runs; none where it is empty.

    Raises ConfigRefused where the address is taken or is not this machine's.
    """
    listen = config.office.service.listen
    if not listen:
        yield
        return
    host, _, port = listen.rpartition(":")
    app = endpoints(lambda: health(config, datetime.now(UTC), since))
    settings = uvicorn.Config(
        app,
        http=PromptRequests,
        host=host.strip("[]"),
        port=int(port),
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=1,
    )
    try:
        listener = bound(host.strip("[]"), int(port))
    except CannotListen as error:
        raise ConfigRefused(TAKEN.filled(listen=listen)) from error
    server = uvicorn.Server(settings)
    thread = Thread(
        target=server.run, kwargs={"sockets": [listener]}, name="endpoints", daemon=True
    )
    thread.start()
    try:
        yield
    finally:
        server.should_exit = True
        thread.join(timeout=5)
        listener.close()
