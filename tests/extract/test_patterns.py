"""The words that lie beside the readers: every one is asked for, and all are what they say."""

import re
from pathlib import Path

import pytest

from crawler.extract.patterns import data_of, pattern_rows, patterns

EXTRACT = Path(__file__).parents[2] / "crawler" / "extract"
BESIDE = sorted(EXTRACT.rglob("*.toml"))


@pytest.mark.parametrize("file", BESIDE, ids=lambda file: file.stem)
def test_every_pattern_is_asked_for_by_the_code_it_lies_beside(file: Path) -> None:
    code = file.with_suffix(".py").read_text(encoding="utf-8")
    module = ".".join(file.relative_to(EXTRACT.parents[1]).with_suffix("").parts)
    tables = data_of(module).keys() - {"any_case", "exact", "parts"}
    named = patterns(module).keys()
    assert named or tables
    assert {name for name in named if f'_PATTERNS["{name}"]' not in code} == set()
    assert {name for name in tables if f'"{name}"' not in code} == set()


def test_alternatives_are_one_pattern_and_capitals_count_where_it_says_so() -> None:
    walls = patterns("crawler.extract.walls")
    assert walls["bans"].fullmatch("403 FORBIDDEN")
    assert not walls["challenge_script"].search("c3vk")
    assert walls["titles"].flags & re.IGNORECASE
    assert walls["titles"].pattern.count("\n") == 0


def test_rows_keep_their_order_because_the_first_hit_wins() -> None:
    kinds = [kind for kind, _ in pattern_rows("crawler.extract.money.table_kind", "by_words")]
    assert kinds == ["sangong", "economic", "income_expense", "function", "project", "detail"]
