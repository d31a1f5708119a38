"""The circular's part on repairs: names, numbers, and nobody praised for a word."""

from datetime import date
from pathlib import Path

import pytest

from monitor.rectification.repairs import Repairs, repairs_of
from monitor.report.circular import write_circular
from monitor.report.gathering.gather import gather
from monitor.report.material import Material
from tests.monitor.rectification.desk import CLOSED, FOUND, LATE, SECRET, stands
from tests.monitor.report.sample import DAY, config, inspection


def material(folder: Path, repairs: Repairs | None, *, language: str = "zh") -> Material:
    open_ones = tuple(one for one in FOUND if one.state == "open" and one is not SECRET)
    told = gather(inspection(open_ones, closed=(CLOSED,)), config(folder, language=language), DAY)
    return told.model_copy(update={"repairs": repairs})


def repairs(
    folder: Path, *, is_since_circular: bool = True, since: date = date(2012, 10, 8)
) -> Repairs:
    told = stands(config(folder), since=since)
    return repairs_of(told, is_since_circular, lambda line: line.finding.opened)


def text(told: Material) -> str:
    return "\n".join(paragraph.text for paragraph in write_circular(told).paragraphs)


def test_verified_waiting_overdue_and_relapsed_with_names(tmp_path: Path) -> None:
    said = text(material(tmp_path, repairs(tmp_path)))
    assert "自2012年10月8日通报以来，经网上检查核实，公安局的1项问题已经整改（编号1）。" in said
    assert "有待网上检查核实的1项：环保局（编号3）；核实之前不计为整改完成。" in said
    assert (
        f"逾期未整改的1项：环保局。其中逾期最久的，已逾期3天（编号3）：{LATE.sentence_zh}" in said
    )
    assert "整改后再次出现的1项：张集镇（编号5，第1次）。" in said


def test_of_what_is_secret_no_list_tells(tmp_path: Path) -> None:
    part = (
        text(material(tmp_path, repairs(tmp_path))).split("、整改情况\n")[1].split("、整改要求")[0]
    )
    assert "人防办" not in part and SECRET.sentence_zh not in part


def test_late_is_counted_as_the_demands_count_it(tmp_path: Path) -> None:
    told = material(tmp_path, repairs(tmp_path))
    assert "已逾整改期限的1项" in text(told)
    assert "逾期未整改的1项" in text(told)


def test_without_a_circular_on_record_it_speaks_since_the_night_before(tmp_path: Path) -> None:
    said = text(material(tmp_path, repairs(tmp_path, is_since_circular=False, since=DAY)))
    assert "自2012年11月23日检查以来，没有经网上检查核实整改完成的问题。" in said
    assert "整改情况" not in text(material(tmp_path, None)).replace("整改情况书面反馈", "").replace(
        "原因和整改情况", ""
    )


def test_the_other_parts_keep_their_numbers(tmp_path: Path) -> None:
    """The text refers to the third."""
    heads = text(material(tmp_path, repairs(tmp_path))).splitlines()
    assert [head for head in heads if head.startswith("三、")] == ["三、未能判断的事项及原因"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_kept_with_the_night_it_reads_the_same_again(tmp_path: Path, language: str) -> None:
    told = material(tmp_path, repairs(tmp_path), language=language)
    again = Material.model_validate_json(told.model_dump_json())
    assert text(again) == text(told)
    assert "环保局（编号3）" not in text(again.without({LATE.id}))
