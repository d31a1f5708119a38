"""`gongkai schedule`: the service."""

from app.command_options import HERE, ConfigOption, HomeOption, QueueOption


def command(config: ConfigOption = HERE, queue: QueueOption = "", home: HomeOption = "") -> None:
    from functools import partial

    from app.commands.nightly import who_crawls
    from app.service.last_good_config import standing_config
    from app.service.nights import spend_night
    from app.service.run import run_service

    crawls = partial(who_crawls, queue, home)
    crawls(standing_config(config))  # what is wrong is said now, and not at two in the morning
    run_service(config, partial(spend_night, crawls=crawls))
