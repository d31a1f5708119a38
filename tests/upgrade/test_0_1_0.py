"""The data folder of an office that has run 0.1.0: it opens, upgrades, is read again, and says of
everybody what it said before. `cut.py` tells how it was made.
"""

import re
import sqlite3
import tarfile
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from app.data_folder import open_data_folder
from app.night.by_hand import inspect_last_run
from app.night.rereading import Reread, reread
from config.folder import Config, load
from crawler.extract.reader import EXTRACTOR
from monitor.judging.inspection import Inspection
from monitor.measures.spending.vague_spending import level
from store.clock import Clock
from store.queries.spending import tables_of
from tests.upgrade.cut import ASSET, UNITS

SAID = ("problem", "clear")
# 服务承诺 and 监督投诉 have no deadline any more.
STANDING = "/(?:fwcn|jdts)(?:/|\\.htm)$"
Answers = dict[tuple[str, str, str], str]


@pytest.fixture
def config(tmp_path: Path) -> Config:
    with tarfile.open(ASSET) as asset:
        asset.extractall(tmp_path, filter="data")
    return load(tmp_path / "office")


# Answers of rules that came since (guides, persons' numbers) on three units: no reader saw them
# before.
OF_NEW_RULES = 7
# Its duties stand in other words, which count since: nobody is accused, the finding waits a night.
DUTIES_BY_MEANING = ("nongye", "one_sided_disclosure", "unit")
# Of this unit a person confirmed that it has neither site nor sub-site, and nobody looked for a
# place on the portal: that is undecided since.
NOT_LOOKED_FOR_ON_THE_PORTAL = ("guodong", "missing_site", "unit")


def asked(config: Config, sql: str) -> list[tuple[object, ...]]:
    """Straight from the file, with nothing of ours between."""
    with closing(sqlite3.connect(config.data / "ledger.db")) as ledger:
        return ledger.execute(sql).fetchall()


def findings(config: Config) -> list[tuple[object, ...]]:
    """Four rules say since what they measured in other words: four counts and not three, “empty on
    n days”, nights and not checks; and a paper that states its spending two ways, as those of that demo do, is critical no more.
    """
    severity = "CASE WHEN rule = 'vague_expense' THEN '' ELSE severity END"
    measured = (
        "CASE WHEN rule IN ('one_sided_disclosure', 'empty_channel', 'intranet_only_site', 'vanished_item')"
        " THEN '' ELSE measured END"
    )
    return sorted(
        asked(
            config, f"SELECT unit, rule, subject, state, {severity}, kind, {measured} FROM finding"
        )
    )


def answers_on_record(config: Config) -> Answers:
    """What the last night said, by unit, rule and subject."""
    rows = asked(
        config,
        "SELECT unit, rule, subject, answer FROM verdict WHERE last_run ="
        " (SELECT id FROM run ORDER BY started_at DESC LIMIT 1)",
    )
    return {(str(unit), str(rule), str(subject)): str(said) for unit, rule, subject, said in rows}


def answers(inspection: Inspection) -> Answers:
    return {
        (unit.unit, verdict.rule, verdict.subject): verdict.answer.value
        for unit in inspection.units
        for verdict in unit.verdicts
    }


def read_again(config: Config) -> Reread:
    """As the first night of the new program does before it crawls: six hours after the last."""
    with open_data_folder(config) as data:
        run = data.ledger.latest_run()
        assert run is not None
        return reread(data, Clock.set_to(run.started_at + timedelta(hours=6)), lambda _: None)


def test_it_is_what_an_office_of_0_1_0_has(config: Config) -> None:
    assert {unit.id for unit in config.units} == set(UNITS)
    assert asked(config, "SELECT DISTINCT extractor FROM facts") == [("reader-4",)]
    assert len({rule for _, rule, *_ in findings(config)}) == 9
    levels = asked(config, "SELECT vague, count(*) FROM spend_line GROUP BY vague ORDER BY vague")
    assert levels[1:] == [("problem", 1), ("warning", 1)]


def test_the_upgraded_ledger_gives_the_same_findings(config: Config) -> None:
    before, said = findings(config), answers_on_record(config)
    done = read_again(config)
    assert (done.extractor, done.units, done.without_body) == (EXTRACTOR, 3, 0)
    assert done.held_back == OF_NEW_RULES
    assert done.readings > 200

    after = inspect_last_run(config)
    assert findings(config) == before
    assert (after.opened, after.closed, after.reopened) == ((), (), ())
    of_then = {rule for _, rule, _ in said}
    assert {
        key: answer
        for key, answer in answers(after).items()
        if answer in SAID and key[1] in of_then  # a rule that came since accuses nobody: see above
    } == {
        key: answer
        for key, answer in said.items()
        if answer in SAID
        and key not in (DUTIES_BY_MEANING, NOT_LOOKED_FOR_ON_THE_PORTAL)
        and not (key[1] == "stale_channel" and re.search(STANDING, key[2]))
    }


def test_every_level_on_record_comes_of_the_facts_and_the_limits(config: Config) -> None:
    stored = asked(
        config,
        """SELECT page.unit, page.url, spend_table.position, row, code, name, vague
           FROM spend_line JOIN spend_table ON spend_table.id = spend_line.spend_table
           JOIN page ON page.facts = spend_table.facts ORDER BY 1, 2, 3, spend_line.id""",
    )
    read_again(config)
    limits = config.rulebook.limits.vague_expense
    judged = []
    with open_data_folder(config) as data:
        for unit in UNITS:
            url_of = dict(
                data.ledger.db.conn.execute("SELECT facts, url FROM page WHERE unit = ?", (unit,))
            )
            for facts, tables in tables_of(data.ledger, unit, only_present=True).items():
                judged += [
                    (unit, url_of[facts], n, line.row, line.code, line.name, level(line, limits))
                    for n, table in enumerate(tables)
                    for line in table.lines
                ]
    assert sorted(map(str, judged)) == sorted(map(str, stored))
    assert {row[-1] for row in judged} == {None, "problem", "warning"}


def test_before_it_is_read_again_nobody_is_accused_and_nothing_repaired(config: Config) -> None:
    before, said = findings(config), answers_on_record(config)
    inspection = inspect_last_run(config)  # opened and upgraded, no reread yet
    assert findings(config) == before
    weighed = {key for key in said if key[1] == "vague_expense" and key[2].startswith("spending:")}
    now = {key: answer for key, answer in answers(inspection).items() if key in weighed}
    assert len(now) == 9 < len(weighed) and set(now.values()) == {"cannot_tell"}

    held_back = read_again(config).held_back
    assert held_back == len(now) + OF_NEW_RULES, "nothing is on record to compare with"
    inspect_last_run(config)
    assert findings(config) == before
