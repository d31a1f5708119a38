"""The demo city inspected night by night: the city's clock is turned, and the ordinary night is
run; between two nights its people do what the scenario has them do.

Nothing here knows what the city hides; the product meets it as it would meet any other, over HTTP.
"""

import secrets
import shutil
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

from app.data_rights import closed_folder
from app.demo_clock import MARK, MORNING
from app.demo_people import let_in, spend_days
from app.night.crawl_and_merge import Progress
from app.nightly import NightResult, nightly
from app.progress import Lines, ProgressBar
from config.errors import ConfigRefused
from config.folder import Config, load
from config.words import Words
from demo.loopback import Loopback
from monitor.console.passwords import hashed
from store.clock import Clock
from store.desk.desk import open_desk
from store.desk.users import Role, add_user, set_password

FINISHED = "finished\n"  # in the mark, once every night was run
LOGIN = "demo"
NOT_OURS = Words(
    "文件夹 {folder} 不是演示数据（缺少 {mark}），为免误删，未予使用。请用 --data 指定一个新的文件夹。",
    "The folder {folder} holds no demo (there is no {mark}), so it was left alone. Name a new folder with --data.",
)


def inspect_city(
    city: Loopback, folder: Path, progress: ProgressBar | Lines
) -> tuple[NightResult, Config]:
    """Run every night of the city's scenario into `folder` (emptied first); the last one and its
    configuration.

    Raises ConfigRefused where `folder` holds something that is not a demo.
    """
    config = open_city(city, folder)
    progress.expect(len(city.nights))
    let_in(city.persons, config, city.now)
    for moment, following in pairwise([*city.nights, city.nights[-1] + MORNING]):
        progress.step(f"{config.office.city} {moment:%Y-%m-%d}")
        night = spend_night(city, config, moment, progress)
        spend_days(city, config, moment, following)
    (folder / MARK).write_text(FINISHED, "utf-8")
    return night, config


def finished_city(folder: Path) -> Config | None:
    """The office of a demo whose every night was run; None where there is none."""
    mark = folder / MARK
    is_finished = mark.exists() and mark.read_text("utf-8") == FINISHED
    return load(folder / "office") if is_finished else None


def visitor(config: Config) -> str:
    """Let the demo's visitor in to the console, by a password that was never used before."""
    password, desk = secrets.token_urlsafe(12), open_desk(config.data)
    now = datetime.now(UTC)
    if not set_password(desk, LOGIN, hashed(password), now):
        add_user(
            desk,
            login=LOGIN,
            name=LOGIN,
            role=Role.OFFICE,
            person="",
            units=(),
            password_hash=hashed(password),
            now=now,
        )
    return password


def open_city(city: Loopback, folder: Path) -> Config:
    """The office's folder for this city, written afresh and read back as any office's is."""
    start_afresh(folder)
    city.config_folder(folder / "office", data=str(folder.resolve()))
    return load(folder / "office")


def spend_night(
    city: Loopback, config: Config, moment: datetime, progress: Progress
) -> NightResult:
    city.set_now(moment)
    return nightly(config, Clock.set_to(moment), progress)


def start_afresh(folder: Path) -> None:
    if folder.exists() and any(folder.iterdir()):
        if not (folder / MARK).exists():
            raise ConfigRefused(NOT_OURS.filled(folder=folder, mark=MARK))
        shutil.rmtree(folder)
    closed_folder(folder)
    (folder / MARK).touch()
