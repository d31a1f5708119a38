"""`gongkai schedule`: the service."""

from app.command_options import HERE, ConfigOption


def command(config: ConfigOption = HERE) -> None:
    from app.service.run import run_service

    run_service(config)
