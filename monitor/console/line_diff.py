"""Two readings of a page beside each other, line by line, with what went and what came marked.
Pure.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

CONTEXT = 2  # lines of what is the same, shown round what is not
MOST_LINES = 1_500
LONGEST_MARKED = 600  # characters of a line within which single words are marked
# below this share of common characters two lines are two lines, not one that was edited
ALIKE = 0.4


@dataclass(frozen=True, slots=True)
class DiffPiece:
    words: str
    is_marked: bool = False


@dataclass(frozen=True, slots=True)
class DiffLine:
    """One row: `kind` same | removed | added | changed | skipped (`skipped` lines the same on both
    sides).
    """

    kind: str
    before: tuple[DiffPiece, ...] = ()
    after: tuple[DiffPiece, ...] = ()
    skipped: int = 0


def side_by_side(before: Sequence[str], after: Sequence[str]) -> list[DiffLine]:
    """Empty where nothing differs."""
    old, new = list(before[:MOST_LINES]), list(after[:MOST_LINES])
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    if all(kind == "equal" for kind, *_ in blocks):
        return []
    return list(_lines(blocks, old, new))


def _lines(
    blocks: Sequence[tuple[str, int, int, int, int]], old: list[str], new: list[str]
) -> Iterator[DiffLine]:
    for place, (kind, i, j, k, n) in enumerate(blocks):
        if kind == "equal":
            yield from _same(old[i:j], is_first=place == 0, is_last=place == len(blocks) - 1)
            continue
        pairs = min(j - i, n - k)
        for step in range(pairs):
            yield _edited(old[i + step], new[k + step])
        yield from (
            DiffLine("removed", before=(DiffPiece(line, True),)) for line in old[i + pairs : j]
        )
        yield from (
            DiffLine("added", after=(DiffPiece(line, True),)) for line in new[k + pairs : n]
        )


def _same(lines: list[str], *, is_first: bool, is_last: bool) -> Iterator[DiffLine]:
    """The lines next to a change, and how many were left out."""
    head = 0 if is_first else CONTEXT
    tail = 0 if is_last else CONTEXT
    shown_head, shown_tail = lines[:head], lines[max(head, len(lines) - tail) :]
    yield from (_both(line) for line in shown_head)
    if left_out := len(lines) - len(shown_head) - len(shown_tail):
        yield DiffLine("skipped", skipped=left_out)
    yield from (_both(line) for line in shown_tail)


def _both(line: str) -> DiffLine:
    return DiffLine("same", (DiffPiece(line),), (DiffPiece(line),))


def _edited(old: str, new: str) -> DiffLine:
    matcher = SequenceMatcher(None, old[:LONGEST_MARKED], new[:LONGEST_MARKED], autojunk=False)
    if max(len(old), len(new)) > LONGEST_MARKED or matcher.ratio() < ALIKE:
        return DiffLine("changed", (DiffPiece(old, True),), (DiffPiece(new, True),))
    before = [
        DiffPiece(old[i:j], kind != "equal") for kind, i, j, _, _ in matcher.get_opcodes() if j > i
    ]
    after = [
        DiffPiece(new[k:n], kind != "equal") for kind, _, _, k, n in matcher.get_opcodes() if n > k
    ]
    return DiffLine("changed", tuple(before), tuple(after))
