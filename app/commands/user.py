"""`gongkai user`: who may come in to the console."""

import getpass
import re
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from app.command_line.spoken import SpokenCommand
from app.command_options import HERE, ConfigOption, JsonOption
from config.words import Words

if TYPE_CHECKING:
    from config.folder import Config

group = typer.Typer(no_args_is_help=True)

LOGIN = re.compile(r"^[\w.@-]{2,64}$")

Login = Annotated[str, typer.Argument()]
FromStdin = Annotated[bool, typer.Option("--password-stdin")]


@group.command("add", cls=SpokenCommand)
def add(
    login: Login,
    role: Annotated[str, typer.Option()],
    config: ConfigOption = HERE,
    name: Annotated[str, typer.Option()] = "",
    person: Annotated[str, typer.Option()] = "",
    unit: Annotated[list[str] | None, typer.Option()] = None,
    password_stdin: FromStdin = False,
) -> None:
    from app.office_config import opened_config
    from config.errors import Miswritten
    from monitor.console.passwords import hashed
    from store.desk.desk import open_desk
    from store.desk.users import Role, add_user

    loaded = opened_config(config, units=unit or ())
    if not LOGIN.match(login):
        raise Miswritten(BAD_LOGIN.filled(login=login))
    if role not in set(Role):
        raise Miswritten(BAD_ROLE.filled(role=role))
    if person and person not in {one.id for one in loaded.office.people}:
        raise Miswritten(NO_PERSON.filled(person=person))
    if role == Role.UNIT and not unit:
        raise Miswritten(NO_UNIT)
    password = new_password(login, loaded, from_stdin=password_stdin)
    added = add_user(
        open_desk(loaded.data),
        login=login,
        name=name.strip() or login,
        role=Role(role),
        person=person,
        units=unit or (),
        password_hash=hashed(password),
        now=datetime.now(UTC),
    )
    if not added:
        raise Miswritten(TAKEN.filled(login=login))
    print(ADDED.text(loaded.office.language, login=login, role=role))


@group.command("list", cls=SpokenCommand)
def show(config: ConfigOption = HERE, as_json: JsonOption = False) -> None:
    from app.command_line.line_width import in_columns
    from app.command_output import as_line
    from app.office_config import opened_config
    from monitor.console.access import units_seen
    from store.desk.desk import open_desk
    from store.desk.users import users

    loaded = opened_config(config)
    found, rows = users(open_desk(loaded.data)), [HEADS.text(loaded.office.language).split("|")]
    for user in found:
        seen = units_seen(user, loaded)
        if as_json:
            shown = {
                "login": user.login,
                "name": user.name,
                "role": user.role,
                "person": user.person,
                "units": None if seen is None else sorted(seen),
            }
            print(as_line(shown))
        else:
            every = EVERY_UNIT.text(loaded.office.language)
            shown_units = every if seen is None else ", ".join(sorted(seen))
            role = ROLES[user.role].text(loaded.office.language)
            rows.append([user.login, user.name, role, shown_units])
    if found and not as_json:
        print("\n".join(in_columns(rows)))
    if not found and not as_json:
        print(NOBODY.text(loaded.office.language))


@group.command("password", cls=SpokenCommand)
def password(login: Login, config: ConfigOption = HERE, password_stdin: FromStdin = False) -> None:
    from app.office_config import opened_config
    from config.errors import NotFound
    from monitor.console.passwords import hashed
    from store.desk.desk import open_desk
    from store.desk.users import set_password, user_and_hash

    loaded = opened_config(config)
    desk = open_desk(loaded.data)
    if user_and_hash(desk, login) is None:
        raise NotFound(UNKNOWN.filled(login=login))
    new = new_password(login, loaded, from_stdin=password_stdin)
    set_password(desk, login, hashed(new), datetime.now(UTC))
    print(CHANGED.text(loaded.office.language, login=login))


@group.command("remove", cls=SpokenCommand)
def remove(login: Login, config: ConfigOption = HERE) -> None:
    from app.office_config import opened_config
    from config.errors import NotFound
    from store.desk.desk import open_desk
    from store.desk.users import remove_user

    loaded = opened_config(config)
    if not remove_user(open_desk(loaded.data), login):
        raise NotFound(UNKNOWN.filled(login=login))
    print(REMOVED.text(loaded.office.language, login=login))


def new_password(login: str, config: "Config", *, from_stdin: bool) -> str:
    """Asked for twice without echo, or one line of standard input. Raises Miswritten for one
    that is too weak.
    """
    from config.errors import Miswritten
    from monitor.console.passwords import weakness

    language = config.office.language
    if from_stdin:
        given = sys.stdin.readline().rstrip("\r\n")
    else:
        given = getpass.getpass(ASK.text(language))
        if getpass.getpass(ASK_AGAIN.text(language)) != given:
            raise Miswritten(DIFFER)
    if weak := weakness(given, login):
        raise Miswritten(weak)
    return given


HEADS = Words("用户名|姓名|角色|可见单位", "login|name|role|sees")
ROLES = {
    "leader": Words("领导（leader）", "leader"),
    "analyst": Words("分析人员（analyst）", "analyst"),
    "office": Words("主管机关（office）", "office"),
    "unit": Words("单位（unit）", "unit"),
}
ASK = Words("新密码（至少10个字符，不显示）：", "New password (10 characters or more, not shown): ")
ASK_AGAIN = Words("再输一次：", "Once more: ")
DIFFER = Words("两次输入的密码不同，未作改动。", "The two passwords differ; nothing was changed.")
BAD_LOGIN = Words(
    "用户名“{login}”不可用：2至64个字母、数字或 . _ - @。",
    "{login!r} is no login: 2 to 64 letters, digits or . _ - @",
)
BAD_ROLE = Words(
    "没有角色“{role}”：请用 leader、analyst、office 或 unit。",
    "There is no role {role!r}: use leader, analyst, office or unit.",
)
NO_UNIT = Words(
    "单位用户须用 --unit 指明所属单位（可重复）。",
    "A login of a unit needs --unit: which it answers for (may be repeated).",
)
NO_PERSON = Words(
    "office.toml 中没有 id 为“{person}”的人员。", "office.toml knows nobody with the id {person!r}."
)
TAKEN = Words(
    "用户“{login}”已存在，未作改动；改密码请用 gongkai user password。",
    "{login!r} exists and was left alone; for a new password: gongkai user password",
)
UNKNOWN = Words("没有用户“{login}”。", "There is no user {login!r}.")
ADDED = Words("已添加 {login}（{role}）。", "Added {login} ({role}).")
CHANGED = Words(
    "{login} 的密码已修改，原有登录全部失效。",
    "The password of {login} was changed; every login of theirs has ended.",
)
REMOVED = Words("已移除 {login}。", "Removed {login}.")
EVERY_UNIT = Words("全部单位", "every unit")
NOBODY = Words(
    "还没有用户。请用 gongkai user add 添加。", "There is nobody yet. See: gongkai user add"
)
