"""The machine itself: room on the disk, fonts, helper programs, the table of time zones, rights on
the folders.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from app.data_rights import NO_GROUP, is_known, too_open
from app.doctor.check import BAD, GOOD, UNKNOWN, WARN, Check, judged, plain
from app.night.disk import GB, refuse_without_room
from config.errors import OutOfSpace
from config.folder import Config
from config.warnings import open_to_others, readable_secrets
from config.words import Words

COMFORT = 5  # times the room without which no night begins

# What a program is for, and how it is got. Without it something is cannot_tell, never wrong.
PROGRAMS = {
    "unar": Words("读取 .rar 附件", "reads .rar attachments"),
    "chromium": Words("查看须用浏览器打开的页面", "shows pages that need a browser"),
}
CHANGE_OWNER = Words(
    "本用户不能写入 {f}：请修改所有者（chown）",
    "this user may not write to {f}: change its owner (chown)",
)
STANDS_OPEN = Words(
    "本机其他用户能读到 {n} 个文件和文件夹，如 {first}",
    "others on this machine may read {n} files and folders, as {first}",
)
CLOSED_BY_THE_NEXT = Words(
    "下一次检查会自动收回；也可立即执行 chmod -R go= 数据文件夹",
    "the next night closes them; or at once: chmod -R go= on the data folder",
)
OPEN_TO = Words(
    "本用户；账本、检索与报告另对用户组 {group} 开放",
    "this user; ledger, search index and reports the group {group} as well",
)
OWNER_ALONE = Words("仅本用户", "this user alone")
NO_FONTS = Words("没有中文字体，图表与 PDF 会显示方框", "none: charts and PDF will show boxes")
NOT_INSTALLED = Words(
    "未安装：相应内容只能记为“无法判断”", "not installed: what needs it stays cannot_tell"
)
FREE = Words("{folder} 剩余 {free:.1f} GB", "{free:.1f} GB free at {folder}")
GETTING_LOW = Words("空间渐少，请及早扩充", "getting low: make room in time")
INSTALL = "apt-get install {package}"
CHINESE_FONTS = "apt-get install fonts-noto-cjk"


def machine_checks(config: Config) -> Iterator[Check]:
    yield room_on_disk(config)
    yield from rights(config)
    yield chinese_fonts()
    yield from helper_programs()


def room_on_disk(config: Config) -> Check:
    title, folder = Words("磁盘空间", "room on the disk"), _existing(config.data)
    try:
        refuse_without_room(folder, config.office.storage)
    except OutOfSpace as error:
        return Check("disk", title, BAD, error.words)
    free = shutil.disk_usage(folder).free / GB
    seen = FREE.filled(folder=folder, free=free)
    has_plenty = free >= COMFORT * config.office.storage.least_free_gb
    return judged("disk", title, seen, is_good=has_plenty, remedy=GETTING_LOW)


def rights(config: Config) -> Iterator[Check]:
    """The data folder must be ours to write, and nobody else's; the office's files nobody else's
    either (docs/faults.md O3).
    """
    folder = _existing(config.data)
    may_write = os.access(folder, os.W_OK | os.X_OK)
    yield judged(
        "data_folder",
        Words("数据文件夹", "data folder"),
        plain(config.data),
        is_good=may_write,
        remedy=CHANGE_OWNER.filled(f=folder),
        otherwise=BAD,
    )
    yield who_may_read(config)
    for said in (*open_to_others(config.folder), *readable_secrets(config)):
        yield Check("rights", Words("文件权限", "rights"), WARN, said)


def who_may_read(config: Config) -> Check:
    """The data folder holds what pages say of people: who else on this machine reads it, and is to."""
    title, group = Words("数据由谁可读", "who may read the data"), config.office.data_group
    if group and not is_known(group):
        return Check("data_rights", title, BAD, NO_GROUP.filled(group=group))
    if config.data.exists() and (loose := too_open(config.data, group)):
        seen = STANDS_OPEN.filled(n=len(loose), first=loose[0])
        return Check("data_rights", title, BAD, seen, CLOSED_BY_THE_NEXT)
    return Check("data_rights", title, GOOD, OPEN_TO.filled(group=group) if group else OWNER_ALONE)


def chinese_fonts() -> Check:
    """Without a Chinese font the chart in the circular, and its PDF, show boxes."""
    title = Words("中文字体", "Chinese fonts")
    program = shutil.which("fc-list")
    if program is None:
        return Check(
            "fonts",
            title,
            UNKNOWN,
            Words("未装 fontconfig，无法查看", "fontconfig is not here: cannot tell"),
            plain(CHINESE_FONTS),
        )
    listed = subprocess.run(  # noqa: S603 - fixed arguments
        [program, ":lang=zh", "family"], capture_output=True, text=True, timeout=30, check=False
    )
    families = sorted(
        {line.split(",")[0].strip() for line in listed.stdout.splitlines() if line.strip()}
    )
    if families:
        return Check("fonts", title, GOOD, plain("、".join(families[:3])))
    return Check("fonts", title, BAD, NO_FONTS, plain(CHINESE_FONTS))


def helper_programs() -> Iterator[Check]:
    for program, purpose in PROGRAMS.items():
        where = shutil.which(program)
        yield judged(
            f"program_{program}",
            Words(f"程序 {program}（{purpose.zh}）", f"program {program} ({purpose.en})"),
            plain(where) if where else NOT_INSTALLED,
            is_good=where is not None,
            remedy=plain(INSTALL.format(package=program)),
        )


def _existing(folder: Path) -> Path:
    return folder if folder.exists() else _existing(folder.parent)
