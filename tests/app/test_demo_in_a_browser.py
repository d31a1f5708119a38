"""`gongkai demo --serve`: the console on the demo's data, with somebody to come in as."""

import os
import re
import subprocess
import sys
import urllib.parse
import urllib.request
from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.cli import app
from app.demo_city import FINISHED, LOGIN, finished_city, open_city, visitor
from app.demo_clock import MARK
from config.folder import Config
from demo.city import City
from monitor.console.passwords import is_right
from store.desk.desk import open_desk
from store.desk.users import Role, user_and_hash
from tests.app.nights import a_few_units, night_over

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Config:
    """A demo whose nights are over; of one unit and one night, which is enough for a console."""
    folder = tmp_path_factory.mktemp("demo") / "d"
    with City("today", 1) as city:
        config = a_few_units(city, folder, ["gongan"])
        night_over(city, config, city.nights[0])
    (folder / MARK).write_text(FINISHED, "utf-8")
    return config


def test_a_demo_that_was_broken_off_is_made_again(tmp_path: Path) -> None:
    assert finished_city(tmp_path / "none") is None
    with City("today", 1) as city:
        open_city(city, tmp_path / "begun")
    assert finished_city(tmp_path / "begun") is None


def test_each_opening_has_a_password_of_its_own(demo: Config) -> None:
    first, second = visitor(demo), visitor(demo)
    user, stored = user_and_hash(open_desk(demo.data), LOGIN) or pytest.fail("nobody was let in")
    assert first != second and len(second) >= 16 and user.role is Role.OFFICE
    assert is_right(stored, second) and not is_right(stored, first)


def test_the_console_opens_on_its_data_on_this_machine_alone(demo: Config) -> None:
    typed = ["demo", "--serve", "--port", "0", "--data", str(demo.data)]
    with subprocess.Popen(
        [sys.executable, "-c", "from app.cli import main; main()", *typed],
        cwd=ROOT,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        text=True,
    ) as console:
        try:
            assert console.stdout is not None
            told = "".join(console.stdout.readline() for _ in range(3))
            address = re.search(r"http://127\.0\.0\.1:\d+", told)
            given = re.search(r"用户名 (\S+)，密码 (\S+)（", told)
            assert address and given, told
            form = urllib.parse.urlencode({"login": given[1], "password": given[2], "next": "/"})
            opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
            opener.addheaders = [("Origin", address[0])]
            opener.open(f"{address[0]}/login", form.encode(), timeout=20).read()
            page = opener.open(f"{address[0]}/units/gongan", timeout=20).read().decode()
            assert "公安局" in page
        finally:
            console.terminate()


def test_an_unknown_scenario_is_refused_in_words() -> None:
    refused = CliRunner().invoke(app, ["demo", "--scenario", "1999"])
    assert refused.exit_code == 2 and "today" in refused.stderr
