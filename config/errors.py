"""The tree of our own errors. `str(error)` says what happened, to whom, and how to repair it; never
a traceback.

GongkaiError
├── ConfigRefused      the office's files are wrong             exit 4
├── AlreadyRunning     somebody else holds the night            exit 5
├── StoreFailed        ledger, archive or capture file failed   exit 6
├── OutOfSpace         the disk is full                         exit 3
└── NotFound           no such unit, finding, file              exit 7
"""

import errno

from config.words import Words


class GongkaiError(Exception):
    """Something a person must act on, in both languages."""

    exit_code = 1
    # the language to say it in where the error itself knows it ("zh" or "en"); "" = the terminal's
    language = ""

    def __init__(self, words: Words) -> None:
        super().__init__(words.en)
        self.words = words


class ConfigRefused(GongkaiError):
    exit_code = 4


class AlreadyRunning(GongkaiError):
    exit_code = 5


class StoreFailed(GongkaiError):
    exit_code = 6


class OutOfSpace(StoreFailed):
    exit_code = 3


# What the system says where nothing more can be written: no room, a quota, a file as large as may
# be.
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def not_written(error: OSError, words: Words) -> StoreFailed:
    """The error to raise for a file that could not be written: OutOfSpace where room is what was
    lacking.
    """
    return (OutOfSpace if error.errno in NO_ROOM else StoreFailed)(words)


class NotFound(GongkaiError):
    exit_code = 7


# Every end of a command has one number, so that whatever started it can tell them apart
# (docs/faults.md §O).
ENDS: dict[int, Words] = {
    0: Words("完成，无论发现了什么", "done, whatever was found"),
    1: Words("程序自身的错误", "a fault of this program"),
    2: Words("命令写错了", "the command is written wrongly"),
    OutOfSpace.exit_code: Words("磁盘空间不足", "no room on the disk"),
    ConfigRefused.exit_code: Words("配置有误", "the configuration is refused"),
    AlreadyRunning.exit_code: Words(
        "已有检查、定时进程或备份在运行", "another night, scheduler or backup is at work"
    ),
    StoreFailed.exit_code: Words(
        "数据文件损坏、过新或无法读写", "a data file is damaged, newer or out of reach"
    ),
    NotFound.exit_code: Words(
        "没有这个单位、问题、备份或文件", "no such unit, finding, backup or file"
    ),
    8: Words("doctor 查出须修复的问题", "doctor found something that must be mended"),
    9: Words("health：检查已停摆", "health: nights have stopped"),
    130: Words("被人中断（Ctrl-C）", "interrupted (Ctrl-C)"),
}
