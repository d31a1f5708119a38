"""`gongkai schedule`: the service."""

from app.command_options import HERE, ConfigOption


def command(config: ConfigOption = HERE) -> None:
    """Keep the office's nights: the nightly inspection in its time zone, probes over the day,
    messages, backups, the watchdog.

    A missed night is caught up once. Answers /health and /metrics on `service.listen`. Runs until
    it is stopped; one to a data folder. As a service of the system: deploy/systemd,
    deploy/compose.yaml.

    Example:  gongkai schedule --config office
    """
    from app.service.run import run_service

    run_service(config)
