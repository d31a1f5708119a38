"""change-pairs: two captures of a page, and whether its main text changed (labels as the corpus
explains them).

Asked twice: of `compare`, which shows people what changed, and of the fingerprint alone, by which a
night decides whether to look a second time. The second look itself, seconds later, cannot be
replayed from an archive.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from crawler.compare_captures import compare
from tests.evaluation import corpus
from tests.evaluation.others import text_readers
from tests.evaluation.score import ALL, OURS, Answers, Goal, Question
from tests.reading import read_page

FOLDER = "change-pairs"


@dataclass(frozen=True, slots=True)
class Pair:
    id: str
    label: str  # substantive | minor | noise | markup | shell | link_only | section
    url: str
    as_of: date
    old: bytes
    new: bytes


Answer = tuple[bool | None, str]  # changed, and what was read
Monitor = Callable[[Pair], Answer]

_WANTED: dict[str, bool | None] = {
    "substantive": True,
    "minor": True,
    "noise": False,
    "markup": False,
    "shell": None,
}


def questions(folder: Path, today: date) -> Iterator[Question]:
    pairs = [_pair(folder, row, today) for row in corpus.table(folder / "manifest.jsonl")]
    monitors: dict[str, Monitor] = {
        name: _by_text(text_of) for name, text_of in text_readers().items()
    }

    def ask(about: str, labels: tuple[str, ...], goal: Goal | None) -> Question:
        return _asked(
            about, [pair for pair in pairs if pair.label in labels], _by_compare, monitors, goal
        )

    yield ask(
        "noise and markup: not changed",
        ("noise", "markup"),
        Goal("≤ 1 % wrong", wrong_at_most=0.01),
    )
    yield ask("substantive: changed", ("substantive",), ALL)
    yield ask("substantive, ≤ 6 words: changed", ("minor",), ALL)
    yield ask("loading shell: cannot tell", ("shell",), ALL)
    yield ask("only link targets: told, not judged", ("link_only",), None)
    yield ask("outside the declared section: told, not judged", ("section",), None)

    def ask_fingerprint(about: str, labels: tuple[str, ...], goal: Goal | None = None) -> Question:
        return _asked(
            f"fingerprint alone: {about}",
            [pair for pair in pairs if pair.label in labels],
            _by_fingerprint,
            {},
            goal,
        )

    yield ask_fingerprint("noise and markup: same", ("noise", "markup"))
    yield ask_fingerprint("substantive: other", ("substantive", "minor"), ALL)
    yield ask_fingerprint("loading shell: not the page", ("shell",), ALL)


def _pair(folder: Path, row: dict[str, Any], today: date) -> Pair:
    label = "minor" if row.get("minor") else row["label"]
    captured = row.get("new_captured")
    as_of = date.fromisoformat(captured[:10]) if captured else today
    return Pair(
        row["id"],
        label,
        row.get("url") or corpus.NOWHERE,
        as_of,
        corpus.body(folder / row["old"]),
        corpus.body(folder / row["new"]),
    )


def _asked(
    about: str, pairs: list[Pair], monitor: Monitor, others: dict[str, Monitor], goal: Goal | None
) -> Question:
    ours = _answers(OURS, pairs, monitor)
    return Question(
        FOLDER,
        about,
        ours,
        tuple(_answers(name, pairs, other) for name, other in others.items()),
        goal,
        _told(pairs, ours),
    )


def _answers(name: str, pairs: list[Pair], monitor: Monitor) -> Answers:
    answers = Answers(name)
    for pair in pairs:
        with answers.reading(pages=2):
            changed, read = monitor(pair)
        said = {True: "changed", False: "not changed", None: "cannot tell"}
        if pair.label in _WANTED:
            wanted = _WANTED[pair.label]
            right = changed is wanted if wanted is None or changed is not None else None
            answers.add(f"{pair.label} {pair.id}", right, said[wanted], f"{said[changed]}: {read}")
        else:
            answers.add(f"{pair.label} {pair.id}", None, "", f"{said[changed]}: {read}")
    return answers


def _told(pairs: list[Pair], ours: Answers) -> str:
    """For labels that are not judged: how many were called what."""
    if any(pair.label in _WANTED for pair in pairs):
        return ""
    said = [case.read.split(":")[0] for case in ours.cases]
    return ", ".join(f"{said.count(word)} {word}" for word in dict.fromkeys(said))


def _by_compare(pair: Pair) -> Answer:
    seen = compare(pair.old, pair.new, url=pair.url, as_of=pair.as_of)
    first = next(
        (
            f"{sign}{line[:80]}"
            for sign, lines in (("+", seen.added), ("-", seen.removed))
            for line in lines
        ),
        "",
    )
    return seen.changed, seen.why or f"{seen.significance} {first}"


def _by_fingerprint(pair: Pair) -> Answer:
    sides = [
        read_page(body, url=pair.url, status=None, as_of=pair.as_of)
        for body in (pair.old, pair.new)
    ]
    hidden = [side.outcome.value for side in sides if not side.outcome.shows_the_page]
    if hidden:
        return None, ", ".join(hidden)
    blocks = [{block.hash for block in side.blocks} for side in sides]
    return sides[0].fingerprint != sides[
        1
    ].fingerprint, f"{len(blocks[0] - blocks[1])} blocks gone, {len(blocks[1] - blocks[0])} come"


def _by_text(text_of: Callable[[bytes], str]) -> Monitor:
    def monitor(pair: Pair) -> Answer:
        old, new = text_of(pair.old), text_of(pair.new)
        return old != new, f"{len(old)} and {len(new)} characters"

    return monitor
