"""The tree of our own exceptions, drawn whole (tests/house/test_errors.py holds the drawing).

What a person must act on. `str(error)` says what happened, to whom, and how to repair it; never a
traceback. The number is the end of the command.

GongkaiError           our own fault, where none below fits                       exit 1
├── Miswritten         an argument cannot mean what it stands for                 exit 2
├── ConfigRefused      the office's files are wrong                               exit 4
│   └── QuestionRefused    SQL that is wrong, writes, or takes too long           exit 4
├── AlreadyRunning     somebody else holds the night                              exit 5
├── StoreFailed        ledger, archive or capture file failed                     exit 6
│   ├── OtherVersion   written by an older or a newer version of this program     exit 6
│   └── OutOfSpace     the disk is full                                           exit 3
├── CannotListen       the port of the console is taken or not to be had         exit 10
└── NotFound           no such unit, finding, file                                exit 7
    ├── CannotExport       no such table or question, or its form is not at hand  exit 7
    └── BeforeFirstNight   the console has no night to show yet                   exit 7

What is caught where it is raised: each becomes an outcome, a skipped row, the reason of an
unreadable document or a note, and none ends a command.

SettledBeforeAsking    a middleware knows the outcome without asking              an outcome
NotAskedTonight        the row is not asked for                                   a skipped row
Ended                  a stage of the probe settles the visit                     an outcome
HeadersTooLarge        the answer's headers passed the cap                        an outcome
NotUnpacked            the body is too large, cut short, or not as it says        an outcome
DocumentUnreadable     a document could not be read                               a reason
WorkbookUnreadable     a workbook holds no table that can be read                 a reason
WordUnreadable         a Word document gives no words                             a reason
ZipRefused             a zip is broken or asks for more than it may               a reason
XmlRefused             XML that is broken or has entities of its own              a reason
OfdUnreadable          an OFD package is broken or asks for too much              a reason
BiffRefused            an .xls is broken or reaches too far                       a reason
CompoundRefused        an OLE2 file (.doc, .xls) is broken or asks for too much   a reason
NotUnderstood          what is said of a finding means nothing                    a refused form
├── NoWords            a reason, an answer or a name was not given                a refused form
├── NothingChosen      none of many findings was chosen, or too many              a refused form
└── NotADay            a day that is none, is over, or lies too far away          a refused form
NotAskedFor            what is said of a finding comes too late, or unasked       a refused form
NotTheirs              a word on a finding that is not this person's to say    a refused form
SaidTooOften           a finding bears no more words of a kind                a refused form
NotTaken               a file of an answer is of no type that is taken        a refused form
NotStamped             an authority gave no stamp that proves anything            a note

A signal that never leaves its module bears an underscore and is not drawn.
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


class Miswritten(GongkaiError):
    exit_code = 2


class ConfigRefused(GongkaiError):
    exit_code = 4


class AlreadyRunning(GongkaiError):
    exit_code = 5


class StoreFailed(GongkaiError):
    """`cause`: what the system or SQLite said of the file, where the sentence has it too."""

    exit_code = 6
    cause = ""


class OtherVersion(StoreFailed):
    """The file itself may be whole: this program cannot read it."""


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


class CannotListen(GongkaiError):
    exit_code = 10


class NotFound(GongkaiError):
    exit_code = 7


NOTHING_JUDGED = 11

# Every end of a command has one number, so that whatever started it can tell them apart
# (docs/faults.md §O).
ENDS: dict[int, Words] = {
    0: Words("完成，无论发现了什么", "done, whatever was found"),
    1: Words("程序自身的错误", "a fault of this program"),
    Miswritten.exit_code: Words("命令写错了", "the command is written wrongly"),
    OutOfSpace.exit_code: Words("磁盘空间不足", "no room on the disk"),
    ConfigRefused.exit_code: Words("配置有误", "the configuration is refused"),
    AlreadyRunning.exit_code: Words(
        "已有检查、定时进程或备份在运行", "another night, scheduler or backup is at work"
    ),
    StoreFailed.exit_code: Words(
        "数据文件损坏、过新或无法读写，证据文件核验未通过",
        "a data file is damaged, newer or out of reach; sealed evidence does not hold",
    ),
    NotFound.exit_code: Words(
        "没有这个单位、问题、备份或文件", "no such unit, finding, backup or file"
    ),
    8: Words("doctor 查出须修复的问题", "doctor found something that must be mended"),
    9: Words("health：检查已停摆", "health: nights have stopped"),
    CannotListen.exit_code: Words(
        "端口被占用或无法监听", "the port is taken or cannot be listened on"
    ),
    NOTHING_JUDGED: Words(
        "检查已结束，但未能作出任何判断", "the night is over and nothing could be judged"
    ),
    130: Words("被人中断（Ctrl-C）", "interrupted (Ctrl-C)"),
}
