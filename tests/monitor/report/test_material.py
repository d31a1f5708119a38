"""What a night's material says once people have taken back, given time or named a person."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from monitor.report.gathering.gather import gather
from monitor.report.material import Material
from tests.monitor.report.sample import DAY, FINDINGS, STALE, config, inspection


def material(folder: Path) -> Material:
    return gather(inspection(), config(folder), DAY)


def test_what_was_taken_back_is_no_word_in_the_units_favour(tmp_path: Path) -> None:
    told = material(tmp_path)
    before = next(unit for unit in told.units if unit.id == STALE.unit)
    assert before.rules_judged and STALE.rule in before.rules_judged
    for after in (told.without({STALE.id}), told.with_secrecy({STALE.id})):
        unit = next(unit for unit in after.units if unit.id == STALE.unit)
        assert unit.rules_judged is not None and STALE.rule not in unit.rules_judged
        left = set(unit.rules_judged)
        assert unit.judged == bool(left)
        others = [unit for unit in after.units if unit.id != STALE.unit]
        assert others == [unit for unit in told.units if unit.id != STALE.unit]


def test_a_theme_is_looked_at_no_longer_where_its_only_rule_was_taken_back(tmp_path: Path) -> None:
    told = material(tmp_path)
    of_unit = {one.id for one in FINDINGS if one.unit == STALE.unit}
    unit = next(unit for unit in told.without(of_unit).units if unit.id == STALE.unit)
    themes = {problem.theme for problem in told.listed if problem.id in of_unit}
    kept = set(unit.rules_judged or ())
    assert not kept.intersection(one.rule for one in FINDINGS if one.unit == STALE.unit)
    assert themes and not set(unit.themes_clear) & themes


def test_days_and_persons_named_since_are_printed(tmp_path: Path) -> None:
    later = date(2013, 1, 31)
    told = material(tmp_path).with_said({STALE.id: later}, {STALE.id: "王主任"})
    [stale] = [problem for problem in told.listed if problem.id == STALE.id]
    assert (stale.due, stale.persons) == (later, ("王主任",))
    others = [problem for problem in told.listed if problem.id != STALE.id]
    assert others == [p for p in material(tmp_path).listed if p.id != STALE.id]


def test_what_the_office_alone_is_told_goes_as_well_when_it_is_secret_or_taken_back(
    tmp_path: Path,
) -> None:
    private = replace(
        STALE, id=77, rule="privacy_leak", subject="page:1", sentence_zh="某页有号码。"
    )
    told = gather(replace(inspection(), findings=(*FINDINGS, private)), config(tmp_path), DAY)
    assert [one.id for one in told.for_the_office] == [private.id]
    secret = told.with_secrecy({private.id})
    assert secret.for_the_office == () and secret.under_secrecy == (private.id,)
    assert "某页有号码" not in secret.model_dump_json()
    assert told.without({private.id}).for_the_office == ()
    older = told.model_dump(mode="json")
    del older["for_the_office"][0]["id"]
    assert Material.model_validate(older).with_secrecy({private.id}).for_the_office
