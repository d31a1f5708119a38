"""Reasons in the name of the line itself."""

import pytest

from crawler.extract.money.reasons.explained import find_reason


@pytest.mark.parametrize(
    ("name", "kind", "words"),
    [
        ("其他支出—农村危房改造", "specific", "农村危房改造"),
        ("3.其他支出——慰问老党员", "specific", "慰问老党员"),
        ("其他（垃圾清运）", "specific", "垃圾清运"),
        ("其他支出（说明：路灯电费）", "specific", "路灯电费"),
        ("其他支出：路灯电费", "specific", "路灯电费"),
        ("农村危房改造（其他支出）", "specific", "农村危房改造"),
        ("其他支出（详见附件2）", "referred", "详见附件2"),
        ("其他支出（项）", None, ""),
        ("其他支出（万元）", None, ""),
        ("其他政府办公厅（室）及相关机构事务支出", None, ""),
    ],
)
def test_a_reason_in_the_name_itself(name: str, kind: str | None, words: str) -> None:
    reason = find_reason(name)
    assert (reason.kind, reason.words) == (kind, words)
