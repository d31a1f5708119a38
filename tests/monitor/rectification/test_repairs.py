"""What a circular is given of repairs: since the last one, and only what it may name."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from monitor.rectification.repairs import Repairs, repairs_of
from store.records import Finding
from tests.monitor.rectification.desk import BACK, CLOSED, FOUND, LATE, SECRET, stands
from tests.monitor.report.sample import DAY, config


def given(folder: Path, found: tuple[Finding, ...] = FOUND, since: date | None = None) -> Repairs:
    begun = since or DAY - timedelta(days=30)
    told = stands(config(folder), found, since=begun)
    return repairs_of(told, True, lambda line: line.finding.opened)


def numbers(repairs: Repairs) -> dict[str, list[int]]:
    return {
        name: [one.id for one in getattr(repairs, name)]
        for name in ("verified", "waiting", "relapsed")
    }


def test_each_in_its_list(tmp_path: Path) -> None:
    assert numbers(given(tmp_path)) == {
        "verified": [CLOSED.id],
        "waiting": [LATE.id],
        "relapsed": [BACK.id],
    }


def test_what_was_repaired_on_the_day_of_the_last_circular_stood_in_it(tmp_path: Path) -> None:
    assert given(tmp_path, since=DAY).verified == ()


def test_an_old_relapse_is_no_news(tmp_path: Path) -> None:
    old = replace(BACK, opened=DAY - timedelta(days=40))
    assert given(tmp_path, (old,)).relapsed == ()


def test_privacy_is_named_nowhere(tmp_path: Path) -> None:
    private = tuple(replace(one, rule="privacy_leak") for one in FOUND if one is not SECRET)
    assert numbers(given(tmp_path, private)) == {"verified": [], "waiting": [], "relapsed": []}


def test_what_was_withdrawn_since_is_left_out_and_it_reads_back(tmp_path: Path) -> None:
    kept = given(tmp_path).without({LATE.id})
    assert numbers(kept)["waiting"] == [] and numbers(kept)["verified"] == [CLOSED.id]
    assert Repairs.model_validate_json(kept.model_dump_json()) == kept
