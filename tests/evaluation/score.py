"""What is asked of a set of pages, what each reader answered, and what the answers are worth."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import process_time
from typing import TypeVar

T = TypeVar("T")

OURS = "gongkai"


@dataclass(frozen=True, slots=True)
class Case:
    """One page or pair, answered. `right` None: the reader says that it cannot tell where an answer
    was wanted.
    """

    id: str
    right: bool | None
    wanted: str
    read: str


@dataclass(slots=True)
class Answers:
    """One reader's answers to one question. `ms` is processor time, so that a busy machine does not
    show.
    """

    reader: str
    cases: list[Case] = field(default_factory=list)
    seconds: float = 0.0
    pages: int = 0
    median_ms: float | None = None  # where time itself was the question

    def add(self, case_id: str, right: bool | None, wanted: object, read: object) -> None:
        self.cases.append(Case(case_id, right, str(wanted), str(read)))

    @contextmanager
    def reading(self, pages: int = 1) -> Iterator[None]:
        """Count the time spent inside for so many pages."""
        began = process_time()
        try:
            yield
        finally:
            self.seconds += process_time() - began
            self.pages += pages

    def timed(self, pages: int, read: Callable[[], T]) -> T:
        with self.reading(pages):
            return read()

    @property
    def right(self) -> int:
        return sum(case.right is True for case in self.cases)

    @property
    def wrong(self) -> int:
        return sum(case.right is False for case in self.cases)

    @property
    def untold(self) -> int:
        return sum(case.right is None for case in self.cases)

    @property
    def rate(self) -> float | None:
        return self.right / len(self.cases) if self.cases else None

    @property
    def ms(self) -> float | None:
        if self.median_ms is not None:
            return self.median_ms
        return 1000 * self.seconds / self.pages if self.pages else None


@dataclass(frozen=True, slots=True)
class Goal:
    """What the question is to reach; every bound that is given must hold."""

    words: str
    right_at_least: float | None = None  # share of the cases
    wrong_at_most: float | None = None  # share of the cases
    ms_at_most: float | None = None

    def is_reached(self, answers: Answers) -> bool:
        cases = max(1, len(answers.cases))
        return (
            (self.right_at_least is None or answers.right / cases >= self.right_at_least)
            and (self.wrong_at_most is None or answers.wrong / cases <= self.wrong_at_most)
            and (
                self.ms_at_most is None
                or (answers.ms is not None and answers.ms <= self.ms_at_most)
            )
        )


ALL = Goal("all", right_at_least=1.0)


@dataclass(frozen=True, slots=True)
class Question:
    """One row of the table. Without a goal it is told and not judged."""

    set: str  # the folder's name
    about: str
    ours: Answers
    others: tuple[Answers, ...] = ()
    goal: Goal | None = None
    note: str = ""

    @property
    def misses_its_goal(self) -> bool:
        return self.goal is not None and not self.goal.is_reached(self.ours)
