"""score.toml: an office's own points over the shipped ones, and what is refused of them."""

from pathlib import Path

import pytest

from config.errors import ConfigRefused
from config.folder import load
from config.rulebook_files import rule_ids, shipped_rulebook
from config.starter import write_starter

ACCESS = '[[indicators]]\nid = "access"\npoints = 15\ncosts = { unreachable_site = 9 }\n'


def office(folder: Path, text: str) -> Path:
    write_starter(folder, "en")
    (folder / "score.toml").write_text(text, "utf-8")
    return folder


def test_the_shipped_points_are_a_hundred_and_every_rule_has_its_cost_once() -> None:
    table = shipped_rulebook().score
    assert sum(one.points for one in table.indicators) == 100
    named = [rule for one in table.indicators for rule in one.costs]
    assert sorted(named) == sorted(rule_ids())


def test_every_veto_is_one_by_the_text_that_it_names() -> None:
    book = shipped_rulebook()
    for veto in book.score.vetoes:
        for clause in veto.clauses:
            assert "单项否决" in book.clause(clause).article
            assert veto.rule in book.clause(clause).rules


def test_an_office_s_points_go_over_the_shipped_ones(tmp_path: Path) -> None:
    table = load(office(tmp_path / "office", ACCESS)).rulebook.score
    access = next(one for one in table.indicators if one.id == "access")
    assert (access.name, access.costs) == ("网站可用", {"unreachable_site": 9})
    assert len(table.indicators) == 5
    assert len(table.vetoes) == 6


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (ACCESS.replace("= 15", "= 20"), "are 105 together and not 100"),
        (ACCESS.replace("unreachable_site", "unreachable_sit"), "unreachable_sit"),
        ('[[vetoes]]\nid = "x"\nrule = "dead_lnk"\nclauses = ["insp2019.home"]\n', "dead_lnk"),
        ('[[vetoes]]\nid = "home"\nclauses = ["insp2019.hom"]\n', "insp2019.hom"),
        ('[[indicator]]\nid = "x"\n', "indicator"),
    ],
)
def test_a_mistake_is_refused_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ConfigRefused, match=said) as refused:
        load(office(tmp_path / "office", text))
    assert str(refused.value).count("score.toml") == 1
