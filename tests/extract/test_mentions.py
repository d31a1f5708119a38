"""Powers, fees, duties, rights: hits with their sentence, without false friends, negations and
repetitions.
"""

import pytest

from config.rulebook import Lexicon
from crawler.extract.mentions import find_mentions

LEXICON = Lexicon(
    powers=["行政处罚", "行政许可", "罚款"],
    fees=["收费标准", "收费项目"],
    duties=["职责", "服务承诺", "责任清单"],
    rights=["行政复议", "监督电话", "不予收费", "权利"],
    false_friends=["有限责任公司", "合同权利", "权利人"],
)


def terms(text: str, title: str = "关于公开事项的通知") -> set[tuple[str, str]]:
    return {(m.side, m.term) for m in find_mentions(title, text, LEXICON)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("依法实施行政处罚。", {("powers", "行政处罚")}),
        ("收费标准见附件；收费项目共三项。", {("fees", "收费标准"), ("fees", "收费项目")}),
        (
            "当事人可以申请行政复议，监督电话：12345。",
            {("rights", "行政复议"), ("rights", "监督电话")},
        ),
        ("不得重复罚款。", set()),
        ("未经行政许可不得经营。", set()),
        ("情节轻微的，罚款五十元。", {("powers", "罚款")}),
        ("对困难群众不予收费。", {("rights", "不予收费")}),
        ("双方合同权利由权利人行使。", set()),
        ("行政处罚一次。行政处罚两次。", {("powers", "行政处罚")}),
        ("今天天气很好。", set()),
    ],
)
def test_terms(text: str, expected: set[tuple[str, str]]) -> None:
    assert terms(text) == expected


def test_the_sentence_is_kept() -> None:
    (mention,) = find_mentions("通知", "第一条说明。对违法行为依法给予罚款。第三条说明。", LEXICON)
    assert mention.sentence == "对违法行为依法给予罚款。"


def test_duties_in_a_job_advertisement_are_the_applicants() -> None:
    assert terms("岗位职责：负责日常工作。", title="某单位公开招聘工作人员公告") == set()
    assert terms("岗位职责：负责日常工作。") == {("duties", "职责")}


def test_a_title_speaks_too() -> None:
    assert terms("内容。", title="县城管局责任清单") == {("duties", "责任清单")}


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "机构设置",
            "本局现有干部30人。承担全市占道经营整治、户外广告清理等方面的工作，联系商户。",
        ),
        ("城管局机构职能", "负责城市规划区内市容环境卫生管理。"),
        ("单位简介", "主管全县水资源的开发利用和保护工作。"),
        ("占道经营许可指南", "窗口受理后现场查看，审核，14个工作日内通知申请人领取结果。"),
        ("办事指南：户口迁移", "办理时限：5个工作日。"),
        ("办事流程", "二十日内作出决定。"),
    ],
)
def test_duties_in_other_words(title: str, text: str) -> None:
    assert {side for side, _ in terms(text, title=title)} == {"duties"}


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("我局召开整治工作会议", "会议由办公室负责组织工作，承担全市清理任务的单位参加。"),
        ("我局召开整治工作会议", "代表们将在3个工作日内提交办理意见。"),
        ("机构设置", "办公室负责人：见通讯录。现有干部30人。"),
        ("机构设置", "办公室\n业务科\n负责\n承担"),
        ("机构设置", "本单位不承担此项工作。"),
        ("招聘公告（机构概况）", "负责日常管理工作。"),
        ("办事指南", "办理地点：服务大厅。办理时间：工作日上午。"),
    ],
)
def test_words_that_are_no_duty(title: str, text: str) -> None:
    assert terms(text, title=title) == set()


HEAD = "序号 | 职权名称 | 责任清单 | 追责"


@pytest.mark.parametrize(
    ("rows", "is_told"),
    [
        ("1 | 取水许可\n2 | 河道检查", False),
        ("1 | 取水许可 | — | /\n2 | 河道检查 | 无 | 无", False),
        ("1 | 取水许可 | 受理责任 | 失职\n2 | 河道检查", True),
        ("一次说清", True),
    ],
)
def test_a_column_of_duties_without_a_word_in_it(rows: str, is_told: bool) -> None:
    assert (("duties", "责任清单") in terms(f"{HEAD}\n{rows}")) is is_told
