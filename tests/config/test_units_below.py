"""Who stands below whom."""

from config.unit import Unit, with_all_below


def unit(unit_id: str, parent: str | None = None) -> Unit:
    return Unit(id=unit_id, name=f"{unit_id}局", kind="department", parent=parent)


UNITS = [unit("zu"), unit("fu", "zu"), unit("zi", "fu"), unit("sun", "zi"), unit("lin")]


def test_all_below_are_found_over_every_step_and_nobody_else() -> None:
    assert with_all_below(["fu"], UNITS) == {"fu", "zi", "sun"}
    assert with_all_below(["lin"], UNITS) == {"lin"}


def test_a_circle_ends() -> None:
    assert with_all_below(["a"], [unit("a", "b"), unit("b", "a")]) == {"a", "b"}
