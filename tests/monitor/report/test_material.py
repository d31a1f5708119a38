"""What a night's material says once people have taken back, given time or named a person."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from monitor.report.gathering.gather import gather
from monitor.report.material import Material
from tests.monitor.report.sample import DAY, FINDINGS, STALE, config, finding, inspection

LEAK = finding(90, STALE.unit, "privacy_leak", "某页面公开了身份证号码。", "Numbers are shown.")


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


def test_what_is_confidential_can_be_taken_back_and_held_secret_too(tmp_path: Path) -> None:
    told = gather(inspection((*FINDINGS, LEAK)), config(tmp_path), DAY)
    assert [one.id for one in told.for_the_office] == [LEAK.id] and LEAK.id in told.ids
    withdrawn, secret = told.without({LEAK.id}), told.with_secrecy({LEAK.id})
    assert withdrawn.for_the_office == secret.for_the_office == ()
    assert (withdrawn.confidential_taken_back, secret.under_secrecy) == (1, (LEAK.id,))
    assert len(withdrawn.listed) == len(told.listed)


def test_a_secret_finding_is_told_by_its_number_alone_to_programs_too() -> None:
    seen = inspection((*FINDINGS, LEAK))
    plain, told = seen.as_json(), seen.as_json({STALE.id})
    assert STALE.sentence_zh in str(plain) and STALE.sentence_zh not in str(told)
    assert (plain["under_secrecy"], told["under_secrecy"]) == ([], [STALE.id])


def test_what_is_held_secret_stays_so_when_it_was_repaired(tmp_path: Path) -> None:
    repaired = replace(STALE, state="closed", closed=DAY)
    seen = inspection(tuple(one for one in FINDINGS if one is not STALE), closed=(repaired,))
    told = gather(seen, config(tmp_path), DAY)
    assert [one.id for one in told.repaired] == [STALE.id]
    assert told.with_secrecy({STALE.id}).repaired == ()
    assert gather(seen, config(tmp_path), DAY, secret={STALE.id}).repaired == ()
