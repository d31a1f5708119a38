"""A message leads to the console, where the office has said where it is, and nowhere else
(docs/faults.md C2).
"""

import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from config.office import ConsoleSettings, Person
from monitor.alerts.letters import Untold, leader_message, told_text
from monitor.report.gathering.gather import gather
from store.outbox import NewMessage
from store.records import Run
from tests.monitor.report.sample import DAY, INSIDE, STALE, config, inspection


def message(folder: Path, url: str, language: str = "zh") -> NewMessage:
    office = config(folder, language=language)
    office = replace(
        office, office=office.office.model_copy(update={"console": ConsoleSettings(url=url)})
    )
    run = Run(DAY.isoformat(), DAY, datetime(2012, 11, 23, tzinfo=UTC))
    person = Person(id="leader", name="分管领导")
    material = gather(inspection(), office, DAY)
    hostile = replace(
        INSIDE,
        sentence_zh="见 https://gongkai.test.evil.test/findings/6 和 http://www.evil.test/",
        sentence_en="see https://evil.test/",
    )
    return leader_message(
        person,
        Untold((STALE, hostile), (), ()),
        material,
        frozenset({"zhangji", "jiancha"}),
        office.office,
        run,
    )


@pytest.mark.parametrize(
    "url", ["https://gongkai.test", "https://gongkai.test/", "https://gongkai.test:8443/console"]
)
def test_each_finding_has_its_link(tmp_path: Path, url: str) -> None:
    body = message(tmp_path, url).body
    own = url.rstrip("/")
    assert re.findall(r"https?://\S+", body) == [
        f"{own}/findings/{STALE.id}",
        f"{own}/findings/{INSIDE.id}",
        f"{own}/",
    ]
    assert "hxxps://gongkai[.]test[.]evil[.]test" in body


def test_without_an_address_a_leader_is_told_whom_to_ask(tmp_path: Path) -> None:
    body = message(tmp_path, "").body
    assert "向检查办公室提供编号" in body and not re.search(r"https?://", body)


def test_an_address_that_only_begins_alike_is_broken_up() -> None:
    text = told_text(
        ["https://gongkai.test.evil/x https://gongkai.test/findings/1 https://gongkai.testing/"],
        "https://gongkai.test",
    )
    assert re.findall(r"https://\S+", text) == ["https://gongkai.test/findings/1"]
