"""One word of a person on a finding, from the right to say it to its row on the desk: what the
pages and the demo city's people have in common.
"""

from collections.abc import Iterable, Mapping, Sequence

from monitor.console.access import Right, may, units_seen
from monitor.console.context import Console
from monitor.rectification.attachments import checked
from monitor.rectification.saying import entry_of, is_full, word
from store.desk.entries import DeskAction, add_entry, entries_of, standing_of
from store.desk.users import Role, User
from store.records import Finding

RIGHT_TO_SAY: Mapping[DeskAction, Right] = {
    DeskAction.ACKNOWLEDGED: Right.ACT,
    DeskAction.PERSON: Right.ACT,
    DeskAction.DEADLINE: Right.SET_DEADLINE,
    DeskAction.NOTE: Right.REMARK,
    DeskAction.WITHDRAWN: Right.WITHDRAW,
    DeskAction.ANSWERED: Right.ANSWER,
    DeskAction.EXTENSION_ASKED: Right.ANSWER,
    DeskAction.SECRECY_CLAIMED: Right.ANSWER,
    DeskAction.ACCEPTED: Right.DECIDE,
    DeskAction.SENT_BACK: Right.DECIDE,
    DeskAction.EXTENSION_GRANTED: Right.DECIDE,
    DeskAction.EXTENSION_REFUSED: Right.DECIDE,
    DeskAction.SECRECY_ACCEPTED: Right.DECIDE,
    DeskAction.SECRECY_REFUSED: Right.DECIDE,
}
# What takes a finding out of the last night's reports at once.
_TAKES_OUT = frozenset({DeskAction.WITHDRAWN, DeskAction.SECRECY_ACCEPTED})


class NotTheirs(Exception):
    """Not this person's to say, or not a finding of theirs."""


class SaidTooOften(Exception):
    """The finding bears no more words of this kind."""


def speak(
    console: Console,
    user: User,
    found: Finding,
    what: DeskAction,
    form: Mapping[str, str],
    files: Iterable[tuple[str, bytes]] = (),
) -> None:
    """Write it down at the console's time, with its files (name, bytes), or nothing; `form` as
    `monitor.rectification.saying.word` reads it.

    Raises NotTheirs, NotUnderstood, NotAskedFor, NotTaken, SaidTooOften, StoreFailed, OutOfSpace.
    """
    seen = units_seen(user, console.config())
    if not may(user, RIGHT_TO_SAY[what]) or (seen is not None and found.unit not in seen):
        raise NotTheirs
    standing = standing_of(entries_of(console.desk, found.id), found.reopened)
    said = word(what, form, found, standing, console.today)
    taken = checked(files)
    if is_said_too_often(console, user, [found], what):
        raise SaidTooOften
    now = console.clock.now()
    add_entry(console.desk, entry_of(said, found, login=user.login, name=user.name, at=now), taken)
    if what in _TAKES_OUT:
        console.take_back()


def is_said_too_often(
    console: Console, user: User, found: Sequence[Finding], what: DeskAction
) -> bool:
    """Whether one of them bears no more of `what`: answers from nobody, other words not from a
    unit, which is not to fill what the office has to read.
    """
    is_bounded = what is DeskAction.ANSWERED or user.role is Role.UNIT
    return is_bounded and any(
        is_full(what, one.reopened, entries_of(console.desk, one.id)) for one in found
    )
