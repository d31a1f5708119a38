"""Which problems are a veto, for the score and for the quarter's report alike."""

from dataclasses import replace
from datetime import date

from config.rulebook_files import shipped_rulebook
from monitor.scoring.lives import Life
from monitor.scoring.vetoes import veto_of

VETOES = shipped_rulebook().score.vetoes
HOME = Life(
    *(1, "u", "stale_homepage", "site:main", "insp2019.home", "law", "句", "said"),
    date(2026, 10, 1),
)


def test_a_number_that_is_not_the_laws_is_no_veto() -> None:
    assert veto_of(HOME, "", "problem", VETOES) == "home"
    assert veto_of(replace(HOME, mark="local"), "", "problem", VETOES) == ""


def test_kind_and_severity_say_that_the_standards_own_certainty_was_reached() -> None:
    down = replace(HOME, rule="unreachable_site", clause="insp2019.access")
    assert [veto_of(down, kind, "problem", VETOES) for kind in ("veto", "")] == ["access", ""]
    hijacked = replace(HOME, rule="hijacked_site", clause="insp2019.safety", mark="")
    assert veto_of(hijacked, "", "critical", VETOES) == "safety"
    assert veto_of(hijacked, "", "problem", VETOES) == ""
