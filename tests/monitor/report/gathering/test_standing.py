"""Who is clear in a theme, and who may be named as an example there."""

from dataclasses import replace
from pathlib import Path

from monitor.judging.inspection import Inspection
from monitor.judging.verdict import Verdict, Why
from monitor.report.circular import write_circular
from monitor.report.gathering.gather import gather
from monitor.report.material import Material
from tests.monitor.report.sample import (
    DAY,
    FINDINGS,
    STALE,
    clear,
    config,
    finding,
    inspection,
    problem,
    unknown,
)


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


def with_verdicts(unit_id: str, *verdicts: Verdict) -> Inspection:
    seen = inspection()
    units = tuple(replace(u, verdicts=verdicts) if u.unit == unit_id else u for u in seen.units)
    return replace(seen, units=units)


def test_who_is_warned_in_a_theme_is_counted_neither_clear_nor_an_example_there(
    tmp_path: Path,
) -> None:
    gone = clear("vanished_item", "《某文》查不到原文，请核查。", warning=True)
    on_file = clear("vanished_item", "均可查阅。", "薛集镇抽查{n}条，均可查阅")
    told = material(tmp_path, with_verdicts("xueji", gone))
    assert "xueji" not in told.clear_in_theme(5)
    assert "xueji" in material(tmp_path, with_verdicts("xueji", on_file)).clear_in_theme(5)
    said = "\n".join(paragraph.text for paragraph in write_circular(told).paragraphs)
    assert "未发现此类问题；另有1项已列为提醒，见本部分末。" in said


def test_that_a_site_opens_is_no_praise_where_what_stands_on_it_is_not_kept_up(
    tmp_path: Path,
) -> None:
    opens = clear("missing_site", "可以打开。", "张集镇首页均能打开")
    told = material(tmp_path, with_verdicts("zhangji", problem(STALE), opens))
    assert "zhangji" in told.clear_in_theme(3), "of its means nothing is wrong"
    assert "张集镇" not in [example.label for example in told.examples]


def test_the_circular_counts_the_units_that_are_clear_and_its_examples_are_some_of_them(
    tmp_path: Path,
) -> None:
    told = material(tmp_path)
    said = "\n".join(paragraph.text for paragraph in write_circular(told).paragraphs)
    for theme in {example.theme for example in told.examples}:
        named = {example.unit for example in told.examples_of_theme(theme)}
        assert named <= told.clear_in_theme(theme)
    assert len(told.clear_in_theme(3)) == 2
    assert "公开方式方面，2个单位在作出判断的事项中未发现问题。例如：" in said
