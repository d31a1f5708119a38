"""Two saved captures brought to the comparer, and its answer brought to people or machines."""

from datetime import date
from pathlib import Path
from typing import Any

from rich.console import Console

from app.language import spoken_language
from app.looking.reading import NOWHERE, today
from app.looking.saved_file import name_of, saved
from config.words import Words
from crawler.compare_captures import Comparison, compare
from crawler.documents.answers import read_answer

_VERDICTS = {
    True: Words("有变化（程度 {significance}）", "changed (significance {significance})"),
    False: Words("无实质变化（{why}）", "not changed ({why})"),
    None: Words("无法判断（{why}）", "cannot tell ({why})"),
}
_IGNORED = Words("另有 {n} 处差异不计：{whys}", "{n} further differences do not count: {whys}")
_SHOWN = 20


def compared(old: str, new: str, url: str, as_of: date | None) -> Comparison:
    """Compare two files. Raises NotFound where one cannot be read."""
    return compare(
        saved(old),
        saved(new),
        url=url or f"{NOWHERE}/page{name_of(new).suffix}",
        as_of=as_of or today(),
        read=read_answer,
    )


def pairs_in(path: Path) -> list[tuple[str, str, str]]:
    """(old, new, url) of each line of a table; paths are seen from the working folder, else from
    the table's own.
    """
    pairs = []
    for line in saved(str(path)).decode("utf-8-sig").splitlines():
        if line.strip():
            old, new, url = [*line.split("\t"), "", ""][:3]
            pairs.append((_beside(path, old.strip()), _beside(path, new.strip()), url.strip()))
    return pairs


def _beside(table: Path, name: str) -> str:
    return name if Path(name).exists() else str(table.parent / name)


def as_machine(comparison: Comparison) -> dict[str, Any]:
    return {
        "changed": comparison.changed,
        "why": comparison.why or None,
        "significance": comparison.significance,
        "added": list(comparison.added),
        "removed": list(comparison.removed),
        "ignored": [{"text": ignored.text, "why": ignored.why} for ignored in comparison.ignored],
    }


def show(comparison: Comparison, console: Console) -> None:
    """The answer in words, then what came (+) and went (−)."""
    language = spoken_language()
    console.print(
        _VERDICTS[comparison.changed].text(
            language, why=comparison.why, significance=comparison.significance
        ),
        markup=False,
    )
    for sign, style, lines in (("+", "green", comparison.added), ("−", "red", comparison.removed)):
        for line in lines[:_SHOWN]:
            console.print(f"{sign} {line}", style=style, markup=False)
    if comparison.ignored:
        whys = "、".join(sorted({ignored.why for ignored in comparison.ignored}))
        console.print(
            _IGNORED.text(language, n=len(comparison.ignored), whys=whys), style="dim", markup=False
        )
