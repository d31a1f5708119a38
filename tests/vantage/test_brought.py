"""A second vantage by files: made there, carried home, taken in once; what is foreign, damaged or
not ours is refused and changes nothing.
"""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.cli import app
from app.night.vantages import make_files, take_in
from config.errors import Miswritten
from config.folder import Config
from store.capture.file import VERSION
from store.clock import Clock
from tests.app.nights import Silence
from tests.vantage.conftest import BEGIN, BROUGHT, Place, answers, nights

LATER = Clock.set_to(BEGIN + timedelta(hours=2))


@dataclass
class Carried:
    place: Place
    there: Config
    files: list[Path]


@pytest.fixture(scope="module")
def carried(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Carried]:
    """Files made on a machine inside, by its own installation of the same list of units."""
    place = Place(tmp_path_factory.mktemp("inside"))
    there = place.office("inside", inside=True, vantages=BROUGHT)
    files = make_files(there, "inner", place.folder / "usb", Clock.set_to(BEGIN), Silence())
    yield Carried(place, there, files)
    place.fixture_server.stop()


def everything(config: Config) -> list[str]:
    """The ledger, word for word, but for the list of units and when it was read."""
    path = config.data / "ledger.db"
    if not path.exists():
        return []
    with closing(sqlite3.connect(path)) as db:
        tables = ("run", "unit_run", "page", "span", "capture", "facts", "item")
        return [repr(row) for table in tables for row in db.execute(f"SELECT * FROM {table}")]


def test_the_files_are_single_and_touch_no_ledger(carried: Carried) -> None:
    assert [path.name for path in carried.files] == [
        f"20261120T180000Z.inner.{unit}.sqlite" for unit in ("feizhi", "gongkai", "jiancha")
    ]
    assert sorted(path.name for path in carried.files[0].parent.iterdir()) == [
        path.name for path in carried.files
    ]
    assert not carried.there.data.exists()


def test_a_file_is_taken_in_once_and_leads_to_the_finding(carried: Carried) -> None:
    """Closed from the office on three nights, and open from inside on the second: the same finding
    as by a proxy.
    """
    home = carried.place.office("home", vantages=BROUGHT)
    nights(home, 2)
    second = make_files(
        carried.there,
        "inner",
        carried.place.folder / "usb2",
        Clock.set_to(BEGIN + timedelta(days=1, hours=2)),
        Silence(),
    )
    taken, troubles = take_in(
        home, [*carried.files, *second], Clock.set_to(BEGIN + timedelta(days=1, hours=4))
    )
    assert not troubles
    assert {(one.unit, one.opens, one.is_new) for one in taken} == {
        ("jiancha", 1, True),
        ("gongkai", 1, True),
        ("feizhi", 0, True),
    }
    before = everything(home)
    again, troubles = take_in(home, carried.files, Clock.set_to(BEGIN + timedelta(days=1, hours=5)))
    assert not troubles
    assert not any(one.is_new for one in again)
    assert everything(home) == before
    (third,) = nights(home, 1, first=2)
    assert answers(third, "intranet_only_site")["jiancha"] == ("problem", "opens_inside_only")
    assert answers(third, "intranet_only_site")["gongkai"] == ("clear", "")
    with closing(sqlite3.connect(home.data / "ledger.db")) as db:
        rows = db.execute(
            "SELECT DISTINCT span.vantage FROM span JOIN page ON page.id = span.page WHERE page.unit = 'jiancha'"
        )
        assert {vantage for (vantage,) in rows} == {"office", "inner"}


def _sql(*statements: str) -> Callable[[Path], None]:
    def spoil(path: Path) -> None:
        with closing(sqlite3.connect(path)) as db:
            for statement in statements:
                db.execute(statement)
            db.commit()

    return spoil


def _write(content: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(content)


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-9000])


def _flip(path: Path) -> None:
    body = bytearray(path.read_bytes())
    body[4096:4200] = bytes(255 - byte for byte in body[4096:4200])
    path.write_bytes(bytes(body))


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


SPOILED: dict[str, tuple[Callable[[Path], object], str]] = {
    "not SQLite": (_write(b"PK\x03\x04 a workbook"), "is not a capture file"),
    "empty": (_write(b""), "is not a capture file"),
    "a folder": (_folder, "is not a capture file"),
    "missing": (Path.unlink, "is not a capture file"),
    "another's database": (lambda path: _sql("DROP TABLE crawl")(path), "is not a capture file"),
    "cut short": (_cut, "is damaged"),
    "bytes turned": (_flip, "damaged|not a capture file|not built"),
    "newer": (_sql(f"UPDATE crawl SET version = {VERSION + 1}"), "made by a newer version"),
    "newer, with columns unknown here": (_sql(f"UPDATE crawl SET version = {VERSION + 1}", "ALTER TABLE visit ADD COLUMN more TEXT"), "made by a newer version"),
    "a trigger": (_sql("CREATE TRIGGER t AFTER INSERT ON visit BEGIN DELETE FROM facts; END"), "not built as"),
    "a view": (_sql("CREATE VIEW v AS SELECT * FROM visit"), "not built as"),
    "unfinished": (_sql("UPDATE crawl SET end = NULL"), "has not ended"),
    "another body": (_sql("UPDATE capture SET body = zeroblob(100)"), "is damaged"),
    "a body under another's name": (_sql("UPDATE capture SET sha256 = substr(sha256, 2) || '0'"), "is damaged"),
    "a bomb": (_sql("UPDATE capture SET size = 1099511627776"), "larger than"),
    "facts that are none": (_sql("UPDATE facts SET facts = zeroblob(100)"), "is damaged"),
    "facts that are a bomb": (_sql("UPDATE facts SET facts = X'28B52FFDE00000000000010000'"), "larger than"),
    "no outcome of ours": (_sql("""UPDATE visit SET visit = json_set(visit, '$.outcome', 'wonderful')"""), "is damaged"),
    "no JSON": (_sql("UPDATE visit SET visit = 'x'"), "is damaged"),
    "no instant": (_sql("UPDATE crawl SET started_at = '../../etc'"), "is damaged"),
    "an ordinary crawl": (_sql("UPDATE crawl SET kind = 'nightly'"), "was not made by gongkai crawl --vantage"),
    "a path for a name": (_sql("UPDATE crawl SET file_id = '../../ledger'"), "was not made by gongkai crawl --vantage"),
    "an unknown vantage": (_sql("UPDATE crawl SET vantage = 'moon'"), "does not name"),
    "an unknown unit": (_sql("UPDATE crawl SET unit = '../moon'"), "not on our list"),
    "another's unit": (_sql("UPDATE crawl SET unit = 'gongkai'"), "not on our list"),
    "an address of nobody's": (_sql("""UPDATE visit SET visit = json_set(visit, '$.url', 'http://printer.example/')"""), "not on our list"),
    "seen from elsewhere": (_sql("""UPDATE visit SET visit = json_set(visit, '$.vantage', 'office')"""), "not on our list"),
    "the future": (_sql("UPDATE crawl SET started_at = '2031-01-01T00:00:00Z'"), "cannot be believed"),
    "the past": (_sql("UPDATE crawl SET started_at = '2011-01-01T00:00:00Z'"), "cannot be believed"),
}  # fmt: skip


def test_what_is_not_a_sound_file_of_ours_is_refused_with_the_reason_and_changes_nothing(
    carried: Carried,
) -> None:
    home = carried.place.office("strict", vantages=BROUGHT)
    sound = next(path for path in carried.files if "jiancha" in path.name)
    take_in(home, [next(path for path in carried.files if "gongkai" in path.name)], LATER)
    before = everything(home)
    for number, (name, (spoil, said)) in enumerate(SPOILED.items()):
        spoiled = carried.place.folder / f"spoiled{number}.sqlite"
        shutil.copyfile(sound, spoiled)
        spoil(spoiled)
        taken, troubles = take_in(home, [spoiled], LATER)
        assert not taken, name
        assert any(word in troubles[0].words.en for word in said.split("|")), (
            name,
            troubles[0].words.en,
        )
        assert spoiled.name in troubles[0].words.zh
        assert everything(home) == before, name


def test_one_bad_file_does_not_keep_the_good_ones_out(carried: Carried) -> None:
    home = carried.place.office("mixed", vantages=BROUGHT)
    bad = carried.place.folder / "bad.sqlite"
    bad.write_bytes(b"x")
    ran = CliRunner().invoke(
        app, ["intake", str(bad), *map(str, carried.files), "--config", str(home.folder)]
    )
    assert ran.exit_code != 0
    # The files are of another day than this machine's clock: whatever is taken, the bad one is
    # named.
    assert "bad.sqlite" in str(getattr(ran.exception, "words", ran.output))


def test_the_command_line_makes_files_for_a_colleague_to_carry(
    carried: Carried, tmp_path: Path
) -> None:
    ran = CliRunner().invoke(
        app,
        [
            "crawl",
            "--vantage",
            "inner",
            "--unit",
            "jiancha",
            "--to",
            str(tmp_path / "usb"),
            "--json",
            "--config",
            str(carried.there.folder),
        ],
    )
    assert ran.exit_code == 0, ran.output
    (made,) = (tmp_path / "usb").iterdir()
    home = carried.place.office("by-command", vantages=BROUGHT)
    taken = CliRunner().invoke(app, ["intake", str(made), "--config", str(home.folder)])
    assert taken.exit_code == 0, taken.output
    assert "jiancha from inner: 1 of 1 home pages open." in " ".join(taken.output.split())
    again = CliRunner().invoke(app, ["intake", str(made), "--config", str(home.folder)])
    assert "known already; nothing changed" in again.output
    refused = CliRunner().invoke(
        app, ["crawl", "--to", str(tmp_path), "--config", str(home.folder)]
    )
    assert isinstance(refused.exception, Miswritten)  # which ends the program with 2
