"""A desk of before takes the new words, and keeps who is in and what was said."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlite_utils import Database

from store.desk.desk import APPLICATION_ID, Desk, desk_path, migrations, open_desk
from store.desk.entries import DeskAction, DeskEntry, add_entry, entries_of
from store.desk.users import Role, add_user, begin_session, session_user, users
from store.sqlite_file import connect, transaction

NOW = datetime(2012, 3, 5, tzinfo=UTC)


def add(desk: Desk, login: str, role: Role) -> bool:
    return add_user(
        desk,
        login=login,
        name="张主任",
        role=role,
        person="",
        units=["jia-zhen"],
        password_hash="hash",
        now=NOW,
    )


def desk_of_before(data: Path) -> Desk:
    desk = Desk(desk_path(data))
    connection = connect(desk.path, APPLICATION_ID, journal="DELETE")
    with transaction(connection, desk.path):
        migrations.apply(Database(connection, execute_plugins=False), stop_before="answers")
    connection.close()
    return desk


def test_a_desk_of_before_keeps_its_people_their_sessions_and_their_words(tmp_path: Path) -> None:
    desk = desk_of_before(tmp_path)
    add(desk, "zhang", Role.LEADER)
    [user] = users(desk)
    begin_session(desk, user, "token", now=NOW, lasts=timedelta(hours=8))
    with desk.writing() as connection:
        connection.execute(
            "INSERT INTO entry VALUES (5, 7, 1, 'deadline', '2012-04-01', 'zhang', '张主任', '2012-03-05T00:00:00Z')"
        )

    desk = open_desk(tmp_path)
    assert users(desk) == [user] and session_user(desk, "token", NOW) == user
    [word] = entries_of(desk, 7)
    assert (word.id, word.life, word.what, word.value) == (5, 1, DeskAction.DEADLINE, "2012-04-01")

    for what in DeskAction:
        add_entry(desk, DeskEntry(8, 0, what, "2012-04-01", "zhang", "张主任", NOW))
    assert [word.what for word in entries_of(desk, 8)] == list(DeskAction)
    assert add(desk, "zhen", Role.UNIT)
