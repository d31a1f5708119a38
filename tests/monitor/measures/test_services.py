"""Whose sites the national standard is of."""

import pytest

from config.unit import Unit
from monitor.measures.services import runs_a_government_site


@pytest.mark.parametrize(
    ("kind", "is_bound"),
    [
        ("government", True),
        ("department", True),
        ("township", True),
        ("vertical", True),
        ("judicial", False),
        ("public_enterprise", False),
    ],
)
def test_courts_and_enterprises_run_none(kind: str, is_bound: bool) -> None:
    unit = Unit.model_validate({"id": "u", "name": "某单位", "kind": kind})
    assert runs_a_government_site(unit) is is_bound
