"""Who is clear in a theme, and who may be named as an example there."""

from dataclasses import replace
from pathlib import Path

from monitor.judging.inspection import Inspection
from monitor.judging.verdict import Why
from monitor.report.gathering.gather import gather
from monitor.report.material import Material
from tests.monitor.report.sample import DAY, FINDINGS, config, finding, inspection, unknown


def material(folder: Path, seen: Inspection | None = None) -> Material:
    return gather(seen or inspection(), config(folder), DAY)


def test_nobody_is_an_example_in_the_theme_in_which_he_is_named(tmp_path: Path) -> None:
    assert [(example.label, example.theme) for example in material(tmp_path).examples] == [
        ("薛集镇", 3),
        ("财政局", 1),
        ("财政局", 3),
    ]
    named = (*FINDINGS, finding(9, "caizheng", "missing_site", "财政局尚未开通政府网站。", "x"))
    examples = material(tmp_path, inspection(named)).examples
    assert [(example.label, example.theme) for example in examples] == [
        ("薛集镇", 3),
        ("财政局", 1),
    ]


def test_nobody_is_an_example_where_we_could_not_see_everything(tmp_path: Path) -> None:
    doubt = inspection()
    caizheng = replace(
        doubt.units[0], verdicts=(*doubt.units[0].verdicts, unknown("stale_channel", Why.BLOCKED))
    )
    examples = material(tmp_path, replace(doubt, units=(caizheng, *doubt.units[1:]))).examples
    assert [(example.label, example.theme) for example in examples] == [
        ("薛集镇", 3),
        ("财政局", 3),
    ]


def test_what_may_stand_on_a_common_platform_takes_nothing_from_an_example(
    tmp_path: Path,
) -> None:
    seen = inspection()
    unknown_there = unknown("missing_item", Why.COMMON_PLATFORM_UNREAD)
    results = tuple(
        replace(result, verdicts=(*result.verdicts, unknown_there)) for result in seen.units
    )
    assert material(tmp_path, replace(seen, units=results)).examples == material(tmp_path).examples
