"""The product as its laws see it: files, and what they hold."""

import ast
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parents[2]
PACKAGES = ("app", "config", "crawler", "demo", "monitor", "store")


def sources(*folders: str) -> list[Path]:
    """The Python files of the product, or of these folders of it."""
    return [path for one in folders or PACKAGES for path in sorted((ROOT / one).rglob("*.py"))]


def name_of(path: Path) -> str:
    """`crawler/extract/dates.py`: the file as a person names it."""
    return path.relative_to(ROOT).as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def classes() -> Iterator[tuple[Path, ast.ClassDef]]:
    """Every class that stands at the top of a module."""
    for path in sources():
        for node in tree_of(path).body:
            if isinstance(node, ast.ClassDef):
                yield path, node


def modules() -> Iterator[ModuleType]:
    """Every module of the product, imported."""
    for path in sources():
        if path.stem != "__main__":
            parts = path.relative_to(ROOT).with_suffix("").parts
            yield import_module(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
