"""The shipped rulebook: complete, in order, and with a text in force for every rule on every day
that may be judged.
"""

import re
import tomllib
from datetime import date, timedelta
from pathlib import Path

import pytest
from pydantic import BaseModel

import config
from config.rulebook import Limits, Rulebook
from config.rulebook_files import shipped_rulebook

DEFAULTS = Path(config.__file__).parent / "defaults"

# No text asked for these before that day (docs/rulebook.md §3): an earlier day is not theirs to
# judge.
FIRST_DAYS = {
    "unreachable_site": date(2015, 3, 24),
    "hijacked_site": date(2015, 3, 24),
    "missing_disclosure": date(2015, 1, 1),
    "stale_channel": date(2012, 1, 1),
}


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return shipped_rulebook()


@pytest.mark.parametrize(("rule", "first"), FIRST_DAYS.items())
def test_no_rule_judges_a_day_before_its_first_text(
    rule: str, first: date, rulebook: Rulebook
) -> None:
    assert min(clause.valid_from for clause in rulebook.clauses_of(rule)) == first


def test_the_demand_of_2012_ends_the_day_before_the_guidelines_of_2017(rulebook: Rulebook) -> None:
    assert rulebook.clause("local2012.own_site").valid_to == date(2017, 5, 14)
    assert rulebook.clause("guide2017.open").valid_from == date(2017, 5, 15)
    assert rulebook.clause("census2015.home").valid_to == rulebook.clause(
        "insp2019.home"
    ).valid_from - timedelta(days=1)
    assert rulebook.clause("reg2008.24").valid_to == rulebook.clause(
        "reg2019.49"
    ).valid_from - timedelta(days=1)


def test_clauses_are_told_apart_and_run_forward(rulebook: Rulebook) -> None:
    ids = [clause.id for clause in rulebook.clauses]
    assert len(set(ids)) == len(ids)
    assert all(
        clause.valid_to is None or clause.valid_from < clause.valid_to
        for clause in rulebook.clauses
    )
    assert all(
        (clause.mark == "local") == clause.id.startswith("local2012.")
        for clause in rulebook.clauses
    )
    assert {clause.id for clause in rulebook.clauses if clause.verified == "memory"} >= {
        "reg2008",
        "reg2008.24",
    }


def test_classes_are_told_apart_and_ordered_most_specific_first(rulebook: Rulebook) -> None:
    ids = [channel_class.id for channel_class in rulebook.channel_classes]
    order = "budget annual powers personnel planning static standing leaders reply interpretation policy_promo report_data special upstream policy notice news other"
    assert [class_id for class_id in ids if class_id != "service_data"] == order.split()
    assert len(set(ids)) == len(ids)


def test_patterns_are_plain_words_that_belong_to_one_class(rulebook: Rulebook) -> None:
    """No expression can run away (docs/faults.md O2), and a word cannot mean two classes."""
    owners: dict[str, str] = {}
    for channel_class in rulebook.channel_classes:
        for pattern in channel_class.patterns:
            assert pattern.strip() == pattern and len(pattern) >= 2
            assert re.fullmatch(pattern, pattern), (
                "a plain word matches itself as an expression too"
            )
            assert owners.setdefault(pattern, channel_class.id) == channel_class.id
    assert (
        owners["财政预决算"] == "budget"
        and owners["通知公告"] == "notice"
        and owners["工作动态"] == "news"
    )


@pytest.mark.parametrize(
    ("class_id", "expected"),  # limit days, months, warn, county limit, county warn
    [
        ("news", (14, None, 12, 10, None)),
        ("interpretation", (None, 6, 146, 180, 160)),
        ("policy_promo", (None, 6, 146, 150, None)),
        ("policy", (None, 6, 146, 120, None)),
        ("notice", (None, 6, 146, 180, 160)),
        ("report_data", (None, 6, 146, 180, 160)),
        ("budget", (None, 12, 335, 365, 335)),
        ("personnel", (None, 12, 335, 365, 335)),
        ("planning", (None, 12, 335, 365, 335)),
        # with the three months until a government's report is due (docs/rulebook.md §7)
        ("annual", (None, 15, 335, 365, 335)),
        ("powers", (None, 12, 335, 365, 335)),
        ("reply", (None, 2, 45, None, None)),
        ("leaders", (None, None, None, 30, None)),
        ("static", (None, None, None, None, None)),
        ("standing", (None, None, None, None, None)),
        ("upstream", (None, None, None, None, None)),
        ("other", (None, 12, 335, 365, 335)),
    ],
)
def test_deadlines_are_those_of_the_table(
    class_id: str, expected: tuple[int | None, ...], rulebook: Rulebook
) -> None:
    c = rulebook.channel_class(class_id)
    assert (
        c.limit_days,
        c.limit_months,
        c.warn_days,
        c.county_limit_days,
        c.county_warn_days,
    ) == expected


def test_what_is_not_the_units_own_or_has_no_age_is_exempt(rulebook: Rulebook) -> None:
    assert {c.id: c.exempt for c in rulebook.channel_classes if c.exempt} == {
        "static": "static",
        "standing": "standing",
        "special": "ended",
        "upstream": "upstream",
    }
    assert {c.id for c in rulebook.channel_classes if c.warning_only} == {"reply", "other"}


def test_the_shipped_limits_write_down_every_threshold_and_agree_with_the_model() -> None:
    written = tomllib.loads((DEFAULTS / "limits.toml").read_text(encoding="utf-8"))
    assert Limits.model_validate(written) == Limits()
    for rule, table in Limits():
        if isinstance(table, BaseModel):
            assert set(written[rule]) == set(type(table).model_fields), rule


def test_the_two_sides_share_no_word(rulebook: Rulebook) -> None:
    lexicon = rulebook.lexicon
    sides = [*lexicon.powers, *lexicon.fees, *lexicon.duties, *lexicon.rights]
    assert len(set(sides)) == len(sides)
    assert not set(sides) & set(lexicon.false_friends)
