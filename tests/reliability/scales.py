"""Every fault at two scales: a few in the default suite, all of them in `make soak`."""

from typing import Any

import pytest


def scales(
    few: Any, soak: Any, *, is_long: bool = False, minutes: float = 60
) -> pytest.MarkDecorator:
    """Parametrises `size` and `is_soak`. `is_long`: even a few take long, so a plain `make test`
    leaves them to CI.
    """
    all_of_them = pytest.param(
        soak, True, id="soak", marks=[pytest.mark.soak, pytest.mark.timeout(minutes * 60)]
    )
    a_few = pytest.param(few, False, id="few", marks=[pytest.mark.long] if is_long else [])
    return pytest.mark.parametrize(("size", "is_soak"), [a_few, all_of_them])
