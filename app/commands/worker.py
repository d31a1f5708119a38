"""`gongkai worker`: crawl for a queue, on any machine."""

from typing import Annotated

import typer

from app.command_options import HERE, ConfigOption, HomeOption, QueueOption


def command(
    queue: QueueOption,
    home: HomeOption,
    config: ConfigOption = HERE,
    crawls: Annotated[int, typer.Option(min=1, max=64)] = 8,
) -> None:
    from app.language import spoken_language
    from app.office_config import opened_config
    from config.words import Words
    from store.cluster.presence import refuse_where_missing

    loaded = opened_config(config)
    refuse_where_missing()
    from app.cluster.worker import work

    def tell(words: Words) -> None:
        print(words.text(spoken_language()), flush=True)

    work(loaded, queue, home, tell, crawls=crawls)
