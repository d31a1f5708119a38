"""What a machine must be alike in to crawl for another: a page that is read by other rules is not
the same evidence.
"""

import hashlib
import json
from collections.abc import Mapping
from importlib.metadata import version

from config.folder import Config
from config.words import Words
from crawler.extract.reader import EXTRACTOR

# Of office.toml; where a machine stands, whom it writes to and where it keeps its data is its own.
# The canaries are not: who sees them stands where home stands, and whose network knows only what
# lies inside it does not.
_OF_THE_OFFICE = {
    "city", "time_zone", "profile", "crawl", "canaries", "common_platforms", "work_calendar",
}  # fmt: skip

OTHER_VERSION = Words(
    "工作机 {worker}：任务要求程序版本 {wanted}，本机为 {here}，未执行。请在工作机上安装同一版本。",
    "Worker {worker}: the job wants version {wanted}, this is {here}; it was refused. Install the same version on the worker.",
)
OTHER_CONFIG = Words(
    "工作机 {worker}：单位“{unit}”的配置与任务不一致，未执行。请把 office.toml、units/ 及规则文件复制到工作机。",
    "Worker {worker}: its configuration of unit {unit} is not the one that the job was made with; it was refused. Copy office.toml, units/ and the rule files to the worker.",
)

# All that are at work on one night tell the time alike; whether it is the true one home asks of its
# canaries and of the sites (app.night.crawl_and_merge).
CLOCK_TOLERANCE_S = 300
OTHER_CLOCK = Words(
    "{worker}：本机时钟与任务队列的时钟相差{seconds}秒，未执行。请校准时钟。",
    "{worker}: this machine's clock is {seconds} s off the queue's; nothing was done. Set the clock.",
)


def here() -> str:
    return f"{version('gongkai')} ({EXTRACTOR})"


def wants(config: Config, unit_id: str) -> dict[str, str]:
    """What a crawl of the unit is done by: the program, the office's files, the vantage point."""
    unit = next((unit for unit in config.units if unit.id == unit_id), None)
    said = {
        "office": config.office.model_dump(mode="json", include=_OF_THE_OFFICE),
        "vantage": config.office.network.vantage,
        "rulebook": config.rulebook.model_dump(mode="json"),
        "unit": unit.model_dump(mode="json") if unit else None,
    }
    text = json.dumps(said, sort_keys=True, ensure_ascii=False)
    return {"version": here(), "config": hashlib.sha256(text.encode()).hexdigest()}


def why_not(wanted: Mapping[str, str], config: Config, unit_id: str, worker: str) -> Words | None:
    """Why a machine with this configuration may not crawl the unit; None where it may."""
    mine = wants(config, unit_id)
    if wanted["version"] != mine["version"]:
        return OTHER_VERSION.filled(worker=worker, wanted=wanted["version"], here=mine["version"])
    if wanted["config"] != mine["config"]:
        return OTHER_CONFIG.filled(worker=worker, unit=unit_id)
    return None


def why_not_by_clock(seconds_behind: float, who: str) -> Words | None:
    if abs(seconds_behind) <= CLOCK_TOLERANCE_S:
        return None
    return OTHER_CLOCK.filled(worker=who, seconds=round(abs(seconds_behind)))
