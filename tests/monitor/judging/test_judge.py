"""A rule that others build on is asked once, and answers what it would by itself."""

from datetime import date

from monitor.judging.judge import judge, judge_by
from monitor.judging.registry import rules
from tests.monitor.notation import dossier


def test_all_rules_together_answer_what_each_answers_alone() -> None:
    case = {
        "day": date(2026, 6, 5),
        "unit": {"id": "u1", "kind": "department", "name": "岚水县水利局"},
        "sites": [
            {
                "channels": [
                    {"name": "工作动态", "class": "news", "items": ["2024-01-20 春灌开始"]},
                    {"name": "通知公告", "class": "notices", "items": []},
                ]
            }
        ],
    }
    together = judge(dossier(case))
    alone = [each for rule in rules().values() for each in judge_by(rule, dossier(case))]
    assert list(together) == alone
    assert {each.rule for each in together} == set(rules())
