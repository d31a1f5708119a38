"""What the product imports it declares: what came only because another library wanted it may go
with that library's next release.
"""

import ast
import re
import sys
import tomllib
from collections import defaultdict
from importlib.metadata import packages_distributions

from tests.house.product import PACKAGES, ROOT, name_of, sources, tree_of

NOT_SHIPPED = {"dev", "eval"}


def test_every_library_that_is_imported_is_declared() -> None:
    distributions = packages_distributions()
    found = imported()
    undeclared = {
        library: files
        for library, files in found.items()
        # what is not installed here (an extra) is looked for by its own name
        if not {plain(name) for name in distributions.get(library, [library])} & declared()
    }
    assert len(found) > 30
    assert not undeclared, "declare it in pyproject.toml, with its reason"


def imported() -> dict[str, list[str]]:
    """Every library that a file of the product imports, and the files."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sources():
        for name in {top for node in ast.walk(tree_of(path)) for top in _tops(node)}:
            if name not in sys.stdlib_module_names and name not in PACKAGES:
                found[name].append(name_of(path))
    return found


def declared() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"].items()
    words = [
        *project["dependencies"],
        *(word for extra, some in extras if extra not in NOT_SHIPPED for word in some),
    ]
    return {plain(re.split(r"[^\w.-]", word)[0]) for word in words}


def plain(name: str) -> str:
    """A distribution's name as PEP 503 compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _tops(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name.partition(".")[0] for alias in node.names]
    if isinstance(node, ast.ImportFrom) and not node.level:
        return [(node.module or "").partition(".")[0]]
    return []
