"""What is asked of all units together: once a night, whatever their number."""

from datetime import timedelta
from pathlib import Path

from config.folder import load
from monitor.dossier.across import across_units
from store.records import Item, Purpose
from tests.config.folders import write_folder
from tests.store.nights import FIRST_NIGHT, HOME, UNIT, City, Saw, a_list

DAY = (FIRST_NIGHT + timedelta(hours=8)).date()


def test_a_unit_is_spoken_of_by_its_names_also_without_the_place(tmp_path: Path) -> None:
    (tmp_path / "city").mkdir()
    city = City(tmp_path / "city")
    listed = a_list(Item("财政局2012年年度报告", HOME + "1.htm", None, None), title="公开")
    city.night(0, Saw(HOME + "gk/", listed, purpose=Purpose.CHANNEL, title="公开"), unit=UNIT)
    config = load(write_folder(tmp_path / "office", {}))
    [unit] = config.units
    assert unit.name.endswith("财政局")
    found = across_units(city.ledger, config, DAY, DAY.isoformat())
    assert [title.title for title in found.titles[unit.id]] == ["财政局2012年年度报告"]
    assert not any(among.showing for among in found.peers.all.values())
    city.close()
