"""The tree of exceptions as drawn at the head of config/errors.py is whole, and true."""

import inspect
import re

import config.errors
from config.errors import GongkaiError

from tests.house.product import PACKAGES, modules

# "│   └── QuestionRefused    SQL that is wrong …    exit 4": depth, name, when, what becomes of it
LINE = re.compile(r"^((?:[│ ]   )*(?:[├└]── )?)([A-Z]\w+) +(\S.*?\S) {2,}(exit \d+|an? .+)$", re.M)


def drawn() -> dict[str, tuple[str, str]]:
    """Name → the name it hangs under ("" for a root), and what becomes of it."""
    found: dict[str, tuple[str, str]] = {}
    above: list[str] = []
    for branch, name, _when, end in LINE.findall(config.errors.__doc__ or ""):
        depth = len(branch) // 4
        above = [*above[:depth], name]
        assert name not in found and len(above) == depth + 1, name
        found[name] = (above[-2] if depth else "", end)
    return found


def raised() -> dict[str, type[BaseException]]:
    """The exception classes of the product that are not private to a module."""
    return {
        name: kind
        for module in modules()
        for name, kind in vars(module).items()
        if inspect.isclass(kind)
        and issubclass(kind, BaseException)
        and kind.__module__ == module.__name__
        and kind.__module__.partition(".")[0] in PACKAGES
        and not name.startswith("_")
    }


def test_every_exception_is_drawn_and_every_drawn_one_is_there() -> None:
    assert drawn().keys() == raised().keys()


def test_they_hang_as_drawn_and_end_as_drawn() -> None:
    ours, tree = raised(), drawn()
    for name, kind in ours.items():
        above, end = tree[name]
        parent = (kind.__base__ or object).__name__
        assert above == (parent if parent in ours else ""), name
        if issubclass(kind, GongkaiError):
            assert end == f"exit {kind.exit_code}", name
        else:
            assert not end.startswith("exit"), name


def test_a_name_is_a_state() -> None:
    """As ruff.toml says of N818: AlreadyRunning, NotFound. The root alone is what it is."""
    named_as_errors = {name for name in raised() if name.endswith(("Error", "Exception"))}
    assert named_as_errors == {"GongkaiError"}
