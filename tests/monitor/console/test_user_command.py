"""`gongkai user`: who may come in, from the terminal."""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from app.cli import main
from config.starter import write_starter
from store.desk.desk import open_desk
from store.desk.users import Role, user_and_hash, users


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_starter(tmp_path / "office", "zh")
    return tmp_path / "office"


class Told(NamedTuple):
    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def gongkai(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Told]:
    """The command as the console script runs it, in this process."""

    def run(*arguments: str, password: str = "") -> Told:
        monkeypatch.setattr("sys.argv", ["gongkai", *arguments, "--config", str(folder)])
        monkeypatch.setattr("sys.stdin", io.StringIO(password))
        with pytest.raises(SystemExit) as ended:
            main()
            sys.exit(0)
        return Told(int(ended.value.code or 0), *capsys.readouterr())

    return run


def test_users_come_and_go(folder: Path, gongkai: Callable[..., Told]) -> None:
    added = gongkai(
        "user",
        "add",
        "zhang",
        "--role",
        "leader",
        "--name",
        "张主任",
        "--password-stdin",
        password="Kaifang-2026\n",
    )
    assert (added.returncode, added.stderr) == (0, "")
    assert "Kaifang" not in added.stdout
    again = gongkai(
        "user", "add", "zhang", "--role", "office", "--password-stdin", password="Kaifang-2026\n"
    )
    assert again.returncode == 2 and "已存在" in again.stderr
    listed = json.loads(gongkai("user", "list", "--json").stdout)
    assert listed == {
        "login": "zhang",
        "name": "张主任",
        "role": "leader",
        "person": "",
        "units": None,
    }
    before = user_and_hash(open_desk(folder / "data"), "zhang")
    changed = gongkai("user", "password", "zhang", "--password-stdin", password="Xin-Mima-2026\n")
    assert changed.returncode == 0 and user_and_hash(open_desk(folder / "data"), "zhang") != before
    assert gongkai("user", "remove", "zhang").returncode == 0
    assert users(open_desk(folder / "data")) == []
    assert gongkai("user", "remove", "zhang").returncode == 7


@pytest.mark.parametrize(
    ("arguments", "password", "said"),
    [
        (("zhang", "--role", "mayor"), "Kaifang-2026", "没有角色"),
        (("zhang", "--role", "leader", "--unit", "nobody"), "Kaifang-2026", "没有编号"),
        (("zhang", "--role", "unit"), "Kaifang-2026", "--unit"),
        (("zhang", "--role", "leader", "--person", "nobody"), "Kaifang-2026", "没有 id"),
        (("a b", "--role", "leader"), "Kaifang-2026", "不可用"),
        (("zhang", "--role", "leader"), "short", "至少10个字符"),
        (("zhang", "--role", "leader"), "", "至少10个字符"),
        (("zhang", "--role", "leader"), "zhangzhang1!", "用户名"),
    ],
)
def test_what_is_wrong_is_refused_in_words(
    folder: Path, gongkai: Callable[..., Told], arguments: tuple[str, ...], password: str, said: str
) -> None:
    refused = gongkai("user", "add", *arguments, "--password-stdin", password=password)
    assert (
        refused.returncode in (2, 7)
        and said in refused.stderr
        and "Traceback" not in refused.stderr
    )
    assert users(open_desk(folder / "data")) == []


def test_the_desk_is_its_owner_s_alone(folder: Path) -> None:
    desk = open_desk(folder / "data")
    assert desk.path.stat().st_mode & 0o077 == 0
    assert {role.value for role in Role} == {"leader", "analyst", "office", "unit"}
