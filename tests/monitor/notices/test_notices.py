"""Five real faults come out of the pages as the notices that the rulebook gives for them: through the
crawl, the reader, the dossier and the judge.
"""

import tomllib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from store.findings import open_findings
from store.ledger import open_ledger
from store.records import Finding
from tests.monitor.notices.county import BUREAU, county

NOTICES = tomllib.loads(Path(__file__).with_name("notices.toml").read_text("utf-8"))["notice"]


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Finding]]:
    folder = tmp_path_factory.mktemp("county")
    with (
        county(folder),
        closing(open_ledger(folder / "data" / "ledger.db", readonly=True)) as ledger,
    ):
        yield open_findings(ledger)


@pytest.mark.parametrize("notice", NOTICES, ids=[notice["fault"] for notice in NOTICES])
def test_a_fault_comes_out_as_its_notice(notice: dict[str, str], findings: list[Finding]) -> None:
    named = [one for one in findings if one.unit == BUREAU and one.rule == notice["rule"]]
    told = [
        (one.clause, one.measured, one.threshold, one.threshold_mark)
        for one in named
        if notice["says"] in one.sentence_zh
    ]
    assert told == [(notice["clause"], notice["measured"], notice["threshold"], notice["mark"])], [
        one.sentence for one in findings
    ]


def test_nobody_else_is_accused(findings: list[Finding]) -> None:
    """But for two channels that a portal must have, and that the county's has not."""
    others = {(one.unit, one.rule, one.kind) for one in findings if one.unit != BUREAU}
    assert others == {("zf", "missing_item", "required_channel_missing")}
