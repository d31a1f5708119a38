"""What is written down of a word, and what is refused before anything is."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from itertools import product
from pathlib import Path

import pytest

from app.service.serving import console_of
from monitor.console.access import RIGHTS
from monitor.console.context import Console
from monitor.console.speaking import RIGHT_TO_SAY, NotTheirs, SaidTooOften, speak
from monitor.rectification.attachments import NotTaken
from monitor.rectification.saying import MOST_OF_A_KIND, NotAskedFor, NotUnderstood
from store.desk.entries import DeskAction, DeskEntry, entries_of
from store.desk.users import Role, User
from tests.monitor.report.sample import STALE, config

OTHERS, OWN = "xueji", STALE.unit


def user(role: Role, *units: str) -> User:
    return User(1, f"{role}-{'-'.join(units)}", "办公室", role, units=units)


@pytest.fixture
def console(tmp_path: Path) -> Console:
    return console_of(replace(config(tmp_path), data=tmp_path))


def said(console: Console) -> list[DeskEntry]:
    return entries_of(console.desk, STALE.id)


@pytest.mark.parametrize(("role", "what"), [*product(Role, RIGHT_TO_SAY)])
def test_only_who_has_the_right_says_it(console: Console, role: Role, what: DeskAction) -> None:
    form: Mapping[str, str] = {"value": f"{console.today}"}
    if RIGHT_TO_SAY[what] not in RIGHTS[role]:
        with pytest.raises(NotTheirs):
            speak(console, user(role, OWN), STALE, what, form)
        assert said(console) == []
        return
    try:
        speak(console, user(role, OWN), STALE, what, form)
    except (NotUnderstood, NotAskedFor):  # a day is missing, or nothing waits to be decided
        assert said(console) == []
    else:
        assert [one.what for one in said(console)] == [what]


@pytest.mark.parametrize("role", [Role.UNIT, Role.LEADER])
def test_nobody_speaks_of_a_finding_of_another(console: Console, role: Role) -> None:
    with pytest.raises(NotTheirs):
        speak(console, user(role, OTHERS), STALE, DeskAction.ACKNOWLEDGED, {})
    assert said(console) == []


def test_an_answer_whose_file_is_not_taken_is_none(console: Console) -> None:
    form, page = {"value": "见附件"}, ("整改.html", b"<p>")
    with pytest.raises(NotTaken):
        speak(console, user(Role.UNIT, OWN), STALE, DeskAction.ANSWERED, form, [page])
    assert said(console) == []


def test_a_unit_says_so_much_and_no_more(console: Console) -> None:
    form = {"value": "招标未完成", "day": f"{console.today + timedelta(days=9)}"}
    asked = (console, user(Role.UNIT, OWN), STALE, DeskAction.EXTENSION_ASKED, form)
    for _ in range(MOST_OF_A_KIND):
        speak(*asked)
    with pytest.raises(SaidTooOften):
        speak(*asked)
    assert len(said(console)) == MOST_OF_A_KIND


def test_what_is_withdrawn_leaves_the_reports_at_once(console: Console) -> None:
    told: list[str] = []
    heard = replace(console, take_back=lambda: told.append("now"))
    speak(heard, user(Role.OFFICE), STALE, DeskAction.NOTE, {"value": "再看一次"})
    assert told == []
    speak(heard, user(Role.OFFICE), STALE, DeskAction.WITHDRAWN, {"value": "登记有误"})
    assert told == ["now"]
