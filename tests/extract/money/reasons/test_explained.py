"""Reasons are read, and a repetition of the line's own name is none."""

import time

import pytest

from crawler.extract.money.reasons.explained import classify, find_reason
from crawler.extract.money.reasons.in_prose import Prose


@pytest.mark.parametrize(
    ("purpose", "kind"),
    [
        ("其他城乡社区管理事务支出", "circular"),
        ("其他城乡社区管理事务", "circular"),
        ("城乡社区管理事务方面的支出", "circular"),
        ("未单独设置项级科目的其他项目支出", "generic"),
        ("除上述项目以外其他用于城乡社区管理事务方面的支出", "generic"),
        ("日常运转所需经费", "generic"),
        ("弥补公用经费不足", "generic"),
        ("详见附件", "generic"),
        ("环卫车辆燃油、垃圾清运外包服务费", "specific"),
        ("退休人员活动经费", "specific"),
        ("新办公楼搬迁、社区网格员补贴等支出", "specific"),
        ("教育事业发展", "generic"),
        ("支持教育、文化等事业发展", "generic"),
        ("推动经济社会发展", "generic"),
        ("上级交办的其他事项", "generic"),
        ("完成区委、区政府交办的各项工作任务", "generic"),
        ("根据工作需要安排", "generic"),
        ("反映上述科目未包括的日常公用支出，如诉讼费、国内组织的会员费", "generic"),
        ("其他不能划分到具体功能科目中的支出项目", "generic"),
        ("财政拨款200万元，自有资金50万元", "generic"),
        ("日常办公经费", "generic"),
        ("专款专用", "generic"),
        ("文化活动", "specific"),
        ("办公用品", "specific"),
        ("水利工程维修", "specific"),
        ("税费", "specific"),
        ("会费", "specific"),
        ("法律顾问费", "specific"),
    ],
)
def test_a_reason_is_classed_by_what_it_says_beyond_the_name(purpose: str, kind: str) -> None:
    assert classify(purpose, "其他城乡社区管理事务支出") == kind


@pytest.mark.parametrize(
    "prose",
    [
        "3、其他水利支出（99项）120.5万元。主要用于：河道清淤、泵站电费。2011年执行数为80万元。",
        "“农林水支出（类）水利（款）其他水利支出（项）”120.5万元，主要用于河道清淤、泵站电费。",
        "其他 水利\n支出120.5万元，主要是河道清淤、泵站电费；",
        "农林水支出（类）水利（款）其他水利支出（项）预算120.5万元，安排用于河道清淤、泵站电费。",
        "其他水利支出包括河道清淤、泵站电费。",
    ],
)
def test_the_reason_is_found_in_the_prose(prose: str) -> None:
    reason = find_reason("其他水利支出", prose=Prose(prose))
    assert (reason.kind, reason.words) == ("specific", "河道清淤、泵站电费")


@pytest.mark.parametrize(
    "prose",
    [
        "",
        "其他水利支出120.5万元，比上年增加的主要原因是工程款增加。",
        "其他水利支出120.5万元。水利行政运行30万元，与上年持平，人员没有变动，机构没有变动，主要用于人员工资，办公水电费，差旅费等等，另有说明。",
        "其他水利支出（项）120.5万元。4、城乡社区支出（类）市容（款）行政运行（项）30万元，主要用于人员工资。",
        "支出增加主要用于河道清淤。",
    ],
)
def test_a_reason_of_another_line_is_not_taken(prose: str) -> None:
    assert find_reason("其他水利支出", prose=Prose(prose)).kind is None


def test_a_bare_other_takes_only_a_sentence_that_names_its_money() -> None:
    assert find_reason("其他", prose=Prose("完成其他任务，经费主要用于办公设备购置。")).kind is None
    assert (
        find_reason("其他支出", prose=Prose("其他支出30万元，主要用于办公楼防水维修。")).kind
        == "specific"
    )


def test_the_note_counts_and_an_empty_note_does_not() -> None:
    assert find_reason("其他支出", note="购置执法车两辆").kind == "specific"
    assert find_reason("其他支出", note="其他").kind == "circular"
    assert find_reason("其他支出", note="无").kind is None
    assert find_reason("其他支出", note="—").kind is None


def test_rows_below_explain_when_they_carry_nine_tenths() -> None:
    assert (
        find_reason("其他支出", children=[("宣传费", 50.0), ("租金", 45.0)], amount=100.0).kind
        == "specific"
    )
    assert find_reason("其他支出", children=[("宣传费", 50.0)], amount=100.0).kind is None


def test_a_specific_reason_wins_over_an_empty_one_wherever_it_stands() -> None:
    reason = find_reason(
        "其他水利支出", note="其他水利支出", prose=Prose("其他水利支出12万元，主要用于泵站电费。")
    )
    assert (reason.kind, reason.words) == ("specific", "泵站电费")


def test_a_definition_with_a_purpose_in_it_is_still_only_a_definition() -> None:
    assert classify("反映除上述项目以外其他用于水利方面的支出", "其他水利支出") == "generic"


def test_repeating_the_name_of_the_row_below_is_no_reason() -> None:
    prose = "其他生活救助（款）其他城市生活救助（项）30万元，主要用于其他城市生活救助。"
    assert find_reason("其他生活救助", prose=Prose(prose)).kind == "circular"


@pytest.mark.parametrize(
    "prose",
    [
        "2012年其他支出30万元，主要用于办公楼防水维修。",
        "本单位“其他支出”30万元，用于办公楼防水维修。",
        "其 他 支 出：30万元，主要用于办公楼防水维修",
    ],
)
def test_a_bare_other_is_found_within_a_sentence(prose: str) -> None:
    assert find_reason("其他支出", prose=Prose(prose)).words == "办公楼防水维修"


def test_prose_may_shorten_the_name_but_not_stretch_it() -> None:
    assert (
        find_reason("其他水利支出", prose=Prose("其他水利（项）12万元，主要用于泵站电费。")).kind
        == "specific"
    )
    assert (
        find_reason(
            "其他水利支出", prose=Prose("其他水利管理事务支出（项）12万元，主要用于泵站电费。")
        ).kind
        is None
    )


@pytest.mark.parametrize(
    "words", ["农业农村" * 40 + "x", "其他的和" * 40, "经济社会" * 40 + "、x", "款项" * 80 + "x"]
)
def test_a_long_run_of_empty_words_takes_no_time(words: str) -> None:
    began = time.process_time()
    classify(words, "其他支出")
    find_reason("其他支出", note=words, prose=Prose(f"其他支出250万元，主要用于{words}。" * 50))
    assert time.process_time() - began < 1.0
