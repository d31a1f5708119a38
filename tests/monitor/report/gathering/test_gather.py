"""What every report is made of: townships first, and who showed nothing to judge named apart."""

from dataclasses import replace
from pathlib import Path

from monitor.judging.verdict import Answer
from monitor.report.circular import write_circular
from monitor.report.gathering.gather import gather
from monitor.report.material import Material
from tests.monitor.report.sample import DAY, FINDINGS, clear, config, inspection


def test_townships_come_first_then_departments_by_their_id(tmp_path: Path) -> None:
    told = gather(inspection(), config(tmp_path), DAY)
    assert [unit.id for unit in told.units][:3] == ["xueji", "zhangji", "caizheng"]
    assert {problem.id for problem in told.problems} == {finding.id for finding in FINDINGS}


def test_it_can_be_written_down_and_read_again(tmp_path: Path) -> None:
    told = gather(inspection(), config(tmp_path), DAY)
    assert Material.model_validate_json(told.model_dump_json()) == told


def test_a_rule_that_had_no_question_to_anybody_is_named(tmp_path: Path) -> None:
    seen = inspection()
    silent = tuple(
        replace(
            unit,
            verdicts=tuple(
                replace(v, answer=Answer.NOT_APPLICABLE) if v.rule == "missing_site" else v
                for v in unit.verdicts
            ),
        )
        for unit in seen.units
    )
    assert gather(replace(seen, units=silent), config(tmp_path), DAY).unasked == ("missing_site",)
    assert gather(seen, config(tmp_path), DAY).unasked == ()


def test_units_that_showed_nothing_to_judge_are_named_apart_from_those_in_order(
    tmp_path: Path,
) -> None:
    seen = inspection()
    bare = replace(
        clear("vague_expense", "未见支出表。"),
        answer=Answer.NOT_APPLICABLE,
        kind="no_spending_table",
    )
    units = tuple(
        replace(unit, verdicts=(*unit.verdicts, bare)) if unit.unit == "xueji" else unit
        for unit in seen.units
    )
    told = gather(replace(seen, units=units), config(tmp_path), DAY)
    (named,) = told.nothing_to_judge
    assert (named.rule, named.labels) == ("vague_expense", ("薛集镇",))
    said = "\n".join(paragraph.text for paragraph in write_circular(told).paragraphs)
    assert "经费支出公开（未见支出表）：薛集镇。" in said and "也不表示没有问题" in said
    assert "没有可供判断的内容，未对有关单位" not in "".join(
        paragraph.text
        for paragraph in write_circular(gather(seen, config(tmp_path), DAY)).paragraphs
    )
