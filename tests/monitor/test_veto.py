"""单项否决 is said of what the standard counted, and of nothing else."""

import re

from monitor.judging.judge import judge
from tests.monitor.case_files import CASES

MAY_SAY_IT = {"channels_not_updated", "unreachable_site"}
_VETO = re.compile(r"否决|\bveto\b")


def test_only_the_counts_of_a_site_and_its_measured_reachability_speak_of_a_veto() -> None:
    said = {
        verdict.rule
        for case in CASES
        for verdict in judge(case.dossier)
        if _VETO.search(f"{verdict.sentence_zh} {verdict.sentence_en}")
    }
    assert said == MAY_SAY_IT


def test_a_veto_rests_on_numbers_of_the_law_alone() -> None:
    for case in CASES:
        for verdict in judge(case.dossier):
            if verdict.kind == "veto":
                assert verdict.threshold_mark == "law", (case.name, verdict.sentence_zh)
