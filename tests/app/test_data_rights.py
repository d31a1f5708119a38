"""Who else on the machine reads the data folder: nobody, or a group the ledger, the index and the
reports. Real files, and a real stranger where this is root.
"""

import grp
import os
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.cli import app
from app.data_folder import open_data_folder
from app.data_rights import OPENED, keep_rights, leave_readable, too_open
from app.night.indexing import refresh_search
from app.night.lock import held
from config.errors import NOTHING_JUDGED
from config.folder import Config, load
from store.desk.desk import open_desk
from store.ledger import open_ledger
from tests.reliability.promises import STRANGERS
from tests.reliability.rows import row
from tests.service.offices import NOON, night_ended, office

ANALYST = 54321  # a uid of nobody
GROUP = next(one for one in grp.getgrall() if one.gr_gid and one.gr_name.isalnum())
NEEDS_ROOT = pytest.mark.skipif(
    os.geteuid() != 0, reason="root is needed to be somebody else: strangers were not tried"
)


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder that a stranger can come to, for pytest's own are closed."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


def used(folder: Path, more: str = "") -> Config:
    """An office after a night, with something of everything in its data folder."""
    config = office(folder)
    if more:
        (folder / "office.toml").write_text(
            (folder / "office.toml").read_text().replace("[schedule]", f"{more}\n[schedule]")
        )
        config = load(folder)
    night_ended(config, NOON)
    open_desk(config.data)
    with open_data_folder(config), held(config.data, "night"):
        refresh_search(config)
        for name in ("reports/2026-11-23/circular.html", "captures/r/u.sqlite", "backups/1/x"):
            (config.data / name).parent.mkdir(parents=True, exist_ok=True)
            (config.data / name).write_text("身份证号 110101199001011234")
    return config


def modes(data: Path) -> dict[str, int]:
    paths = (data, *data.rglob("*"))
    return {str(p.relative_to(data)): stat.S_IMODE(p.stat().st_mode) for p in paths}


def as_stranger(do: Callable[[], str], groups: Sequence[int] = ()) -> str:
    """What `do` answers in a child that has become somebody else."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.setgroups(list(groups))
            os.setgid(ANALYST)
            os.setuid(ANALYST)
            said = do()
        except BaseException as error:
            said = repr(error)
        os.write(writing, said.encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as answer:
        said = answer.read()
    os.waitpid(child, 0)
    return said


def readable(data: Path) -> str:
    return " ".join(name for name in EVERYTHING if is_readable(data / name))


def is_readable(path: Path) -> bool:
    try:
        return bool(os.listdir(path)) if path.is_dir() else path.open("rb").read(1) is not None
    except OSError:
        return False


def state_of_the_latest_run(data: Path) -> str:
    ledger = open_ledger(data / "ledger.db", readonly=True)
    latest = ledger.latest_run()
    return latest.state if latest else "-"


EVERYTHING = (
    ".", "ledger.db", "search.db", "archive.db", "desk.db", "night.lock", "captures",
    "captures/r/u.sqlite", "backups", "backups/1/x", "reports", "reports/2026-11-23/circular.html",
)  # fmt: skip


def test_what_the_product_makes_is_its_owners_alone(tmp_path: Path) -> None:
    found = modes(used(tmp_path).data)
    assert found["."] == 0o700 and found["ledger.db"] == 0o600
    for name in ("archive.db", "desk.db", "search.db"):
        assert found[name] == 0o600, name


def test_the_commands_make_nothing_that_others_can_read(tmp_path: Path) -> None:
    """The installed program, started with the umask of most machines."""
    program = str(Path(sys.executable).parent / "gongkai")
    subprocess.run([program, "init", str(tmp_path / "o")], check=True, umask=0o022)
    (tmp_path / "o" / "units" / "example.toml").write_text('id = "example"\nname = "某局"\nkind = "department"\n')  # fmt: skip
    done = subprocess.run(
        [program, "nightly", "--config", str(tmp_path / "o")],
        capture_output=True,
        text=True,
        umask=0o022,
        check=False,
    )
    assert done.returncode in (0, NOTHING_JUDGED), done.stderr[-2_000:]
    data = tmp_path / "o" / "data"
    made = modes(data)
    assert len(made) > 5 and not [name for name, mode in made.items() if mode & 0o077]
    assert not [p for p in (tmp_path / "o").rglob("*") if p.stat().st_mode & 0o077]


def test_a_folder_of_an_older_version_is_closed_and_it_is_told_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = used(tmp_path)
    for path in (*config.data.rglob("*"), config.data):
        path.chmod(0o755 if path.is_dir() else 0o644)
    assert config.data in too_open(config.data, "")
    capsys.readouterr()
    with open_data_folder(config):
        told = capsys.readouterr().err
    with open_data_folder(config):
        again = capsys.readouterr().err
    assert "收回" in told and again == "" and too_open(config.data, "") == []
    assert not [name for name, mode in modes(config.data).items() if mode & 0o077]


def test_links_are_not_followed(tmp_path: Path) -> None:
    config, elsewhere = used(tmp_path), tmp_path / "elsewhere"
    elsewhere.write_text("x")
    elsewhere.chmod(0o644)
    (config.data / "link").symlink_to(elsewhere)
    config.data.chmod(0o755)
    keep_rights(config.data)
    assert stat.S_IMODE(elsewhere.stat().st_mode) == 0o644


@NEEDS_ROOT
def test_a_stranger_reads_nothing_and_the_group_what_is_opened(place: Path) -> None:
    with row(STRANGERS.fault, STRANGERS.what, soak=False) as seen:
        data = used(place / "alone").data
        for groups in ((), (GROUP.gr_gid,)):
            read = as_stranger(partial(readable, data), groups)
            seen.point(read and f"closed, {groups}: {read}")
        data = used(place / "opened", f'data_group = "{GROUP.gr_name}"').data
        read = as_stranger(partial(readable, data))
        seen.point(read and f"a stranger: {read}")
        read = as_stranger(partial(readable, data), (GROUP.gr_gid,))
        opened = ". ledger.db search.db reports reports/2026-11-23/circular.html"
        seen.point("" if read == opened else f"the group: {read}")


@NEEDS_ROOT
def test_the_group_asks_the_ledger_at_rest_and_while_it_is_written(place: Path) -> None:
    config = used(place, f'data_group = "{GROUP.gr_name}"')

    def asked() -> str:
        return state_of_the_latest_run(config.data)

    assert as_stranger(asked, (GROUP.gr_gid,)) == "complete"
    with open_data_folder(config) as data_folder:
        with data_folder.ledger.transaction():
            data_folder.ledger.db.conn.execute("CREATE TABLE something (n)")
        assert as_stranger(asked, (GROUP.gr_gid,)) == "complete"
    assert as_stranger(asked, (GROUP.gr_gid,)) == "complete"
    found = modes(config.data)
    for name in OPENED & found.keys():
        assert found[name] == (0o750 if name == "reports" else 0o640), name
    for name in ("archive.db", "desk.db", "captures", "backups"):
        assert not found[name] & 0o077, name


@NEEDS_ROOT
def test_a_group_taken_back_is_closed_again(place: Path) -> None:
    config = used(place, f'data_group = "{GROUP.gr_name}"')
    assert keep_rights(config.data).were_open > 0
    assert not [name for name, mode in modes(config.data).items() if mode & 0o077]


def test_a_group_that_is_not_there_stops_nothing_and_opens_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = used(tmp_path, 'data_group = "no-such-group"')
    assert "no-such-group" in capsys.readouterr().err
    leave_readable(config.data, config.office.data_group)
    assert not [name for name, mode in modes(config.data).items() if name == "." and mode & 0o077]
    said = CliRunner().invoke(app, ["doctor", "--config", str(tmp_path)])
    assert "no-such-group" in said.output and said.exit_code == 8


def test_the_doctor_says_what_is_open(tmp_path: Path) -> None:
    config = used(tmp_path)
    assert "仅本用户" in CliRunner().invoke(app, ["doctor", "--config", str(tmp_path)]).output
    config.data.chmod(0o755)
    (config.data / "ledger.db").chmod(0o644)
    said = CliRunner().invoke(app, ["doctor", "--config", str(tmp_path)])
    assert "✗ 数据由谁可读" in said.output and "chmod -R go=" in said.output
