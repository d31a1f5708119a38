"""A province of five counties: two after a night of the real product on the demo city, and copies
of theirs that came home torn, too late, and from an older version.
"""

import shutil
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

from config.folder import Config, load
from demo.city import City
from store.desk.desk import open_desk
from tests.app.nights import a_few_units, night_over

UNITS = {"qinghe": ("jiaotong", "hongshanzui"), "linshui": ("caizheng", "shengtai")}
NAMES = {
    "qinghe": "清河县",
    "linshui": "临水县",
    "duanqiao": "断桥县",
    "chiwan": "迟湾县",
    "jiuzhen": "旧镇县",
}
STALE_AFTER = 3


def two_counties(folder: Path) -> date:
    """The data folders of two counties after one night; its day."""
    with City("today", 1) as city:
        moment = city.nights[-1]
        for county, units in UNITS.items():
            config = a_few_units(city, folder / county, units)
            night_over(city, config, moment)
            open_desk(config.data)
            shutil.copytree(config.data, folder / "home" / county)
            day = config.office.day_of(moment)
    return day


def province(folder: Path, counties: Path) -> Config:
    """An office above them, without units of its own; the counties' data lies in `counties`."""
    folder.mkdir(parents=True)
    named = "".join(
        f'[[province.counties]]\nid = "{county}"\nname = "{name}"\ndata = "{counties / county}"\n'
        + ('console = "https://qinghe.example.cn/"\n' if county == "qinghe" else "")
        for county, name in NAMES.items()
    )
    head = f'name = "某省政务公开办公室"\ncity = "某省"\n[province]\nstale_after_days = {STALE_AFTER}\n'
    (folder / "office.toml").write_text(head + named, encoding="utf-8")
    return load(folder)


def spoil(counties: Path, day: date) -> None:
    """Three copies beside the two that came home well."""
    for county in ("duanqiao", "chiwan", "jiuzhen"):
        shutil.copytree(counties / "linshui", counties / county)
    tear(counties / "duanqiao" / "ledger.db")
    make_late(counties / "chiwan", day, by=STALE_AFTER + 1)
    with closing(sqlite3.connect(counties / "jiuzhen" / "ledger.db")) as ledger, ledger:
        ledger.execute("DELETE FROM _sqlite_migrations WHERE name = 'items_shown_alike'")


def tear(path: Path) -> None:
    """Copied while it was written: the first half is of another moment than the second."""
    body = bytearray(path.read_bytes())
    middle = len(body) // 2 // 4096 * 4096
    body[middle : middle + 8 * 4096] = bytes(8 * 4096)
    path.write_bytes(bytes(body))


def make_late(data: Path, day: date, *, by: int) -> None:
    """The same night as it was so many days before."""
    earlier = (day - timedelta(days=by)).isoformat()
    with closing(sqlite3.connect(data / "ledger.db")) as ledger, ledger:
        ledger.execute("UPDATE run SET day = ?", (earlier,))
    [report] = data.glob("reports/*/inspection.json")
    report.write_text(report.read_text("utf-8").replace(day.isoformat(), earlier), "utf-8")
    report.parent.rename(report.parents[1] / earlier)
