"""Units judged in several processes: the same answers in the same order, and a process that dies is
told of, its units judged all the same.
"""

import gc
import os
from collections.abc import Iterator
from contextlib import closing
from multiprocessing import parent_process

import pytest

from app.looking.what_if import judged_as
from app.night import by_unit as module
from app.night.by_unit import DIED, OpenedWith, UnitTask, by_unit, opened_with
from config.errors import GongkaiError
from config.folder import Config, load
from store.ledger import Ledger, open_ledger
from tests.simulation.ledger import simulate


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> Config:
    folder = tmp_path_factory.mktemp("simulated")
    simulate(folder, units=5, pages=20, nights=4)
    return load(folder / "office")


@pytest.fixture
def ledger(config: Config) -> Iterator[Ledger]:
    with closing(open_ledger(config.data / "ledger.db", readonly=True)) as opened:
        yield opened


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any ledger is worth a process, whatever the machine's processors."""
    monkeypatch.setattr(module, "WORTH_A_PROCESS", 0)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)


def where(_: Ledger, __: OpenedWith, task: UnitTask) -> tuple[str, bool]:
    return task.unit.id, parent_process() is not None


def dies_of_the_third(_: Ledger, __: OpenedWith, task: UnitTask) -> str:
    if parent_process() is not None and task.unit.id == "u0002":
        os._exit(9)
    return task.unit.id


def fails_undisturbed(_: Ledger, __: OpenedWith, task: UnitTask) -> str:
    raise ValueError(f"{task.unit.id}, collecting: {gc.isenabled()}")


def tasks(config: Config) -> list[UnitTask]:
    return [UnitTask(unit) for unit in config.units]


def known(ledger: Ledger, config: Config) -> OpenedWith:
    run = ledger.latest_run()
    assert run is not None
    return opened_with(ledger, config, run, clock_suspect=False)


def test_a_small_office_stays_in_one_process(ledger: Ledger, config: Config) -> None:
    found = by_unit(ledger, known(ledger, config), where, tasks(config), [])
    assert [*found] == [(unit.id, False) for unit in config.units]


@pytest.mark.usefixtures("many")
def test_many_units_are_taken_by_processes_and_told_in_order(
    ledger: Ledger, config: Config
) -> None:
    found = by_unit(ledger, known(ledger, config), where, tasks(config), [])
    assert [*found] == [(unit.id, True) for unit in config.units]


@pytest.mark.usefixtures("many")
def test_a_process_that_dies_is_told_and_its_units_are_judged_here(
    ledger: Ledger, config: Config
) -> None:
    troubles: list[GongkaiError] = []
    found = by_unit(ledger, known(ledger, config), dies_of_the_third, tasks(config), troubles)
    assert [*found] == [unit.id for unit in config.units]
    assert [trouble.words for trouble in troubles] == [DIED]


def test_whichever_process_judges_the_answers_are_the_same(
    config: Config, request: pytest.FixtureRequest
) -> None:
    alone = judged_as(config, "office", None)
    request.getfixturevalue("many")
    assert judged_as(config, "office", None) == alone
    assert any(result.verdicts for result in alone.units)


def test_an_office_is_simulated_with_units_of_their_own(ledger: Ledger) -> None:
    rows = ledger.db.conn.execute(
        "SELECT unit, count(*), sum(url LIKE '%' || unit || '%') FROM page GROUP BY unit"
    ).fetchall()
    assert len(rows) == 5
    assert len({pages for _, pages, _ in rows}) == 1
    assert all(pages == own for _, pages, own in rows)


def test_no_circles_are_looked_for_while_a_unit_is_judged_and_again_after(
    config: Config, ledger: Ledger
) -> None:
    answers = by_unit(ledger, known(ledger, config), fails_undisturbed, tasks(config), [])
    with pytest.raises(ValueError, match="u0000, collecting: False"):
        next(answers)
    assert gc.isenabled()
