"""Reasons in prose: the shapes in which people give them, and what only looks like one."""

import pytest

from crawler.extract.money.reasons.explained import find_reason
from crawler.extract.money.reasons.in_prose import Prose


@pytest.mark.parametrize(
    ("prose", "words"),
    [
        (
            "其他支出包括：路灯改造120万元、管网修复130万元。",
            "路灯改造120万元、管网修复130万元",
        ),
        ("“其他支出”为偿还2019年修建公路欠款。", "偿还2019年修建公路欠款"),
        ("其他支出系防汛抢险。", "防汛抢险"),
        ("其他支出含路灯电费、垃圾清运。", "路灯电费、垃圾清运"),
        ("其他支出指敬老院取暖改造。", "敬老院取暖改造"),
        ("其他支出安排用于路灯改造。", "路灯改造"),
        ("其他支出中，路灯改造120万元，管网修复130万元。", "路灯改造120万元,管网修复130万元"),
        ("其他支出250万元，占总支出的25%，系偿还工程欠款。", "偿还工程欠款"),
        ("其他支出250万元（路灯改造、管网修复）。", "路灯改造、管网修复"),
        ("其他支出250万元，购置垃圾车三辆。", "购置垃圾车三辆"),
        ("其他支出：路灯改造、管网修复。", "路灯改造、管网修复"),
        ("其它费用主要为路灯电费。", "路灯电费"),
        ("路灯改造、管网修复等250万元列入其他支出。", "路灯改造、管网修复等250万元"),
        ("情况说明：村医补助、河道清障费列入其他支出。", "情况说明:村医补助、河道清障费"),
        ("路灯改造款在其他支出中列支。", "路灯改造款"),
        ("从其他支出中支付路灯改造款250万元。", "路灯改造款250万元"),
        ("其他支出反映除上述项目以外的支出，主要用于防汛。", "防汛"),
        ("说明\n1.其他支出为敬老院取暖改造\n2.人员支出为工资", "敬老院取暖改造"),
    ],
)
def test_a_bare_other_is_explained_in_the_words_people_use(prose: str, words: str) -> None:
    reason = find_reason("其他支出", amount=2_500_000.0, prose=Prose(prose))
    assert (reason.kind, reason.words) == ("specific", words)


@pytest.mark.parametrize(
    ("prose", "kind"),
    [
        ("其他支出250万元，其中路灯改造5万元。", "unclear"),
        ("人员支出和其他支出主要用于发放补贴。", "unclear"),
        ("其他支出250万元，比上年增加50万元，主要原因是新建垃圾中转站。", "unclear"),
        ("其他支出250万元，比上年增加50万元，主要原因是人员增加。", None),
        ("其他支出250万元，详见附件3。", "referred"),
        ("其他支出明细另附。", "referred"),
        ("其他支出250万元，根据工作需要安排。", None),
        ("其他支出250万元，人员支出500万元，公用支出250万元。", None),
        ("其他支出为250万元。", None),
        ("其他支出250万元，为进一步规范管理，现予公开。", None),
        ("其他支出250万元，其中：财政拨款200万元，自有资金50万元。", "generic"),
        ("除上述以外其他用于城乡社区的支出。", None),
    ],
)
def test_what_may_be_a_reason_and_what_is_none(prose: str, kind: str | None) -> None:
    assert find_reason("其他支出", amount=2_500_000.0, prose=Prose(prose)).kind == kind


WATER = "其他水利支出"


@pytest.mark.parametrize(
    "prose",
    [
        "213类03款99项290万元，主要是河道保洁。",
        "（213类）（03款）（99项）支出290万元，用于河道保洁。",
        "第213类第03款第99项用于河道保洁。",
        "2130399科目支出290万元，用于河道保洁。",
        "213-03-99项目290万元，用于河道保洁。",
        "代码为2130399的支出主要用于河道保洁。",
        "2025年其他水利支出290万元用于河道保洁。",
        "与上年相比，其他水利支出增加30万元，主要是新增河道保洁。",
    ],
)
def test_a_line_is_named_by_its_code_and_year_as_well(prose: str) -> None:
    reason = find_reason(WATER, code="2130399", amount=2_900_000.0, prose=Prose(prose, 2025))
    assert reason.kind in ("specific", "unclear") and "河道保洁" in reason.words


def test_another_code_names_another_line() -> None:
    prose = Prose("2130398科目支出290万元，用于河道保洁。12130399元用于河道保洁。")
    assert find_reason(WATER, code="2130399", prose=prose).kind is None


@pytest.mark.parametrize(
    ("prose", "kind"),
    [
        ("上年其他水利支出用于水库除险，今年不再安排。", None),
        ("2024年其他水利支出用于水库除险，项目已完成。", None),
        ("上年其他水利支出用于水库除险。", "unclear"),
        ("2024年其他水利支出用于水库除险。", "unclear"),
        ("2025年其他水利支出用于水库除险。", "specific"),
    ],
)
def test_what_is_said_of_another_year(prose: str, kind: str | None) -> None:
    assert find_reason(WATER, prose=Prose(prose, 2025)).kind == kind


@pytest.mark.parametrize(
    "prose",
    [
        "其他水利支出290万元，具体用途待分配方案确定后另行公开。",
        "其他水利支出用于待分配项目，待上级批复后下达。",
        "其他水利支出290万元，具体用途视资金到位情况安排。",
        "其他水利支出具体项目尚未明确。",
    ],
)
def test_what_is_put_off_explains_nothing_and_sends_nobody_elsewhere(prose: str) -> None:
    assert find_reason(WATER, prose=Prose(prose)).kind in (None, "generic")
