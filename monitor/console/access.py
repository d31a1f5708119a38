"""Who may see and do what. Nothing is allowed that is not named here."""

from enum import StrEnum

from config.folder import Config
from config.unit import with_all_below
from store.desk.users import Role, User


class Right(StrEnum):
    LOOK = "look"
    ACT = "act"  # acknowledge, name a person
    SET_DEADLINE = "set_deadline"
    REMARK = "remark"
    ASK = "ask"  # the ledger in SQL
    WITHDRAW = "withdraw"  # take a finding back
    ANSWER = "answer"  # answer for the unit, ask for more time, claim secrecy
    DECIDE = "decide"  # on what units answer and ask
    TAKE_FILES = "take_files"  # what came with an answer; each taking is on record
    CHECK = "check"  # answer for what people alone can tell: old names, accounts
    OPERATE = "operate"  # see the machines that crawl
    SEE_NUMBERS = "see_numbers"  # bytes in which persons' numbers stand; each look is on record


RIGHTS: dict[Role, frozenset[Right]] = {
    Role.LEADER: frozenset({Right.LOOK, Right.ACT, Right.REMARK}),
    Role.ANALYST: frozenset({Right.LOOK, Right.REMARK, Right.ASK}),
    Role.OFFICE: frozenset(Right),
    Role.UNIT: frozenset({Right.LOOK, Right.ACT, Right.ANSWER, Right.TAKE_FILES}),
}

# Applications of others under the same roof, by their path; one that is not named is the office's
# alone.
MOUNTS: dict[str, frozenset[Role]] = {"/data": frozenset({Role.ANALYST, Role.OFFICE})}
_UNNAMED = frozenset({Role.OFFICE})

# The pages that a unit's login may ask for, as they are routed; any other is refused, whatever it
# would show. What they show is cut to its own units in one place: `PageRequest.ledger`.
OPEN_TO_UNITS = frozenset(
    {
        *("/", "/findings", "/findings/{finding:int}", "/findings/{finding:int}/say"),
        *("/findings/many", "/findings/export.{form}"),
        *("/findings/{finding:int}/answer", "/answers/{file:int}"),
        *("/units/{unit}", "/pages/{page:int}", "/rules/{rule}"),
        *("/units/{unit}/over-time", "/units/{unit}/nights", "/units/{unit}/turns"),
        *("/captures/{capture:int}", "/captures/{capture:int}/source"),
        *("/captures/{capture:int}/frame", "/captures/{capture:int}/raw"),
        *("/account", "/account/password", "/account/tokens", "/logout"),
        *("/findings/views", "/feeds/findings.atom", "/feeds/deadlines.ics"),
        *("/api", "/api/v1/openapi.json", "/api/v1/findings", "/api/v1/findings/{finding:int}"),
        *("/api/v1/units", "/api/v1/units/{unit}/nights"),
    }
)

# What anybody may ask without a login. None of these tells anything of a unit.
OPEN_PATHS = frozenset({"/health", "/login", "/language", "/favicon.ico"})
OPEN_FOLDER = "/static/"


def may(user: User, right: Right) -> bool:
    return right in RIGHTS[user.role]


def may_enter(user: User, mount: str) -> bool:
    return user.role in MOUNTS.get(mount, _UNNAMED)


def may_ask(user: User, route: str) -> bool:
    """Whether this user may ask for the pages of that route, as it is spelled in `app.py`."""
    return user.role is not Role.UNIT or route in OPEN_TO_UNITS


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
