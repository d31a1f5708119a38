"""Who may see and do what. Nothing is allowed that is not named here."""

from enum import StrEnum

from config.folder import Config
from config.unit import with_all_below
from store.desk.users import Role, User


class Right(StrEnum):
    LOOK = "look"
    ACT = "act"  # acknowledge, set a deadline, name a person
    REMARK = "remark"
    ASK = "ask"  # the ledger in SQL
    WITHDRAW = "withdraw"  # take a finding back
    CHECK = "check"  # answer for what people alone can tell: old names, accounts
    SEE_NUMBERS = "see_numbers"  # bytes in which persons' numbers stand; each look is on record


RIGHTS: dict[Role, frozenset[Right]] = {
    Role.LEADER: frozenset({Right.LOOK, Right.ACT, Right.REMARK}),
    Role.ANALYST: frozenset({Right.LOOK, Right.REMARK, Right.ASK}),
    Role.OFFICE: frozenset(Right),
    Role.UNIT: frozenset(),
}

# Applications of others under the same roof, by their path; one that is not named is the office's
# alone.
MOUNTS: dict[str, frozenset[Role]] = {"/data": frozenset({Role.ANALYST, Role.OFFICE})}
_UNNAMED = frozenset({Role.OFFICE})

# What anybody may ask without a login. None of these tells anything of a unit.
OPEN_PATHS = frozenset({"/health", "/login", "/language", "/favicon.ico"})
OPEN_FOLDER = "/static/"


def may(user: User, right: Right) -> bool:
    return right in RIGHTS[user.role]


def may_enter(user: User, mount: str) -> bool:
    return user.role in MOUNTS.get(mount, _UNNAMED)


def units_seen(user: User, config: Config) -> frozenset[str] | None:
    """The units that this user sees; None: all. A unit's login sees those assigned to it and what
    stands below them, were they none; a leader the same where any are assigned, by login or as
    `responsible`.
    """
    if user.role is Role.UNIT:
        return with_all_below(user.units, config.units)
    if user.role is not Role.LEADER:
        return None
    own = set(user.units) | {
        unit.id for unit in config.units if user.person and user.person in unit.responsible
    }
    return with_all_below(own, config.units) or None
