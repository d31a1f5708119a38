"""All nights of the county by the ordinary night, only the clock turned; and nights that were kept,
judged once more by the reader and the rules of now.
"""

import shutil
from dataclasses import replace
from pathlib import Path

from app.data_folder import DataFolder, archive_path, ledger_path, open_data_folder
from app.demo_city import open_city, spend_night
from app.night.judging import Judging
from app.night.rereading import VersionedReader, reread
from config.folder import load
from crawler.canary import CanaryReport
from crawler.documents.answers import read_answer
from demo.standards.city import StandardsCity
from demo.standards.plan import NIGHTS, plan
from store.clock import Clock
from tests.app.nights import Silence
from tests.standards.score import Score, add_night
from tests.waiting import is_alive

_OF_NOW = VersionedReader("as it reads now", read_answer)
_ANSWERS = ("reread_answer", "verdict", "finding_event", "finding")


def score_of(seed: int, folder: Path) -> Score:
    """Inspect the county of `seed` into the empty `folder`."""
    score = Score()
    with StandardsCity(seed) as city:
        config = open_city(city, folder)
        for moment in city.nights:
            is_alive()
            night = spend_night(city, config, moment, Silence())
            add_night(score, city.plan, night.inspection, moment.date())
    return score


def score_again(seed: int, kept: Path, folder: Path) -> Score:
    """The nights that `score_of` left in `kept`: copied into `folder`, read and judged again. Nobody
    is visited, so what a crawl of now would have met otherwise is not in it.
    """
    score, network = Score(), CanaryReport(good=True, details="")
    config = replace(load(kept / "office"), data=folder.resolve())
    for path in (ledger_path(kept), archive_path(kept)):
        shutil.copy(path, folder / path.name)
    with open_data_folder(config) as data_folder:
        last = data_folder.ledger.latest_run()
        assert last is not None
        reread(data_folder, Clock.set_to(last.started_at), Silence(), reader=_OF_NOW)
        _forget_answers(data_folder)
        for day in NIGHTS:
            is_alive()
            run = data_folder.ledger.run_of_day(day)
            assert run is not None
            inspection = Judging(data_folder, run, network).for_good(network)
            add_night(score, plan(seed), inspection, day)
    return score


def _forget_answers(data_folder: DataFolder) -> None:
    with data_folder.ledger.transaction():
        for table in _ANSWERS:
            data_folder.ledger.db.conn.execute(f"DELETE FROM {table}")
