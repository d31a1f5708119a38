"""`gongkai nightly`: crawl, inspect and report, once, now."""

from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING

from app.command_options import (
    HERE,
    ConfigOption,
    HomeOption,
    JsonOption,
    QueueOption,
    UnitsOption,
)
from config.errors import Miswritten
from config.words import Words

if TYPE_CHECKING:
    from app.night.crawl_and_merge import Crawls
    from config.folder import Config

NO_HOME = Words(
    "--queue 须与 --home 一同使用：抓取文件送回何处？",
    "--queue needs --home: where do capture files come home?",
)
NO_CANARIES = Words(
    "--queue 须在 office.toml 写明 [[canaries]]：没有对照网页，无从得知工作机的网络是否正常，不能据此认定任何网站关闭。",
    "--queue needs [[canaries]] in office.toml: without them nothing speaks for a worker's own line, and no site could be called closed by it.",
)


def command(
    config: ConfigOption = HERE,
    unit: UnitsOption = None,
    queue: QueueOption = "",
    home: HomeOption = "",
    as_json: JsonOption = False,
) -> None:
    from app.command_output import end_of_inspection, show_night
    from app.night.for_analysts import leave_for_analysts
    from app.night.recognising import recognise_scans
    from app.nightly import nightly
    from app.office_config import opened_config
    from app.progress import bar
    from store.clock import Clock

    loaded = opened_config(config, units=unit or ())
    with who_crawls(queue, home, loaded) as crawls, bar("night") as progress:
        night = nightly(loaded, Clock(), progress, only=tuple(unit or ()), crawls=crawls)
    show_night(night, loaded, as_json=as_json)
    recognise_scans(loaded, Clock())
    leave_for_analysts(loaded, Clock())
    end_of_inspection(night.inspection)


def who_crawls(queue: str, home: str, config: "Config") -> "AbstractContextManager[Crawls | None]":
    """Who crawls. Without a queue nothing of it is imported. Raises Miswritten, NotFound."""
    if not queue:
        return nullcontext()
    if not home:
        raise Miswritten(NO_HOME)
    if not config.office.canaries:
        raise Miswritten(NO_CANARIES)
    from store.cluster.presence import refuse_where_missing

    refuse_where_missing()
    from app.cluster.home import Elsewhere

    return Elsewhere(queue, home)
