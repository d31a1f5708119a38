"""No library is patched at run time: what it offers is used, or another library.

Seen are an assignment to an attribute of what was imported from elsewhere, or to a private one of
an object that we hold, a `__class__` exchanged, `setattr` and `delattr`, and `unittest.mock`.
"""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import TypeGuard

from tests.house.product import PACKAGES, ROOT, name_of, sources, tree_of

# (file, what is patched): the number of the decision record that says why it cannot go.
DECIDED = {
    ("crawler/probing/http.py", "http.client._MAXHEADERS"): "0020",
    ("crawler/transport/download_handler.py", "self._pool._factory"): "0021",
    ("crawler/transport/header_cap.py", "self._parser.__class__"): "0021",
    ("monitor/alerts/channel_guard.py", "answer._content"): "0026",
    ("monitor/alerts/channel_guard.py", "requests.sessions.Session"): "0026",
}
# Documented to be set by whoever uses it.
OFFERED = {
    ("app/streams.py", "sys.stderr"),
    ("app/streams.py", "sys.stdout"),
    ("crawler/documents/child.py", "tempfile.tempdir"),
}


def test_no_library_is_patched() -> None:
    found = {(name_of(path), what) for path in sources() for what in patches(path)}
    allowed = DECIDED.keys() | OFFERED
    assert not found - allowed, "use what the library offers, or write a decision record"
    assert not allowed - found, "it is gone: take it out of the list"


def test_every_exception_points_to_its_decision() -> None:
    missing = {
        number
        for number in DECIDED.values()
        if not list((ROOT / "docs/decisions").glob(f"{number}-*.md"))
    }
    assert not missing


def patches(path: Path) -> Iterator[str]:
    """What this file assigns to that is a library's own."""
    tree = tree_of(path)
    foreign = _imported_from_libraries(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield from (name for name in _modules(node) if name.startswith("unittest.mock"))
        elif isinstance(node, ast.Attribute) and not isinstance(node.ctx, ast.Load):
            if _is_foreign(node, foreign):
                yield ast.unparse(node)
        elif _is_call(node, "setattr", "delattr") and _root(node.args[0]) in foreign:
            yield ast.unparse(node)


def _is_call(node: ast.AST, *names: str) -> TypeGuard[ast.Call]:
    return isinstance(node, ast.Call) and ast.unparse(node.func) in names


def _is_foreign(target: ast.Attribute, foreign: set[str]) -> bool:
    """`library.name = …`, `held._private = …`, `self._held._private = …`, `held.__class__ = …`."""
    if _root(target) in foreign or target.attr == "__class__":
        return True
    is_private = target.attr.startswith("_") and not target.attr.startswith("__")
    return is_private and ast.unparse(target.value) not in ("self", "cls")


def _root(node: ast.expr) -> str:
    while isinstance(node, ast.Attribute):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def _imported_from_libraries(tree: ast.Module) -> set[str]:
    """The names under which this file knows what is not its own product's."""
    return {
        (alias.asname or alias.name).partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
        if _modules(node)[0].partition(".")[0] not in PACKAGES
    }


def _modules(node: ast.Import | ast.ImportFrom) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [f"{node.module or ''}.{alias.name}" for alias in node.names]
