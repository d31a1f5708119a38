"""The words beside a number say what it is, and the nearest that say anything are believed."""

import pytest

from store.privacy.labels import Labels, Says, what_they_say

PERSON, BODY, ANOTHER, NOTHING = Says.PERSON, Says.BODY, Says.ANOTHER, Says.NOTHING


@pytest.mark.parametrize(
    ("before", "said"),
    [
        ("公民身份号码：", PERSON),
        ("身份证编号", PERSON),
        ("社会保障号码 ", PERSON),
        ("驾驶证号：", PERSON),
        ("证号：", PERSON),
        ("代码_6(居民身份证号码)：", PERSON),
        ('{"idCardNo":"', PERSON),
        ('<input name="idcard" type="hidden" value="', PERSON),
        ("执业证号：", ANOTHER),
        ("准考证号：", ANOTHER),
        ("身份证办理受理号：", ANOTHER),
        ("编号为", ANOTHER),
        ("许可证号（副本）", ANOTHER),
        ('"uuid": ', ANOTHER),
        ('<li data-id="', ANOTHER),
        ('<input type="hidden" name="articleId" value="', ANOTHER),
        ("No.", ANOTHER),
        ("统一社会信用代码：", BODY),
        ("纳税人识别号", BODY),
        ("三组五号，", NOTHING),
        ("12号 ", NOTHING),
        ("联系电话：", NOTHING),
        ("当事人张某，", NOTHING),
        ("受理号：0012；张某，", NOTHING),
        ("", NOTHING),
    ],
)
def test_what_stands_before_a_number(before: str, said: Says) -> None:
    assert what_they_say(tuple(Labels(f"{before}4").of(len(before)))) is said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("姓名|证件号码|账号\n张某|N|62", PERSON),
        ("准考证号|成绩\nN|71", ANOTHER),
        ("2019年公示\n序号|办件编号|结果\n1|N|办结", ANOTHER),
        ("序号|办件\n受理编号|结果\n1|N|办结", ANOTHER),
        ("镇|宗地号|面积\n柳溪镇|427003201903120013|12\nN|90", ANOTHER),
        ("受理号|N|结果|办结", ANOTHER),
        ("索引号\nN", ANOTHER),
        ("姓名\n身份证号\n开户账号\n张某\nN", NOTHING),
        ("身份证号\n开户账号\nN", NOTHING),
        ("张某|N", NOTHING),
    ],
)
def test_heads_and_neighbours_are_labels_too(text: str, said: Says) -> None:
    at = text.index("N")
    assert what_they_say(tuple(Labels(text.replace("N", "4" * 18)).of(at))) is said
